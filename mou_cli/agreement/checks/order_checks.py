"""Dates and numbers that are possible each by itself and odd beside each other."""

from collections.abc import Iterator, Sequence
from datetime import date

from mou_cli.agreement.checks.finding import Finding, Surroundings, warning
from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.sides import sides
from mou_cli.agreement.model import Agreement, Commitment, Occasion, Target
from mou_cli.agreement.reading.paths import item_path


def signed_after_entry(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """It is not signed after it entered into force."""
    for field, text in _entries(agreement):
        if _before(text, agreement.signed):
            yield warning(
                field, f"in force on {format_day(text)}, before its signature on {format_day(agreement.signed)}"
            )


def signed_ahead(agreement: Agreement, surroundings: Surroundings) -> Iterator[Finding]:
    """Its signature lies not ahead of today."""
    days = _days(agreement.signed)
    if days is not None and days[0] > surroundings.today:
        yield warning("signed", f"the signature on {format_day(agreement.signed)} lies ahead of today")


def end_before_start(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """Its term ends not before its signature or its entry into force."""
    until = agreement.term.until if agreement.term is not None else ""
    if not until:
        return
    starts = [("its signature", agreement.signed), *(("its entry into force", text) for _, text in _entries(agreement))]
    for what, text in starts:
        if _before(until, text):
            yield warning("term.until", f"the term ends on {format_day(until)}, before {what} on {format_day(text)}")


def event_until(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """What an event sets an end to does not end before the event."""
    for position, event in enumerate(agreement.events):
        if event.until and _before(event.until, event.date):
            field = item_path("events", agreement.events, position, "until")
            yield warning(field, f"{format_day(event.until)} is before the event on {format_day(event.date)}")


def indefinite_end(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """An indefinite term has no last day."""
    term = agreement.term
    if term is not None and term.duration == "indefinite" and term.until:
        yield warning("term.until", "the term is indefinite and has a last day")


def negative_numbers(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """Numbers that count something are not below zero, and not more parties are needed than there are."""
    term, way = agreement.term, agreement.entry_into_force
    if term is not None and term.max_renewals is not None and term.max_renewals < 0:
        yield warning("term.max_renewals", f"{term.max_renewals} is below zero")
    if way is not None and way.days is not None and way.days < 0:
        yield warning("entry_into_force.days", f"{way.days} is below zero")
    if way is not None and way.needs is not None and not 1 <= way.needs <= max(len(sides(agreement)), 1):
        yield warning("entry_into_force.needs", f"{way.needs} parties cannot be needed of {len(sides(agreement))}")


def numbers_twice(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """Each commitment and each target has a number of its own."""
    if whole.commitments:
        yield from _repeated("commitments", whole.commitments)
    if whole.targets:
        yield from _repeated("targets", whole.targets)


def repetition(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """How a commitment repeats is a rule of RFC 5545 that can be read."""
    for position, commitment in enumerate(whole.commitments):
        if commitment.repeats and not _is_rule(commitment.repeats):
            field = item_path("commitments", whole.commitments, position, "repeats")
            yield warning(field, f"{commitment.repeats[:40]!r} is not a rule such as FREQ=YEARLY")


def _repeated(field: str, items: Sequence[Commitment | Target]) -> Iterator[Finding]:
    seen: set[int] = set()
    for position, item in enumerate(items):
        if item.id and item.id in seen:
            yield warning(item_path(field, items, position, "id"), f"the number {item.id} is given twice")
        seen.add(item.id)


def _is_rule(text: str) -> bool:
    from dateutil.rrule import rrulestr

    if len(text) > 200 or "FREQ=" not in text or "\n" in text:
        return False
    try:
        rrulestr(text)
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return False
    return True


def _entries(agreement: Agreement) -> Iterator[tuple[str, str]]:
    for position, event in enumerate(agreement.events):
        if event.kind == "in-force" and event.date:
            yield item_path("events", agreement.events, position, "date"), event.date
    way = agreement.entry_into_force
    if way is not None and way.mode == "fixed-date" and way.date:
        yield "entry_into_force.date", way.date


def _before(text: str, other: str) -> bool:
    # Certainly before: even the latest day of one lies before the earliest of the other.
    if len(text) == len(other) == len("2026-02-04"):
        return text < other
    days, others = _days(text), _days(other)
    return days is not None and others is not None and days[1] < others[0]


def _days(text: str) -> tuple[date, date] | None:
    try:
        return bounds(text) if text else None
    except ValueError:
        return None
