"""When anything of a term can fall due, counted in days: quick, and right to within SLACK days.

The exact days come from schedule.py; this only tells of most agreements that none of them can lie in a certain time.
"""

from datetime import date

from msgspec import Struct

from mou_cli.agreement.dates.durations import add, split_duration
from mou_cli.agreement.life.notice import rule_of
from mou_cli.agreement.life.schedule import Span
from mou_cli.agreement.model import Term

SLACK = 10  # days by which a sum of mean months may miss the calendar's
_MONTH = 30.436875  # days in a mean month of the Gregorian calendar
_LAPSE = 366 + SLACK  # days for which a lapsed express term still matters


class Renewal(Struct, frozen=True):
    """The exact spans of a term that renews itself: its length, its period and its notice."""

    length: Span
    period: Span
    notice: Span

    def ceases(self, start: date, times: int) -> date:
        """Return when it ceases after so many renewals; raises OverflowError beyond the year 9999."""
        (months, days), (more_months, more_days) = self.length, self.period
        return add(start, months + times * more_months, days + times * more_days)


class Rhythm(Struct, frozen=True):
    """The times of a term in days.

    `length` is the time from its start to its first end (None: it has none), `period` that of its renewals (0: none
    that follow by themselves), `leads` how long before an end something falls due, `lapse` how long an end that has
    passed still matters. `year_end` is the notice to give before the end of a year, where that is the rule; `renewal`
    is there for what renews itself without a bound, and takes notice before its end alone.
    """

    length: float | None
    period: float = 0
    leads: tuple[float, ...] = ()
    lapse: int = 0
    year_end: Span | None = None
    renewal: Renewal | None = None


class Window:
    """The days from `first` through `last`, both ordinals, as one rhythm meets them."""

    __slots__ = ("_length", "_period", "_shifts", "_shifts_in_part")

    def __init__(self, rhythm: Rhythm, first: int, last: int) -> None:
        first -= SLACK + rhythm.lapse
        self._period = rhythm.period
        self._length = last + SLACK - first
        shifts = () if rhythm.length is None else tuple(rhythm.length - lead - first for lead in rhythm.leads)
        self._shifts = self._shifts_in_part = shifts
        if rhythm.length is not None and rhythm.period:
            # A renewal between the earliest and the latest reading makes an interval of what lies around it.
            self._shifts_in_part = (*shifts, rhythm.length - first)

    def stays_empty(self, start: int, spread: int) -> bool:
        """Say whether surely nothing falls due in it, for a term that starts on day `start` or up to `spread` later."""
        latest, length, period = start + spread, self._length + spread, self._period
        for shift in self._shifts_in_part if spread else self._shifts:
            # How far after the window begins something falls due; of what renews itself, some time or other.
            after = (latest + shift) % period if period else latest + shift
            if 0 <= after <= length:
                return False
        return True


def rhythm_of(term: Term) -> Rhythm | None:
    """Return the rhythm of a term; None for one that is not plain. Raises ValueError where a period is impossible."""
    rule = rule_of(term)
    notice = split_duration(term.notice) if term.notice else None
    year_end = notice if rule == "before-year-end" else None
    if not term.until and term.duration in ("", "indefinite"):
        return Rhythm(None, year_end=year_end)
    leads = [_days(notice)] if notice and rule == "before-period-end" else []
    if term.notice_opens:
        leads.append(_days(split_duration(term.notice_opens)))
    length = 1 if term.until else _days(split_duration(term.duration))
    if term.renewal != "tacit":
        return Rhythm(length, 0, (0, *leads), _LAPSE if term.renewal == "express" else 0, year_end)
    period = term.period or term.duration
    if period in ("", "indefinite"):
        return None
    bounded, renewal = term.max_renewals is not None, None
    if leads and not bounded and not term.notice_opens and not term.until and notice:
        renewal = Renewal(split_duration(term.duration), split_duration(period), notice)
    return Rhythm(length, _days(split_duration(period)), (0, *leads) if bounded else (*leads,), 0, year_end, renewal)


def _days(period: Span) -> float:
    return period[0] * _MONTH + period[1]
