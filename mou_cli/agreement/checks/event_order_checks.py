"""Events in an order that cannot have been: each is stored, since registers are copied as they stand, and shown."""

from collections.abc import Iterator
from datetime import date, timedelta

from mou_cli.agreement.checks.finding import Finding, Surroundings, error, warning
from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.life.life import OVER
from mou_cli.agreement.life.sides import side_of
from mou_cli.agreement.model import Agreement, Event, Term
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.reading.paths import item_path

# Acts that may come before the signature, or whose order beside it another check looks at.
_BEFORE_SIGNATURE = ("initialled", "approved", "signed", "in-force", "registered")
# Acts that a party does once.
_ONCE = ("signed", "approved", "ratified", "notified", "in-force")
# What each of these undoes.
_UNDOES = {"notice-withdrawn": "notice-given", "resumed": "suspended"}
_NEVER = {
    "notice-withdrawn": "a notice is withdrawn that had not been given",
    "resumed": "it is resumed and had not been suspended",
}


def before_signature(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """What follows a signature does not come before it."""
    if not agreement.events:
        return
    signed = agreement.signed or next((event.date for event in agreement.events if event.kind == "signed"), "")
    for position, event in enumerate(agreement.events):
        if event.kind not in _BEFORE_SIGNATURE and _before(event.date, signed):
            said = f"{_words(event)} on {format_day(event.date)}, before its signature on {format_day(signed)}"
            yield warning(item_path("events", agreement.events, position, "date"), said)
        elif event.kind == "initialled" and _before(signed, event.date):
            said = f"initialled on {format_day(event.date)}, after its signature on {format_day(signed)}"
            yield warning(item_path("events", agreement.events, position, "date"), said)


def undone_before_done(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """A notice is withdrawn after it was given, and a suspension ended after it began."""
    for position, event in enumerate(agreement.events):
        done = _UNDOES.get(event.kind)
        if done is not None and not any(_may_undo(agreement, event, other, done) for other in agreement.events):
            yield warning(item_path("events", agreement.events, position), _NEVER[event.kind])


def withdrawn_too_late(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """A notice is withdrawn before it has taken effect (Vienna Convention on the Law of Treaties, art. 68)."""
    for position, event, day in _dated(agreement, "notice-withdrawn"):
        on_it, before = (compute(agreement, Moment(each)) for each in (day, day - timedelta(1)))
        if before.status == "terminated" != on_it.status:
            said = f"the notice is withdrawn on {format_day(event.date)}, when it had taken effect"
            yield warning(item_path("events", agreement.events, position, "date"), said)


def notice_too_early(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """Notice is given no earlier than the term allows, and not after the end."""
    for position, event, day in _dated(agreement, "notice-given"):
        before = compute(agreement, Moment(day - timedelta(1)))
        opens = before.notice_opens
        if before.status in OVER and before.ceases_on is not None:
            said = f"notice is given on {format_day(event.date)}; it had ceased on {format_day(before.ceases_on)}"
            yield warning(item_path("events", agreement.events, position, "date"), said)
        elif opens is not None and event.date < opens[:10]:
            said = f"notice is given on {format_day(event.date)}; it may be given from {format_day(opens)}"
            yield warning(item_path("events", agreement.events, position, "date"), said)


def twice(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """One act of one party on one day is recorded once; a party notifies, ratifies and signs once."""
    kinds = [event.kind for event in agreement.events]
    if len(set(kinds)) == len(kinds):
        return
    seen: set[tuple[str, ...]] = set()
    parties: set[tuple[str, str]] = set()
    for position, event in enumerate(agreement.events):
        side = side_of(agreement, event.party)
        once = (event.kind, side)
        act = (*once, event.date, "" if event.kind in _ONCE else event.by)
        if event.date and act in seen:
            yield error(
                item_path("events", agreement.events, position),
                f"{_words(event)}{_of(event)} on {format_day(event.date)} is given twice",
            )
        elif event.kind in _ONCE and once in parties and (side or event.kind == "in-force"):
            yield warning(
                item_path("events", agreement.events, position), f"{_words(event)}{_of(event)} is given twice"
            )
        seen.add(act)
        parties.add(once)


def more_renewals(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """It is not extended more often than its term allows."""
    most = agreement.term.max_renewals if agreement.term is not None else None
    if most is None or most < 0:
        return
    extended = [position for position, event in enumerate(agreement.events) if event.kind == "extended"]
    for position in extended[most:]:
        yield warning(
            item_path("events", agreement.events, position),
            f"extended {len(extended)} times; its term allows {most} renewal{'' if most == 1 else 's'}",
        )
        return


def beyond_the_calendar(agreement: Agreement, surroundings: Surroundings) -> Iterator[Finding]:
    """Its end can be written as a date."""
    term = agreement.term
    if term is None or not (_lasts_long(agreement, term) or _is_late(term.until) or _has_late_day(agreement)):
        return
    for said in compute(agreement, Moment(surroundings.today)).missing:
        if "9999" in said:
            yield warning("term.until" if term.until else "term.duration", said)


def _lasts_long(agreement: Agreement, term: Term) -> bool:
    if term.duration != "indefinite" or term.until:
        return len(term.duration) > 5
    # What has no end of its own ends by notice alone.
    way = agreement.entry_into_force
    return (way is not None and way.days is not None) or any(event.kind == "notice-given" for event in agreement.events)


def _has_late_day(agreement: Agreement) -> bool:
    if _is_late(agreement.signed):
        return True
    for event in agreement.events:
        if _is_late(event.date) or _is_late(event.until) or len(event.adds) > len("P99Y"):
            return True
    return False


def _is_late(text: str) -> bool:
    return text.startswith("99")


def _may_undo(agreement: Agreement, undoing: Event, other: Event, done: str) -> bool:
    if other.kind != done or _before(undoing.date, other.date):
        return False
    sides = {side_of(agreement, event.party) for event in (undoing, other) if event.party}
    return done != "notice-given" or len(sides) < 2


def _dated(agreement: Agreement, kind: str) -> Iterator[tuple[int, Event, date]]:
    for position, event in enumerate(agreement.events):
        days = _bounds(event.date) if event.kind == kind else None
        if days is not None and days[0] == days[1] > date.min:
            yield position, event, days[0]


def _words(event: Event) -> str:
    return event.kind.replace("-", " ")


def _of(event: Event) -> str:
    return f" by {event.party}" if event.party else ""


def _before(text: str, other: str) -> bool:
    # Certainly before: even the latest day of one lies before the earliest of the other.
    if len(text) == len(other) == len("2026-02-04"):
        return text < other
    first, second = _bounds(text), _bounds(other)
    return first is not None and second is not None and first[1] < second[0]


def _bounds(text: str) -> tuple[date, date] | None:
    try:
        return bounds(text) if text else None
    except ValueError:
        return None
