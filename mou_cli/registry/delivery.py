"""Files on their way in: copied and hashed first, named under the lock, taken away again where the change fails."""

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from mou_cli.errors import MouError
from mou_cli.registry.attachments import Files, draft_name, strays
from mou_cli.registry.commit import keep_mode, open_draft, sync_folder, unwritable, write_all
from mou_cli.registry.content import pieces
from mou_cli.registry.lock import locked
from mou_cli.registry.snapshot import open_file


class Taken(NamedTuple):
    """What was copied: its SHA-256 and its size in bytes."""

    sha256: str
    size: int


class Delivery:
    """Brings files into the folder of a registry; used as a context around the change that names them.

    Where the block raises, what it brought is taken away again, but for what the registry names all the same: it may
    be that the change was made and only could not be acknowledged.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._drafts: dict[str, Path] = {}
        self._placed: list[Path] = []
        self._made = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for draft in self._drafts.values():
            _unlink(draft)
        if kind is not None and self._placed:
            self._withdraw()
        if self._made:
            with suppress(OSError):  # it is not empty
                self._files.folder.rmdir()

    @property
    def brought(self) -> int:
        """How many files have come that were not there before."""
        return len(self._placed)

    def take(self, chunks: Iterable[bytes]) -> Taken:
        """Copy bytes in, without a name as yet, durable; raises Failed where the disk refuses them."""
        draft = self._files.folder / draft_name()
        try:
            taken = self._copy(draft, chunks)
        except OSError as error:
            _unlink(draft)
            raise unwritable(self._files.folder, error) from error
        except BaseException:
            _unlink(draft)
            raise
        if taken.sha256 in self._drafts:
            _unlink(draft)
        else:
            self._drafts[taken.sha256] = draft
        return taken

    def _copy(self, draft: Path, chunks: Iterable[bytes]) -> Taken:
        chunks = iter(chunks)
        first = next(chunks, b"")  # what cannot be read leaves no trace, not even a folder
        digest, size = sha256(), 0
        descriptor = self._open(draft)
        try:
            if self._files.registry.exists():
                keep_mode(self._files.registry, descriptor)
            for chunk in chain((first,), chunks):
                write_all(descriptor, chunk)
                digest.update(chunk)
                size += len(chunk)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return Taken(digest.hexdigest(), size)

    def _open(self, draft: Path) -> int:
        mode = 0o600 if self._files.registry.exists() else 0o666
        try:
            return open_draft(draft, mode)
        except FileNotFoundError:
            folder = self._files.folder
            folder.mkdir(mode=0o700, exist_ok=True)
            self._made = True
            with suppress(PermissionError):  # who may change the registry may attach to it
                folder.chmod(folder.parent.stat().st_mode & 0o777)
            return open_draft(draft, mode)

    def place(self) -> None:
        """Give all that was taken its name, durable; the registry's lock must be held. Raises Failed."""
        folder = self._files.folder
        try:
            for digest, draft in list(self._drafts.items()):
                target = folder / digest
                if not os.path.lexists(target):
                    self._placed.append(target)
                # What bears the name already is the same, or was altered: these bytes are right in either case.
                os.replace(draft, target)
                del self._drafts[digest]
            for stray in strays(self._files):
                _unlink(stray)
            if self._placed:
                sync_folder(folder)
                sync_folder(folder.parent)
        except OSError as error:
            raise unwritable(folder, error) from error

    def _withdraw(self) -> None:
        with suppress(MouError, OSError), locked(self._files.registry):
            named = _named_in(self._files.registry, [path.name for path in self._placed])
            for path in self._placed:
                if path.name not in named:
                    _unlink(path)


def _named_in(registry: Path, digests: Iterable[str]) -> set[str]:
    """Return which hashes occur anywhere in a registry; a hash has no other spelling in JSON that mou writes."""
    if not registry.exists():
        return set()
    content, _ = open_file(registry)
    sought = {digest.encode(): digest for digest in digests}
    lines = (piece.lines for piece in pieces(content, 0, content.size))
    return {digest for each in lines for word, digest in sought.items() if word in each}


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
