"""Which bytes of a registry change when some rows do: everything else is copied as it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mou_cli.registry.layout import Extent, compose, encode, row_line, table_order
from mou_cli.registry.rows import Edits
from mou_cli.registry.scan import Row
from mou_cli.registry.snapshot import Snapshot


class Splice(NamedTuple):
    """The bytes from `start` to `end` give way to `data`."""

    start: int
    end: int
    data: bytes


class _Table:
    """A table that is about to be changed: its rows by number, and which will be the last."""

    def __init__(self, snapshot: Snapshot, extent: Extent, edits: Edits) -> None:
        self.snapshot, self.extent, self.edits = snapshot, extent, edits
        self.last = snapshot.highest(extent.name)

    def row(self, number: int) -> Row | None:
        """Return the row of a number, or None."""
        return self.snapshot.row(self.extent.name, number) if number <= self.last else None

    def end_of(self, number: int) -> int:
        """Return the offset behind a row that is there."""
        row = self.row(number)
        assert row is not None
        return row.offset + len(row.line)

    def final(self) -> int:
        """Return the number that will be the last when the edits are made (0: none is left)."""
        added = max((n for n, body in self.edits.items() if body is not None), default=0)
        if self.edits.get(self.last, b"") is not None:
            return max(added, self.last)
        left = (n for n in reversed(self.snapshot.places(self.extent.name)) if self.edits.get(n, b"") is not None)
        return max(added, next(left, 0))

    def place_of(self, number: int) -> int:
        """Return the offset at which a new row of this number belongs."""
        if number > self.last:
            return self.extent.end
        places = self.snapshot.places(self.extent.name)
        return next(place[0] for n, place in places.items() if n > number)


def row_splices(snapshot: Snapshot, extent: Extent, edits: Edits) -> list[Splice]:
    """Return the splices that make `edits` in one table, ascending.

    Rows stay in the order of their numbers, and only the last has no comma after it.
    """
    table = _Table(snapshot, extent, edits)
    final = table.final()
    splices: list[Splice] = []
    fresh: dict[int, list[int]] = {}
    for number in sorted(edits):
        row, body = table.row(number), edits[number]
        if row is None:
            if body is not None:
                fresh.setdefault(table.place_of(number), []).append(number)
            continue
        end = row.offset + len(row.line)
        line = b"" if body is None else _line(number, body, final)
        splices.append(Splice(row.offset, end if line else end + 1, line))
    splices += _commas(table, final)
    for place, numbers in fresh.items():
        lines = b"".join(_line(number, edits[number] or b"", final) + b"\n" for number in numbers)
        splices.append(Splice(place, place, lines))
    return sorted(splices, key=lambda splice: (splice.start, splice.end))


def _line(number: int, body: bytes, final: int) -> bytes:
    return row_line(number, body) + (b"" if number == final else b",")


def _commas(table: _Table, final: int) -> list[Splice]:
    """Return what makes the comma right on a row that is not edited itself: the old last one and the new last one."""
    splices = []
    if table.last and table.last != final and table.last not in table.edits:
        end = table.end_of(table.last)
        splices.append(Splice(end, end, b","))
    if final and final < table.last and final not in table.edits:
        end = table.end_of(final)
        splices.append(Splice(end - 1, end, b""))
    return splices


def table_splices(snapshot: Snapshot, added: Mapping[str, Edits]) -> list[Splice]:
    """Return the splices that write tables that are not there yet, each at its place among the others."""
    order = table_order([*snapshot.tables, *added])
    made: list[Splice] = []
    final: list[bytes] = []
    for name in (name for name in order if name in added):
        block = _block(name, added[name])
        following = next((other for other in order[order.index(name) :] if other in snapshot.tables), None)
        if following is None:
            final.append(block)
            continue
        place = snapshot.tables[following].start - len(encode(following) + b":{\n")
        made.append(Splice(place, place, block + b",\n"))
    if final:
        made.append(_at_the_end(snapshot, final))
    return made


def _block(name: str, edits: Edits) -> bytes:
    bodies: dict[int | str, bytes] = {number: body for number, body in sorted(edits.items()) if body is not None}
    return compose({name: bodies})[0][2:-3]  # without the outer braces: `"name":{`, its rows, `}`


def _at_the_end(snapshot: Snapshot, blocks: Sequence[bytes]) -> Splice:
    last = max(snapshot.tables.values(), key=lambda extent: extent.end, default=None)
    if last is None:
        return Splice(2, 2, b",\n".join(blocks) + b"\n")
    return Splice(last.end + 1, last.end + 1, b"".join(b",\n" + block for block in blocks))


def splices(snapshot: Snapshot, edits: Mapping[str, Edits]) -> list[Splice]:
    """Return all splices of a commit, ascending and apart."""
    found = table_splices(snapshot, {name: made for name, made in edits.items() if name not in snapshot.tables})
    for name, extent in snapshot.tables.items():
        if name in edits:
            found += row_splices(snapshot, extent, edits[name])
    return sorted(found, key=lambda splice: (splice.start, splice.end))


def laid(tables: Mapping[str, Extent], made: Sequence[Splice], names: Iterable[str]) -> tuple[Extent, ...]:
    """Return where the tables lie after the splices, with those of `names` that were not there before."""
    added = [name for name in names if name not in tables]
    extents = [*_shifted(tables, made), *(extent for name in added for extent in _laid(name, made))]
    return tuple(sorted(extents, key=lambda extent: extent.start))


def _laid(name: str, made: Sequence[Splice]) -> Iterator[Extent]:
    head, grown = encode(name) + b":{\n", 0
    for start, end, data in made:
        # No row holds a line end: this can only be the head of the table.
        place = data.find(head)
        if place >= 0:
            first = place + len(head)
            yield Extent(name, start + grown + first, start + grown + data.index(b"\n}", first - 1) + 1)
        grown += len(data) - (end - start)


def _shifted(tables: Mapping[str, Extent], made: Sequence[Splice]) -> tuple[Extent, ...]:

    def moved(offset: int, *, inclusive: bool) -> int:
        before = (s for s in made if s.start < offset or (inclusive and s.start == offset))
        return offset + sum(len(s.data) - (s.end - s.start) for s in before)

    return tuple(
        Extent(name, moved(extent.start, inclusive=False), moved(extent.end, inclusive=True))
        for name, extent in tables.items()
    )
