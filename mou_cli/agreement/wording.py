"""How the parts of an agreement read as words: parties, terms, entry into force, numbers, sources."""

from mou_cli.agreement.amounts import amount_words
from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.durations import format_duration
from mou_cli.agreement.model import EntryIntoForce, Party, Person, Source, Term
from mou_cli.vocabulary.parties import party_name

_ENTRY = {
    "signature": "on signature",
    "last-notification": "on the last notification",
    "days-after-notification": "{days} days after the last notification",
    "ratification": "when all have ratified",
    "first-of-next-month": "on the first day of the month after the last notification",
}
_ENTRY_BY_SOME = {
    "signature": "on signature",
    "last-notification": "when {needs} have notified",
    "days-after-notification": "{days} days after {needs} have notified",
    "ratification": "when {needs} have ratified",
    "first-of-next-month": "on the first day of the month after {needs} have notified",
}
_NOTICE = {
    "before-period-end": "before the period ends",
    "from-receipt": "from its receipt",
    "before-year-end": "before the end of a year",
    "first-of-month": "and then from the first day of a month",
}


def day(text: str | None) -> str:
    """Return a date as stored in words, or nothing where there is none."""
    return format_day(text) if text else ""


def party_words(party: Party) -> str:
    """Return what a party is called: its name as recorded, else by its code."""
    return party.name or (party_name(party.code) if party.code else party.agency)


def place_words(word: str) -> str:
    """Return a party's name where `word` is a party's code, else `word`."""
    return party_name(word) if word else ""


def person_words(person: Person) -> str:
    """Return `Name, Title`."""
    return ", ".join(filter(None, (person.name, person.title)))


def entry_words(entry: EntryIntoForce) -> str:
    """Return by what an agreement enters into force."""
    if entry.mode == "fixed-date":
        return f"on {day(entry.date)}" if entry.date else "on a fixed date"
    forms = _ENTRY if entry.needs is None else _ENTRY_BY_SOME
    days = "?" if entry.days is None else entry.days
    form = forms.get(entry.mode)
    return form.format(days=days, needs=entry.needs) if form else entry.mode


def term_words(term: Term) -> str:
    """Return how long it lasts and how it is renewed and denounced: `5 years, renewed tacitly for 5 years; ...`."""
    lasts = ", ".join(filter(None, (_lasting(term), _renewal(term))))
    survival = f"its duties survive for {format_duration(term.survival)}" if term.survival else ""
    return "; ".join(filter(None, (lasts, _notice(term), survival)))


def _lasting(term: Term) -> str:
    words = "indefinite" if term.duration == "indefinite" else format_duration(term.duration) if term.duration else ""
    if term.until:
        words = f"{words}, until {day(term.until)}" if words else f"until {day(term.until)}"
    return f"{words} from the signature" if term.base == "signature" and words else words


def _renewal(term: Term) -> str:
    period = term.period or ("" if term.duration == "indefinite" else term.duration)
    spell = f" for {format_duration(period)}" if period else ""
    if term.renewal == "tacit":
        times = {None: "", 1: ", once", 2: ", twice"}.get(term.max_renewals, f", at most {term.max_renewals} times")
        return f"renewed tacitly{spell}{times}"
    if term.renewal == "express":
        return f"renewed only by express agreement{' for ' + format_duration(term.period) if term.period else ''}"
    return {"open-ended": "then without an end", "none": "not renewed"}.get(term.renewal, term.renewal)


def _notice(term: Term) -> str:
    if not term.notice:
        return ""
    rule = _NOTICE.get(term.notice_rule, "")
    opens = f", at the earliest {format_duration(term.notice_opens)} before the end" if term.notice_opens else ""
    return f"notice {format_duration(term.notice)}{' ' + rule if rule else ''}{opens}"


def number_words(value: float | int, unit: str = "") -> str:
    """Return a number as people read it: `1 billion USD`, `12,500 t`."""
    return amount_words(value, unit)


def source_words(source: Source) -> str:
    """Return what a source is: its title, publisher and date, or its address where it has none of them."""
    named = ", ".join(filter(None, (source.title, source.publisher, day(source.date))))
    return named or source.url or source.quote


def said_by(source: Source | None) -> str:
    """Return who said it, short, and how sure that is."""
    if source is None:
        return ""
    who = source.publisher or source.title or source.url
    said = ", ".join(filter(None, (who, day(source.date))))
    return " · ".join(filter(None, (said, source.certainty)))
