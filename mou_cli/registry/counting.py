"""The counters of a registry: the next number of each series, that none is given out twice."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.json import Decoder

from mou_cli.registry.held import Held
from mou_cli.registry.numbering import PREFIXES

Row = tuple[int, bytes]


class _Named(Struct):
    ref: str = ""
    former_refs: tuple[str, ...] = ()


class _Touched(Struct):
    no: int = 0
    table: str = "agreements"


class _Entry(Struct):
    changes: dict[str, _Touched] = {}


class Behind(Struct, frozen=True):
    """A counter that would give a number out again: its series, what it is, and what it must be."""

    series: str
    counter: int
    least: int


def behind(held: Held) -> list[Behind]:
    """Return the counters of a registry that are behind.

    What counts are the numbers of rows, those that references of our own form show, and those of rows that the history
    tells of. A registry without counters has none that is behind.
    """
    counters = held.meta.get("next") or {}
    found = []
    for series, number in least(held).items():
        counter = counters.get(series)
        if isinstance(counter, int) and counter < number:
            found.append(Behind(series, counter, number))
    return found


def least(held: Held) -> dict[str, int]:
    """Return what each counter must be at least, by its series."""
    numbers = Numbers()
    for table in PREFIXES:
        for _ in numbers.noting(table, held.lines(table)):
            pass
    return numbers.least(held)


class Numbers:
    """The highest number of each table, as rows and their references show it: noted while the rows pass by."""

    def __init__(self) -> None:
        self._highest = dict.fromkeys(PREFIXES, 0)

    def noting(self, table: str, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of a table (number, JSON) and note their numbers."""
        prefix, form = f"{PREFIXES[table]}-", "[0-9]{4}-([0-9]{4,9})"
        own, decode = re.compile(prefix + form), Decoder(_Named).decode
        begin, rest = f'"{prefix}'.encode(), re.compile(f'{form}"'.encode()).match
        highest = 0
        for number, body in rows:
            highest = max(highest, number)
            shown = map(rest, body.split(begin)[1:])
            # Other texts than the row's references may have that form, and an escaped one may have it unseen.
            if b"\\" in body or any(match and int(match[1]) > highest for match in shown):
                named = decode(body)
                matches = map(own.fullmatch, (named.ref, *named.former_refs))
                highest = max(highest, *(int(match[1]) for match in matches if match), 0)
            yield number, body
        self._highest[table] = max(self._highest[table], highest)

    def least(self, held: Held) -> dict[str, int]:
        """Return what each counter must be at least, by its series, where the history of `held` has its say."""
        gone = dict(_gone(held))
        return {series: max(gone.get(table, 0), self._highest[table]) + 1 for table, series in PREFIXES.items()}


def _gone(held: Held) -> Iterator[tuple[str, int]]:
    """Yield the highest number of each table of which entries tell."""
    highest = dict.fromkeys(PREFIXES, 0)
    decode = Decoder(_Entry).decode
    for _, body in held.entries():
        try:
            changes = decode(body).changes.values()
        except ValueError:
            continue  # verification names it
        for change in changes:
            if change.no > highest.get(change.table, change.no):
                highest[change.table] = change.no
    yield from highest.items()
