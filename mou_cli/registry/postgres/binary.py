"""Rows as COPY takes them in its binary format: numbers and texts in the bytes that the server keeps them in."""

from collections.abc import Iterable, Iterator
from struct import Struct

from mou_cli.registry.postgres.derived import derived

_BEGIN = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_END = b"\xff\xff"
# How many fields a row has; and of each its length and what it is, of texts the length alone.
_ENTRY = Struct("!hiqi").pack
_BESIDE = Struct("!iqi").pack
# A number that a server cannot hold is sent as one that it refuses.
_BEYOND = 1 << 63
# So much is handed over at once: less than a socket holds, so that the server is at work while the next is made.
_PORTION = 1 << 15


def entries_in_binary(entries: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """Yield entries of the history (number, JSON) in portions."""
    return _portions((_ENTRY(2, 8, number, len(line)), line) for number, line in entries)


def rows_in_binary(table: str, rows: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
    """Yield rows of a table (number, JSON, of which revision the words are, words) in portions."""
    return _portions(_row(number if number < _BEYOND else 0, line, derived(table, line)) for number, line in rows)


def _row(number: int, line: bytes, words: str) -> tuple[bytes, ...]:
    beside = words.encode()
    return _ENTRY(4, 8, number, len(line)), line, _BESIDE(8, 1, len(beside)), beside


def _portions(rows: Iterator[tuple[bytes, ...]]) -> Iterator[bytes]:
    parts, size = [_BEGIN], 0
    for row in rows:
        parts += row
        size += len(row[1]) + len(row[-1])
        if size >= _PORTION:
            yield b"".join(parts)
            parts.clear()
            size = 0
    yield b"".join((*parts, _END))
