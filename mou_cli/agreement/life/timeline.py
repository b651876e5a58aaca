"""The events of an agreement in the order of their days, as far as they were known."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.model import Agreement, Event

# A date known only in part is read twice: once as its earliest day, once as its latest (an index into its bounds).
EARLIEST, LATEST = 0, 1


class Step(NamedTuple):
    """An event with its day, None where the day is unknown: it happened all the same."""

    day: date | None
    event: Event


class Signature(Struct, frozen=True):
    """Whether it is, or is to be, signed, and the day, None where that is unknown."""

    said: bool
    day: date | None


def timeline(events: Iterable[Event], known_at: date | None, end: int) -> list[Step]:
    """Return the events known at `known_at` (None: all) by day; `end` says how partial dates are read.

    An event without a day keeps its place after the event that it follows in the record. Raises ValueError where a
    date is impossible.
    """
    placed: list[tuple[date, int, Step]] = []
    place = date.min
    for position, event in enumerate(events):
        day = bounds(event.date)[end] if event.date else None
        if not _was_known(event, day, known_at, end):
            continue
        place = day or place
        placed.append((place, position, Step(day, event)))
    if len(placed) > 1:
        placed.sort()
    return [step for _, _, step in placed]


def signature(agreement: Agreement, steps: Iterable[Step], known_at: date | None, end: int) -> Signature:
    """Return when it is signed: the field `signed`, else an event `signed`. Raises ValueError for impossible dates."""
    if agreement.signed:
        day = bounds(agreement.signed)[end]
        return Signature(True, day) if known_at is None or day <= known_at else Signature(False, None)
    for step in steps:
        if step.event.kind == "signed":
            return Signature(True, step.day)
    return Signature(False, None)


def _was_known(event: Event, day: date | None, known_at: date | None, end: int) -> bool:
    if known_at is None:
        return True
    since = bounds(event.known)[end] if event.known else day
    return since is None or since <= known_at
