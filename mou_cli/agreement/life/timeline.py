"""The events of an agreement in the order of their days, as far as they were known."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.model import Agreement, Event

# A date known only in part is read twice: once as its earliest day, once as its latest (an index into its bounds).
EARLIEST, LATEST = 0, 1


class Step(Struct, frozen=True):
    """An event with its day, None where the day is unknown: it happened all the same."""

    day: date | None
    event: Event


class Signature(Struct, frozen=True):
    """Whether it is, or is to be, signed, and the day, None where that is unknown."""

    said: bool
    day: date | None


_UNSIGNED = Signature(False, None)


def timeline(events: Iterable[Event], known_at: date | None, end: int) -> list[Step]:
    """Return the events known at `known_at` (None: all) by day; `end` says how partial dates are read.

    An event without a day keeps its place after the event that it follows in the record. Raises ValueError where a
    date is impossible.
    """
    steps: list[Step] = []
    place = date.min
    ordered = True
    for event in events:
        day = bounds(event.date)[end] if event.date else None
        if known_at is not None and not _was_known(event, day, known_at, end):
            continue
        if day is not None:
            ordered = ordered and day >= place
            place = day
        steps.append(Step(day, event))
    return steps if ordered else _in_order(steps)


def _in_order(steps: list[Step]) -> list[Step]:
    place = date.min
    placed = []
    for position, step in enumerate(steps):
        place = step.day or place
        placed.append((place, position, step))
    return [step for _, _, step in sorted(placed)]


def signature(agreement: Agreement, steps: Iterable[Step], known_at: date | None, end: int) -> Signature:
    """Return when it is signed: the field `signed`, else an event `signed`. Raises ValueError for impossible dates."""
    if agreement.signed:
        day = bounds(agreement.signed)[end]
        return Signature(True, day) if known_at is None or day <= known_at else _UNSIGNED
    for step in steps:
        if step.event.kind == "signed":
            return Signature(True, step.day)
    return _UNSIGNED


def _was_known(event: Event, day: date | None, known_at: date, end: int) -> bool:
    since = bounds(event.known)[end] if event.known else day
    return since is None or since <= known_at
