"""The bytes of attached files on a server: in a table, in pieces, each file named by the SHA-256 of what it holds."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

from mou_cli.errors import Failed, Finding, NotFound, Usage
from mou_cli.registry.attachments import CHUNK, HASH, PRESENT, standing_of
from mou_cli.registry.delivery import Taken

if TYPE_CHECKING:
    from mou_cli.registry.postgres.link import Link

_IN_MEMORY = 8 << 20
_BACK = "attach it again"


class ServerFiles:
    """The attached files of a registry on a server; see protocol.AttachedFiles."""

    def __init__(self, link: "Link") -> None:
        self._link = link
        self.place = link.address.shown

    def path(self, digest: str) -> Path | None:
        """Raise Usage: on a server a file lies in no folder."""
        raise Usage("on a server an attached file lies in no folder", f"copy it out: -o FILE ({digest[:12]})")

    def standing(self, digest: str) -> str:
        """Read the bytes of a hash and say how they stand."""
        return standing_of(self.chunks(digest))

    def chunks(self, digest: str) -> Iterator[bytes]:
        """Yield the bytes of a hash in pieces, and at the end raise Finding where they have another.

        Raises NotFound where they are not there.
        """
        if not HASH.fullmatch(digest):
            raise NotFound(f"{digest[:70]!r} is no SHA-256, so no file can be found by it", "")
        found = sha256()
        for place in count():
            piece = self._link.rows("SELECT bytes FROM mou.files WHERE sha256 = %s AND place = %s", [digest, place])
            if not piece:
                break
            found.update(piece[0][0])
            yield piece[0][0]
        if not place:
            raise NotFound(f"{self.place}: {digest[:12]} is not there", _BACK)
        if found.hexdigest() != digest:
            raise Finding(f"{self.place}: {digest[:12]} was altered: it no longer holds what was attached", _BACK)

    def digests(self) -> list[str]:
        """Return the hashes of all files that are kept."""
        return [bytes(each[0]).decode() for each in self._link.rows("SELECT DISTINCT sha256 FROM mou.files ORDER BY 1")]

    def drop(self, digest: str) -> None:
        """Take away what is kept under a hash and has another; raises Failed for whoever does not own the tables."""
        try:
            self._link.run("DELETE FROM mou.files WHERE sha256 = %s", [digest])
        except Failed as fault:
            message = f"{self.place}: {digest[:12]} was altered, and only its owner can put the bytes right"
            raise Failed(message, "nothing was changed; let the owner attach the file once more") from fault

    def bring(self, digest: str, file: IO[bytes]) -> None:
        """Keep what a file holds from its beginning, for the running change."""
        file.seek(0)
        for place in count():
            piece = file.read(CHUNK)
            if not piece and place:
                return
            self._link.run("INSERT INTO mou.files (sha256, place, bytes) VALUES (%s, %s, %s)", [digest, place, piece])
            if not piece:
                return


class ServerDelivery:
    """Brings files into a registry on a server, in the transaction of the change that names them."""

    def __init__(self, files: ServerFiles) -> None:
        self._files = files
        self._drafts: dict[str, IO[bytes]] = {}
        self.brought = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for draft in self._drafts.values():
            draft.close()

    def take(self, chunks: Iterable[bytes]) -> Taken:
        """Copy bytes to this machine, without a name as yet; raises Failed where its disk refuses them."""
        draft: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - open to the end
        digest, size = sha256(), 0
        for chunk in chunks:
            try:
                draft.write(chunk)
            except OSError as error:
                raise Failed(
                    f"a copy cannot be made: {(error.strerror or str(error)).lower()}", "see TMPDIR"
                ) from error
            digest.update(chunk)
            size += len(chunk)
        self._drafts.setdefault(digest.hexdigest(), draft)
        return Taken(digest.hexdigest(), size)

    def place(self) -> None:
        """Keep all that was taken and is not there, for the running change."""
        there = set(self._files.digests())
        for digest, draft in self._drafts.items():
            if digest in there:
                if self._files.standing(digest) == PRESENT:
                    continue
                self._files.drop(digest)
            self._files.bring(digest, draft)
            self.brought += 1
