"""What is due: one agreement at a time, on a fixed day."""

from datetime import date, timedelta
from typing import Any

import pytest

from mou_cli.agreement.due import Due, due_of, weekday_day
from mou_cli.agreement.moment import Moment
from tests.factories import agreement

TODAY = date(2019, 7, 1)
# General Security of Military Information Agreement, Japan and the Republic of Korea: one year, renewed tacitly,
# notice of 90 days (shared/data/terms.json, V02).
YEARLY = {
    "signed": "2016-11-23",
    "events": [{"kind": "in-force", "date": "2016-11-23"}],
    "term": {"duration": "P1Y", "renewal": "tacit", "period": "P1Y", "notice": "P90D"},
}
# Sri Kartarpur Sahib Corridor, India and Pakistan: five years, extended only by agreement (terms.json, V03).
CORRIDOR = {
    "signed": "2019-10-24",
    "events": [{"kind": "in-force", "date": "2019-10-24"}],
    "term": {"duration": "P5Y", "renewal": "express", "period": "P5Y"},
}


def due(given: dict[str, Any], today: date = TODAY, within: int = 90) -> list[Due]:
    """What is due on `today` within so many days; an agreement with no term enters into force when it is signed."""
    return due_of(
        agreement(**{"parties": [{"code": "JP"}, {"code": "KR"}], **given}), Moment(today), today + timedelta(within)
    )


def only(given: dict[str, Any], today: date = TODAY, within: int = 90) -> Due:
    found = due(given, today, within)
    assert len(found) == 1, found
    return found[0]


def in_force(**given: Any) -> dict[str, Any]:
    return {"signed": "2019-01-01", "events": [{"kind": "in-force", "date": "2019-01-01"}], **given}


def test_the_last_notice_day_says_what_follows_without_notice() -> None:
    found = only(YEARLY)
    assert (found.when, found.kind) == ("2019-08-24", "last-notice-day")
    assert found.act == "notice by Sat 24 Aug 2019, else renewed to 22 Nov 2020"


def test_a_last_notice_day_beyond_the_horizon_is_not_due_yet() -> None:
    assert due(YEARLY, within=53) == []
    assert len(due(YEARLY, within=54)) == 1


def test_a_last_notice_day_that_has_passed_asks_for_nothing() -> None:
    assert due(YEARLY, date(2019, 8, 25)) == []


def test_what_renews_itself_is_not_said_to_end_where_nobody_can_tell_how_it_stands_then() -> None:
    events = [*YEARLY["events"], {"kind": "suspended", "date": "2019"}]
    kinds = [each.kind for each in due({**YEARLY, "events": events}, date(2019, 11, 1))]
    assert "ends" not in kinds


def test_of_a_last_notice_day_that_is_known_in_part_the_earliest_is_safe() -> None:
    given = {**YEARLY, "events": [{"kind": "in-force", "date": "2016-11"}]}
    found = only(given)
    assert found.act.startswith("notice by Fri 2 Aug 2019 to be safe (2-31 Aug 2019), else renewed to")


def test_too_late_for_this_period_the_notice_for_the_next_is_due() -> None:
    found = only(YEARLY, date(2019, 8, 25), within=366)
    assert (found.when, found.act) == ("2020-08-24", "notice by Mon 24 Aug 2020, else renewed to 22 Nov 2021")


def test_on_the_last_day_itself_notice_can_still_be_given() -> None:
    assert only(YEARLY, date(2019, 8, 24)).kind == "last-notice-day"


def test_where_notice_was_given_its_end_is_due_and_no_notice() -> None:
    events = [*YEARLY["events"], {"kind": "notice-given", "date": "2019-06-20", "party": "KR"}]
    found = only({**YEARLY, "events": events}, within=200)
    assert (found.when, found.kind) == ("2019-11-23", "ends")
    assert found.act == "notice was given; in force through 22 Nov 2019, ceases on 23 Nov 2019"


def test_the_window_for_notice_opens() -> None:
    term = {"duration": "P10Y", "renewal": "tacit", "notice": "P1Y", "notice_opens": "P2Y"}
    found = only(in_force(term=term), date(2026, 12, 1))
    assert (found.when, found.kind) == ("2027-01-01", "notice-opens")
    assert found.act == "notice may be given from Fri 1 Jan 2027, by Fri 31 Dec 2027 at the latest"


def test_an_express_renewal_is_to_be_agreed_by_the_last_day_in_force() -> None:
    found = only(CORRIDOR, date(2024, 9, 1))
    assert (found.when, found.kind) == ("2024-10-23", "renewal")
    assert found.act == "agree an extension by Wed 23 Oct 2024, else it ceases on 24 Oct 2024"


def test_an_extension_that_was_agreed_is_no_more_to_be_agreed() -> None:
    events = [*CORRIDOR["events"], {"kind": "extended", "date": "2024-08-22", "adds": "P5Y"}]
    assert due({**CORRIDOR, "events": events}, date(2024, 9, 1)) == []


def test_a_lapsed_express_term_is_overdue_for_a_year() -> None:
    found = only(CORRIDOR, date(2024, 10, 30))
    assert (found.when, found.kind, found.overdue) == ("2024-10-23", "renewal", True)
    assert due(CORRIDOR, date(2025, 10, 25)) == []


def test_a_term_that_nothing_renews_ends() -> None:
    found = only(in_force(term={"duration": "P1Y", "renewal": "none"}), date(2019, 12, 1))
    assert (found.when, found.kind) == ("2020-01-01", "ends")
    assert found.act == "in force through 31 Dec 2019, ceases on 1 Jan 2020"


def test_the_last_of_bounded_renewals_ends() -> None:
    term = {"duration": "P1Y", "renewal": "tacit", "max_renewals": 1}
    assert due(in_force(term=term), date(2019, 12, 1)) == []
    assert only(in_force(term=term), date(2020, 12, 1)).kind == "ends"


def test_what_renews_itself_without_notice_asks_for_nothing() -> None:
    assert due(in_force(term={"duration": "P1Y", "renewal": "tacit"}), date(2019, 12, 1)) == []


def test_a_term_that_goes_on_open_ended_does_not_end() -> None:
    assert due(in_force(term={"duration": "P1Y", "renewal": "open-ended"}), date(2019, 12, 1)) == []


def test_a_stated_last_day_ends() -> None:
    assert only(in_force(term={"until": "2019-08-31"})).when == "2019-09-01"


def test_an_indefinite_term_with_notice_from_receipt_has_no_deadline() -> None:
    assert due(in_force(term={"duration": "indefinite", "notice": "P6M"}), within=10_000) == []


def test_what_ended_asks_for_nothing() -> None:
    events = [*YEARLY["events"], {"kind": "terminated", "date": "2019-06-01"}]
    assert due({**YEARLY, "events": events}) == []


def test_signed_for_longer_than_a_year_and_not_in_force() -> None:
    found = only({"signed": "2018-06-30", "entry_into_force": {"mode": "last-notification"}})
    assert (found.when, found.kind) == ("2019-06-30", "not-in-force")
    assert found.act == "signed 30 Jun 2018: the notification of JP and KR is missing"
    assert not found.overdue


THREE_PARTIES = {
    **in_force(parties=[{"code": "LT"}, {"code": "LV"}, {"code": "KZ"}]),
    "term": {"duration": "P5Y", "renewal": "tacit"},
}
LT_LEAVES = {"kind": "notice-given", "date": "2019-06-22", "party": "LT", "until": "2019-08-31"}


def test_a_party_that_leaves_alone_is_due_with_its_day() -> None:
    found = only({**THREE_PARTIES, "events": [*THREE_PARTIES["events"], LT_LEAVES]})
    assert (found.when, found.kind, found.who) == ("2019-09-01", "leaves", "LT")
    assert found.act == "in force for Lithuania through 31 Aug 2019, ceases for it on 1 Sep 2019; the others stay"


def test_a_party_that_leaves_beyond_the_horizon_or_has_left_is_not_due() -> None:
    given = {**THREE_PARTIES, "events": [*THREE_PARTIES["events"], LT_LEAVES]}
    assert due(given, within=61) == []
    assert due(given, date(2019, 9, 2)) == []


def test_what_was_signed_long_ago_and_enters_into_force_on_a_known_day_says_so() -> None:
    acts = [{"kind": "notified", "party": party, "date": "2019-06-20"} for party in ("JP", "KR")]
    way = {"mode": "first-of-next-month"}
    given = {"signed": "2015-06-15", "events": acts, "entry_into_force": way}
    assert only(given, date(2019, 6, 25)).act == "signed 15 Jun 2015: it enters into force on 1 Jul 2019"


@pytest.mark.parametrize("signed", ["2018-07-01", "2018-07", "2018"])
def test_signed_for_a_year_or_perhaps_less_is_not_yet_late(signed: str) -> None:
    assert due({"signed": signed}) == []


def test_in_force_though_late_is_not_late() -> None:
    assert due({"signed": "2001-01-01", "events": [{"kind": "in-force", "date": "2018-01-01"}]}) == []


def test_a_date_known_in_part_is_due_as_soon_as_it_can_be() -> None:
    given = {**YEARLY, "events": [{"kind": "in-force", "date": "2016-11"}]}
    found = only(given, date(2019, 5, 10), within=90)
    assert found.when == "2019-08-02/2019-08-31"
    assert found.day == date(2019, 8, 31)


def promised(**given: Any) -> dict[str, Any]:
    return {"signed": "2019-06-01", "commitments": [{"id": 1, "text": "A meeting", "status": "open", **given}]}


def test_a_commitment_is_due_with_who_answers_for_it() -> None:
    found = only(promised(due="2019-08-01", lead="PK: Planning Minister"))
    assert (found.when, found.kind, found.act, found.who, found.id) == (
        "2019-08-01", "commitment", "A meeting", "PK: Planning Minister", 1,
    )  # fmt: skip


def test_a_commitment_from_before_today_is_overdue() -> None:
    assert only(promised(due="2019-06-30")).overdue
    assert not only(promised(due="2019-07-01")).overdue


def test_a_commitment_by_a_month_is_due_until_its_last_day() -> None:
    found = only(promised(due="2019-07"))
    assert (found.day, found.overdue) == (date(2019, 7, 31), False)


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_a_commitment_that_is_done_or_dropped_is_not_due(status: str) -> None:
    assert due(promised(due="2019-06-30", status=status)) == []


def test_a_commitment_without_a_date_is_not_due() -> None:
    assert due(promised()) == []


def test_of_a_repeating_commitment_the_first_missed_and_the_next_are_due() -> None:
    found = due(promised(due="2017-08-01", repeats="FREQ=YEARLY"))
    assert [(each.when, each.overdue) for each in found] == [("2017-08-01", True), ("2019-08-01", False)]


TARGET = {
    "id": 1,
    "metric": "bilateral trade",
    "unit": "USD",
    "baseline": {"value": 250_000_000, "date": "2019-02"},
    "value": 1_000_000_000,
    "by": ["2019-08", {"date": "2020-08", "source": {"publisher": "Dawn"}}],
}


def test_of_contradicting_deadlines_each_is_due() -> None:
    found = due({"signed": "2019-06-01", "targets": [TARGET]}, within=800)
    assert [(each.when, each.who) for each in found if each.kind == "target"] == [("2019-08", ""), ("2020-08", "Dawn")]
    assert found[0].act == "bilateral trade: 1 billion USD; stood at 250 million USD (Feb 2019)"


def test_a_deadline_that_passed_unreached_is_overdue() -> None:
    found = due({"signed": "2019-06-01", "targets": [TARGET]}, date(2019, 9, 1))
    assert [(each.when, each.overdue) for each in found] == [("2019-08", True)]


def test_a_target_that_is_reached_is_not_due() -> None:
    reached = {**TARGET, "observed": [{"date": "2019-06", "value": 1_100_000_000}]}
    assert due({"signed": "2019-06-01", "targets": [reached]}, within=800) == []


def test_what_is_soonest_comes_first_and_what_has_no_deadline_last() -> None:
    commitments = [{"id": 1, "text": "Later", "due": "2019-08-01"}, {"id": 2, "text": "Late", "due": "2019-06-01"}]
    found = due({"signed": "2010-01-01", "commitments": commitments})
    assert [(each.kind, each.id) for each in found] == [("commitment", 2), ("commitment", 1), ("not-in-force", 0)]


def test_what_was_not_known_is_not_counted() -> None:
    events = [*YEARLY["events"], {"kind": "terminated", "date": "2019-06-01", "known": "2019-07-15"}]
    given = agreement(parties=[{"code": "JP"}, {"code": "KR"}], **{**YEARLY, "events": events})
    assert due_of(given, Moment(TODAY), date(2019, 9, 1)) == []
    assert [each.kind for each in due_of(given, Moment(TODAY, TODAY), date(2019, 9, 1))] == ["last-notice-day"]


@pytest.mark.parametrize(
    "damage", [{"signed": "2019-99-99"}, {"term": {"duration": "P1Y2W"}}, {"signed": "9999-12-31", "events": []}]
)
def test_what_cannot_be_computed_is_no_crash(damage: dict[str, Any]) -> None:
    assert due({**YEARLY, **damage}) == []


def test_a_year_beyond_9999_is_no_crash() -> None:
    assert due({**YEARLY, "term": {"duration": "P9998Y", "renewal": "express", "notice": "P1Y"}}, within=10_000) == []


def test_a_day_is_named_with_its_weekday_and_a_month_without() -> None:
    assert weekday_day("2019-08-24") == "Sat 24 Aug 2019"
    assert weekday_day("2019-08") == "Aug 2019"
