"""Counts as bars, fitted to a terminal: a label, a number, and a bar as long as the number is large."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from mou_cli.agreement.counts import Count, Counts
from mou_cli.render.safe import safe
from mou_cli.render.segments import Segment, join
from mou_cli.render.tones import DIM, LABEL, status_tone
from mou_cli.render.widths import cut, cut_middle, pad, width

HEADINGS = {
    "status": "Status",
    "sector": "Sector",
    "party": "Party",
    "type": "Type",
    "year": "Year of signature",
    "occasion": "Occasion",
}
_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL = "█"
_GAP = "  "
_TOTAL = "Agreements"
_LONGEST = 100  # cells of the longest bar: more says no more
_LABEL_SHARE = 0.55
_SEVERAL = {"sector": "sectors", "party": "parties"}


class _Measures(NamedTuple):
    """The cells of labels, numbers and bars, and the number that the longest bar stands for."""

    label: int
    number: int
    bar: int
    most: int


def bars_text(counted: Sequence[Counts], *, room: int, colour: bool) -> str:
    """Return the counts for a terminal of `room` cells, one block each, with the total at the end."""
    measures = _measures(counted, room)
    lines: list[list[Segment]] = []
    for counts in counted:
        lines += [*_block(counts, measures), []]
    lines += _total(counted, measures, room)
    return join(lines, colour=colour)


def _measures(counted: Sequence[Counts], room: int) -> _Measures:
    rows = [row for counts in counted for row in counts.rows]
    most = max((row.agreements for row in rows), default=1)
    total = max((counts.total for counts in counted), default=0)
    number = width(f"{total:,}")
    natural = max((width(_label(row)) for row in rows), default=0)
    natural = max(natural, width(_TOTAL), *(width(HEADINGS[counts.by]) for counts in counted))
    label = max(min(natural, int(room * _LABEL_SHARE)), 4)
    bar = min(room - label - number - 2 * len(_GAP), _LONGEST)
    return _Measures(label, number, max(bar, 0), most)


def _block(counts: Counts, measures: _Measures) -> Iterator[list[Segment]]:
    yield [(cut(HEADINGS[counts.by], measures.label), "bold")]
    has_leaves = any(row.parent for row in counts.rows)
    year = None
    for row in counts.rows:
        if counts.by == "year" and row.value:
            begins = int(row.value[:4])
            if year is not None and begins > year + 1:
                yield [(pad("⋮", measures.label), DIM)]
            year = int(row.value[-4:])
        yield _line(row, counts.by, measures, leads=has_leaves and not row.parent)


def _line(row: Count, by: str, measures: _Measures, *, leads: bool) -> list[Segment]:
    label = pad(cut_middle(_label(row), measures.label), measures.label)
    tone = status_tone(row.value) if by == "status" else f"{DIM} {LABEL}" if row.parent else LABEL
    tone = tone if row.value else DIM
    words = "bold" if leads else DIM if not row.value else ""
    number = f"{row.agreements:,}".rjust(measures.number)
    return [
        (label + _GAP, words),
        (number + _GAP, words),
        (_bar(row.agreements, measures), tone),
    ]


def _label(row: Count) -> str:
    words = safe(row.label)
    words = words[:1].upper() + words[1:]
    return f"{_GAP}{words}" if row.parent else words


def _bar(number: int, measures: _Measures) -> str:
    # In eighths of a cell; what is there at all is seen.
    eighths = max(number * measures.bar * 8 // measures.most, 1) if number else 0
    if not measures.bar:
        return ""
    return (_FULL * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _total(counted: Sequence[Counts], measures: _Measures, room: int) -> Iterator[list[Segment]]:
    total = max((counts.total for counts in counted), default=0)
    line = pad(cut(_TOTAL, measures.label), measures.label) + _GAP + f"{total:,}".rjust(measures.number)
    several = [_SEVERAL[counts.by] for counts in counted if _counts_twice(counts)]
    said = f"one with several {' or '.join(several)} counts under each" if several else ""
    beside = width(line + _GAP + said) <= room
    yield [(line, "bold"), (_GAP + said if beside else "", DIM)]
    if not beside:
        yield from ([(piece, DIM)] for piece in wrap(said, room))


def _counts_twice(counts: Counts) -> bool:
    return counts.by in _SEVERAL and sum(row.agreements for row in counts.rows if not row.parent) > counts.total
