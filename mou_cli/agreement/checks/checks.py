"""What types cannot say of an agreement: a list of checks, each a function that yields findings.

Errors are refused on the way in, warnings are stored and shown (see finding.py).
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from mou_cli.agreement.checks import event_order_checks, identity_checks, link_checks, order_checks, ordinary
from mou_cli.agreement.checks.finding import Finding, Surroundings, warning
from mou_cli.agreement.checks.form_checks import check_form
from mou_cli.agreement.checks.text_checks import check_text
from mou_cli.agreement.dates.durations import add, format_duration, split_duration
from mou_cli.agreement.life.notice import rule_of
from mou_cli.agreement.model import Agreement, Occasion, Term

__all__ = ["CHECKS", "OCCASION_CHECKS", "Finding", "Surroundings", "check", "check_occasion", "check_text"]

_Find: TypeAlias = Callable[[Agreement, Surroundings], Iterator[Finding]]
_Ordinary: TypeAlias = Callable[[Agreement, Surroundings], bool]
_SOME_DAY = date(2000, 1, 1)  # from which months and days are laid beside each other


def form(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """Every date and period exists, and every word of a closed list is on it."""
    yield from check_form(whole)


def long_notice(agreement: Agreement, _: Surroundings) -> Iterator[Finding]:
    """Its notice is not longer than what it is to end: then none could be given in time."""
    term = agreement.term
    said = _said_of_notice(term.notice, _ended_by_notice(term)) if term is not None and term.notice else ""
    if said:
        yield warning("term.notice", said)


def brief_notice(agreement: Agreement, _: Surroundings) -> bool:
    """Its notice, if any, is no longer than what it is to end."""
    term = agreement.term
    return term is None or not term.notice or not _said_of_notice(term.notice, _ended_by_notice(term))


def _ended_by_notice(term: Term) -> tuple[tuple[str, str], ...]:
    # What a notice must be given within: the first term, the period of a renewal. A rule that counts from the receipt
    # of a notice gives it all the time that it takes, as long as the term goes on.
    in_time = rule_of(term) == "before-period-end"
    goes_on = term.renewal in ("tacit", "open-ended")
    first = (("term", term.duration),) if not goes_on or (in_time and term.renewal == "tacit") else ()
    return (*first, ("period", term.period)) if in_time and term.renewal == "tacit" else first


@lru_cache(2048)
def _said_of_notice(notice: str, ended: tuple[tuple[str, str], ...]) -> str:
    # A register holds few that differ.
    for what, duration in ended:
        if duration not in ("", "indefinite") and _is_longer(notice, duration):
            return f"the notice of {format_duration(notice)} is longer than the {what} of {format_duration(duration)}"
    return ""


def _is_longer(one: str, other: str) -> bool:
    try:
        return add(_SOME_DAY, *split_duration(one)) > add(_SOME_DAY, *split_duration(other))
    except (ValueError, OverflowError):
        return False  # that is a finding of its own


class Check(NamedTuple):
    """A check, and the function that says at once of most agreements that it would find nothing (see ordinary.py)."""

    find: _Find
    unless: _Ordinary


CHECKS = (
    Check(identity_checks.title, ordinary.named),
    Check(identity_checks.reference, ordinary.named),
    Check(form, ordinary.well_formed),
    Check(identity_checks.party_named, ordinary.between_known_parties),
    Check(identity_checks.party_twice, ordinary.between_known_parties),
    Check(identity_checks.party_code, ordinary.between_known_parties),
    Check(identity_checks.party_count, ordinary.between_known_parties),
    Check(identity_checks.party_of_event, ordinary.in_order),
    Check(identity_checks.party_of_commitment, ordinary.without_promises),
    Check(order_checks.signed_after_entry, ordinary.in_order),
    Check(order_checks.signed_ahead, ordinary.in_order),
    Check(order_checks.end_before_start, ordinary.in_order),
    Check(order_checks.event_until, ordinary.in_order),
    Check(order_checks.indefinite_end, ordinary.in_order),
    Check(long_notice, brief_notice),
    Check(order_checks.negative_numbers, ordinary.in_order),
    Check(order_checks.numbers_twice, ordinary.without_promises),
    Check(order_checks.repetition, ordinary.without_promises),
    Check(event_order_checks.before_signature, ordinary.in_order),
    Check(event_order_checks.undone_before_done, ordinary.in_order),
    Check(event_order_checks.withdrawn_too_late, ordinary.in_order),
    Check(event_order_checks.notice_too_early, ordinary.in_order),
    Check(event_order_checks.twice, ordinary.in_order),
    Check(event_order_checks.more_renewals, ordinary.in_order),
    Check(event_order_checks.beyond_the_calendar, ordinary.in_order),
    Check(link_checks.sectors, ordinary.by_itself),
    Check(link_checks.links, ordinary.by_itself),
    Check(link_checks.occasion, ordinary.by_itself),
)
_RESPECTS = tuple(dict.fromkeys(each.unless for each in CHECKS))

OCCASION_CHECKS: tuple[Callable[[Occasion, Surroundings], Iterator[Finding]], ...] = (
    identity_checks.name,
    identity_checks.reference,
    form,
    identity_checks.party_named,
    identity_checks.party_twice,
    identity_checks.party_code,
    order_checks.numbers_twice,
    order_checks.repetition,
)


def check(agreement: Agreement, surroundings: Surroundings) -> list[Finding]:
    """Return what is wrong with `agreement`, errors first; its raw texts are for `check_text`."""
    odd = [unless for unless in _RESPECTS if not unless(agreement, surroundings)]
    if not odd:
        return []
    found = [finding for find, unless in CHECKS if unless in odd for finding in find(agreement, surroundings)]
    return _errors_first(found)


def check_occasion(occasion: Occasion, surroundings: Surroundings) -> list[Finding]:
    """Return what is wrong with `occasion`, errors first; its raw texts are for `check_text`."""
    found: list[Finding] = []
    for one in OCCASION_CHECKS:
        found += one(occasion, surroundings)
    return _errors_first(found)


def _errors_first(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity) if len(findings) > 1 else findings
