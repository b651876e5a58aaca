"""What must be done by when, as long as an agreement lives: notice, a renewal to agree on, its end."""

from datetime import date, timedelta

from msgspec import Struct

from mou_cli.agreement.dates.durations import add, split_duration
from mou_cli.agreement.life.ending import Ending
from mou_cli.agreement.life.notice import rule_of, year_end_for
from mou_cli.agreement.life.schedule import Schedule, Span
from mou_cli.agreement.model import Term

_DAY = timedelta(1)
NOTICE_OPENS, LAST_NOTICE_DAY, RENEWAL, ENDS = "notice-opens", "last-notice-day", "renewal", "ends"


class Deadlines(Struct, frozen=True):
    """From when and until when notice may be given; and what must be done next, one of the kinds above."""

    opens: date | None = None
    last_notice: date | None = None
    next_day: date | None = None
    next_kind: str = ""


NO_DEADLINES = Deadlines()


def deadlines(
    term: Term | None, schedule: Schedule | None, ending: Ending, since: date | None, today: date
) -> Deadlines:
    """Return the deadlines on `today` of an agreement that has not ended; `since` is its first day in force, if known.

    The last notice day stays after it has passed, until its period ends. Of an agreement that renews itself the next
    deadline is then that of the next period; where notice has been given, what comes next is its end.
    """
    if term is None:
        return NO_DEADLINES if ending.ceases is None else Deadlines(None, None, ending.ceases, ENDS)
    opens, last = _notice(term, ending, since, today)
    if ending.noticed:
        coming = None if ending.ceases is None else (ending.ceases, ENDS)
    else:
        coming = _first(opens, last, today)
        if coming is None and ending.on_period and schedule is not None:
            coming = _at_period_end(term, schedule, ending, today)
    return Deadlines(opens, last) if coming is None else Deadlines(opens, last, coming[0], coming[1])


def _notice(term: Term, ending: Ending, since: date | None, today: date) -> tuple[date | None, date | None]:
    # From when and until when notice may be given for the end that is ahead.
    opens = last = None
    rule = rule_of(term)
    if ending.on_period and ending.ceases is not None and ending.through is not None:
        if term.notice and rule == "before-period-end":
            last = _back(ending.through, term.notice)
        if term.notice_opens:
            opens = _back(ending.ceases, term.notice_opens)
    if rule == "before-year-end" and term.notice and since is not None:
        last = _in_year(split_duration(term.notice), ending, max(since, today))
    return opens, last


def _in_year(notice: Span, ending: Ending, day: date) -> date | None:
    if ending.departure is not None:
        by_rule = ending.departure.rule == "before-year-end" and not ending.on_period
        return add(ending.through, -notice[0], -notice[1]) if by_rule and ending.through is not None else None
    try:
        last = year_end_for(day, notice)[1]
    except OverflowError:
        return None
    return last if ending.through is None or last <= ending.through else None


def _back(day: date, period: str) -> date | None:
    months, days = split_duration(period)
    try:
        return add(day, -months, -days)
    except OverflowError:
        return None  # so long before the end that there is no such day


def _first(opens: date | None, last: date | None, today: date) -> tuple[date, str] | None:
    if opens is not None and opens >= today and (last is None or opens <= last or last < today):
        return opens, NOTICE_OPENS
    return None if last is None or last < today else (last, LAST_NOTICE_DAY)


def _at_period_end(term: Term, schedule: Schedule, ending: Ending, today: date) -> tuple[date, str] | None:
    if schedule.open_ended or ending.ceases is None or ending.through is None:
        return None
    if schedule.most and ending.periods != schedule.last:
        following = schedule.end(ending.periods + 1)
        if following is None or rule_of(term) != "before-period-end":
            return None
        opens = _back(following, term.notice_opens) if term.notice_opens else None
        return _first(opens, _back(following - _DAY, term.notice) if term.notice else None, today)
    return (ending.through, RENEWAL) if term.renewal == "express" else (ending.ceases, ENDS)
