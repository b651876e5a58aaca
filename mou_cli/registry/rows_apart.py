"""In which rows two states of a registry differ, and making one the other, row by row."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from mou_cli.agreement.history.canonical import is_as_written
from mou_cli.registry.layout import AGREEMENTS, OCCASIONS, encode

if TYPE_CHECKING:
    from mou_cli.registry.protocol import Change

Row = tuple[int, bytes]


class _Label(msgspec.Struct):
    ref: str = ""
    uid: str = ""


_label = msgspec.json.Decoder(_Label).decode


class Apart(NamedTuple):
    """A row that differs: its table and number, and its JSON here and there, as mou writes it; None: not there."""

    table: str
    number: int
    here: bytes | None
    there: bytes | None


class Lined(Protocol):
    """Where the rows of tables can be read."""

    def lines(self, table: str) -> Iterable[Row]:
        """Yield number and JSON of every row, in the order of numbers."""


def rows_apart(here: Lined, there: Lined) -> Iterator[Apart]:
    """Yield every agreement and occasion that is not the same in both, in the order of numbers."""
    for table in (OCCASIONS, AGREEMENTS):
        for number, one, other in _side_by_side(here.lines(table), there.lines(table)):
            one, other = _as_written(one), _as_written(other)
            if one != other:
                yield Apart(table, number, one, other)


def _side_by_side(here: Iterable[Row], there: Iterable[Row]) -> Iterator[tuple[int, bytes | None, bytes | None]]:
    ours, theirs = iter(here), iter(there)
    one, other = next(ours, None), next(theirs, None)
    while one or other:
        if other is None or (one and one[0] < other[0]):
            assert one
            yield one[0], one[1], None
            one = next(ours, None)
        elif one is None or other[0] < one[0]:
            yield other[0], None, other[1]
            other = next(theirs, None)
        else:
            yield one[0], one[1], other[1]
            one, other = next(ours, None), next(theirs, None)


def _as_written(line: bytes | None) -> bytes | None:
    return line if line is None or is_as_written(line) else encode(msgspec.json.decode(line))


def put_there(change: "Change", rows: Sequence[Apart]) -> None:
    """Make each row what it is there; raises Conflict where a reference would stand twice."""
    # What goes, or bears another reference there, is taken out first: references may have been exchanged.
    for row in rows:
        if row.here is not None and (row.there is None or _label(row.here) != _label(row.there)):
            change.put_back(row.table, row.number, None)
    for row in rows:
        if row.there is not None:
            change.put_back(row.table, row.number, row.there)
