"""The bytes of a registry, from a file or from memory, read in pieces so that nothing holds all of them."""

import os
from collections.abc import Iterator
from typing import NamedTuple, Protocol

PIECE = 1 << 20


class Content(Protocol):
    """Bytes that stay as they are while they are read."""

    size: int

    def read(self, offset: int, length: int) -> bytes:
        """Return up to `length` bytes from `offset`."""


class FileContent:
    """A file that is open; it is renamed over but never written in place, so its bytes stay. Owns the descriptor."""

    def __init__(self, descriptor: int, size: int) -> None:
        self.descriptor = descriptor
        self.size = size

    def __del__(self) -> None:
        os.close(self.descriptor)

    def read(self, offset: int, length: int) -> bytes:
        """Return up to `length` bytes from `offset` (pread: a file truncated by others gives less, not a signal)."""
        if hasattr(os, "pread"):
            return os.pread(self.descriptor, length, offset)
        os.lseek(self.descriptor, offset, os.SEEK_SET)
        return os.read(self.descriptor, length)


class BufferContent:
    """Bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = len(data)

    def read(self, offset: int, length: int) -> bytes:
        """Return up to `length` bytes from `offset`."""
        return self.data[offset : offset + length]


class Piece(NamedTuple):
    """Some whole lines and the offset of the first."""

    offset: int
    lines: bytes


def pieces(content: Content, start: int, end: int) -> Iterator[Piece]:
    """Read from `start` to `end` in pieces of about 1 MiB, each of whole lines (the last may lack its line end)."""
    offset, rest = start, b""
    while offset < end:
        read = content.read(offset, min(PIECE, end - offset))
        if not read:
            break
        cut = read.rfind(b"\n") + 1
        if cut:
            yield Piece(offset - len(rest), rest + read[:cut])
            rest = read[cut:]
        else:
            rest += read
        offset += len(read)
    if rest:
        yield Piece(offset - len(rest), rest)


def read_all(content: Content) -> bytes:
    """Return all bytes."""
    return b"".join(piece.lines for piece in pieces(content, 0, content.size))
