"""How many agreements there are by sector, party, type, status, year of signature or occasion."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mou_cli.agreement.codes import STATUSES
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.vocabulary.parties import party_name
from mou_cli.vocabulary.sectors import Sectors
from mou_cli.vocabulary.statuses import status_label
from mou_cli.vocabulary.types import type_label

# The value under which an agreement is counted that says nothing, and what stands for it.
ABSENT = ""
_ABSENT_LABELS = {
    "sector": "no sector",
    "party": "no party",
    "type": "no type",
    "year": "no date of signature",
    "occasion": "no occasion",
}


class Count(NamedTuple):
    """How many agreements have one value; `parent` is the group of a sector, empty for a group."""

    value: str
    label: str
    agreements: int
    parent: str = ""


class Counts(NamedTuple):
    """The counts by one field, in the order in which people read them, and how many agreements there are in all.

    An agreement with several sectors or parties counts under each of them, under a group of sectors once.
    """

    by: str
    total: int
    rows: tuple[Count, ...]


class Names(NamedTuple):
    """What the values are called: the sectors of this registry, and the name of each occasion by its reference."""

    sectors: Sectors
    occasions: Mapping[str, str]


def count(found: Iterable[Registered], fields: Sequence[str], moment: Moment, names: Names) -> list[Counts]:
    """Return the counts of `found` by each of `fields` (of FIELDS), in one pass; a status is that of `moment`."""
    counters: list[Counter[str]] = [Counter() for _ in fields]
    readers = [_VALUES[field] for field in fields]
    total = 0
    for each in found:
        total += 1
        for counter, values in zip(counters, readers, strict=True):
            counter.update(set(values(each.agreement, moment, names)) or {ABSENT})
    return [
        Counts(field, total, tuple(_rows(field, counter, names)))
        for field, counter in zip(fields, counters, strict=True)
    ]


def _sectors(agreement: Agreement, _: Moment, names: Names) -> Iterator[str]:
    for code in agreement.sectors:
        yield code
        if code in names.sectors and names.sectors[code].parent:
            yield names.sectors[code].parent


def _parties(agreement: Agreement, _: Moment, __: Names) -> Iterator[str]:
    return (party.code or party.name or party.agency for party in agreement.parties)


def _types(agreement: Agreement, _: Moment, __: Names) -> Iterator[str]:
    yield agreement.type


def _statuses(agreement: Agreement, moment: Moment, _: Names) -> Iterator[str]:
    yield compute(agreement, moment).status


def _years(agreement: Agreement, _: Moment, __: Names) -> Iterator[str]:
    try:
        first, last = bounds(agreement.signed)
    except ValueError:
        return
    # Signed some time from one year to the next: it belongs to neither, and so it is said.
    yield f"{first.year:04}" if first.year == last.year else f"{first.year:04}/{last.year:04}"


def _occasions(agreement: Agreement, _: Moment, __: Names) -> Iterator[str]:
    yield agreement.occasion


_VALUES: dict[str, Callable[[Agreement, Moment, Names], Iterable[str]]] = {
    "sector": _sectors,
    "party": _parties,
    "type": _types,
    "status": _statuses,
    "year": _years,
    "occasion": _occasions,
}
FIELDS: tuple[str, ...] = tuple(_VALUES)


def _rows(field: str, counter: Counter[str], names: Names) -> Iterator[Count]:
    absent = counter.pop(ABSENT, 0)
    if field == "sector":
        yield from _tree(counter, names.sectors)
    else:
        order = _ORDERS.get(field, _most)
        rows = (Count(value, _label(field, value, names), number) for value, number in counter.items())
        yield from sorted(rows, key=order)
    if absent:
        yield Count(ABSENT, _ABSENT_LABELS.get(field, "-"), absent)


def _tree(counter: Counter[str], sectors: Sectors) -> Iterator[Count]:
    def parent_of(code: str) -> str:
        parent = sectors[code].parent if code in sectors else ""
        return parent if parent in counter else ""

    rows = sorted(
        (Count(code, sectors.label(code), number, parent_of(code)) for code, number in counter.items()), key=_most
    )
    for group in rows:
        if not group.parent:
            yield group
            yield from (leaf for leaf in rows if leaf.parent == group.value)


def _label(field: str, value: str, names: Names) -> str:
    if field == "occasion":
        return names.occasions.get(value, value)
    return {"party": party_name, "type": type_label, "status": status_label}.get(field, _itself)(value)


def _itself(value: str) -> str:
    return value.replace("/", "-")  # years


def _most(row: Count) -> tuple[int, str]:
    return -row.agreements, row.label


def _place_in(codes: Sequence[str]) -> Callable[[Count], tuple[int, str]]:
    places = {code: place for place, code in enumerate(codes)}
    return lambda row: (places.get(row.value, len(places)), row.value)


# Statuses in the course of a life, the unknown last.
_COURSE = tuple(code for code in reversed(STATUSES) if code != "unknown")
_ORDERS: dict[str, Callable[[Count], tuple[int, str]]] = {
    "status": _place_in(_COURSE),
    "year": lambda row: (0, row.value),
}


def compact(counts: Counts, years: int | None = None) -> Counts:
    """Return `counts` for an overview: of sectors the groups, of years at most the last `years`, the rest as one."""
    if counts.by == "sector":
        return counts._replace(rows=tuple(row for row in counts.rows if not row.parent))
    known = [row for row in counts.rows if row.value]
    if counts.by != "year" or years is None or len(known) <= years:
        return counts
    earlier = known[: len(known) - years + 1]
    number = sum(row.agreements for row in earlier)
    merged = Count(
        f"{earlier[0].value[:4]}/{earlier[-1].value[-4:]}", f"{earlier[0].value[:4]}-{earlier[-1].value[-4:]}", number
    )
    return counts._replace(rows=(merged, *counts.rows[len(earlier) :]))
