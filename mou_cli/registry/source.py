"""A file from which a registry can be restored: a registry, a backup of one, or an archive of both its parts."""

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mou_cli.errors import Conflict, Damaged, Failed, NotFound, Usage
from mou_cli.registry.attachments import CHUNK, Files
from mou_cli.registry.commit import unwritable
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.layout import AGREEMENTS, HISTORY, META, OCCASIONS
from mou_cli.registry.snapshot import open_file
from mou_cli.registry.soundness import opened_sound

if TYPE_CHECKING:
    from zipfile import ZipFile

MEMBER, MEMBER_FILES = "registry.json", "registry.files"
# So large a registry is none: what claims to be one would only fill the disk.
LARGEST = 4 << 30
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_LIST = "nothing was changed; mou restore lists the backups"


class Source:
    """What a file held at one moment: `registry` is a copy of it that nobody else writes, `sha256` that of its bytes.

    Its attached files are read from where they lie: beside it, or in the archive.
    """

    def __init__(self, path: Path, registry: DocumentFile, digest: str, archive: "ZipFile | None") -> None:
        self.path: Path | str = path  # as messages name it
        self.registry = registry
        self.sha256 = digest
        self._archive = archive
        self._place = path
        self._files = Files(Path(os.path.realpath(path)))

    def chunks(self, digest: str) -> Iterator[bytes]:
        """Yield the bytes of an attached file; raises NotFound where it has none, Damaged where they are others."""
        if self._archive is None:
            yield from self._files.chunks(digest)
            return
        member = f"{MEMBER_FILES}/{digest}"
        if member not in self._archive.namelist():
            raise NotFound(f"{self.path} holds no file {digest}", "")
        found = sha256()
        for chunk in _unpacked(self._place, self._archive, member):
            found.update(chunk)
            yield chunk
        if found.hexdigest() != digest:
            raise Damaged(f"{self.path} is damaged: the file {member} in it was altered", _LIST)


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """Open a file to restore from and check all of the registry in it, for as long as the block lasts.

    Raises NotFound where nothing is there, Failed where it cannot be read, Damaged where it is not whole, Usage where
    it is no registry, Conflict where another program writes it or it has the form of a newer mou.
    """
    with TemporaryDirectory(prefix="mou-", ignore_cleanup_errors=True) as folder, _archive(path) as archive:
        copy = Path(folder) / MEMBER
        try:
            digest = _copied(_packed(path, archive) if archive else _plain(path), copy)
        except OSError as error:
            raise unwritable(copy, error) from error
        yield Source(path, _checked(path, copy), digest, archive)


@contextmanager
def _archive(path: Path) -> "Iterator[ZipFile | None]":
    from zipfile import BadZipFile, ZipFile

    if _first_bytes(path) not in _ZIP:
        yield None
        return
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(path, error) from error
    with archive:
        yield archive


def _first_bytes(path: Path) -> bytes:
    try:
        return open_file(path)[0].read(0, 4)
    except NotFound as error:
        raise NotFound(f"there is no file {path}", _LIST) from error
    except Failed as error:
        error.hint = _LIST
        raise
    except OSError as error:
        raise Failed(f"{path} cannot be read: {(error.strerror or '').lower()}", _LIST) from error


def _plain(path: Path) -> Iterator[bytes]:
    content, before = open_file(path)
    if before.st_size > LARGEST:
        raise Failed(f"{path} is too large for a registry", _LIST)
    offset = 0
    try:
        while chunk := content.read(offset, CHUNK):
            offset += len(chunk)
            yield chunk
    except OSError as error:
        raise Failed(f"{path} cannot be read: {(error.strerror or '').lower()}", "look at the disk") from error
    after = os.fstat(content.descriptor)
    if (before.st_size, before.st_mtime_ns, before.st_size) != (after.st_size, after.st_mtime_ns, offset):
        raise Conflict(f"{path} was changed by another program while it was read", "nothing was changed; run it again")


def _packed(path: Path, archive: "ZipFile") -> Iterator[bytes]:
    names = archive.namelist()
    if MEMBER not in names:
        raise Usage(f"{path} holds no {MEMBER}, so it is no backup", _LIST)
    if len(names) != len(set(names)):
        raise Damaged(f"{path} is damaged: a name occurs in it twice", _LIST)
    if archive.getinfo(MEMBER).file_size > LARGEST:
        raise Failed(f"the registry in {path} is too large", _LIST)
    return _unpacked(path, archive, MEMBER)


def _unpacked(path: Path, archive: "ZipFile", member: str) -> Iterator[bytes]:
    from zipfile import BadZipFile

    try:
        with archive.open(member) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> Damaged:
    return Damaged(f"{path} is damaged: it is no whole archive ({error})", _LIST)


def _copied(chunks: Iterator[bytes], copy: Path) -> str:
    digest = sha256()
    with open(copy, "xb") as out:
        for chunk in chunks:
            out.write(chunk)
            digest.update(chunk)
    return digest.hexdigest()


def _checked(path: Path, copy: Path) -> DocumentFile:
    try:
        registry = opened_sound(copy, ours=True)
    except (Damaged, Conflict) as error:
        raise type(error)(error.message.replace(str(copy), str(path)), _LIST) from error
    if not {META, OCCASIONS, AGREEMENTS, HISTORY} & registry.view().tables.keys():
        raise Usage(f"{path} is no registry: it has no table of agreements", _LIST)
    return registry
