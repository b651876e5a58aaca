"""A notice that is longer than what it is to end: nobody could give it in time."""

import pytest

from mou_cli.agreement.checks.checks import Surroundings, check
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import TODAY, agreement


def found(term: dict[str, str]) -> list[tuple[str, str, str]]:
    findings = check(agreement(term=term), Surroundings(Sectors(), lambda _: True, TODAY))
    return [(finding.severity, finding.field, finding.message) for finding in findings]


@pytest.mark.parametrize(
    ("term", "message"),
    [
        ({"duration": "P5Y", "notice": "P6Y"}, "the notice of 6 years is longer than the term of 5 years"),
        (
            {"duration": "P5Y", "renewal": "tacit", "period": "P1Y", "notice": "P18M"},
            "the notice of 18 months is longer than the period of 1 year",
        ),
        (
            {"duration": "P5Y", "notice": "P6Y", "notice_rule": "from-receipt"},
            "the notice of 6 years is longer than the term of 5 years",
        ),
    ],
)
def test_a_notice_longer_than_what_it_is_to_end_is_remarked_upon(term: dict[str, str], message: str) -> None:
    assert found(term) == [("warning", "term.notice", message)]


@pytest.mark.parametrize(
    "term",
    [
        {"duration": "P5Y", "notice": "P5Y"},
        {"duration": "P1Y", "renewal": "tacit", "period": "P3M", "notice": "P90D"},
        {"duration": "indefinite", "notice": "P6Y"},
        {"duration": "P1Y", "renewal": "tacit", "notice": "P2Y", "notice_rule": "from-receipt"},
        {"duration": "P1Y", "renewal": "open-ended", "notice": "P2Y"},
        {"until": "2030-12-31", "notice": "P6Y"},
        {"notice": "P6Y"},
    ],
)
def test_a_notice_that_can_be_given_in_time_is_not_remarked_upon(term: dict[str, str]) -> None:
    assert found(term) == []
