"""The counters of a registry: the next number of each series, that none is given out twice."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.json import Decoder

from mou_cli.registry.held import Held
from mou_cli.registry.numbering import PREFIXES


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
    gone = dict(_gone(held))
    return {
        series: max(gone.get(table, 0), *_numbers(held, table, series), 0) + 1 for table, series in PREFIXES.items()
    }


def _numbers(held: Held, table: str, series: str) -> Iterator[int]:
    own, decode = re.compile(rf"{series}-[0-9]{{4}}-([0-9]{{4,9}})"), Decoder(_Named).decode
    for number, body in held.lines(table):
        yield number
        named = decode(body)
        yield from (int(match[1]) for ref in (named.ref, *named.former_refs) if (match := own.fullmatch(ref)))


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
