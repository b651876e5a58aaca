"""Rows that share a hash: a long register that had no history begins one with a hash for every ten rows."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby

from mou_cli.agreement.history.canonical import as_written
from mou_cli.agreement.history.entry import Group
from mou_cli.agreement.history.problem import Place

Range = tuple[str, int, int]


def range_of(group: Group) -> Range:
    """Return which rows a group covers: their table, the first number and the last."""
    return group.table, group.first, group.last


class Cover:
    """Which group covers which row."""

    def __init__(self) -> None:
        self._ranges: set[Range] = set()
        self._sorted: dict[str, list[tuple[int, int]]] = {}

    def add(self, groups: Iterable[Group]) -> None:
        """Take in groups; those of a range that is known already change nothing."""
        self._ranges.update(map(range_of, groups))
        self._sorted = {}

    def of(self, place: Place) -> Range | None:
        """Return which rows share a hash with the one at a place, None where it has none of that kind."""
        if not self._ranges:
            return None
        table, number = place
        if table not in self._sorted:
            self._sorted[table] = sorted((first, last) for name, first, last in self._ranges if name == table)
        ranges = self._sorted[table]
        index = bisect_right(ranges, (number, 10**18)) - 1
        if index < 0 or ranges[index][1] < number:
            return None
        return (table, *ranges[index])


def groups_of(table: str, lines: Iterable[tuple[int, bytes]], size: int) -> Iterator[Group]:
    """Yield groups of `size` rows each that cover all of `lines` (number and JSON, ascending)."""
    for _, batch in groupby(enumerate(lines), lambda item: item[0] // size):
        rows = [row for _, row in batch]
        yield Group(table=table, first=rows[0][0], last=rows[-1][0], sha256=_total(rows))


def regrouped(ranges: Iterable[Range], rows: Iterable[tuple[int, bytes]]) -> Iterator[Group]:
    """Yield the groups of some ranges of one table over rows as they are now (number and JSON, ascending)."""
    found = iter(rows)
    row = next(found, None)
    for table, first, last in sorted(ranges):
        inside = []
        while row is not None and row[0] <= last:
            if row[0] >= first:
                inside.append(row)
            row = next(found, None)
        yield Group(table=table, first=first, last=last, sha256=_total(inside))


def _total(rows: Iterable[tuple[int, bytes]]) -> str:
    # Members in their order: to sort those of 100,000 would double the time of a register's first change.
    return sha256(b"".join(b"%d %s\n" % (number, as_written(body)) for number, body in rows)).hexdigest()
