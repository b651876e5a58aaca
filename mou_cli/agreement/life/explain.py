"""Each computed date with its clause and its sum, as a person would write it in a memo.

The sums are told from the same parts that the dates are reckoned from (see life.py), so that they cannot differ.
"""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.durations import add, format_duration, split_duration
from mou_cli.agreement.life.ahead import ahead
from mou_cli.agreement.life.clauses import Clauses
from mou_cli.agreement.life.computed import is_known_in_part
from mou_cli.agreement.life.explain_end import end_words, no_end_words
from mou_cli.agreement.life.explain_entry import Words, entry_words
from mou_cli.agreement.life.explain_leaving import leaving, remaining_words
from mou_cli.agreement.life.life import OVER, Life, life
from mou_cli.agreement.life.notice import rule_of
from mou_cli.agreement.life.timeline import EARLIEST, LATEST, timeline
from mou_cli.agreement.model import Agreement, Event, Term
from mou_cli.agreement.moment import Moment

AHEAD = "ahead"
_NO_DEADLINE = {
    "from-receipt": "no deadline: it ceases {} after a notice is received",
    "first-of-month": "no deadline: it ceases on the first day of the month after a notice and {}",
}


class Explained(Struct, frozen=True, omit_defaults=True):
    """A computed date: its name in Computed, the date (EDTF, None where there is none), its sum, and its clause.

    An event that lies ahead is named `ahead`: its date, and in `sum` what it is.
    `party` is the one that it is about, where it is not the same for all.
    """

    name: str
    date: str | None
    sum: str
    clause: str
    party: str = ""


class _Told(Struct, frozen=True):
    name: str
    day: date | None
    words: Words
    party: str = ""


def explain(agreement: Agreement, moment: Moment) -> tuple[Explained, ...]:
    """Return how each computed date follows for `moment`; where one does not, what would have to be known.

    Then follow the events that lie ahead and do not count yet.

    Dates that are known in part are shown as the interval that they leave. The clause is the title and the quotation
    of the source that vouches for the fields. An agreement with an impossible date explains that alone.
    """
    try:
        early = list(_tell(agreement, moment, EARLIEST))
        late = list(_tell(agreement, moment, LATEST)) if is_known_in_part(agreement) else early
        coming = [_coming(step.event) for step in ahead(agreement, moment)]
    except (ValueError, OverflowError) as fault:
        return (Explained("status", None, str(fault), ""),)
    clauses = Clauses(agreement.sources)
    others = {(told.name, told.party): told for told in late}
    return (*(_merged(told, others.get((told.name, told.party), told), clauses) for told in early), *coming)


def _coming(event: Event) -> Explained:
    by = f" by {event.party}" if event.party else ""
    return Explained(AHEAD, event.date, f"{event.kind.replace('-', ' ')}{by}: it counts from that day on", "")


def _tell(agreement: Agreement, moment: Moment, end: int) -> Iterator[_Told]:
    found, term = life(agreement, moment, end), agreement.term
    steps = timeline(agreement.events, moment.known_at, end)
    yield _Told("in_force_from", found.entered.day, entry_words(agreement, found.entered, steps))
    ending = found.ending
    if ending.through is None and ending.ceases is None:
        if term is not None or ending.missing or ending.departure is not None:
            yield _Told("in_force_through", None, no_end_words(term, found))
    else:
        remaining = remaining_words(agreement, moment, found, steps, end)
        words = end_words(term, found)
        yield _Told("in_force_through", ending.through, [*words, remaining] if remaining else words)
        after: Words = (
            [ending.through, " + 1 day"] if ending.through is not None and ending.ceases else [ending.missing]
        )
        yield _Told("ceases_on", ending.ceases, after)
    for left in leaving(agreement, moment, found, steps, end):
        yield _Told("in_force_through", left.through, left.words, left.party)
    if term is not None:
        yield from _tell_deadlines(term, found)


def _tell_deadlines(term: Term, found: Life) -> Iterator[_Told]:
    due, ceases, through = found.deadlines, found.ending.ceases, found.ending.through
    if due.opens is not None and ceases is not None:
        yield _Told("notice_opens", due.opens, [ceases, f" - {format_duration(term.notice_opens)}"])
    if due.last_notice is not None:
        yield _Told("last_notice_day", due.last_notice, _last_notice_words(term, due.last_notice, through))
    elif term.notice and rule_of(term) in _NO_DEADLINE and not found.ending.noticed and found.status not in OVER:
        said = _NO_DEADLINE[rule_of(term)].format(format_duration(term.notice))
        yield _Told("last_notice_day", None, [said])
    if found.survival is not None and ceases is not None:
        yield _Told("survival_through", found.survival, [ceases, f" + {format_duration(term.survival)} - 1 day"])


def _last_notice_words(term: Term, last: date, through: date | None) -> Words:
    notice = format_duration(term.notice)
    if rule_of(term) == "before-year-end":
        return [_year_end(term, last), f" - {notice}"]
    return [through or "", f" - {notice}"]


def _year_end(term: Term, last: date) -> date:
    # The 31 December that the last notice day is counted back from.
    months, days = split_duration(term.notice)
    year = add(last, months, days).year
    return date(year, 12, 31) if add(date(year, 12, 31), -months, -days) == last else date(year - 1, 12, 31)


def _merged(told: _Told, other: _Told, clauses: Clauses) -> Explained:
    day = _interval(told.day, other.day) if told.day is not None and other.day is not None else None
    if len(told.words) == len(other.words):
        words = "".join(_word(*pair) for pair in zip(told.words, other.words, strict=True))
    else:
        words = f"at the earliest {_said(told.words)}; at the latest {_said(other.words)}"
    clause = "" if told.party else clauses.clause_for(told.name)
    return Explained(told.name, day, words, clause, told.party)


def _word(one: str | date, other: str | date) -> str:
    if isinstance(one, date) and isinstance(other, date):
        return format_day(_interval(one, other))
    return _plain(one) if one == other else f"{_plain(one)} or {_plain(other)}"


def _said(words: Words) -> str:
    return "".join(map(_plain, words))


def _plain(word: str | date) -> str:
    return word if isinstance(word, str) else format_day(word.isoformat())


def _interval(one: date, other: date) -> str:
    return one.isoformat() if one == other else f"{min(one, other)}/{max(one, other)}"
