"""The bytes of attached files: in a folder beside the registry, each named by the SHA-256 of what it holds."""

import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from mou_cli.agreement.model import Attachment
from mou_cli.errors import Failed, Finding, NotFound
from mou_cli.registry.lock import is_running
from mou_cli.registry.snapshot import kind_of

if TYPE_CHECKING:
    from mou_cli.registry.protocol import Registry

PRESENT, MISSING, ALTERED = "present", "missing", "altered"
CHUNK = 1 << 20
BACK = "attach it again, or mou restore a backup that has it"
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
# A process, its machine (of earlier versions: none) and what chance gave.
_DRAFT = re.compile(r"\.([0-9]+)-([0-9a-f]{8})?[0-9a-f]{8}\.tmp", re.ASCII)


class Attached(NamedTuple):
    """A file that an agreement names: the agreement's number and reference, and what it says of the file."""

    number: int
    ref: str
    file: Attachment


class Amiss(NamedTuple):
    """An attached file that is not what its agreement says: `missing`, `altered`, or why it cannot be read."""

    number: int
    ref: str
    name: str
    sha256: str
    how: str

    @property
    def sentence(self) -> str:
        """What is wrong, in words."""
        return f"agreement {self.number} ({self.ref}): the attached file {self.name!r} is {self.how}"


class Files:
    """The attached files of the registry at `registry`: `registry.json` has them in `registry.files`."""

    def __init__(self, registry: Path) -> None:
        self.registry = registry
        self.folder = registry.with_suffix(".files")
        self.place = str(self.folder)

    def path(self, digest: str) -> Path | None:
        """Return where the bytes of a hash lie or would lie; None for what is no hash: that is never used as a path."""
        return self.folder / digest if HASH.fullmatch(digest) else None

    def standing(self, digest: str) -> str:
        """Read the bytes of a hash and say how they stand: PRESENT, MISSING, ALTERED, or why they cannot be read."""
        return standing_of(self.chunks(digest))

    def chunks(self, digest: str) -> Iterator[bytes]:
        """Yield the bytes of a hash in pieces, and at the end raise Finding where they have another.

        Raises NotFound where they are not there, Failed where they cannot be read.
        """
        path = self.path(digest)
        if path is None:
            raise NotFound(f"{digest[:70]!r} is no SHA-256, so no file can be found by it", "")
        found = sha256()
        for chunk in _read_kept(path):
            found.update(chunk)
            yield chunk
        if found.hexdigest() != digest:
            raise _altered(path)

    def listed(self) -> list[os.DirEntry[str]]:
        """Return what lies in the folder, by name."""
        try:
            with os.scandir(self.folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return []


def standing_of(chunks: Iterable[bytes]) -> str:
    """Read the bytes of an attached file and say how they stand: PRESENT, MISSING, ALTERED, or what is wrong."""
    try:
        for _ in chunks:
            pass
    except NotFound:
        return MISSING
    except Finding:
        return ALTERED
    except Failed as fault:
        return fault.message
    return PRESENT


def _read_kept(path: Path) -> Iterator[bytes]:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(f"{path} is not there", BACK) from error
    except OSError as error:
        if path.is_symlink():
            raise _altered(path) from error
        raise Failed(f"{path} cannot be read: {(error.strerror or '').lower()}", "check who may read it") from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _altered(path)
        while chunk := os.read(descriptor, CHUNK):
            yield chunk
    except OSError as error:
        raise Failed(f"{path} cannot be read: {(error.strerror or '').lower()}", "look at the disk") from error
    finally:
        with suppress(OSError):  # nothing was written to it
            os.close(descriptor)


def _altered(path: Path) -> Finding:
    return Finding(f"{path} was altered: it no longer holds what was attached", BACK)


def read_file(path: Path, limit: int) -> Iterator[bytes]:
    """Yield the bytes of a person's file in pieces.

    Raises NotFound where nothing is there, Failed where it is no ordinary file, holds more than `limit` bytes, cannot
    be read, or changes while it is read.
    """
    try:
        _refuse_kind(path, os.stat(path))
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(f"there is no file {path}", "nothing was attached") from error
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        yield from _read_whole(path, descriptor, limit)
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        with suppress(OSError):  # nothing was written to it
            os.close(descriptor)


def _read_whole(path: Path, descriptor: int, limit: int) -> Iterator[bytes]:
    before = os.fstat(descriptor)
    _refuse_kind(path, before)
    if before.st_size > limit:
        raise Failed(
            f"{path} is {before.st_size:,} bytes long, and {limit:,} is the most that is attached",
            "nothing was attached; MOU_ATTACHMENT_LIMIT=5G allows more",
        )
    size = 0
    while chunk := os.read(descriptor, CHUNK):
        size += len(chunk)
        yield chunk
    after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns, before.st_size) != (after.st_size, after.st_mtime_ns, size):
        raise Failed(f"{path} was changed while it was read", "nothing was attached; try again when it is whole")


def _refuse_kind(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Failed(f"{path} is {kind_of(status.st_mode)}, not a file", "nothing was attached; name a file")


def _unreadable(path: Path, error: OSError) -> Failed:
    return Failed(f"{path} cannot be read: {(error.strerror or str(error)).lower()}", "nothing was attached")


class _Holding(msgspec.Struct):
    ref: str = ""
    attachments: tuple[Attachment, ...] = ()


def attached(registry: "Registry") -> Iterator[Attached]:
    """Yield every file that an agreement names, in the order of numbers; raises Damaged for an unreadable row."""
    for row in registry.skim(_Holding, lambda form: form.attachments, holding=("attachments",)):
        yield from (Attached(row.number, row.some.ref, file) for file in row.found)


def files_of(registry: "Registry") -> Files:
    """Return the attached files of a registry in a file."""
    return Files(Path(os.path.realpath(registry.location)))


def missing_or_altered(registry: "Registry") -> Iterator[Amiss]:
    """Yield every attached file that is not there or not what was attached; reads each file once."""
    files, known = registry.files, dict[str, str]()
    for number, ref, file in attached(registry):
        if file.sha256 not in known:
            known[file.sha256] = files.standing(file.sha256)
        if known[file.sha256] != PRESENT:
            yield Amiss(number, ref, file.name or file.sha256, file.sha256, known[file.sha256])


def named(registry: "Registry") -> set[str]:
    """Return the hash of every file that an agreement names or that an entry of the history could bring back."""
    found = {each.file.sha256 for each in attached(registry)}
    for _, body in registry.history.entries(holding=("attachments",)):
        changes = msgspec.json.decode(body).get("changes") or {}
        for change in changes.values():
            found.update(_hashes(change.get("before")), _hashes(change.get("after")))
    return {digest for digest in found if HASH.fullmatch(digest)}


def _hashes(fields: Any) -> Iterator[str]:
    files: Any = fields.get("attachments") if isinstance(fields, Mapping) else ()
    for file in files if isinstance(files, Iterable) else ():
        if isinstance(file, Mapping):
            yield str(file.get("sha256"))


def orphans(registry: "Registry") -> list[Path]:
    """Return what lies among the attached files and is named by no agreement and no entry of the history.

    What is half written (see `stray_drafts`) is left out. To remove one, hold the registry's lock and look again: files
    that are about to be attached get their names only under it.
    """
    entries = files_of(registry).listed()
    wanted = named(registry) if entries else set()
    return [Path(entry.path) for entry in entries if entry.name not in wanted and not _DRAFT.fullmatch(entry.name)]


def stray_drafts(registry: "Registry", older_than: float = 3600.0) -> list[Path]:
    """Return the half-written files whose writer is gone; see `strays`."""
    return strays(files_of(registry), older_than)


def strays(files: Files, older_than: float = 3600.0) -> list[Path]:
    """Return the half-written files in a folder of attached files whose writer is gone.

    That is one of this machine that does not run any more, or one who has not written for so many seconds.
    """
    latest = time.time() - older_than
    return [Path(entry.path) for entry in files.listed() if _is_stray(entry, latest)]


def _is_stray(entry: os.DirEntry[str], latest: float) -> bool:
    found = _DRAFT.fullmatch(entry.name)
    if found is None:
        return False
    gone = found[2] == _machine() and not is_running(int(found[1]))
    return gone or entry.stat(follow_symlinks=False).st_mtime <= latest


def draft_name() -> str:
    """Return a new name for a file that this process writes."""
    return f".{os.getpid()}-{_machine()}{os.urandom(4).hex()}.tmp"


def _machine() -> str:
    from platform import node
    from zlib import crc32

    return f"{crc32(node().encode()):08x}"
