"""How the last day in force follows, as a person would write it in a memo: the sum of a term, a notice, an act."""

from datetime import timedelta

from mou_cli.agreement.dates.durations import format_duration
from mou_cli.agreement.life.explain_entry import Words
from mou_cli.agreement.life.life import Life
from mou_cli.agreement.life.notice import Departure
from mou_cli.agreement.life.schedule import Schedule
from mou_cli.agreement.life.timeline import Step
from mou_cli.agreement.model import Term

_DAY = timedelta(1)
_SINCE = {"in-force": "in force ", "signed": "signed "}
_STATED = {"until": "the stated end", "extended-until": "the end of the extension"}


def end_words(term: Term | None, found: Life) -> Words:
    """Return the words that say why it is in force through that day: its term, or the notice or act that ends it."""
    ending, schedule = found.ending, found.reckoned.schedule
    cause = ending.departure
    if cause is None:
        return [] if schedule is None else _sum(term, schedule, ending.periods)
    return departure_words(term, schedule, cause)


def departure_words(term: Term | None, schedule: Schedule | None, cause: Departure) -> Words:
    """Return the words that say why an agreement ends, or ends for one party, by a notice or an act."""
    if cause.on_period and schedule is not None:
        return [*_sum(term, schedule, cause.renewals), "; ", *_by_notice(cause, schedule)]
    return _by_rule(term, cause)


def no_end_words(term: Term | None, found: Life) -> Words:
    """Return the words that say why no end is computed: there is none, or something is missing."""
    ending = found.ending
    if ending.departure is not None and ending.departure.rule in ("terminated", "superseded"):
        return [ending.missing or f"{ending.departure.rule} before it was in force"]
    if ending.missing:
        return [ending.missing]
    schedule = found.reckoned.schedule
    if schedule is not None and schedule.open_ended:
        first = schedule.end()
        return ["without an end since ", first or "", ", the end of its first term"]
    if term is not None and term.duration == "indefinite":
        return ["no end: the term is indefinite"]
    return ["how long its term lasts is missing"]


def _sum(term: Term | None, schedule: Schedule, periods: int) -> Words:
    renewals = _renewals(term, periods)
    if schedule.since in _STATED:
        if renewals:
            stated = f", the day after {_STATED[schedule.since]},"
            return [schedule.origin, stated, *_parts(schedule, term), *renewals, " - 1 day"]
        return _stated(schedule, term)
    parts = _parts(schedule, term)
    if schedule.since == "extended":
        after: Words = [] if schedule.lapsed is None else [", after its end on ", schedule.lapsed - _DAY, ","]
        return ["extended ", schedule.origin, *after, *parts, *renewals, " - 1 day"]
    return [_SINCE[schedule.since], schedule.origin, *parts, *renewals, " - 1 day"]


def _stated(schedule: Schedule, term: Term | None) -> Words:
    # The stated last day, and the extensions that were added to it.
    added = [part for part in schedule.parts if part[0] == "extension" and not _is_until(part[1])]
    if not added:
        return ["as stated" if schedule.since == "until" else "as the extension states"]
    return [schedule.origin, f", the day after {_STATED[schedule.since]},", *_parts(schedule, term), " - 1 day"]


def _is_until(part: object) -> bool:
    return isinstance(part, Step) and bool(part.event.until)


def _parts(schedule: Schedule, term: Term | None) -> Words:
    words: Words = []
    for what, value in schedule.parts:
        if isinstance(value, Step):
            words += (
                [] if value.event.until else _extension(value, term, first=schedule.since == "extended" and not words)
            )
        elif isinstance(value, int):
            words += _renewals(term, value)
        elif what == "term":
            words.append(f" + {format_duration(value)}")
    return words


def _extension(step: Step, term: Term | None, *, first: bool) -> Words:
    length = format_duration(step.event.adds or (term.period if term is not None else ""))
    if first:
        return [f" + {length}"]
    return [f" + extension of {length}"] if step.day is None else [f" + extension of {length} (", step.day, ")"]


def _renewals(term: Term | None, count: int) -> Words:
    if not count or term is None:
        return []
    return [f" + {count} renewal{'' if count == 1 else 's'} of {format_duration(term.period or term.duration)}"]


def _by_notice(cause: Departure, schedule: Schedule) -> Words:
    notice = _notice(cause)
    if cause.rule != "before-period-end":
        return ["its term ends before the ", *notice, " takes effect"]
    own = schedule.renewals_by(cause.step.day) if cause.step.day is not None else cause.renewals
    missed = schedule.end(own) if own < cause.renewals else None
    words: Words = ["ends by the ", *notice]
    return words if missed is None else [*words, ", too late for ", missed - _DAY]


def _by_rule(term: Term | None, cause: Departure) -> Words:
    if cause.rule in ("terminated", "superseded"):
        by = f" by {cause.step.event.by}" if cause.step.event.by else ""
        return [f"the day before it was {cause.rule}{by}"]
    notice = _notice(cause)
    if cause.rule == "until":
        return ["as the ", *notice, " states"]
    period = format_duration(term.notice) if term is not None else ""
    if cause.rule == "from-receipt":
        return [*notice, f" + {period} - 1 day"]
    if cause.rule == "first-of-month":
        return ["the day before the first of the month after ", *notice, f" + {period}"]
    if cause.rule == "before-year-end":
        return [*notice, f", {period} or more before the end of the year"]
    return [*notice, f": {cause.missing}"]


def _notice(cause: Departure) -> Words:
    event, day = cause.step.event, cause.step.day
    of = f" of {event.party}" if event.party else ""
    return [f"notice{of}"] if day is None else [f"notice{of} ", day]
