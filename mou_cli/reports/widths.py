"""How wide the columns of a table are on paper: no word is broken, what is short leaves its room to what is long."""

from collections.abc import Sequence
from typing import NamedTuple

from mou_cli.reports.document import Table, lines_of

# So many rows tell what a column holds; the rest of a long table is like them.
_LOOKED_AT = 300
# Longer words are broken all the same: an address, a hash.
LONGEST_WORD = 17
# So much wider are bold letters.
_BOLD = 1.12


class _Bounds(NamedTuple):
    least: float
    most: float


def column_widths(table: Table, room: float, gap: float) -> list[float]:
    """Return the width of each column of a table in characters, `room` in all, `gap` of each for its two margins.

    Each has its share of the room, but no less than its longest word wants and no more than its longest line does, as
    long as the table fills the room.
    """
    bounds = [_bounds(table, place, gap) for place in range(len(table.columns))]
    shares = [column.share for column in table.columns]
    least, most = sum(each.least for each in bounds), sum(each.most for each in bounds)
    if least >= room:
        return [each.least * room / least for each in bounds]
    if most <= room:
        return [each.most + (room - most) * share / sum(shares) for each, share in zip(bounds, shares, strict=True)]
    return _poured(bounds, shares, room)


def _poured(bounds: Sequence[_Bounds], shares: Sequence[float], room: float) -> list[float]:
    # The room rises in all columns by their shares at once; a column stands still below its least and above its most.
    low, high = 0.0, room / min(shares)
    for _ in range(40):
        level = (low + high) / 2
        widths = [min(max(level * share, each.least), each.most) for each, share in zip(bounds, shares, strict=True)]
        low, high = (level, high) if sum(widths) < room else (low, level)
    return widths


def _bounds(table: Table, place: int, gap: float) -> _Bounds:
    column = table.columns[place]
    lines = [line.words for row in table.rows[:_LOOKED_AT] for line in lines_of(row[place], column.kind) if line.words]
    # A date or a number is one word: it is not read well on two lines. A heading is, word by word, and it is bold.
    words = lines if column.kind != "text" else [word for line in lines for word in line.split()]
    heading = _BOLD * max(map(len, column.heading.split()), default=1)
    least = min(max([heading, *map(len, words)]), LONGEST_WORD) + gap
    return _Bounds(least, max([least, *(len(line) + gap for line in lines)]))
