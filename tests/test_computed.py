"""Status and entry into force, as they follow from dates and events."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.codes import ENTRY_MODES, EVENT_KINDS, NOTICE_RULES, RENEWALS, STATUSES
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.life.explain import explain
from mou_cli.agreement.moment import Moment
from tests.factories import TODAY, agreement
from tests.lives import THREE, event, moment

SIGNED = {"kind": "signed", "date": "2020-01-15"}
IN_FORCE = {"kind": "in-force", "date": "2020-03-01"}
BOTH_NOTIFIED = (("KZ", "2026-03-01"), ("PK", "2026-04-15"))


def at(today: str = "2026-11-21", known_at: str | None = None, **fields: Any) -> Computed:
    return compute(agreement(**{"signed": "2020-01-15", **fields}), moment(today, known_at))


def status(*events: dict[str, Any], **fields: Any) -> str:
    return at(events=list(events), **fields).status


def notified(mode: str, *acts: tuple[str, str | None], kind: str = "notified", **more: Any) -> dict[str, Any]:
    events = [event(kind, day, party=party) for party, day in acts]
    return {"entry_into_force": {"mode": mode, **more}, "events": events}


def test_an_agreement_with_no_dates_is_a_draft() -> None:
    assert status(signed=None) == "draft"


def test_before_its_signature_it_is_a_draft() -> None:
    assert status(today="2020-01-14") == "draft"


def test_an_initialled_text_is_initialled_until_it_is_signed() -> None:
    assert status(event("initialled", "2019-12-01"), today="2020-01-14") == "initialled"


def test_signed_and_nothing_known_of_entry_is_signed() -> None:
    assert at() == Computed(status="signed", missing=("entry into force is missing",))


def test_the_event_signed_is_the_field_signed() -> None:
    assert status(event("signed"), signed=None) == "signed"


def test_a_ratification_proves_a_signature() -> None:
    assert status(event("ratified", "2020-05-01"), signed=None) == "signed"


def test_an_approval_proves_no_signature() -> None:
    assert status(event("approved", "2020-05-01"), signed=None) == "draft"


def test_provisional_application_is_told_from_force() -> None:
    assert status(event("provisional", "2020-02-01")) == "provisional"


def test_an_event_puts_it_in_force() -> None:
    assert (at(events=[IN_FORCE]).status, at(events=[IN_FORCE]).in_force_from) == ("in-force", "2020-03-01")


def test_an_entry_ahead_of_today_is_given_at_once() -> None:
    found = at(today="2020-02-29", events=[IN_FORCE])
    assert (found.status, found.in_force_from) == ("signed", "2020-03-01")


def test_in_force_since_an_unknown_day_is_in_force() -> None:
    found = at(events=[event("in-force")])
    assert (found.status, found.in_force_from) == ("in-force", None)
    assert found.missing == ("the day of entry into force is missing",)


def test_a_dated_entry_goes_before_one_without_a_day() -> None:
    assert at(events=[event("in-force"), IN_FORCE]).in_force_from == "2020-03-01"


def test_it_may_enter_into_force_on_signature() -> None:
    assert at(entry_into_force={"mode": "signature"}).in_force_from == "2020-01-15"


def test_on_signature_without_its_day_it_is_in_force_and_the_day_is_missing() -> None:
    found = at(signed=None, events=[event("signed")], entry_into_force={"mode": "signature"})
    assert (found.status, found.in_force_from) == ("in-force", None)


def test_it_may_enter_into_force_on_a_fixed_date() -> None:
    found = at(entry_into_force={"mode": "fixed-date", "date": "2027-01-01"})
    assert (found.status, found.in_force_from) == ("signed", "2027-01-01")


@pytest.mark.parametrize(
    ("mode", "more", "day"),
    [
        ("last-notification", {}, "2026-04-15"),
        ("days-after-notification", {"days": 30}, "2026-05-15"),
        ("first-of-next-month", {}, "2026-05-01"),
    ],
)
def test_the_last_notification_puts_it_in_force(mode: str, more: dict[str, Any], day: str) -> None:
    found = at(**notified(mode, *BOTH_NOTIFIED, **more))
    assert (found.status, found.in_force_from) == ("in-force", day)


def test_a_missing_notification_is_named() -> None:
    found = at(**notified("last-notification", ("KZ", "2026-03-01")))
    assert (found.status, found.missing) == ("signed", ("the notification of PK is missing",))


def test_two_agencies_of_one_state_notify_once() -> None:
    parties = [{"code": "KZ", "agency": "Transport"}, {"code": "KZ", "agency": "Railways"}, {"code": "PK"}]
    assert at(parties=parties, **notified("last-notification", *BOTH_NOTIFIED)).in_force_from == "2026-04-15"


def test_a_party_may_notify_under_its_name() -> None:
    acts = notified("last-notification", ("Kazakhstan", "2026-03-01"), ("Pakistan", "2026-04-15"))
    assert at(**acts).in_force_from == "2026-04-15"


def test_as_many_ratifications_as_are_needed_suffice() -> None:
    acts = notified("ratification", *BOTH_NOTIFIED, kind="ratified", needs=2)
    assert at(parties=THREE, **acts).in_force_from == "2026-04-15"


def test_a_notification_of_an_unknown_day_puts_it_in_force_on_an_unknown_day() -> None:
    found = at(**notified("last-notification", ("KZ", None), ("PK", "2026-04-15")))
    assert (found.status, found.in_force_from) == ("in-force", None)


def test_days_after_a_notification_of_an_unknown_day_cannot_be_counted() -> None:
    assert at(**notified("days-after-notification", ("KZ", None), ("PK", "2026-04-15"), days=30)).status == "unknown"


def test_it_is_in_force_on_the_last_day_of_its_term() -> None:
    assert status(IN_FORCE, term={"duration": "P5Y"}, today="2025-02-28") == "in-force"


def test_it_is_expired_from_the_day_on_which_it_ceases() -> None:
    assert status(IN_FORCE, term={"duration": "P5Y"}, today="2025-03-01") == "expired"


def test_a_term_may_run_from_the_signature() -> None:
    assert status(IN_FORCE, term={"duration": "P5Y", "base": "signature"}, today="2025-01-15") == "expired"


@pytest.mark.parametrize(("today", "found"), [("2024-12-31", "in-force"), ("2025-01-01", "expired")])
def test_until_is_the_last_day_in_force(today: str, found: str) -> None:
    assert status(IN_FORCE, term={"until": "2024-12-31"}, today=today) == found


@pytest.mark.parametrize("renewal", ["tacit", "open-ended"])
def test_a_term_that_renews_itself_does_not_expire(renewal: str) -> None:
    assert status(IN_FORCE, term={"duration": "P1Y", "renewal": renewal}) == "in-force"


@pytest.mark.parametrize("term", [{"duration": "indefinite"}, {"until": "9999-12-31"}, {"duration": "P9999Y"}])
def test_a_term_without_an_end_does_not_expire(term: dict[str, str]) -> None:
    assert status(IN_FORCE, term=term) == "in-force"


EXPRESS = {"duration": "P5Y", "renewal": "express"}


def test_an_express_renewal_needs_an_extension() -> None:
    assert status(IN_FORCE, term=EXPRESS, today="2025-03-01") == "expired"


@pytest.mark.parametrize(("today", "found"), [("2027-02-28", "in-force"), ("2027-03-01", "expired")])
def test_an_extension_adds_to_the_term(today: str, found: str) -> None:
    assert status(IN_FORCE, event("extended", "2025-02-01", adds="P2Y"), term=EXPRESS, today=today) == found


@pytest.mark.parametrize(("today", "found"), [("2026-06-30", "in-force"), ("2026-07-01", "expired")])
def test_an_extension_may_say_until_when(today: str, found: str) -> None:
    assert status(IN_FORCE, event("extended", "2025-02-01", until="2026-06-30"), term=EXPRESS, today=today) == found


LATE = event("extended", "2025-06-01", adds="P1Y")


@pytest.mark.parametrize(
    ("today", "found"),
    [("2025-05-31", "expired"), ("2025-06-01", "in-force"), ("2026-05-31", "in-force"), ("2026-06-01", "expired")],
)
def test_a_late_extension_leaves_a_gap_and_counts_from_its_own_day(today: str, found: str) -> None:
    assert status(IN_FORCE, LATE, term=EXPRESS, today=today) == found


def test_extensions_are_summed_from_one_origin() -> None:
    start = event("in-force", "2026-01-31")
    both = [event("extended", "2026-02-01", adds="P1M"), event("extended", "2026-02-02", adds="P1M")]
    assert status(start, *both, term={"duration": "P1M"}, today="2026-04-29") == "in-force"


def test_an_extension_of_an_unknown_length_leaves_the_status_unknown() -> None:
    found = at(events=[IN_FORCE, event("extended", "2025-02-01")], term=EXPRESS)
    assert (found.status, found.missing) == ("unknown", ("an extension does not say for how long",))


def test_a_term_from_an_unknown_day_cannot_have_ended_before_a_term_from_the_signature() -> None:
    assert status(event("in-force"), term={"duration": "P5Y"}, today="2025-01-14") == "in-force"


def test_a_term_from_an_unknown_day_may_have_ended() -> None:
    assert status(event("in-force"), term={"duration": "P5Y"}, today="2025-01-15") == "unknown"


def test_a_notice_makes_it_ending() -> None:
    assert status(IN_FORCE, event("notice-given", "2026-05-01", party="KZ")) == "ending"


def test_a_withdrawn_notice_restores_what_was() -> None:
    notice, back = event("notice-given", "2026-05-01", party="KZ"), event("notice-withdrawn", "2026-06-01", party="KZ")
    assert status(IN_FORCE, notice, back) == "in-force"


@pytest.mark.parametrize(("today", "found"), [("2026-08-31", "ending"), ("2026-09-01", "terminated")])
def test_a_notice_may_state_the_last_day_in_force(today: str, found: str) -> None:
    assert status(IN_FORCE, event("notice-given", "2026-05-01", until="2026-08-31"), today=today) == found


def test_an_end_reached_under_notice_is_a_termination() -> None:
    notice = event("notice-given", "2024-05-01", party="PK")
    assert status(IN_FORCE, notice, term={"duration": "P5Y"}) == "terminated"


def test_a_notice_ends_an_agreement_of_three_for_its_giver_only() -> None:
    assert status(IN_FORCE, event("notice-given", "2026-05-01", party="TR"), parties=THREE) == "in-force"


def test_two_of_three_leaving_end_it() -> None:
    leaving = [event("terminated", "2025-05-01", party="TR"), event("notice-given", "2026-05-01", party="KZ")]
    assert status(IN_FORCE, *leaving, parties=THREE) == "ending"


@pytest.mark.parametrize(("today", "found"), [("2026-06-30", "ending"), ("2026-07-01", "terminated")])
def test_an_agreement_of_three_ends_when_the_second_leaves(today: str, found: str) -> None:
    first = event("notice-given", "2025-05-01", party="TR", until="2025-12-31")
    second = event("notice-given", "2025-06-01", party="KZ", until="2026-06-30")
    assert status(IN_FORCE, second, first, parties=THREE, today=today) == found


def test_a_termination_ends_it() -> None:
    assert status(IN_FORCE, event("terminated", "2026-05-01")) == "terminated"


def test_only_an_event_supersedes() -> None:
    link = [{"rel": "supersedes", "ref": "MOU-2026-0001"}]
    assert status(IN_FORCE, links=link) == "in-force"
    assert status(IN_FORCE, event("superseded", "2026-05-01"), event("terminated", "2026-06-01")) == "superseded"


def test_a_suspension_lasts_until_it_is_resumed() -> None:
    assert status(IN_FORCE, event("suspended", "2026-05-01")) == "suspended"
    assert status(IN_FORCE, event("suspended", "2026-05-01"), event("resumed", "2026-06-01")) == "in-force"


@pytest.mark.parametrize(("today", "found"), [("2026-08-31", "suspended"), ("2026-09-01", "in-force")])
def test_a_suspension_may_have_a_last_day(today: str, found: str) -> None:
    assert status(IN_FORCE, event("suspended", "2026-05-01", until="2026-08-31"), today=today) == found


def test_events_count_in_the_order_of_their_days() -> None:
    assert status(event("resumed", "2026-06-01"), event("suspended", "2026-05-01"), IN_FORCE) == "in-force"


def test_an_event_without_a_day_keeps_its_place() -> None:
    assert status(IN_FORCE, event("suspended", "2026-05-01"), event("resumed")) == "in-force"


def test_an_event_ahead_of_today_does_not_count_yet() -> None:
    assert status(IN_FORCE, event("terminated", "2026-11-22")) == "in-force"


def test_a_retroactive_event_is_true_and_was_not_known() -> None:
    late = event("terminated", "2025-01-01", known="2026-06-01")
    assert status(IN_FORCE, late, today="2025-12-31") == "terminated"
    assert status(IN_FORCE, late, today="2025-12-31", known_at="2025-12-31") == "in-force"


def test_a_signature_was_not_known_before_its_day() -> None:
    assert status(today="2026-11-21", known_at="2020-01-14") == "draft"


def test_a_day_computed_from_a_partial_date_is_an_interval() -> None:
    assert at(events=[event("in-force", "1992-02")], signed="1992").in_force_from == "1992-02-01/1992-02-29"


@pytest.mark.parametrize(
    ("today", "found"), [("2019-12-31", "draft"), ("2020-06-01", "unknown"), ("2020-12-31", "signed")]
)
def test_a_status_is_decided_where_both_ends_of_a_partial_date_agree(today: str, found: str) -> None:
    assert status(signed="2020", today=today) == found


def test_what_a_partial_date_leaves_open_is_said() -> None:
    assert "its dates are not exact enough to tell signed from draft" in at(signed="2020", today="2020-06-01").missing


@pytest.mark.parametrize(
    "damage",
    [
        {"signed": "2026-02-31"},
        {"events": [event("in-force", "yesterday")]},
        {"events": [event("notice-given", "2026-01-01", until="2026-99"), IN_FORCE]},
        {"term": {"until": "0000"}},
        {"term": {"duration": "P0Y"}, "events": [IN_FORCE]},
        {"entry_into_force": {"mode": "fixed-date", "date": "2026-13-01"}},
        {"events": [event("in-force", "2020-03-01", known="x")], "known_at": "2026-01-01"},
        notified("days-after-notification", *BOTH_NOTIFIED, days=10**12),
    ],
)
def test_damaged_dates_make_the_status_unknown_and_say_why(damage: dict[str, Any]) -> None:
    found = at(**damage)
    assert found.status == "unknown"
    assert found.missing


# Dates known in part, and those at the edges of the calendar.
dates = st.sampled_from(
    ["", "2019", "2020-02", "2020-03-01", "2024-02-29", "2025/2026", "2030-01-01", "0001-01-01", "9999-12-31", "9998"]
)
periods = st.sampled_from(["P5Y", "P1M", "P1D", "P1M1D", "P9999Y", "P2000Y", "P119988M"])
events = st.fixed_dictionaries(
    {"kind": st.sampled_from(EVENT_KINDS)},
    optional={
        "date": dates,
        "known": dates,
        "until": dates,
        "adds": st.sampled_from(["", "P1Y", "P40D", "P9999Y"]),
        "party": st.sampled_from(["KZ", "PK", "TR", ""]),
    },
)
terms = st.fixed_dictionaries(
    {},
    optional={
        "duration": periods | st.just("indefinite"),
        "until": dates,
        "renewal": st.sampled_from(RENEWALS),
        "base": st.sampled_from(["signature", "in-force"]),
        "period": periods,
        "max_renewals": st.sampled_from([-1, 0, 1, 10**9]),
        "notice": periods,
        "notice_rule": st.sampled_from(NOTICE_RULES),
        "notice_opens": periods,
        "survival": periods,
    },
)
ways = st.fixed_dictionaries(
    {"mode": st.sampled_from(ENTRY_MODES)},
    optional={"date": dates, "days": st.sampled_from([-1, 30, 10**9]), "needs": st.sampled_from([-1, 0, 1, 9])},
)
moments = st.sampled_from([TODAY, date.min, date.max])


@given(st.lists(events, max_size=6), terms, ways | st.none(), dates, st.booleans(), moments)
def test_every_life_has_a_status_and_reasons_for_what_is_not_known(
    life: list[dict[str, Any]], term: dict[str, Any], way: dict[str, Any] | None, signed: str, three: bool, today: date
) -> None:
    fields = {"signed": signed, "term": term, "events": life, **({"parties": THREE} if three else {})}
    made = agreement(**fields, entry_into_force=way)
    found = compute(made, Moment(today))
    assert found.status in STATUSES
    assert found.missing or found.in_force_from is not None
    assert found.missing or found.status != "unknown"
    assert all(each.sum for each in explain(made, Moment(today)))
