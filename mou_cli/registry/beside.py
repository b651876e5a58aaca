"""What lies beside a registry: drafts of writers that were killed, the lock, the stamp."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from mou_cli.agreement.checks.located import Located
from mou_cli.registry.backups import backups_folder
from mou_cli.registry.lock import is_running, lock_path
from mou_cli.registry.stamp import Stamp, stamp_path

FIX = "mou doctor --fix"


def drafts(registry: Path) -> list[Path]:
    """Return the unfinished files of writers beside a registry and among its backups.

    Those of a writer at work are among them: whoever holds the lock is alone, so that under it all are left over.
    """
    left = re.compile(re.escape(f".{registry.name}.") + r"(stamp\.[0-9]+|[0-9]+\.tmp)")
    found = [registry.with_name(name) for name in _names(registry.parent) if left.fullmatch(name)]
    folder = backups_folder(registry)
    return found + [folder / name for name in _names(folder) if name.endswith(".part")]


def beside(registry: Path) -> Iterator[Located]:
    """Yield what is wrong beside a registry; nothing is changed."""
    lock = lock_path(registry)
    if os.path.lexists(lock) and not _is_file(lock):
        message = f"{lock} is not an ordinary file, so that nobody can change the registry"
        yield Located("error", "lock", message, remedy="look at it and remove it")
    elif is_held(lock):
        yield _held(lock)
        return  # its drafts are a writer's at work
    yield from _left_over(registry, lock)
    yield from _stamp(registry)


def _left_over(registry: Path, lock: Path) -> Iterator[Located]:
    found = drafts(registry)
    for draft in found:
        yield Located("warning", "file", f"{draft} was left by a writer that was stopped", remedy=FIX)
    name = signature(lock)
    if found and name and not _is_running(name):
        yield Located("warning", "lock", f"the lock bears the name of {name}, who is gone; nobody holds it", remedy=FIX)


def _held(lock: Path) -> Located:
    name = signature(lock) or "another process"
    running = "" if _is_running(name) else "; no such process runs on this machine, so it is one of another"
    return Located(
        "warning", "lock", f"the registry is being changed by {name}{running}", remedy="wait, and look again"
    )


def _stamp(registry: Path) -> Iterator[Located]:
    stamp = stamp_path(registry)
    if os.path.lexists(stamp) and not stamp_is_sound(stamp):
        message = f"{stamp} is no stamp, so that each reading checks all"
        yield Located("warning", "file", message, remedy=FIX)


def stamp_is_sound(stamp: Path) -> bool:
    """Return whether a file can be read as a stamp, be it of this state of the registry or an earlier one."""
    try:
        return _is_file(stamp) and msgspec.json.decode(stamp.read_bytes(), type=Stamp).is_whole
    except (OSError, ValueError):
        return False


def is_held(lock: Path) -> bool:
    """Return whether somebody holds a lock now."""
    from filelock import FileLock, Timeout

    if not _is_file(lock):
        return False
    found = FileLock(lock, timeout=0)
    try:
        found.acquire()
    except Timeout:
        return True
    except OSError:
        return False  # who may not write to it cannot ask, and is told so when he changes anything
    found.release()
    return False


def signature(lock: Path) -> str:
    """Return who wrote his name into a lock last: `aigerim (process 4711)`; empty where nobody did."""
    try:
        return lock.read_text(encoding="utf-8", errors="replace").strip()[:100] if _is_file(lock) else ""
    except OSError:
        return ""


def _is_running(name: str) -> bool:
    found = re.search(r"\(process ([0-9]{1,9})\)", name)
    return found is None or is_running(int(found[1]))  # without a number nothing can be said against it


def clear(registry: Path) -> Iterator[Located]:
    """Take away what was left over beside a registry, yielding what was done; the lock must be held."""
    for draft in drafts(registry):
        with suppress(OSError):
            draft.unlink()
            yield Located("fixed", "file", f"{draft} is removed")
    stamp = stamp_path(registry)
    if os.path.lexists(stamp) and not stamp_is_sound(stamp) and not stamp.is_dir():
        with suppress(OSError):
            stamp.unlink()
            yield Located("fixed", "file", f"{stamp} is removed")


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
