"""What is refused and what is only remarked upon, one check at a time."""

from typing import Any

import msgspec
import pytest

from mou_cli.agreement.checks.checks import Surroundings, check, check_occasion
from mou_cli.agreement.model import Occasion
from mou_cli.agreement.reading.paths import place_of
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import TODAY, agreement

SURROUNDINGS = Surroundings(Sectors(), lambda ref: ref in ("MOU-2025-0007", "OCC-2026-0001"), TODAY)


def found(**fields: Any) -> list[tuple[str, str]]:
    return [(finding.severity, finding.field) for finding in check(agreement(**fields), SURROUNDINGS)]


def said(**fields: Any) -> list[str]:
    return [finding.message for finding in check(agreement(**fields), SURROUNDINGS)]


def found_in_occasion(**fields: Any) -> list[tuple[str, str]]:
    occasion = msgspec.convert({"name": "State visit", **fields}, Occasion)
    return [(finding.severity, finding.field) for finding in check_occasion(occasion, SURROUNDINGS)]


def test_a_plain_agreement_has_no_findings() -> None:
    assert found() == []


def test_a_full_agreement_has_no_findings() -> None:
    full = {
        "entry_into_force": {"mode": "last-notification", "needs": 2},
        "term": {"duration": "P5Y", "until": "2031-12-31", "renewal": "tacit", "notice": "P6M"},
        "events": [{"kind": "in-force", "date": "2026-05-01", "party": "Pakistan"}, {"kind": "registered"}],
        "commitments": [{"id": 1, "lead": "PK: Planning Minister", "repeats": "FREQ=YEARLY;INTERVAL=2"}],
        "targets": [{"id": 1, "by": ["2027-02", {"date": "2028-02"}]}],
        "links": [{"rel": "extends", "ref": "MOU-2025-0007"}],
        "occasion": "OCC-2026-0001",
    }
    assert found(**full) == []


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"signed": "2026-02-31"}, "signed"),
        ({"signed": "04/02/2026"}, "signed"),
        ({"events": [{"kind": "signed"}, {"kind": "notified", "date": "2026-13"}]}, "events.2.date"),
        ({"entry_into_force": {"date": "0000"}}, "entry_into_force.date"),
        ({"targets": [{"baseline": {"date": "2026-00"}}]}, "targets.1.baseline.date"),
        ({"targets": [{"by": ["2027", "2027-02-30"]}]}, "targets.1.by"),
        ({"targets": [{"by": [{"date": "soon"}]}]}, "targets.1.by"),
        ({"targets": [{"by": [{"source": {"date": "soon"}}]}]}, "targets.1.by"),
        ({"sources": [{"date": "2026-02-04T10:00"}]}, "sources.1.date"),
        ({"commitments": [{"sources": [{"date": "?"}]}]}, "commitments.1.sources.1.date"),
    ],
)
def test_an_impossible_date_is_an_error_wherever_it_stands(fields: dict[str, Any], path: str) -> None:
    assert found(**fields) == [("error", path)]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"term": {"duration": "P0Y"}}, "term.duration"),
        ({"term": {"period": "5y"}}, "term.period"),
        ({"term": {"notice": "-P6M"}}, "term.notice"),
        ({"term": {"notice": "indefinite"}}, "term.notice"),
        ({"events": [{"kind": "extended", "adds": "P1Y2W"}]}, "events.1.adds"),
    ],
)
def test_a_period_that_cannot_be_counted_is_an_error(fields: dict[str, Any], path: str) -> None:
    assert found(**fields) == [("error", path)]


def test_a_term_alone_may_be_indefinite() -> None:
    assert found(term={"duration": "indefinite"}) == []


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"type": "memo"}, "type"),
        ({"binding": "maybe"}, "binding"),
        ({"term": {"renewal": "silent"}}, "term.renewal"),
        ({"term": {"notice_rule": "never"}}, "term.notice_rule"),
        ({"term": {"base": "today"}}, "term.base"),
        ({"entry_into_force": {"mode": "magic"}}, "entry_into_force.mode"),
        ({"events": [{"kind": "lost"}]}, "events.1.kind"),
        ({"events": [{"kind": ""}]}, "events.1.kind"),
        ({"commitments": [{"status": "late"}]}, "commitments.1.status"),
        ({"links": [{"rel": "likes", "ref": "MOU-2025-0007"}]}, "links.1.rel"),
        ({"sources": [{"certainty": "sure"}]}, "sources.1.certainty"),
    ],
)
def test_a_word_that_is_not_on_its_list_is_an_error(fields: dict[str, Any], path: str) -> None:
    assert found(**fields) == [("error", path)]


@pytest.mark.parametrize("title", ["", "  ", "\u00a0"])
def test_an_empty_title_is_an_error(title: str) -> None:
    assert found(title=title) == [("error", "title")]


def test_a_placeholder_may_have_no_title_yet() -> None:
    assert found(title="", untitled=True) == []


@pytest.mark.parametrize("ref", ["2026", "a b", "a\tb", "a\u00a0b", "a:b", "a=b", "-", "-a", "١٢"])
def test_a_reference_that_could_not_be_typed_is_an_error(ref: str) -> None:
    assert found(ref=ref) == [("error", "ref")]


@pytest.mark.parametrize("ref", ["MOU-2026-0014", "2026/14", "Меморандум-1", "№7"])
def test_a_reference_of_ones_own_is_taken(ref: str) -> None:
    assert found(ref=ref) == []


def test_a_party_without_code_and_name_is_an_error() -> None:
    assert found(parties=[{"code": "KZ"}, {"agency": "Ministry"}]) == [("error", "parties.2")]


def test_a_party_given_twice_is_an_error() -> None:
    assert found(parties=[{"code": "KZ"}, {"code": "PK"}, {"code": "KZ"}]) == [("error", "parties.3")]


def test_a_name_given_twice_is_an_error_whatever_its_case() -> None:
    assert found(parties=[{"name": "Nazarbayev University"}, {"name": "NAZARBAYEV University"}]) == [
        ("error", "parties.2")
    ]


def test_two_agencies_of_one_state_are_two_parties() -> None:
    assert found(parties=[{"code": "KZ", "agency": "Railways"}, {"code": "KZ", "agency": "Customs"}]) == []


def test_an_unknown_code_is_a_warning() -> None:
    assert found(parties=[{"code": "KZ"}, {"code": "ZZZ", "name": "Zed"}]) == [("warning", "parties.2.code")]


@pytest.mark.parametrize("parties", [[], [{"code": "KZ"}]])
def test_fewer_than_two_parties_are_a_warning(parties: list[dict[str, str]]) -> None:
    assert found(parties=parties) == [("warning", "parties")]


def test_an_event_of_a_stranger_is_a_warning() -> None:
    assert found(events=[{"kind": "notified", "party": "FR"}]) == [("warning", "events.1.party")]


def test_a_commitment_led_by_a_stranger_is_a_warning() -> None:
    commitments = [{"id": 1, "lead": "FR: Minister"}, {"id": 2, "counterpart": "A working group: both sides"}]
    assert found(commitments=commitments) == [("warning", "commitments.1.lead")]


def test_a_signature_after_the_entry_into_force_is_a_warning() -> None:
    assert said(events=[{"kind": "in-force", "date": "2026-01-01"}]) == [
        "in force on 1 Jan 2026, before its signature on 4 Feb 2026"
    ]


def test_a_fixed_day_of_entry_before_the_signature_is_a_warning() -> None:
    assert found(entry_into_force={"mode": "fixed-date", "date": "2026-01-01"}) == [
        ("warning", "entry_into_force.date")
    ]


def test_a_partial_date_is_no_contradiction_while_it_can_be_true() -> None:
    assert found(events=[{"kind": "in-force", "date": "2026"}]) == []


def test_a_signature_ahead_of_today_is_a_warning() -> None:
    assert found(signed="2026-11-22") == [("warning", "signed")]


@pytest.mark.parametrize(
    "fields",
    [
        {"term": {"until": "2026-02-03"}},
        {"term": {"until": "2026-03-01"}, "events": [{"kind": "in-force", "date": "2026-05-01"}]},
        {"term": {"until": "2026-03-01"}, "entry_into_force": {"mode": "fixed-date", "date": "2026-05-01"}},
        {"term": {"until": "2031-03-01", "duration": "indefinite"}},
    ],
)
def test_an_end_before_the_start_is_a_warning(fields: dict[str, Any]) -> None:
    assert found(**fields) == [("warning", "term.until")]


def test_an_event_that_ends_before_it_begins_is_a_warning() -> None:
    events = [{"kind": "suspended", "date": "2026-05-01", "until": "2026-04-01"}]
    assert found(events=events) == [("warning", "events.1.until")]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"term": {"max_renewals": -1}}, "term.max_renewals"),
        ({"entry_into_force": {"days": -1}}, "entry_into_force.days"),
        ({"entry_into_force": {"needs": 3}}, "entry_into_force.needs"),
        ({"commitments": [{"id": 1}, {"id": 1}]}, "commitments.1.id"),
        ({"targets": [{"id": 1}, {"id": 1}]}, "targets.1.id"),
    ],
)
def test_a_number_that_makes_no_sense_is_a_warning(fields: dict[str, Any], path: str) -> None:
    assert found(**fields) == [("warning", path)]


@pytest.mark.parametrize("rule", ["yearly", "FREQ=SOMETIMES", "FREQ=", "FREQ=YEARLY;BYDAY=XX", "INTERVAL=2"])
def test_a_rule_that_cannot_be_read_is_a_warning(rule: str) -> None:
    assert found(commitments=[{"repeats": rule}]) == [("warning", "commitments.1.repeats")]


def test_an_unknown_sector_is_a_warning() -> None:
    assert found(sectors=["rail", "rails"]) == [("warning", "sectors")]


def test_a_sector_of_the_registrys_own_is_known() -> None:
    own = SURROUNDINGS._replace(sectors={"falconry"})
    assert check(agreement(sectors=["falconry"]), own) == []


def test_a_link_to_nowhere_is_a_warning() -> None:
    assert found(links=[{"rel": "amends", "ref": "MOU-1999-0001"}]) == [("warning", "links.1.ref")]


def test_a_link_to_itself_is_a_warning() -> None:
    assert said(links=[{"rel": "amends", "ref": "MOU-2026-0001"}]) == ["MOU-2026-0001 amends itself"]


def test_an_unknown_occasion_is_a_warning_and_free_text_is_not() -> None:
    assert found(occasion="OCC-2026-0009") == [("warning", "occasion")]
    assert found(occasion="State visit, February 2026") == []


def test_errors_come_first() -> None:
    assert [severity for severity, _ in found(title="", sectors=["rails"], signed="2026-13", parties=[])] == [
        "error",
        "error",
        "warning",
        "warning",
    ]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"name": " "}, "name"),
        ({"date": "2026-02-31"}, "date"),
        ({"ref": "7"}, "ref"),
        ({"parties": [{"code": "KZ"}, {"code": "KZ"}]}, "parties.2"),
        ({"announced": [{"count": 37, "source": {"date": "nope"}}]}, "announced.1.source.date"),
    ],
)
def test_an_occasion_is_checked_likewise(fields: dict[str, Any], path: str) -> None:
    assert found_in_occasion(**fields) == [("error", path)]


def test_a_plain_occasion_has_no_findings() -> None:
    assert found_in_occasion(date="2026-02-03/2026-02-04", parties=[{"code": "KZ"}]) == []


def test_every_path_of_a_finding_is_one_that_set_takes() -> None:
    wrong = {
        "parties": [{"code": "KZ"}, {"code": "ZZZ"}, {"code": "KZ"}, {}],
        "sectors": ["rails"],
        "events": [{"kind": "lost"}, {"kind": "resumed", "date": "soon", "party": "FR"}],
        "commitments": [{"id": 3, "due": "soon", "repeats": "yearly", "sources": [{"date": "?"}]}],
        "targets": [{"by": ["2027", "soon"], "observed": [{"date": "soon"}]}],
        "links": [{"rel": "amends", "ref": "MOU-1999-0001"}],
        "languages": [{"code": "en"}],
    }
    paths = {finding.field for finding in check(agreement(**wrong), SURROUNDINGS)}
    assert [path for path in paths if place_of(path) is None] == []
    assert paths >= {"commitments.3.sources.1.date", "targets.1.observed.1.date", "events.2.party", "parties.4"}


def test_a_commitment_goes_by_its_own_number() -> None:
    assert found(commitments=[{"id": 7, "due": "2026-13"}]) == [("error", "commitments.7.due")]


def test_a_commitment_without_a_number_among_others_is_not_taken_for_one_of_them() -> None:
    assert found(commitments=[{"id": 2}, {"due": "2026-13"}]) == [("error", "commitments")]
