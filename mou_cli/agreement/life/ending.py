"""The day on which an agreement ceases by its own term, extensions counted; renewals are not reckoned here."""

from datetime import date, timedelta
from typing import NamedTuple

from mou_cli.agreement.dates.durations import add, split_duration
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.timeline import Step
from mou_cli.agreement.model import Term

# With these, and with none said, an agreement ends with its term unless the parties extend it.
_ENDING_RENEWALS = ("", "none", "express")


class End(NamedTuple):
    """The day on which it ceases, None for never or not known; `missing` says what would be needed to know."""

    day: date | None
    missing: str = ""


NO_END = End(None)


class _Reckoning(NamedTuple):
    # A term and its extensions are added from one origin, so that month ends do not drift.
    origin: date
    months: int = 0
    days: int = 0

    def end(self) -> date | None:
        try:
            return add(self.origin, self.months, self.days)
        except OverflowError:
            return None


def end_of_term(term: Term | None, start: date | None, steps: list[Step], today: date, end: int) -> End:
    """Return when an agreement whose term runs from `start` ceases, as far as it had been extended by `today`.

    `end` says how partial dates are read (see timeline.py). A term that renews itself has no end here. Raises
    ValueError where a date or a period is impossible.
    """
    if term is not None and (term.renewal not in _ENDING_RENEWALS or term.duration == "indefinite"):
        return NO_END
    agreed = _agreed(term, start, end)
    for step in steps:
        if step.event.kind == "extended" and (step.day is None or step.day <= today):
            agreed = _extended(agreed, step, end)
            if agreed is None:
                return End(None, "an extension does not say for how long")
    if agreed is None:
        needs_start = term is not None and term.duration and start is None
        return End(None, "the day from which its term runs is missing" if needs_start else "")
    return End(agreed.end())


def _agreed(term: Term | None, start: date | None, end: int) -> _Reckoning | None:
    if term is None:
        return None
    if term.until:
        return _from_day_after(bounds(term.until)[end])
    if term.duration and start is not None:
        return _Reckoning(start, *split_duration(term.duration))
    return None


def _extended(agreed: _Reckoning | None, step: Step, end: int) -> _Reckoning | None:
    event = step.event
    if event.until:
        return _from_day_after(bounds(event.until)[end])
    if not event.adds or agreed is None:
        return None
    months, days = split_duration(event.adds)
    old_end = agreed.end()
    if step.day is not None and old_end is not None and step.day > old_end:
        return _Reckoning(step.day, months, days)
    return agreed._replace(months=agreed.months + months, days=agreed.days + days)


def _from_day_after(last: date) -> _Reckoning:
    # 9999-12-31 is how registers write "no end"; the day after it does not exist.
    return _Reckoning(last, 0, 1) if last == date.max else _Reckoning(last + timedelta(1))
