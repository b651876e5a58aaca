"""What types cannot say of an agreement: a list of checks, each a function that yields findings.

Errors are refused on the way in, warnings are stored and shown (see finding.py).
"""

from collections.abc import Callable, Iterator

from mou_cli.agreement.checks import event_order_checks, identity_checks, link_checks, order_checks
from mou_cli.agreement.checks.finding import Finding, Surroundings
from mou_cli.agreement.checks.form_checks import check_form
from mou_cli.agreement.checks.text_checks import check_text
from mou_cli.agreement.model import Agreement, Occasion

__all__ = ["CHECKS", "OCCASION_CHECKS", "Finding", "Surroundings", "check", "check_occasion", "check_text"]


def form(whole: Agreement | Occasion, _: Surroundings) -> Iterator[Finding]:
    """Every date and period exists, and every word of a closed list is on it."""
    yield from check_form(whole)


CHECKS: tuple[Callable[[Agreement, Surroundings], Iterator[Finding]], ...] = (
    identity_checks.title,
    identity_checks.reference,
    form,
    identity_checks.party_named,
    identity_checks.party_twice,
    identity_checks.party_code,
    identity_checks.party_count,
    identity_checks.party_of_event,
    identity_checks.party_of_commitment,
    order_checks.signed_after_entry,
    order_checks.signed_ahead,
    order_checks.end_before_start,
    order_checks.event_until,
    order_checks.indefinite_end,
    order_checks.negative_numbers,
    order_checks.numbers_twice,
    order_checks.repetition,
    event_order_checks.before_signature,
    event_order_checks.undone_before_done,
    event_order_checks.withdrawn_too_late,
    event_order_checks.notice_too_early,
    event_order_checks.twice,
    event_order_checks.more_renewals,
    event_order_checks.beyond_the_calendar,
    link_checks.sectors,
    link_checks.links,
    link_checks.occasion,
)

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
    found: list[Finding] = []
    for one in CHECKS:
        found += one(agreement, surroundings)
    return _errors_first(found)


def check_occasion(occasion: Occasion, surroundings: Surroundings) -> list[Finding]:
    """Return what is wrong with `occasion`, errors first; its raw texts are for `check_text`."""
    found: list[Finding] = []
    for one in OCCASION_CHECKS:
        found += one(occasion, surroundings)
    return _errors_first(found)


def _errors_first(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity) if len(findings) > 1 else findings
