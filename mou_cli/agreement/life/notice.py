"""What a notice does: the four rules by which the day follows on which an agreement ceases, and the last day for it.

`before-period-end`: in time, it ends the period; late, the next one. `from-receipt`: it ends so long after.
`before-year-end`: given by a day before 31 December, it ends the year. `first-of-month`: it ends on the first day of
the month after so long. A last day in force that the notice itself states goes before every rule.
"""

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from mou_cli.agreement.dates.durations import add, split_duration
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.schedule import Reckoned, Schedule, Span
from mou_cli.agreement.life.timeline import Step
from mou_cli.agreement.model import Term

BEYOND = "the day on which it ceases lies beyond the year 9999"
_ON_ITS_END = "before-period-end"


class Departure(Struct, frozen=True):
    """The day on which a party leaves by an act, None where it is not known; `missing` says what would be needed.

    `rule` is how the day follows: a rule of notice, `until` (stated), `terminated` or `superseded` (by the act itself);
    `on_period` where the day ends a period of the term, the number of whose renewals is `renewals`.
    """

    day: date | None
    rule: str
    step: Step
    missing: str = ""
    on_period: bool = False
    renewals: int = 0


def rule_of(term: Term | None) -> str:
    """Return the rule of notice: as the term says, else before the period ends, of an indefinite term from receipt."""
    if term is None:
        return _ON_ITS_END
    rule = term.notice_rule or _ON_ITS_END
    # Where no period ends, a notice can count from its receipt alone.
    return "from-receipt" if rule == _ON_ITS_END and term.duration == "indefinite" and not term.until else rule


def span_of(term: Term | None) -> Span | None:
    """Return the period of notice in months and days; None where there is none. Raises ValueError for no period."""
    return split_duration(term.notice) if term is not None and term.notice else None


def departure(step: Step, term: Term | None, reckoned: Reckoned, end: int) -> Departure | None:
    """Return when the notice `step` takes effect; None for one that has none, since the agreement had ended by itself.

    `end` says how partial dates are read (see timeline.py).
    """
    schedule = reckoned.schedule
    last = None if schedule is None or reckoned.missing else _own_end(schedule)
    if step.day is not None and _has_no_effect(step.day, schedule, last):
        return None
    if step.event.until:
        return _stated(step, bounds(step.event.until)[end])
    if step.day is None:
        return Departure(None, "", step, "the day of the notice is missing")
    rule = rule_of(term)
    try:
        found = _RULES.get(rule, _unknown)(step, step.day, span_of(term), reckoned)
    except OverflowError:
        return Departure(None, rule, step, BEYOND)
    if last is not None and found.day is not None and found.day > last:
        assert schedule is not None
        return Departure(last, rule, step, on_period=True, renewals=schedule.last or 0)
    return found


def year_end_for(day: date, notice: Span | None) -> tuple[int, date]:
    """Return the year that a notice given on `day` ends, and the last day on which it does; OverflowError past 9999."""
    months, days = notice or (0, 0)
    year = max(day.year, add(day, months, days).year - 1)
    while (last := _last_day_in(year, months, days)) < day:
        year += 1
    return year, last


def _last_day_in(year: int, months: int, days: int) -> date:
    if year > 9999:
        raise OverflowError(BEYOND)
    return add(date(year, 12, 31), -months, -days)


def _has_no_effect(day: date, schedule: Schedule | None, last: date | None) -> bool:
    # It came when the agreement had ended by itself, or before it was taken up again after its end.
    renewed_since = schedule is not None and schedule.since == "extended" and day < schedule.origin
    return renewed_since or (last is not None and day >= last)


def _own_end(schedule: Schedule) -> date | None:
    # When it ends whatever is done; None where it goes on by itself.
    last = schedule.last
    return None if last is None else schedule.end(last)


def _stated(step: Step, last: date) -> Departure:
    if last == date.max:
        return Departure(None, "until", step, BEYOND)
    return Departure(last + timedelta(1), "until", step)


def _before_period_end(step: Step, day: date, notice: Span | None, reckoned: Reckoned) -> Departure:
    schedule = reckoned.schedule
    if reckoned.missing:
        return Departure(None, _ON_ITS_END, step, reckoned.missing)
    if schedule is None:
        return Departure(None, _ON_ITS_END, step, "how long its term lasts is missing")
    if schedule.open_ended and not _in_time(schedule, 0, day, notice):
        # The first term is over or too near its end, and no other follows: the notice counts from its receipt.
        return _from_receipt(step, day, notice, reckoned)
    renewals = _renewals_for(schedule, day, notice)
    ceases = schedule.end(renewals)
    missing = BEYOND if ceases is None else ""
    return Departure(ceases, _ON_ITS_END, step, missing, on_period=True, renewals=renewals)


def _renewals_for(schedule: Schedule, day: date, notice: Span | None) -> int:
    # The first period for whose end the notice is in time; counted, then put right where a month end was clipped.
    last = schedule.last
    renewals = schedule.renewals_by(add(day, *notice) if notice else day)
    while renewals and _in_time(schedule, renewals - 1, day, notice):
        renewals -= 1
    while (last is None or renewals < last) and not _in_time(schedule, renewals, day, notice):
        renewals += 1
    return renewals


def _in_time(schedule: Schedule, renewals: int, day: date, notice: Span | None) -> bool:
    ceases = schedule.end(renewals)
    if ceases is None:
        return True
    months, days = notice or (0, 0)
    return day <= add(ceases - timedelta(1), -months, -days)


def _from_receipt(step: Step, day: date, notice: Span | None, _: Reckoned) -> Departure:
    if notice is None:
        return Departure(None, "from-receipt", step, "the period of notice is missing")
    return Departure(add(day, *notice), "from-receipt", step)


def _before_year_end(step: Step, day: date, notice: Span | None, _: Reckoned) -> Departure:
    year, _last = year_end_for(day, notice)
    return Departure(add(date(year, 1, 1), 12, 0), "before-year-end", step)


def _first_of_month(step: Step, day: date, notice: Span | None, _: Reckoned) -> Departure:
    if notice is None:
        return Departure(None, "first-of-month", step, "the period of notice is missing")
    return Departure(add(add(day, *notice).replace(day=1), 1, 0), "first-of-month", step)


def _unknown(step: Step, _day: date, _notice: Span | None, _: Reckoned) -> Departure:
    return Departure(None, "", step, "its rule of notice is not known to this version")


_RULES: dict[str, Callable[[Step, date, Span | None, Reckoned], Departure]] = {
    "before-period-end": _before_period_end,
    "from-receipt": _from_receipt,
    "before-year-end": _before_year_end,
    "first-of-month": _first_of_month,
}
