"""One writer at a time: a lock file beside the registry, with the name of whoever holds it."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mou_cli.errors import Conflict, Failed, NotFound, Usage

POLL_SECONDS = 0.01
DEFAULT_TIMEOUT = 30.0


def lock_path(registry: Path) -> Path:
    """Return where the lock of `registry` lies."""
    return registry.with_name(f".{registry.name}.lock")


@contextmanager
def locked(registry: Path) -> Iterator[None]:
    """Hold the lock of `registry`.

    Waits for MOU_LOCK_TIMEOUT seconds (default 30). Raises Conflict naming the holder when the time is over, Failed
    where no lock file can be made (a folder that is read-only, a symbolic link in its place).
    """
    from filelock import FileLock, Timeout  # 18 ms, and only writers need it

    path = lock_path(registry)
    if not registry.parent.is_dir():
        raise NotFound(f"there is no folder {registry.parent}", "make it first")
    if path.is_symlink() or (path.exists() and not stat.S_ISREG(path.stat().st_mode)):
        raise Failed(f"{path} is not an ordinary file, so it cannot be trusted as a lock", "look at it and remove it")
    lock = FileLock(path, timeout=_timeout(), poll_interval=POLL_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise Conflict(f"{registry} is being changed by {_holder(path)}", "try again in a moment") from error
    except OSError as error:
        raise Failed(f"{registry} cannot be changed: {error.strerror}", "check who may write to its folder") from error
    try:
        _sign(path, registry)
        yield
    finally:
        lock.release()


def _timeout() -> float:
    given = os.environ.get("MOU_LOCK_TIMEOUT", "")
    try:
        seconds = float(given) if given else DEFAULT_TIMEOUT
        if not 0 <= seconds < float("inf"):  # filelock takes a negative time for one without end
            raise ValueError(given)
    except ValueError as error:
        raise Usage(
            f"MOU_LOCK_TIMEOUT is {given!r}, which is not a number of seconds", "give one such as 30"
        ) from error
    return seconds


def _sign(path: Path, registry: Path) -> None:
    import getpass

    # Who may change the registry must be able to lock it, whoever made the lock file.
    with suppress(OSError):
        path.chmod(registry.stat().st_mode & 0o666 | 0o600)

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "somebody"
    try:
        path.write_text(f"{name} (process {os.getpid()})\n", encoding="utf-8")
    except OSError:
        return


def _holder(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()[:100] or "another process"
    except OSError:
        return "another process"
