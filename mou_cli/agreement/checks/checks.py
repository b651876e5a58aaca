"""What types cannot say of an agreement: a list of checks, each a function that yields findings.

Errors are refused on the way in, warnings are stored and shown (see finding.py).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from mou_cli.agreement.checks import event_order_checks, identity_checks, link_checks, order_checks, ordinary
from mou_cli.agreement.checks.finding import Finding, Surroundings
from mou_cli.agreement.checks.form_checks import check_form
from mou_cli.agreement.checks.text_checks import check_text
from mou_cli.agreement.model import Agreement, Occasion

__all__ = ["CHECKS", "OCCASION_CHECKS", "Finding", "Surroundings", "check", "check_occasion", "check_text"]

_Find: TypeAlias = Callable[[Agreement, Surroundings], Iterator[Finding]]
_Ordinary: TypeAlias = Callable[[Agreement, Surroundings], bool]


def form(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """Every date and period exists, and every word of a closed list is on it."""
    yield from check_form(whole)


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
