"""What is due in a whole register, found without computing the life of each agreement.

Most agreements surely ask for nothing in the days that are looked at, and many have surely not entered into force: both
are seen from a few fields. Whatever is rare or odd is left to due_of(), and days are counted by months of mean length
with a margin; a test holds the two equal.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from mou_cli.agreement.dates.durations import add, split_duration
from mou_cli.agreement.due import Due, due_of, last_notice, waiting
from mou_cli.agreement.glimpse import Glimpse
from mou_cli.agreement.life.schedule import UNBOUNDED, Schedule
from mou_cli.agreement.life.sides import sides
from mou_cli.agreement.model import Term
from mou_cli.agreement.moment import Moment

# Events that end, extend and suspend nothing.
_PLAIN = frozenset({"initialled", "signed", "approved", "ratified", "notified", "registered", "amended"})
_DAY = timedelta(1)
_MONTH = 30.436875  # days in a mean month of the Gregorian calendar
_SLACK = 15  # days by which a sum of mean months may miss the calendar's
_LAPSE = 366 + _SLACK  # days for which a lapsed express term still matters


class Glance:
    """Looks at agreements for what is due from `moment.today` through `horizon`, all that is recorded being known."""

    __slots__ = ("_first", "_horizon", "_last", "_moment", "_today")

    def __init__(self, moment: Moment, horizon: date) -> None:
        self._moment, self._horizon = moment, horizon
        self._today = moment.today.isoformat()
        self._first, self._last = moment.today.toordinal() - _SLACK, horizon.toordinal() + _SLACK

    def __call__(self, glimpse: Glimpse) -> list[Due]:
        """Return what an agreement asks for, soonest first: what due_of() gives."""
        if glimpse.commitments or glimpse.targets:
            return due_of(glimpse.agreement, self._moment, self._horizon)
        entered = ""
        for event in glimpse.events:
            kind = event.kind
            if kind == "in-force" and not entered:
                entered = event.date or "?"
            elif kind not in _PLAIN:
                return [] if self._is_over(glimpse) else due_of(glimpse.agreement, self._moment, self._horizon)
        term = glimpse.term
        if not entered and glimpse.signed and (term is None or not (term.base or term.until)):
            lacking = _lacking(glimpse)
            if lacking:
                return self._waiting(glimpse.signed, lacking)
            entered = _last_notification(glimpse)
        if len(entered) == 10 and entered <= self._today:
            found = [] if term is None or self._rests(glimpse, term, entered) else self._notice(term, entered)
            if found is not None:
                return found
        return due_of(glimpse.agreement, self._moment, self._horizon)

    def _waiting(self, signed: str, lacking: str) -> list[Due]:
        try:
            late = waiting(signed, lacking, self._moment.today)
        except ValueError:
            return []  # an impossible date: nothing follows from it
        return [late] if late else []

    def _is_over(self, glimpse: Glimpse) -> bool:
        # An act of all, or of one of two, has ended it.
        for event in glimpse.events:
            if event.kind in ("terminated", "superseded") and (not event.party or len(glimpse.parties) < 3):
                return len(event.date) == 10 and event.date <= self._today
        return False

    def _rests(self, glimpse: Glimpse, term: Term, entered: str) -> bool:
        # Whether no day on which anything falls due lies in the window, for what is in force since `entered`: of each
        # kind of day, the first one not before the window.
        rhythm = _rhythm(term)
        start = glimpse.signed if term.base == "signature" else entered
        if rhythm is None or len(start) != 10:
            return False
        try:
            end = date.fromisoformat(start).toordinal() + rhythm.term
        except ValueError:
            return False
        first, period = self._first - rhythm.lapse, rhythm.period
        for lead in rhythm.leads:
            due = end - lead
            if period and due < first:
                due += -((due - first) // period) * period
            if first <= due <= self._last:
                return False
        return True

    def _notice(self, term: Term, entered: str) -> list[Due] | None:
        # The last notice day of what plainly renews itself; None where it is not so plain.
        if _rhythm(term) is None or term.renewal != "tacit" or not term.notice or term.notice_opens or term.base:
            return None
        if term.notice_rule not in ("", "before-period-end"):
            return None
        try:
            length, period = split_duration(term.duration), split_duration(term.period or term.duration)
            months, days = split_duration(term.notice)
            schedule = Schedule(date.fromisoformat(entered), "in-force", length, (), period, UNBOUNDED)
            times = schedule.renewals_by(self._moment.today)
            for before in (times, times + 1):
                ceases, following = schedule.end(before), schedule.end(before + 1)
                if ceases is None or following is None:
                    return None
                last = add(ceases - _DAY, -months, -days)
                if last >= self._moment.today:
                    return [last_notice(last, following - _DAY)] if last <= self._horizon else []
        except (ValueError, OverflowError):
            return None
        return None


class _Rhythm(NamedTuple):
    # In days: the term, the period of its renewals (0: none), how long before an end something falls due, and how long
    # before the window an end still matters.
    term: float
    period: float
    leads: tuple[float, ...]
    lapse: int


@lru_cache(2048)
def _rhythm(term: Term) -> _Rhythm | None:
    if term.max_renewals is not None or term.notice_rule == "before-year-end" or term.until:
        return None
    if term.duration == "indefinite":
        return _Rhythm(0, 0, (), 0)
    if term.renewal not in ("", "none", "express", "tacit"):
        return None
    try:
        length = _days(term.duration)
        leads = [_days(each) for each in (term.notice, term.notice_opens) if each]
        if term.renewal == "tacit":
            return _Rhythm(length, _days(term.period or term.duration), tuple(leads), 0)
    except ValueError:
        return None
    return _Rhythm(length, 0, (0, *leads), _LAPSE if term.renewal == "express" else 0)


def _days(period: str) -> float:
    months, days = split_duration(period)
    return months * _MONTH + days


def _lacking(glimpse: Glimpse) -> str:
    # What something signed surely waits for; empty where that is not sure.
    way = glimpse.entry_into_force
    if way is None or not way.mode:
        return "entry into force is missing"
    if way.mode != "last-notification" or way.needs is not None:
        return ""
    named = [party.code or party.name for party in glimpse.parties]
    if glimpse.events:
        done = {event.party for event in glimpse.events if event.kind == "notified" and event.party}
        if not done.issubset(named):
            return ""
        named = [side for side in named if side not in done]
    if len(named) == 2 and named[0] != named[1]:
        return f"the notification of {named[0]} and {named[1]} is missing"
    return f"the notification of {' and '.join(dict.fromkeys(named))} is missing" if named else ""


def _last_notification(glimpse: Glimpse) -> str:
    # The day of entry into force where every party has notified just once, empty where that is not so plain.
    way = glimpse.entry_into_force
    if way is None or way.mode != "last-notification" or way.needs is not None:
        return ""
    notified = [event for event in glimpse.events if event.kind == "notified"]
    named = sides(glimpse.agreement)
    if len(notified) != len(named) or not named or {event.party for event in notified} != set(named):
        return ""
    return max(event.date for event in notified) if all(len(event.date) == 10 for event in notified) else ""
