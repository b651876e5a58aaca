"""Writing a backup: the registry as it was at one moment, its attached files, and a look at what was written."""

import errno
import os
import shutil
import stat
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from mou_cli.errors import Failed
from mou_cli.registry.attachments import CHUNK, PRESENT, Files, draft_name, strays
from mou_cli.registry.commit import sync_folder
from mou_cli.registry.source import MEMBER, MEMBER_FILES, Source

if TYPE_CHECKING:
    from zipfile import ZipFile

# The same registry makes the same archive.
_THEN = (1980, 1, 1, 0, 0, 0)
_MODE = 0o600 | stat.S_IFREG


def write_plain(source: Source, out: BinaryIO) -> None:
    """Write a registry's bytes to an open file, and read them back; raises OSError, Failed where they differ."""
    with open(source.registry.path, "rb") as copy:
        shutil.copyfileobj(copy, out, CHUNK)
    _synced(out)
    with open(out.name, "rb") as written:
        _compare(_chunks(written), source.sha256, out.name)


def write_zip(source: Source, files: Files, digests: Iterable[str], out: BinaryIO) -> None:
    """Write a registry and its attached files to an open file as a ZIP archive, and read them back.

    Raises OSError, Failed where what is read differs.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

    digests = sorted(digests)
    with ZipFile(out, "w") as archive, open(source.registry.path, "rb") as copy:
        _add(archive, MEMBER, _chunks(copy), ZIP_DEFLATED, os.fstat(copy.fileno()).st_size)
        for digest in digests:
            # Papers are packed already, most of them.
            path = files.path(digest)
            assert path is not None
            _add(archive, f"{MEMBER_FILES}/{digest}", files.chunks(digest), ZIP_STORED, path.stat().st_size)
    _synced(out)
    wanted = {MEMBER: source.sha256, **{f"{MEMBER_FILES}/{digest}": digest for digest in digests}}
    try:
        with ZipFile(out.name) as archive:
            for name, digest in wanted.items():
                with archive.open(name) as member:
                    _compare(_chunks(member), digest, out.name)
    except (BadZipFile, zlib.error, EOFError) as error:
        raise _otherwise(out.name) from error


def _add(archive: "ZipFile", name: str, chunks: Iterator[bytes], packing: int, size: int) -> None:
    from zipfile import ZipInfo

    info = ZipInfo(name, _THEN)
    info.compress_type = packing
    info.create_system, info.external_attr = 3, _MODE << 16  # a file of Unix, wherever it is written
    with archive.open(info, "w", force_zip64=size > 1 << 30) as member:
        for chunk in chunks:
            member.write(chunk)


def _synced(out: BinaryIO) -> None:
    out.flush()
    os.fsync(out.fileno())


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _compare(chunks: Iterator[bytes], digest: str, name: str) -> None:
    found = sha256()
    for chunk in chunks:
        found.update(chunk)
    if found.hexdigest() != digest:
        raise _otherwise(name)


def _otherwise(name: object) -> Failed:
    return Failed(f"{name} does not hold what was written to it", "look at the disk; nothing was kept")


class Companions:
    """The attached files of a backup, beside it; used as a context: where it raises, what was brought goes again."""

    def __init__(self, files: Files, backup: Path) -> None:
        self._from, self._to = files, Files(backup)
        self._brought: list[Path] = []

    def __enter__(self) -> "Companions":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            for path in self._brought:
                with suppress(OSError):
                    path.unlink()
            with suppress(OSError):  # not empty, or never made
                self._to.folder.rmdir()

    def bring(self, digests: Sequence[str]) -> None:
        """Put files beside the backup, as further names of the same bytes where the disk can, else as copies.

        What is there already and whole stays. Raises OSError, Failed where a copy differs.
        """
        if digests:
            self._to.folder.mkdir(mode=0o700, exist_ok=True)
            for stray in strays(self._to):
                stray.unlink(missing_ok=True)
        for digest in digests:
            path, target = self._from.path(digest), self._to.path(digest)
            assert path is not None
            assert target is not None
            if self._to.standing(digest) != PRESENT:
                self._brought.append(target)
                _link_or_copy(path, target)
                if self._to.standing(digest) != PRESENT:
                    raise _otherwise(target)
        if digests:
            sync_folder(self._to.folder)


def _link_or_copy(path: Path, target: Path) -> None:
    draft = target.with_name(draft_name())
    try:
        try:
            os.link(path, draft)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            with open(path, "rb") as source, open(draft, "xb") as out:
                shutil.copyfileobj(source, out, CHUNK)
                _synced(out)
            shutil.copymode(path, draft)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
