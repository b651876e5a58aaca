"""Writing a registry: a new file beside the old one, synced, then renamed over it; nothing is written in place."""

import errno
import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from mou_cli.errors import Conflict, Failed
from mou_cli.registry.backups import keep_backup
from mou_cli.registry.content import PIECE, Content, FileContent
from mou_cli.registry.layout import Extent
from mou_cli.registry.lock import is_running
from mou_cli.registry.rows import Edits
from mou_cli.registry.snapshot import Snapshot
from mou_cli.registry.splice import Splice, laid, splices
from mou_cli.registry.stamp import Identity, write_stamp


def commit(snapshot: Snapshot, edits: Mapping[str, Edits]) -> None:
    """Make `edits` (table -> number -> JSON or None) durable in one rename; the lock must be held.

    Raises Conflict where the file changed since the snapshot was taken, Failed where it cannot be written; the registry
    is then as it was.
    """
    made = splices(snapshot, edits)
    put_in_place(
        snapshot.path,
        lambda descriptor: write_spliced(snapshot.content, descriptor, made),
        lambda: refuse_if_changed(snapshot),
        laid(snapshot.tables, made, edits),
    )


def put_in_place(
    path: Path,
    write: Callable[[int], None],
    check: Callable[[], None],
    tables: tuple[Extent, ...] | None,
    *,
    new: bool = False,
) -> None:
    """Give `path` the bytes that `write` writes to an open file, durable, in one rename; the lock must be held.

    What stands there is kept as a backup; where nothing does (`new`), the file takes the mode of a new one. `check`
    raises Conflict where it is not what it was; `tables` are where the tables lie in the new bytes, None where that is
    not known. Raises Failed where it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    status = None
    try:
        twins = _clear_drafts(path)
        descriptor = open_draft(draft, 0o666 if new else 0o600)
        try:
            written = _filled(path, descriptor, write, check, new=new)
            check()
            if not new:
                keep_backup(path)
            os.replace(draft, path)
            make_durable(path, "changed")
            with suppress(OSError):  # it is done, whatever becomes of the stamp
                status = os.fstat(descriptor)
        finally:
            with suppress(OSError):  # all that counts was synced
                os.close(descriptor)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    for twin in twins:
        with suppress(OSError):
            twin.unlink()
    if tables is not None and status and (status.st_size, status.st_mtime_ns) == (written.st_size, written.st_mtime_ns):
        write_stamp(path, status, tables)


def _filled(
    path: Path, descriptor: int, write: Callable[[int], None], check: Callable[[], None], *, new: bool
) -> os.stat_result:
    check()
    if not new:
        keep_mode(path, descriptor)
    write(descriptor)
    os.fsync(descriptor)
    return os.fstat(descriptor)


def open_draft(draft: Path, mode: int = 0o600) -> int:
    """Open a new file for writing, never one that is there already or where a link leads; raises OSError."""
    return os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _flags(), mode)


def _clear_drafts(path: Path) -> list[Path]:
    """Remove the drafts of processes that were killed: whoever holds the lock is alone.

    Returns those that are the registry itself under another name, of an init that was killed: to remove one would
    change the registry's times, and so look like another program's doing.
    """
    twins: list[Path] = []
    left = re.compile(re.escape(f".{path.name}.") + r"(stamp\.[0-9]+|[0-9]+\.tmp)")
    with suppress(PermissionError):  # a folder that may be written but not listed
        for name in os.listdir(path.parent):
            draft = path.with_name(name)
            if left.fullmatch(name):
                if path.exists() and draft.exists() and draft.samefile(path):
                    twins.append(draft)
                else:
                    draft.unlink(missing_ok=True)
    return twins


def clear_abandoned(path: Path) -> None:
    """Remove the drafts of a file that no lock guards, where the processes that wrote them do not run any more."""
    left = re.compile(re.escape(f".{path.name}.") + r"([0-9]+)\.tmp")
    with suppress(OSError):
        for name in os.listdir(path.parent):
            found = left.fullmatch(name)
            # In a container each run may have the same number; this one has written nothing yet.
            if found and (int(found[1]) == os.getpid() or not is_running(int(found[1]))):
                path.with_name(name).unlink(missing_ok=True)


def make_durable(path: Path, doing: str) -> None:
    """Make it last that `path` has its name; raises Failed that says what was done (`doing`) where that fails."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        message = f"{path} was {doing}, but {path.parent} cannot be made to last: {error.strerror or error}"
        raise Failed(message, "look at the disk before you rely on it") from error


def _flags() -> int:
    return getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def keep_mode(path: Path, descriptor: int) -> None:
    """Give an open file the mode and, where the system lets us, the owner of the one at `path`.

    Raises PermissionError where that is read-only, OSError where nothing is there.
    """
    status = path.stat()
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only")
    if hasattr(os, "fchown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        # Somebody else's file in a shared folder becomes ours, as with any editor; its group can mostly be kept.
        with suppress(PermissionError):
            os.fchown(descriptor, -1, status.st_gid)
            os.fchown(descriptor, status.st_uid, -1)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, status.st_mode & 0o7777)


def refuse_if_changed(snapshot: Snapshot) -> None:
    """Raise Conflict where the file is not what it was when the snapshot was taken."""
    try:
        status = snapshot.path.stat()
    except FileNotFoundError as error:
        raise Conflict(f"{snapshot.path} is not there any more", "nothing was written; look who removed it") from error
    if snapshot.identity != Identity.of(status):
        raise Conflict(
            f"{snapshot.path} was changed by another program in the meantime", "nothing was written; run it again"
        )


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable, where the system can."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        os.sync()  # a folder that may be written but not listed: everything, then
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        with suppress(OSError):  # it is synced
            os.close(descriptor)


def write_spliced(content: Content, descriptor: int, made: Sequence[Splice]) -> None:
    """Write `content` to an open file with the splices made; raises OSError."""
    position = 0
    for start, end, data in made:
        _copy(content, descriptor, position, start)
        write_all(descriptor, data)
        position = end
    _copy(content, descriptor, position, content.size)


def _copy(content: Content, descriptor: int, start: int, end: int) -> None:
    start = _copy_in_kernel(content, descriptor, start, end)
    while start < end:
        data = content.read(start, min(PIECE, end - start))
        if not data:
            raise OSError(errno.EIO, "the registry became shorter while it was copied")
        write_all(descriptor, data)
        start += len(data)


def _copy_in_kernel(content: Content, descriptor: int, start: int, end: int) -> int:
    """Copy without passing through this process where the system can; returns how far it came."""
    if not isinstance(content, FileContent) or not hasattr(os, "copy_file_range") or end - start < PIECE:
        return start
    try:
        while start < end:
            copied = os.copy_file_range(content.descriptor, descriptor, end - start, offset_src=start)
            if not copied:
                break
            start += copied
    except OSError:
        pass  # what is wrong with the disk shows again when it is copied by hand
    return start


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data` to an open file, however little it takes at a time; raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def unwritable(path: Path, error: OSError) -> Failed:
    """Return what the disk's refusal to write `path` means to a person."""
    hints = {
        errno.ENOSPC: "make room on the disk and run it again",
        errno.EDQUOT: "your quota is used up; make room and run it again",
        errno.EFBIG: "the file would be larger than is allowed here",
        errno.EACCES: "check who may write to its folder",
        errno.EPERM: "check who may write to its folder",
        errno.EROFS: "the disk is read-only",
    }
    hint = hints.get(error.errno or 0, "look at the disk and run it again")
    return Failed(f"{path} cannot be written: {error.strerror or error}", f"nothing was changed; {hint}")
