"""One writer at a time: a lock file beside the registry, with the name of whoever holds it."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mou_cli.errors import Conflict, Failed
from mou_cli.registry.folders import no_folder
from mou_cli.settings.declared import SETTINGS
from mou_cli.settings.settings import value_of

POLL_SECONDS = 0.01
DEFAULT_TIMEOUT = float(SETTINGS["lock-timeout"].default)


def lock_path(registry: Path) -> Path:
    """Return where the lock of `registry` lies."""
    return registry.with_name(f".{registry.name}.lock")


@contextmanager
def locked(registry: Path) -> Iterator[None]:
    """Hold the lock of `registry`.

    Waits for as many seconds as the setting `lock-timeout` says (default 30). Raises Conflict naming the holder when
    the time is over, Failed where no lock file can be made (a folder that is read-only, a symbolic link in its place).
    """
    from filelock import FileLock, Timeout  # 18 ms, and only writers need it

    path = lock_path(registry)
    if not registry.parent.is_dir():
        raise no_folder(registry.parent)
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
    seconds: float = value_of("lock-timeout")
    return seconds


def _sign(path: Path, registry: Path) -> None:
    import getpass

    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "somebody"
    with suppress(OSError):
        # A link that was put in its place meanwhile is not followed.
        descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0))
        try:
            # Who may change the registry must be able to lock it, whoever made the lock file.
            if hasattr(os, "fchmod"):
                with suppress(OSError):
                    os.fchmod(descriptor, registry.stat().st_mode & 0o666 | 0o600)
            os.write(descriptor, f"{name} (process {os.getpid()})\n".encode("utf-8", "replace"))
        finally:
            os.close(descriptor)


def is_running(process: int) -> bool:
    """Return whether a process of that number runs on this machine; where that cannot be told, True."""
    if os.name == "nt":
        return True  # a signal would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # somebody else's, or no number of a process
    return True


def _holder(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()[:100] or "another process"
    except OSError:
        return "another process"
