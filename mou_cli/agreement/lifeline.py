"""The days of one agreement's life in their order, as a picture of it needs them; partial dates are ranges of days."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.model import Agreement

# Kinds of points.
SIGNED, IN_FORCE, NOTICE, ENDS, RENEWS = "signed", "in-force", "notice", "ends", "renews"
# Kinds of stretches: waiting to enter into force, in force, and in force or not, which nobody can tell.
WAITING, RUNNING, PERHAPS = "waiting", "running", "perhaps"
_LIVE = ("in-force", "ending", "suspended")
_WAITING = ("signed", "initialled", "provisional")
_ENDING_EVENTS = ("terminated", "superseded")


class Point(NamedTuple):
    """A day that matters, known from the earliest to the latest it can be (inclusive, equal where it is exact)."""

    kind: str
    first: date
    last: date


class Stretch(NamedTuple):
    """A time from one day to another; `until` None goes on without an end."""

    kind: str
    since: date
    until: date | None


class Lifeline(NamedTuple):
    """An agreement's status, its points by the order of a life, and the stretches between them."""

    status: str
    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]

    @property
    def first(self) -> date | None:
        """The earliest day that is known of, None where no day is."""
        days = [point.first for point in self.points] + [stretch.since for stretch in self.stretches]
        return min(days, default=None)

    @property
    def last(self) -> date | None:
        """The latest day, None where no day is known; for a life without an end the last day that is named."""
        days = [point.last for point in self.points] + [s.until or s.since for s in self.stretches]
        return max(days, default=None)

    @property
    def goes_on(self) -> bool:
        """Whether it has no end that is known: it is indefinite, or renews itself."""
        return any(stretch.until is None for stretch in self.stretches)

    def touches(self, since: date, until: date) -> bool:
        """Say whether anything of it lies within `since` to `until`, both inclusive."""
        first, last = self.first, self.last
        if first is None or last is None:
            return False
        return first <= until and (last >= since or self.goes_on)


def lifeline(agreement: Agreement, computed: Computed, today: date) -> Lifeline:
    """Return the life of `agreement` as `computed` on `today`; a date that is not known or not possible is left out."""
    signed = _point(SIGNED, agreement.signed or _event_day(agreement, ("signed",)))
    entered = _point(IN_FORCE, computed.in_force_from)
    notice = _point(NOTICE, computed.last_notice_day)
    end = _end(agreement, computed)
    points = tuple(point for point in (signed, entered, notice, end) if point)
    return Lifeline(computed.status, points, tuple(_stretches(computed.status, signed, entered, end, today)))


def _end(agreement: Agreement, computed: Computed) -> Point | None:
    if computed.ceases_on:
        return _point(RENEWS if _renews(agreement, computed) else ENDS, computed.ceases_on)
    if computed.status in _ENDING_EVENTS:
        return _point(ENDS, _event_day(agreement, (computed.status,)))
    return None


def _renews(agreement: Agreement, computed: Computed) -> bool:
    term = agreement.term
    if term is None or term.renewal != "tacit" or computed.status != "in-force":
        return False
    return term.max_renewals is None or (computed.renewals or 0) < term.max_renewals


def _stretches(
    status: str, signed: Point | None, entered: Point | None, end: Point | None, today: date
) -> Iterator[Stretch]:
    live = status in _LIVE
    # In force since a day that nobody knows: what is certain is that it is so today.
    begins = entered.last if entered else today if live else None
    until = end.first if end else None
    waited_until = begins or (today if status in _WAITING else None)
    if signed and waited_until and signed.last < waited_until:
        yield Stretch(PERHAPS if live and not entered else WAITING, signed.last, waited_until)
    if begins and (live or end or begins > today) and (until is None or until > begins):
        yield Stretch(RUNNING, begins, until)
        if end and end.kind == RENEWS:
            yield Stretch(PERHAPS, end.last, None)


def _event_day(agreement: Agreement, kinds: tuple[str, ...]) -> str:
    return next((event.date for event in reversed(agreement.events) if event.kind in kinds and event.date), "")


def _point(kind: str, day: str | None) -> Point | None:
    try:
        return Point(kind, *bounds(day)) if day else None
    except ValueError:
        return None
