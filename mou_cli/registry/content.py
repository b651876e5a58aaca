"""The bytes of a registry, from a file or from memory, read in pieces so that nothing holds all of them."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple, Protocol

PIECE = 1 << 18


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
        with suppress(OSError):  # nothing was written to it
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
    """Read from `start` to `end` in pieces of about PIECE bytes, each of whole lines (the last may lack its end).

    Raises OSError where another program cuts the file off meanwhile.
    """
    offset, length = start, PIECE
    while offset < end:
        asked = min(length, end - offset)
        read = content.read(offset, asked)
        if len(read) < asked:
            # Some program writes it in place at this moment; what is left of it must not pass for all of it.
            raise OSError(errno.EIO, "the registry became shorter while it was read")
        if offset + asked < end:
            # What is cut off here is read once more: cheaper than putting two halves of a line together.
            cut = read.rfind(b"\n") + 1
            if not cut:
                length *= 4
                continue
            read = read[:cut]
        yield Piece(offset, read)
        offset, length = offset + len(read), PIECE


def read_all(content: Content) -> bytes:
    """Return all bytes."""
    return b"".join(piece.lines for piece in pieces(content, 0, content.size))
