"""Which columns of a table a terminal has room for, and how wide each is."""

from collections.abc import Sequence
from typing import NamedTuple

GAP = 2


class Look(NamedTuple):
    """How a column behaves: how long it is kept (8 and more: always), the least and the most cells it takes.

    `stretches` takes what the others leave; `wraps` goes on in a second line and, cut, keeps the end of its text.
    """

    keep: int = 1
    least: int = 12
    most: int = 40
    right: bool = False
    stretches: bool = False
    wraps: bool = False


_COMFORT, _TIGHT = 44, 12  # cells of a title that reads well, and of one that can be told from the next
_DAY = 12  # a day and, of an interval, the sign that there is more
_LOOKS = {
    "no": Look(9, 6, 8, right=True),
    "title": Look(9, 26, 400, stretches=True, wraps=True),
    "name": Look(9, 24, 400, stretches=True, wraps=True),
    "label": Look(9, 24, 60),
    "code": Look(9, 22, 24),
    "setting": Look(9, 16, 24),
    "held": Look(9, 26, 60, wraps=True),
    "origin": Look(8, 13, 26, wraps=True),
    "meaning": Look(1, 24, 400, stretches=True, wraps=True),
    "aliases": Look(2, 20, 400, stretches=True),
    "status": Look(8, 10, 22),
    "signed": Look(7, _DAY, 21),
    "date": Look(7, _DAY, 21),
    "parties": Look(6, 12, 30),
    "agreements": Look(6, 10, 10, right=True),
    "notice": Look(5, _DAY, 21),
    "sectors": Look(4, 12, 30),
    "ref": Look(3, 14, 24),
    "nth": Look(9, 2, 4, right=True),
    "size": Look(5, 6, 8, right=True),
    "media": Look(2, 15, 40),
    "sha256": Look(1, 12, 12),
    "standing": Look(8, 8, 40),
    "notes": Look(1, 20, 400, stretches=True, wraps=True),
    **{name: Look(1, 2, 8, right=True) for name in ("renewals", "commitments", "targets", "attachments", "sources")},
    **{name: Look(5, _DAY, 21) for name in ("in-force", "expires", "ceases", "notice-opens", "survival")},
}


def look(name: str) -> Look:
    """Return how the column called `name` behaves."""
    return _LOOKS.get(name, Look())


def fit(names: Sequence[str], natural: Sequence[int], room: int, *, droppable: bool = True) -> list[int]:
    """Return the width of each column so that all fit into `room` cells; 0 for one that is left out.

    `names` are the columns' names, `natural` the widths that their texts ask for. The least important go first, never
    where `droppable` is false (the person named the columns); the title takes what is left.
    """
    looks = [look(name) for name in names]
    widths = [min(asked, form.most) for asked, form in zip(natural, looks, strict=True)]
    if droppable:
        _drop(looks, widths, room)
    _shrink(looks, widths, room)
    return widths


def total(widths: Sequence[int]) -> int:
    """Return the cells that columns of these `widths` take, gaps included."""
    shown = [width for width in widths if width]
    return sum(shown) + GAP * max(len(shown) - 1, 0)


def _drop(looks: Sequence[Look], widths: list[int], room: int) -> None:
    def needed() -> int:
        return total([min(wide, form.least) for wide, form in zip(widths, looks, strict=True)])

    for place in sorted(range(len(looks)), key=lambda place: (looks[place].keep, -place)):
        if needed() <= room or looks[place].keep >= 8:
            return
        widths[place] = 0


def _shrink(looks: Sequence[Look], widths: list[int], room: int) -> None:
    # What gives way, in turn: a long title, the least important of the rest, a short title, and at the last anything.
    order = sorted(range(len(looks)), key=lambda place: looks[place].keep)
    stretching = [place for place in order if looks[place].stretches]
    rest = [place for place in order if not looks[place].stretches]
    turns = [
        [(place, _COMFORT) for place in stretching],
        [(place, looks[place].least) for place in rest],
        [(place, looks[place].least) for place in stretching],
        [(place, _TIGHT) for place in stretching],
        [(place, 4) for place in rest],
        [(place, 4) for place in stretching],
    ]
    for place, floor in (each for turn in turns for each in turn):
        over = total(widths) - room
        if over > 0 and widths[place] > floor:
            # A half-cut date or list is no better than one cut short: give it all up, or nothing.
            widths[place] = max(widths[place] - over, floor) if looks[place].stretches or floor == 4 else floor
