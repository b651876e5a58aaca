"""What most agreements are in one respect or another, so that the checks of that respect need not look.

Each function says at once of an ordinary agreement that its checks (see checks.py) would find nothing; False says no
more than that they must look. An import of many lives on it. A property test holds each to what its checks find.
"""

from datetime import date
from functools import cache, lru_cache

from mou_cli.agreement.checks.finding import Surroundings
from mou_cli.agreement.checks.form_checks import is_good_form
from mou_cli.agreement.life.sides import side_of
from mou_cli.agreement.model import Agreement, EntryIntoForce, Term
from mou_cli.vocabulary import organisations, states

# Kinds of events whose order or number is looked at closely.
_INTRICATE = frozenset({"initialled", "signed", "resumed", "notice-given", "notice-withdrawn"})
# A period written shorter than this, or a day before it, cannot lead beyond the year 9999.
_SHORT, _LATE = 5, "99"
_FULL = len("2026-02-04")


def named(agreement: Agreement, _: Surroundings) -> bool:
    """It has a title, and a reference of Latin letters, figures and hyphens, if any, that begins with a letter."""
    title, ref = agreement.title, agreement.ref
    if not title or title.isspace():
        return False
    return not ref or (ref.isascii() and ref[0].isalpha() and ref.replace("-", "").isalnum())


def well_formed(agreement: Agreement, _: Surroundings) -> bool:
    """Every date, period and word of a closed list in it was found good before."""
    return is_good_form(agreement)


def between_known_parties(agreement: Agreement, _: Surroundings) -> bool:
    """It is between two parties or more, all of different codes that we know."""
    parties = agreement.parties
    codes = {party.code for party in parties}
    return 2 <= len(codes) == len(parties) and codes <= _codes()


def in_order(agreement: Agreement, surroundings: Surroundings) -> bool:
    """It was signed by today, each event after its signature has a full day, and no number or period is unusual."""
    signed, term, way = agreement.signed, agreement.term, agreement.entry_into_force
    # A date as text: of two, the one that comes first or is the beginning of the other cannot lie after it entirely.
    if not signed <= _last_day(surroundings.today):
        return False
    if (term is not None and not _ordinary_term(term)) or (way is not None and not _ordinary_way(way)):
        return False
    return not agreement.events or _ordinary_events(agreement)


def _ordinary_term(term: Term) -> bool:
    return (
        not term.until and term.max_renewals is None and (len(term.duration) <= _SHORT or term.duration == "indefinite")
    )


def _ordinary_way(way: EntryIntoForce) -> bool:
    return not way.date and way.days is None and way.needs is None


def _ordinary_events(agreement: Agreement) -> bool:
    signed, events = agreement.signed, agreement.events
    codes, kinds = {party.code for party in agreement.parties}, set()
    for event in events:
        day, kind, party = event.date, event.kind, event.party
        if day and not (len(day) == _FULL and signed <= day < _LATE):
            return False
        if kind in _INTRICATE or event.until or len(event.adds) > _SHORT or (party and party not in codes):
            return False
        kinds.add(kind)
    if len(kinds) == len(events):
        return True
    return len({(event.kind, side_of(agreement, event.party)) for event in events}) == len(events)


def without_promises(agreement: Agreement, _: Surroundings) -> bool:
    """Nothing was promised in it."""
    return not (agreement.commitments or agreement.targets)


def by_itself(agreement: Agreement, surroundings: Surroundings) -> bool:
    """It hangs on no other agreement and no occasion of the registry, and its sectors are known."""
    for code in agreement.sectors:
        if code not in surroundings.sectors:
            return False
    return not agreement.links and not agreement.occasion.startswith("OCC-")


@cache
def _codes() -> frozenset[str]:
    return frozenset(states.names()) | frozenset(organisations.names())


@lru_cache(1)
def _last_day(today: date) -> str:
    return min(today.isoformat(), "9899-12-31")
