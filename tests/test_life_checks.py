"""Events that cannot have come in that order, or not twice: what is refused, and what is only shown."""

from typing import Any

import pytest

from mou_cli.agreement.checks.checks import Surroundings, check
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import TODAY, agreement
from tests.lives import THREE, event, in_force, notice

START = in_force("2020-03-01")
SIGNED = {"signed": "2020-01-15"}
TACIT = {"duration": "P5Y", "renewal": "tacit", "notice": "P6M"}


def found(*events: dict[str, Any], **fields: Any) -> list[tuple[str, str, str]]:
    given = agreement(**{**SIGNED, "events": list(events), **fields})
    findings = check(given, Surroundings(Sectors(), lambda _: True, TODAY))
    return [(finding.severity, finding.field, finding.message) for finding in findings]


def test_a_life_in_order_has_no_findings() -> None:
    events = [
        event("initialled", "2019-12-01"),
        event("approved", "2019-12-15", party="KZ"),
        event("signed", "2020-01-15"),
        event("ratified", "2020-02-01", party="KZ"),
        event("ratified", "2020-02-01", party="PK"),
        START,
        event("suspended", "2021-01-01"),
        event("resumed", "2021-02-01"),
        notice("2022-01-01"),
        event("notice-withdrawn", "2022-02-01", party="KZ"),
        event("extended", "2024-12-01", adds="P1Y"),
        event("extended", "2025-12-01", adds="P1Y"),
        event("terminated", "2026-05-01"),
    ]
    assert found(*events, term={"duration": "P5Y", "renewal": "express", "notice": "P6M"}) == []


@pytest.mark.parametrize("kind", ["ratified", "notified", "provisional", "extended", "terminated"])
def test_what_follows_a_signature_does_not_come_before_it(kind: str) -> None:
    said = f"{kind} on 1 Jan 2020, before its signature on 15 Jan 2020"
    assert found(event(kind, "2020-01-01", party="KZ")) == [("warning", "events.1.date", said)]


def test_the_signature_may_be_an_event() -> None:
    events = [event("signed", "2020-01-15"), event("ratified", "2020-01-01", party="KZ")]
    assert [field for _, field, _ in found(*events, signed=None)] == ["events.2.date"]


def test_an_order_that_a_partial_date_leaves_open_is_not_found_fault_with() -> None:
    assert found(event("ratified", "2020-01", party="KZ")) == []


def test_a_text_is_initialled_before_it_is_signed() -> None:
    said = "initialled on 1 Feb 2020, after its signature on 15 Jan 2020"
    assert found(event("initialled", "2020-02-01")) == [("warning", "events.1.date", said)]


@pytest.mark.parametrize(
    "events",
    [
        [event("notice-withdrawn", "2022-01-01", party="KZ")],
        [event("notice-withdrawn", "2022-01-01", party="KZ"), notice("2022-06-01")],
        [event("notice-withdrawn", "2022-01-01", party="PK"), notice("2021-06-01", "KZ")],
    ],
)
def test_a_notice_is_withdrawn_that_was_not_given(events: list[dict[str, Any]]) -> None:
    assert found(*events) == [("warning", "events.1", "a notice is withdrawn that had not been given")]


@pytest.mark.parametrize("party", ["KZ", "Kazakhstan", ""])
def test_a_notice_is_withdrawn_by_whoever_gave_it(party: str) -> None:
    assert found(notice("2021-06-01", "KZ"), event("notice-withdrawn", "2022-01-01", party=party)) == []


def test_nothing_is_resumed_that_was_not_suspended() -> None:
    assert found(event("resumed", "2021-01-01")) == [
        ("warning", "events.1", "it is resumed and had not been suspended")
    ]


def test_a_notice_that_has_taken_effect_is_withdrawn_too_late() -> None:
    term = {"duration": "indefinite", "notice": "P3M"}
    events = [START, notice("2022-01-10"), event("notice-withdrawn", "2022-04-11", party="KZ")]
    said = "the notice is withdrawn on 11 Apr 2022, when it had taken effect"
    assert found(*events, term=term) == [("warning", "events.3.date", said)]


def test_on_its_last_day_in_force_a_notice_may_be_withdrawn() -> None:
    term = {"duration": "indefinite", "notice": "P3M"}
    assert found(START, notice("2022-01-10"), event("notice-withdrawn", "2022-04-10", party="KZ"), term=term) == []


def test_notice_before_it_may_be_given_is_shown() -> None:
    said = "notice is given on 1 Jan 2023; it may be given from 1 Mar 2024"
    assert found(START, notice("2023-01-01"), term={**TACIT, "notice_opens": "P1Y"}) == [
        ("warning", "events.2.date", said)
    ]


def test_one_act_of_a_party_on_one_day_is_recorded_once() -> None:
    twice = [event("notified", "2020-03-01", party="KZ"), event("notified", "2020-03-01", party="Kazakhstan")]
    assert found(*twice) == [("error", "events.2", "notified by Kazakhstan on 1 Mar 2020 is given twice")]


def test_a_party_notifies_once() -> None:
    twice = [event("notified", "2020-03-01", party="KZ"), event("notified", "2020-04-01", party="KZ")]
    assert found(*twice) == [("warning", "events.2", "notified by KZ is given twice")]


def test_it_enters_into_force_once() -> None:
    assert found(START, in_force("2021-01-01")) == [("warning", "events.2", "in force is given twice")]


def test_two_parties_may_act_on_one_day_and_two_papers_amend_on_one() -> None:
    acts = [event("notified", "2020-03-01", party="KZ"), event("notified", "2020-03-01", party="PK")]
    papers = [event("amended", "2020-04-01", by="MOU-2020-0001"), event("amended", "2020-04-01", by="MOU-2020-0002")]
    assert found(*acts, *papers) == []


def test_more_extensions_than_the_term_allows_are_shown() -> None:
    events = [event("extended", f"202{year}-12-01", adds="P1Y") for year in (4, 5)]
    term = {"duration": "P5Y", "renewal": "express", "max_renewals": 1}
    assert found(START, *events, term=term) == [("warning", "events.3", "extended 2 times; its term allows 1 renewal")]


@pytest.mark.parametrize(
    ("term", "field"), [({"until": "9999-12-31"}, "term.until"), ({"duration": "P9999Y"}, "term.duration")]
)
def test_an_end_beyond_the_calendar_is_shown(term: dict[str, str], field: str) -> None:
    said = "the day on which it ceases lies beyond the year 9999"
    assert found(START, term=term) == [("warning", field, said)]


def test_a_short_term_may_end_beyond_the_calendar() -> None:
    late = [in_force("9998-01-01")]
    assert [field for _, field, _ in found(*late, term={"duration": "P5Y"})] == ["term.duration"]


def test_an_extension_beyond_the_calendar_is_shown() -> None:
    extended = event("extended", "2024-01-01", adds="P9000Y")
    assert found(START, extended, term={"duration": "P5Y", "renewal": "express"}) == [
        ("warning", "term.duration", "the day on which it ceases lies beyond the year 9999")
    ]


def test_notice_after_the_end_is_shown() -> None:
    said = "notice is given on 1 May 2025; it had ceased on 1 Mar 2025"
    assert found(START, notice("2025-05-01"), term={"duration": "P5Y", "renewal": "none"}) == [
        ("warning", "events.2.date", said)
    ]
    assert found(START, notice("2025-02-28"), term={"duration": "P5Y", "renewal": "none"}) == []


def test_a_stranger_among_the_events_is_shown() -> None:
    assert found(notice("2022-01-01", "TR")) == [("warning", "events.1.party", "'TR' is not one of the parties")]
    assert found(notice("2022-01-01", "TR"), parties=THREE) == []


def test_damaged_dates_are_left_to_the_check_of_form() -> None:
    events = [event("notice-withdrawn", "soon"), event("notice-given", "2022-02-30"), event("ratified", "?")]
    assert {field for severity, field, _ in found(*events) if severity == "error"} == {
        f"events.{place}.date" for place in (1, 2, 3)
    }
