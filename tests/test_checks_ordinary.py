"""What lets most agreements pass at once: wherever it does, the checks that it saves would find nothing."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.agreement.checks.checks import CHECKS, Finding, Surroundings, check
from mou_cli.agreement.checks.form_checks import check_form, is_good_form
from mou_cli.agreement.codes import ENTRY_MODES, EVENT_KINDS, RENEWALS, TYPES
from mou_cli.agreement.model import Agreement
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import TODAY, agreement, fields
from tests.strategies import agreements

SURROUNDINGS = Surroundings(Sectors(), lambda ref: ref in ("MOU-2025-0007", "OCC-2026-0001"), TODAY)
RESPECTS = tuple(dict.fromkeys(unless for _, unless in CHECKS))

# Around the day of signature, at every precision, some impossible, some hardly possible.
days = st.sampled_from(
    [
        *(
            "",
            "2025",
            "2026",
            "2026-02",
            "2026-02-03",
            "2026-02-04",
            "2026-02-05",
            "2026/2027",
            "2026-02-03/2026-02-05",
        ),
        *(
            "2026-11-21",
            "2026-11-22",
            "2026-12",
            "98",
            "9998-12-31",
            "9999",
            "2026-02-31",
            "soon",
            "2026-2-4xx",
            "٢٠٢٦",
        ),
    ]
)
periods = st.sampled_from(["", "P5Y", "P999Y", "P9999Y", "P9999999D", "indefinite", "P0Y", "5y", "P1Y2W"])
sides = st.sampled_from(["", "KZ", "PK", "TR", "Kazakhstan", "KAZ"])
events = st.fixed_dictionaries(
    {"kind": st.sampled_from([*EVENT_KINDS, "notified", "notified", "in-force", "lost", ""])},
    optional={"date": days, "party": sides, "until": days, "adds": periods, "known": days, "by": sides},
)
parties = st.fixed_dictionaries(
    {}, optional={"code": sides, "name": sides | st.just(" "), "agency": st.sampled_from(["", "Rail", "RAIL"])}
)
numbers = st.none() | st.integers(-1, 3) | st.just(3_000_000)
terms = st.fixed_dictionaries(
    {},
    optional={
        "duration": periods,
        "until": days,
        "renewal": st.sampled_from([*RENEWALS, "silent"]),
        "period": periods,
        "max_renewals": numbers,
        "notice": periods,
        "notice_opens": periods,
    },
)
entries = st.fixed_dictionaries(
    {}, optional={"mode": st.sampled_from([*ENTRY_MODES, "magic"]), "days": numbers, "date": days, "needs": numbers}
)
promises = st.fixed_dictionaries(
    {}, optional={"id": st.integers(0, 2), "lead": st.sampled_from(["KZ: Minister", "FR: Minister"]), "due": days}
)
refs = st.sampled_from(
    ["", "MOU-2026-0001", "MOU-2025-0007", "OCC-2026-0001", "OCC-2026-0009", "OCC-", "7", "a b", "-x"]
)
links = st.fixed_dictionaries({"rel": st.sampled_from(["amends", "likes"]), "ref": refs})
names = {
    "ref": refs | st.sampled_from(["A", "A-1\n", "x", "№7", "1A", "A=1", "١٢"]),
    "title": st.sampled_from(["", " ", "\u00a0", "Memorandum"]),
    "untitled": st.booleans(),
    "type": st.sampled_from([*TYPES, "memo"]),
}
sides_of_it = {"parties": st.lists(parties, max_size=3), "events": st.lists(events, max_size=2)}
order = {"signed": days, "events": st.lists(events, max_size=3)}
end = {"signed": days, "entry_into_force": entries, "term": terms, "events": st.lists(events, max_size=2)}
promised = {
    "commitments": st.lists(promises, max_size=2),
    "targets": st.lists(st.fixed_dictionaries({"by": st.lists(days, max_size=2)}), max_size=1),
    "sources": st.lists(st.fixed_dictionaries({"date": days}), max_size=2),
}
around = {
    "sectors": st.lists(st.sampled_from(["rail", "energy", "rails", ""]), max_size=2),
    "occasion": refs,
    "links": st.lists(links, max_size=1),
}
# As a rule with one respect in which it may be odd, as agreements are; and whatever the model has room for.
likely = (
    st.one_of(
        *(st.fixed_dictionaries({}, optional=each) for each in (names, sides_of_it, order, end, promised, around))
    ).map(lambda given: fields(**given))
    | agreements()
)


def typed(given: dict[str, Any]) -> Agreement:
    return msgspec.convert(given, Agreement)


def every_finding(whole: Agreement) -> list[Finding]:
    found = [finding for find, _ in CHECKS for finding in find(whole, SURROUNDINGS)]
    return sorted(found, key=lambda finding: finding.severity)


@settings(max_examples=120)
@given(likely)
def test_what_is_found_is_what_every_check_would_find(given_fields: dict[str, Any]) -> None:
    whole = typed(given_fields)

    assert check(whole, SURROUNDINGS) == every_finding(whole)


@settings(max_examples=50)
@given(likely)
def test_a_form_is_called_good_where_nothing_is_wrong_with_it_and_there_alone(given_fields: dict[str, Any]) -> None:
    whole = typed(given_fields)

    assert is_good_form(whole) == (not list(check_form(whole)))
    assert is_good_form(whole) == (not list(check_form(whole)))  # by now it is remembered


ORDINARY = {
    "entry_into_force": {"mode": "last-notification"},
    "term": {"duration": "indefinite", "notice": "P6M"},
    "events": [
        {"kind": "notified", "date": "2026-05-01", "party": "KZ"},
        {"kind": "notified", "date": "2026-06-01", "party": "PK"},
        {"kind": "in-force", "date": "2026-06-01"},
    ],
    "occasion": "State visit, February 2026",
    "sources": [{"title": "Communique", "certainty": "reported"}],
}


@pytest.mark.parametrize("respect", RESPECTS)
def test_an_agreement_like_most_passes_at_once(respect: Any) -> None:
    assert respect(agreement(**ORDINARY), SURROUNDINGS)


def test_a_party_whose_name_is_the_code_of_another_does_not_pass() -> None:
    disguised = {
        "parties": [{"code": "PK", "name": "KZ"}, {"code": "KZ", "name": "Kazakhstan"}],
        "events": [{"kind": "notified", "date": "2026-05-01", "party": side} for side in ("KZ", "PK")],
    }
    assert [finding.field for finding in check(agreement(**disguised), SURROUNDINGS)] == ["events.2"]


def test_an_interval_that_began_with_the_year_of_signature_may_have_ended_before_it() -> None:
    early = [{"kind": "ratified", "date": "2026/2026-01"}]
    assert [finding.field for finding in check(agreement(events=early), SURROUNDINGS)] == ["events.1.date"]
