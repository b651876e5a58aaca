"""What is due in a whole register, found without computing the life of each agreement.

Most agreements surely ask for nothing in the days that are looked at, and many have surely not entered into force: both
are seen from a few fields. Whatever is rare or odd is left to life_due(), and days are counted by months of mean length
with a margin; a test holds the two equal.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from mou_cli.agreement.dates.durations import add, periods_needed
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.due import Due, in_order, last_notice, life_due, promises_due, waiting
from mou_cli.agreement.glimpse import Glimpse, Happening, read_term
from mou_cli.agreement.life.entry import ACTS, ENTRY_MISSING, from_last_act, whose_act
from mou_cli.agreement.life.notice import year_end_for
from mou_cli.agreement.life.schedule import Span
from mou_cli.agreement.model import Term
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.rhythm import Renewal, Window, rhythm_of

# Events that end, extend and suspend nothing; and those that change nothing about the days of what is in force.
_PLAIN = frozenset({"initialled", "signed", "approved", "ratified", "notified", "registered", "amended"})
_IN_FORCE_ALL_THE_SAME = frozenset({"provisional", "suspended", "resumed"})
_DAY = timedelta(1)


# The day of entry into force as stored, or empty and what is waited for; both empty where that is not plain.
_Entered: TypeAlias = tuple[str, str]
_NOT_PLAIN: _Entered = ("", "")
_NOTHING_KNOWN: _Entered = ("", ENTRY_MISSING)


class _Plan(Struct, frozen=True):
    # When anything of a term falls due, and whether it starts with anything but the entry into force.
    window: Window
    starts_otherwise: bool
    until: str
    renewal: Renewal | None


class _Plans(dict[bytes, _Plan | None]):
    """The plan of each term, by its JSON, made when it is first met; None for one that is not plain."""

    def __init__(self, today: date, horizon: date) -> None:
        super().__init__()
        self._today, self._horizon = today, horizon

    def __missing__(self, written: bytes) -> _Plan | None:
        term = read_term(written) or Term()
        rhythm = rhythm_of(term)
        plan = None
        if rhythm is not None and not (rhythm.year_end and self._ends_with_a_year(rhythm.year_end)):
            window = Window(rhythm, self._today.toordinal(), self._horizon.toordinal())
            plan = _Plan(window, bool(term.until) or term.base == "signature", term.until, rhythm.renewal)
        self[written] = plan
        return plan

    def _ends_with_a_year(self, notice: Span) -> bool:
        return year_end_for(self._today, notice)[1] <= self._horizon


class Glance:
    """Looks at agreements for what is due from `moment.today` through `horizon`, all that is recorded being known."""

    __slots__ = ("_day", "_horizon", "_moment", "_plans", "_today")

    def __init__(self, moment: Moment, horizon: date) -> None:
        self._moment, self._horizon, self._today = moment, horizon, moment.today
        self._day = moment.today.isoformat()
        self._plans = _Plans(moment.today, horizon)

    def __call__(self, glimpse: Glimpse) -> list[Due]:
        """Return what an agreement asks for, soonest first: what due_of() gives."""
        try:
            found = self._plainly(glimpse)
        except (ValueError, OverflowError):
            found = None  # an impossible date or period
        if found is None:
            found = life_due(glimpse.agreement, self._moment, self._horizon)
        if glimpse.commitments or glimpse.targets:
            promised = promises_due(glimpse.commitments, glimpse.targets, self._moment.today, self._horizon)
            found = in_order([*found, *promised])
        return found

    def _plainly(self, glimpse: Glimpse) -> list[Due] | None:
        # What its life asks for; None where it takes more than a glance.
        entered, held = "", False
        for event in glimpse.events:
            kind = event.kind
            if kind == "in-force":
                if entered or not event.date:
                    return None
                entered = event.date
            elif kind not in _PLAIN:
                if kind not in _IN_FORCE_ALL_THE_SAME or event.until:
                    return [] if self._is_over(glimpse) else None
                held = True
        if entered and not glimpse.written_term and len(entered) == 10 and entered <= self._day:
            return []
        if not entered:
            entered, lacking = _NOT_PLAIN if held else _entered(glimpse)
            if lacking:
                return self._waiting(glimpse, lacking)
            if not entered:
                return None
        return self._in_force(glimpse, entered)

    def _is_over(self, glimpse: Glimpse) -> bool:
        # An act of all, or of one of two, has ended it.
        for event in glimpse.events:
            if event.kind in ("terminated", "superseded") and (not event.party or len(glimpse.parties) < 3):
                return len(event.date) == 10 and date.fromisoformat(event.date) <= self._today
        return False

    def _waiting(self, glimpse: Glimpse, lacking: str) -> list[Due] | None:
        # What has not entered into force.
        if not glimpse.signed:
            return None
        if glimpse.written_term:
            plan = self._plans[bytes(glimpse.written_term)]
            if plan is None or plan.starts_otherwise:
                return None
        late = waiting(glimpse.signed, lacking, self._today)
        if late is None:
            return []
        _look_at_dates(glimpse.events)
        return [late]

    def _in_force(self, glimpse: Glimpse, entered: str) -> list[Due] | None:
        first, last = _days(entered)
        if last > self._today:
            return None
        if not glimpse.written_term:
            return []
        plan = self._plans[bytes(glimpse.written_term)]
        if plan is None:
            return None
        if plan.starts_otherwise:
            start = plan.until or glimpse.signed
            if not start:
                return None
            first, last = _days(start)
        earliest = first.toordinal()
        if plan.window.stays_empty(earliest, last.toordinal() - earliest):
            return []
        if first != last or plan.renewal is None:
            return None
        _look_at_dates(glimpse.events)
        if glimpse.signed:
            bounds(glimpse.signed)
        return self._notice(plan.renewal, first)

    def _notice(self, renewal: Renewal, start: date) -> list[Due] | None:
        # The last notice day of what plainly renews itself: that of this period, else that of the next.
        months, days = renewal.notice
        times = periods_needed(start, renewal.length, renewal.period, self._today)
        for before in (times, times + 1):
            last = add(renewal.ceases(start, before) - _DAY, -months, -days)
            if last >= self._today:
                through = renewal.ceases(start, before + 1) - _DAY
                return [last_notice(last, through)] if last <= self._horizon else []
        return None  # its notice is longer than its period


def _look_at_dates(events: Iterable[Happening]) -> None:
    # Nothing follows from what bears an impossible date: it raises ValueError.
    for event in events:
        text = event.date
        if len(text) == 10 and text[4] == "-" == text[7]:
            date.fromisoformat(text)
        elif text:
            bounds(text)


def _days(text: str) -> tuple[date, date]:
    # What bounds() gives. A register holds more days than a processor keeps at hand: read anew, most cost less than
    # looked up.
    if len(text) == 10 and text[4] == "-" == text[7]:
        day = date.fromisoformat(text)
        return day, day
    return bounds(text)


@lru_cache(4096)
def _whose_act(kinds: tuple[str, ...], sides: tuple[str, ...]) -> str:
    return whose_act(kinds, list(sides))


def _entered(glimpse: Glimpse) -> _Entered:
    # Where no event says when it entered into force.
    way = glimpse.entry_into_force
    if way is None or not way.mode:
        return _NOTHING_KNOWN
    kinds = ACTS.get(way.mode)
    if kinds is None:
        return glimpse.signed if way.mode == "signature" else way.date if way.mode == "fixed-date" else "", ""
    if way.needs is not None:
        return _NOT_PLAIN
    sides = dict.fromkeys([party.code or party.name for party in glimpse.parties])
    days = []
    for event in glimpse.events:
        party = event.party
        if party and event.kind in kinds:
            if party not in sides or len(event.date) != 10:
                return _NOT_PLAIN
            del sides[party]
            days.append(event.date)
    if sides or not days:
        return "", _whose_act(kinds, tuple(sides))
    day = from_last_act(date.fromisoformat(max(days)), way).day
    return _NOT_PLAIN if day is None else (day.isoformat(), "")
