"""The periods of a term: where they are counted from, how far they reach, and how often they are renewed.

Every end is added from one origin (start + term + k periods), never from the end before it: month ends do not drift.
"""

from datetime import date, timedelta
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from mou_cli.agreement.dates.durations import add, periods_needed, split_duration
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.timeline import Signature, Step
from mou_cli.agreement.model import Term

UNBOUNDED = -1

# A period: months and days.
Span: TypeAlias = tuple[int, int]
# What a sum is made of: ("term", "P5Y"), ("renewals", 2), ("extension", a Step).
Part: TypeAlias = "tuple[str, str | int | Step]"


class Schedule(Struct, frozen=True):
    """The ends of a term: `origin` plus `length`, then plus so many periods.

    `since` says what the origin is: `in-force`, `signed`, `until` (the day after a stated last day), `extended` (an
    extension after the end) or `extended-until`. `most` bounds the renewals that follow by themselves (UNBOUNDED:
    none bounds them, 0: there are none); `renewed` counts renewals and extensions that are in `length` already, and
    `parts` names all that is. After an `open_ended` term it goes on without an end. `lapsed` is the day on which it had
    ceased before it was taken up again.
    """

    origin: date
    since: str
    length: Span
    parts: tuple[Part, ...]
    period: Span = (0, 0)
    most: int = 0
    renewed: int = 0
    open_ended: bool = False
    lapsed: date | None = None

    def end(self, renewals: int = 0) -> date | None:
        """Return the day on which it ceases after so many renewals, None beyond the year 9999."""
        length, period = self.length, self.period
        try:
            return add(self.origin, length[0] + renewals * period[0], length[1] + renewals * period[1])
        except OverflowError:
            return None

    def renewals_by(self, day: date) -> int:
        """Return how often it has renewed itself by `day`: the least number of periods that reach beyond it."""
        if not self.most:
            return 0
        needed = periods_needed(self.origin, self.length, self.period, day)
        return needed if self.most == UNBOUNDED else min(needed, self.most)

    @property
    def last(self) -> int | None:
        """How many renewals there can be at most; None where it renews itself or goes on without an end."""
        return None if self.most == UNBOUNDED or self.open_ended else self.most


class Reckoned(Struct, frozen=True):
    """A schedule, None for no end; or, in `missing`, what would have to be known, and then `schedule` is too short."""

    schedule: Schedule | None
    missing: str = ""


_NO_END = Reckoned(None)
_NO_LENGTH = "an extension does not say for how long"


def schedule_of(
    term: Term | None, start: date | None, signed: Signature, steps: list[Step], today: date, end: int
) -> Reckoned:
    """Return the schedule of a term that runs from `start`, with the extensions that there had been by `today`.

    `end` says how partial dates are read (see timeline.py). Where the start is missing, the schedule is reckoned from
    the signature: it cannot be shorter. Raises ValueError where a date or a period is impossible.
    """
    if term is not None and term.duration == "indefinite" and not term.until:
        return _NO_END
    reckoned = _NO_END if term is None else _agreed(term, start, signed, end)
    for step in steps:
        if step.event.kind == "extended" and (step.day is None or step.day <= today):
            reckoned = _extended(reckoned, step, term, end)
    return reckoned


def _agreed(term: Term, start: date | None, signed: Signature, end: int) -> Reckoned:
    if term.until:
        origin, more = _day_after(bounds(term.until)[end])
        return _renewed(term, origin, "until", (0, more), ())
    if not term.duration:
        return _NO_END
    since = "signed" if term.base == "signature" else "in-force"
    length, parts = split_duration(term.duration), (("term", term.duration),)
    if start is not None:
        return _renewed(term, start, since, length, parts)
    what = "the day of signature" if since == "signed" else "entry into force"
    missing = f"cannot compute: {what} is missing"
    if signed.day is None:
        return Reckoned(None, missing)
    return Reckoned(_renewed(term, signed.day, since, length, parts).schedule, missing)


def _renewed(term: Term, origin: date, since: str, length: Span, parts: tuple[Part, ...]) -> Reckoned:
    if term.renewal != "tacit":
        return Reckoned(Schedule(origin, since, length, parts, open_ended=term.renewal == "open-ended"))
    period = term.period or term.duration
    if not period or period == "indefinite":
        return Reckoned(Schedule(origin, since, length, parts), "cannot compute: the period of its renewal is missing")
    most = UNBOUNDED if term.max_renewals is None else max(term.max_renewals, 0)
    return Reckoned(Schedule(origin, since, length, parts, split_duration(period), most))


def _day_after(last: date) -> tuple[date, int]:
    # 9999-12-31 is how registers write "no end"; the day after it does not exist.
    return (last, 1) if last == date.max else (last + timedelta(1), 0)


def _extended(reckoned: Reckoned, step: Step, term: Term | None, end: int) -> Reckoned:
    old, event = reckoned.schedule, step.event
    if event.until:
        origin, more = _day_after(bounds(event.until)[end])
        begun = old if old is not None else Schedule(origin, "", (0, 0), ())
        return Reckoned(_continued(begun, step, (), origin=origin, since="extended-until", length=(0, more)))
    if reckoned.missing:
        return reckoned
    if old is None:
        return Reckoned(None, "cannot compute: the term that was extended is missing")
    if not event.adds and old.most:
        return reckoned  # it renews itself: this records that it did
    adds = event.adds or (term.period if term is not None else "")
    return Reckoned(_longer(old, step, split_duration(adds))) if adds else Reckoned(old, _NO_LENGTH)


def _longer(old: Schedule, step: Step, adds: Span) -> Schedule:
    before = _renewals_before(old, step)
    old_end = old.end(before)
    if step.day is not None and old_end is not None and step.day > old_end:
        changed = {"origin": step.day, "since": "extended", "length": adds, "lapsed": old_end}
        return old if old.open_ended else _continued(old, step, (), **changed)
    months = old.length[0] + before * old.period[0] + adds[0]
    days = old.length[1] + before * old.period[1] + adds[1]
    parts = (*old.parts, ("renewals", before)) if before else old.parts
    return _continued(old, step, parts, length=(months, days))


def _continued(old: Schedule, step: Step, parts: tuple[Part, ...], **changed: Any) -> Schedule:
    # What an extension leaves as it was: the period, and how many renewals may still follow.
    before = _renewals_before(old, step)
    return replace(
        old,
        **changed,
        parts=(*parts, ("extension", step)),
        most=old.most if old.most == UNBOUNDED else old.most - before,
        renewed=old.renewed + before + 1,
    )


def _renewals_before(old: Schedule, step: Step) -> int:
    return 0 if step.day is None else old.renewals_by(step.day)
