"""Finding rows by their bytes: search first, decode only what can match.

A search for the bytes of a JSON string is sound where the row holds no backslash: then every string in it stands as it
is. A row with one (`"r\\u0061il"` is rail too) counts as a possible match unless mou itself wrote the bytes.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mou_cli.registry.content import Content, pieces

Needles = Sequence[bytes]


class Row(NamedTuple):
    """A row's line as it stands in the file, without its line end, and the offset of its first byte."""

    offset: int
    line: bytes


def rows(content: Content, start: int, end: int) -> Iterator[Row]:
    """Yield every row between two offsets."""
    for offset, lines in pieces(content, start, end):
        position = offset
        for line in lines.split(b"\n"):
            if line:
                yield Row(position, line)
            position += len(line) + 1


def rows_with(
    content: Content, start: int, end: int, needles: Needles, also: Needles = (), *, exact: bool
) -> Iterator[Row]:
    """Yield the rows, in order, that contain any of `needles` and all of `also` (JSON strings with their quotes).

    `exact` says that mou wrote the bytes; else rows with a backslash are yielded besides.
    """
    sought = tuple(needles) if exact else (*needles, b"\\")
    for offset, lines in pieces(content, start, end):
        for begin in _hits(lines, sought):
            stop = lines.find(b"\n", begin)
            line = lines[begin : stop if stop >= 0 else len(lines)]
            if all(needle in line for needle in also) or (not exact and b"\\" in line):
                yield Row(offset + begin, line)


def rows_beginning(content: Content, start: int, end: int, pattern: re.Pattern[bytes]) -> Iterator[Row]:
    """Yield the rows whose beginning a pattern finds, which stands for the LF before them too."""
    for offset, lines in pieces(content, start, end):
        for match in pattern.finditer(b"\n" + lines):
            begin = match.start()
            stop = lines.find(b"\n", begin)
            yield Row(offset + begin, lines[begin : stop if stop >= 0 else len(lines)])


def _hits(lines: bytes, sought: Needles) -> Sequence[int]:
    """Return the offsets of the lines that contain any of the needles, ascending."""
    found: set[int] = set()
    for needle in sought:
        position = lines.find(needle)
        while position >= 0:
            found.add(lines.rfind(b"\n", 0, position) + 1)
            stop = lines.find(b"\n", position)
            position = lines.find(needle, stop) if stop >= 0 else -1
    return sorted(found)


def row_of(content: Content, start: int, end: int, number: int) -> Row | None:
    """Return the row with this number, or None."""
    key = b'"%d":' % number
    for offset, lines in pieces(content, start, end):
        begin = 0 if lines.startswith(key) else lines.find(b"\n" + key) + 1
        if begin or lines.startswith(key):
            stop = lines.find(b"\n", begin)
            return Row(offset + begin, lines[begin : stop if stop >= 0 else len(lines)])
    return None


def last_row(content: Content, start: int, end: int) -> Row | None:
    """Return the last row before `end`, read backwards, or None where the table is empty."""
    if end <= start:
        return None
    length = 1 << 16
    while True:
        begin = max(start, end - length)
        tail = content.read(begin, end - begin).removesuffix(b"\n")
        cut = tail.rfind(b"\n") + 1
        if cut or begin == start:
            return Row(begin + cut, tail[cut:])
        length *= 8
