"""What follows from a term, a notice and an act, one rule at a time; real treaties are in test_terms.py."""

from datetime import date
from typing import Any

import pytest

from mou_cli.agreement.life.computed import Computed
from tests.lives import THREE, computed, event, in_force, notice

START = in_force("2020-03-01")
FIVE = {"duration": "P5Y"}
TACIT = {"duration": "P5Y", "renewal": "tacit", "period": "P2Y", "notice": "P6M"}
EXPRESS = {"duration": "P5Y", "renewal": "express", "notice": "P6M"}
OPEN = {"duration": "P5Y", "renewal": "open-ended", "notice": "P6M"}
ENDLESS = {"duration": "indefinite", "notice": "P3M"}


def dates(found: Computed) -> tuple[str | None, str | None]:
    return found.in_force_through, found.ceases_on


def deadline(found: Computed) -> tuple[str, str] | None:
    return (found.next_deadline.date, found.next_deadline.kind) if found.next_deadline else None


# -- the two dates ----------------------------------------------------------------------------------------------------


def test_it_is_in_force_through_the_day_before_it_ceases() -> None:
    assert dates(computed("2022-01-01", START, term=FIVE)) == ("2025-02-28", "2025-03-01")


def test_an_entry_ahead_of_today_has_its_end_already() -> None:
    assert dates(computed("2020-01-01", START, term=FIVE)) == ("2025-02-28", "2025-03-01")


def test_a_stated_last_day_goes_before_a_duration() -> None:
    assert dates(computed("2022-01-01", START, term={**FIVE, "until": "2024-12-31"})) == ("2024-12-31", "2025-01-01")


def test_renewals_of_a_stated_end_run_from_the_day_after() -> None:
    term = {"until": "2021-02-28", "renewal": "tacit", "period": "P1M"}
    assert dates(computed("2021-04-15", START, term=term)) == ("2021-04-30", "2021-05-01")


def test_a_stated_end_that_is_renewed_by_a_period_nobody_knows_cannot_be_computed() -> None:
    found = computed("2022-01-01", START, term={"until": "2021-02-28", "renewal": "tacit"})
    assert (found.ceases_on, found.missing) == (None, ("cannot compute: the period of its renewal is missing",))


def test_weeks_and_days_are_days() -> None:
    assert computed("2020-03-02", START, term={"duration": "P2W"}).ceases_on == "2020-03-15"


def test_months_go_before_days() -> None:
    assert computed("2020-02-01", in_force("2020-01-31"), term={"duration": "P1M10D"}).ceases_on == "2020-03-10"


def test_provisional_application_starts_no_term() -> None:
    found = computed("2022-01-01", event("provisional", "2020-03-01"), term=FIVE)
    assert (found.status, found.ceases_on) == ("provisional", None)


def test_a_term_from_the_signature_needs_its_day() -> None:
    found = computed("2022-01-01", START, signed=None, term={**FIVE, "base": "signature"})
    assert found.missing == ("cannot compute: the day of signature is missing",)


def test_a_term_without_a_length_has_no_end_and_nothing_is_missing() -> None:
    found = computed("2022-01-01", START, term={"notice": "P6M"})
    assert (found.status, found.ceases_on, found.missing) == ("in-force", None, ())


# -- renewal ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "ceases", "renewals"),
    [
        ("2025-02-28", "2025-03-01", 0),
        ("2025-03-01", "2027-03-01", 1),
        ("2027-02-28", "2027-03-01", 1),
        ("2031-12-31", "2033-03-01", 4),
    ],
)
def test_a_tacit_term_rolls_on_when_it_ends(today: str, ceases: str, renewals: int) -> None:
    found = computed(today, START, term=TACIT)
    assert (found.status, found.ceases_on, found.renewals) == ("in-force", ceases, renewals)


@pytest.mark.parametrize(("today", "status"), [("2027-02-28", "in-force"), ("2027-03-01", "expired")])
def test_max_renewals_bound_the_rolling(today: str, status: str) -> None:
    found = computed(today, START, term={**TACIT, "max_renewals": 1})
    assert (found.status, found.ceases_on, found.renewals) == (status, "2027-03-01", 1)


def test_no_renewal_at_all_is_a_term_that_ends() -> None:
    assert computed("2025-03-01", START, term={**TACIT, "max_renewals": 0}).status == "expired"


def test_a_period_is_the_duration_unless_said() -> None:
    assert computed("2025-03-01", START, term={"duration": "P5Y", "renewal": "tacit"}).ceases_on == "2030-03-01"


def test_month_ends_do_not_drift() -> None:
    term = {"duration": "P1M", "renewal": "tacit"}
    found = [computed(day, in_force("2024-12-31"), term=term).ceases_on for day in ("2025-02-01", "2025-03-01")]
    assert found == ["2025-02-28", "2025-03-31"]


def test_extensions_are_summed_from_one_origin() -> None:
    months = [event("extended", "2026-02-01", adds="P1M"), event("extended", "2026-02-02", adds="P1M")]
    assert computed("2026-02-10", in_force("2026-01-31"), *months, term={"duration": "P1M"}).ceases_on == "2026-04-30"


def test_extensions_are_counted_as_renewals() -> None:
    extended = [event("extended", "2024-01-01", adds="P1Y"), event("extended", "2025-01-01", adds="P1Y")]
    assert computed("2025-06-01", START, *extended, term=EXPRESS).renewals == 2


def test_an_extension_until_a_day_is_a_new_origin() -> None:
    extended = [event("extended", "2024-01-01", until="2026-01-31"), event("extended", "2025-01-01", adds="P1M")]
    assert dates(computed("2025-06-01", START, *extended, term=EXPRESS)) == ("2026-02-28", "2026-03-01")


def test_an_extension_on_the_day_on_which_it_ceases_leaves_no_gap() -> None:
    extended = event("extended", "2025-03-01", adds="P1Y")
    assert computed("2025-03-01", START, extended, term=EXPRESS).ceases_on == "2026-03-01"


def test_a_late_extension_counts_from_its_own_day() -> None:
    late = event("extended", "2025-06-10", adds="P1Y")
    found = [computed(day, START, late, term=EXPRESS) for day in ("2025-06-09", "2025-06-10")]
    assert [(each.status, each.ceases_on) for each in found] == [("expired", "2025-03-01"), ("in-force", "2026-06-10")]


def test_an_extension_that_says_no_length_is_for_the_period_of_the_term() -> None:
    extended = event("extended", "2025-01-01")
    assert computed("2025-06-01", START, extended, term={**EXPRESS, "period": "P3Y"}).ceases_on == "2028-03-01"


def test_until_its_old_end_an_extension_of_unknown_length_leaves_it_in_force() -> None:
    found = computed("2025-01-15", START, event("extended", "2025-01-01"), term=EXPRESS)
    assert (found.status, found.ceases_on) == ("in-force", None)


def test_what_renews_itself_may_be_recorded_as_extended() -> None:
    assert computed("2025-06-01", START, event("extended", "2025-03-01"), term=TACIT).ceases_on == "2027-03-01"


def test_a_tacit_term_that_is_extended_goes_on_from_there() -> None:
    found = computed("2028-06-01", START, event("extended", "2024-01-01", adds="P1Y"), term=TACIT)
    assert (found.ceases_on, found.renewals) == ("2030-03-01", 3)


def test_an_extension_of_a_renewed_term_is_added_to_the_renewals() -> None:
    found = computed("2026-06-01", START, event("extended", "2026-01-01", adds="P1Y"), term=TACIT)
    assert (found.ceases_on, found.renewals) == ("2028-03-01", 2)


def test_an_open_ended_term_has_an_end_at_first() -> None:
    found = computed("2024-01-01", START, term=OPEN)
    assert (*dates(found), found.last_notice_day) == ("2025-02-28", "2025-03-01", "2024-08-28")


def test_an_open_ended_term_goes_on_without_an_end_or_a_deadline() -> None:
    found = computed("2025-03-01", START, term=OPEN)
    assert (found.status, *dates(found), found.last_notice_day, deadline(found), found.missing) == (
        "in-force", None, None, None, None, (),
    )  # fmt: skip


# -- notice -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "ceases"), [("2024-08-28", "2025-03-01"), ("2024-08-29", "2027-03-01")])
def test_a_notice_after_its_last_day_ends_the_next_period(given: str, ceases: str) -> None:
    found = computed("2024-09-01", START, notice(given), term=TACIT)
    assert (found.status, found.ceases_on) == ("ending", ceases)


def test_the_last_notice_day_is_that_of_the_end_under_notice() -> None:
    assert computed("2024-09-01", START, notice("2024-08-29"), term=TACIT).last_notice_day == "2026-08-28"


def test_a_late_notice_of_the_last_period_changes_nothing_but_the_status() -> None:
    term = {**TACIT, "max_renewals": 0}
    found = [computed(day, START, notice("2024-12-01"), term=term) for day in ("2024-12-01", "2025-03-01")]
    assert [(each.status, each.ceases_on) for each in found] == [("ending", "2025-03-01"), ("terminated", "2025-03-01")]


def test_a_notice_of_several_periods_is_in_time_for_a_later_one() -> None:
    term = {"duration": "P1M", "renewal": "tacit", "notice": "P3M"}
    assert computed("2020-03-15", START, notice("2020-03-10"), term=term).ceases_on == "2020-07-01"


def test_a_notice_without_a_period_ends_the_period_that_runs() -> None:
    term = {"duration": "P5Y", "renewal": "tacit"}
    found = computed("2025-01-01", START, notice("2024-12-31"), term=term)
    assert (found.ceases_on, found.last_notice_day) == ("2025-03-01", None)


def test_a_notice_after_the_end_does_not_make_an_expiry_a_termination() -> None:
    assert computed("2025-06-01", START, notice("2025-04-01"), term=EXPRESS).status == "expired"


def test_a_notice_from_receipt_ends_a_tacit_term_whenever_it_runs_out() -> None:
    term = {**TACIT, "notice_rule": "from-receipt"}
    assert computed("2025-01-01", START, notice("2024-12-01"), term=term).ceases_on == "2025-06-01"


def test_a_notice_from_receipt_has_no_last_day() -> None:
    assert computed("2024-01-01", START, term={**TACIT, "notice_rule": "from-receipt"}).last_notice_day is None


def test_a_fixed_term_ends_before_a_notice_that_would_run_longer() -> None:
    term = {**FIVE, "notice": "P6M", "notice_rule": "from-receipt"}
    found = computed("2025-03-01", START, notice("2024-12-01"), term=term)
    assert (found.status, found.ceases_on) == ("terminated", "2025-03-01")


def test_an_open_ended_term_ends_so_long_after_a_notice() -> None:
    assert computed("2030-01-15", START, notice("2030-01-10"), term=OPEN).ceases_on == "2030-07-10"


@pytest.mark.parametrize(("given", "ceases"), [("2024-08-28", "2025-03-01"), ("2024-12-01", "2025-06-01")])
def test_a_notice_within_an_open_ended_first_term_ends_it_or_runs_from_its_receipt(given: str, ceases: str) -> None:
    assert computed("2024-12-02", START, notice(given), term=OPEN).ceases_on == ceases


def test_a_notice_of_an_indefinite_term_counts_from_receipt_unless_said() -> None:
    assert computed("2024-02-01", START, notice("2024-01-31"), term=ENDLESS).ceases_on == "2024-04-30"


def test_a_notice_of_an_indefinite_term_cannot_wait_for_a_period_to_end() -> None:
    term = {**ENDLESS, "notice_rule": "before-period-end"}
    assert computed("2024-02-01", START, notice("2024-01-31"), term=term).ceases_on == "2024-04-30"


def test_the_last_notice_day_before_a_year_ends_is_not_before_it_is_in_force() -> None:
    term = {"duration": "indefinite", "notice": "P6M", "notice_rule": "before-year-end"}
    assert computed("2020-01-01", in_force("2020-08-01"), term=term).last_notice_day == "2021-06-30"


def test_no_last_notice_day_lies_after_a_fixed_term() -> None:
    term = {"until": "2025-05-31", "notice": "P6M", "notice_rule": "before-year-end"}
    assert computed("2025-01-01", START, term=term).last_notice_day is None


def test_a_year_of_notice_ends_the_year_after() -> None:
    term = {"duration": "indefinite", "notice": "P1Y", "notice_rule": "before-year-end"}
    assert computed("2024-02-01", START, notice("2024-01-31"), term=term).ceases_on == "2026-01-01"


@pytest.mark.parametrize("rule", ["before-period-end", "from-receipt", "before-year-end", "first-of-month"])
def test_the_last_day_that_a_notice_states_goes_before_every_rule(rule: str) -> None:
    found = computed("2023-01-01", START, notice("2022-12-01", until="2023-06-30"), term={**TACIT, "notice_rule": rule})
    assert (*dates(found), found.last_notice_day) == ("2023-06-30", "2023-07-01", None)


@pytest.mark.parametrize("term", [TACIT, EXPRESS, OPEN, ENDLESS, FIVE])
def test_a_notice_that_is_withdrawn_leaves_all_as_it_was(term: dict[str, str]) -> None:
    back = event("notice-withdrawn", "2022-07-01", party="KZ")
    assert computed("2022-08-01", START, notice("2022-06-01"), back, term=term) == computed(
        "2022-08-01", START, term=term
    )


def test_a_second_notice_does_not_start_the_clock_again() -> None:
    found = computed("2024-05-01", START, notice("2024-01-31"), notice("2024-04-01"), term=ENDLESS)
    assert (found.status, found.ceases_on) == ("terminated", "2024-04-30")


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"duration": "indefinite"}, "the period of notice is missing"),
        ({"notice": "P6M"}, "how long its term lasts is missing"),
        ({"duration": "indefinite", "notice_rule": "by-lot"}, "its rule of notice is not known to this version"),
    ],
)
def test_what_a_notice_lacks_is_said(term: dict[str, str], said: str) -> None:
    found = computed("2022-08-01", START, notice("2022-06-01"), term=term)
    assert (found.status, found.ceases_on, found.missing) == ("ending", None, (said,))


def test_a_notice_of_an_unknown_day_is_said() -> None:
    found = computed("2022-08-01", START, event("notice-given"), term=ENDLESS)
    assert (found.status, found.missing) == ("ending", ("the day of the notice is missing",))


# -- many parties -----------------------------------------------------------------------------------------------------


def test_an_agreement_of_three_ceases_when_the_second_party_is_out() -> None:
    both = [notice("2022-06-15", "TR"), notice("2022-01-31", "KZ")]
    found = computed("2022-06-20", START, *both, parties=THREE, term=ENDLESS)
    assert (found.status, found.ceases_on) == ("ending", "2022-09-15")


def test_an_act_that_names_nobody_is_that_of_all_also_where_a_party_has_no_code() -> None:
    parties = [*THREE, {"name": "Shymkent Akimat"}]
    ended = computed("2022-12-01", START, event("terminated", "2022-06-20"), parties=parties, term=ENDLESS)
    assert (ended.status, ended.ceases_on) == ("terminated", "2022-06-20")
    leaving = computed("2022-07-01", START, notice("2022-06-20", party=""), parties=parties, term=ENDLESS)
    assert (leaving.status, leaving.ceases_on) == ("ending", "2022-09-20")


def test_one_of_three_that_takes_its_notice_back_keeps_the_agreement() -> None:
    events = [
        notice("2022-06-15", "TR"),
        notice("2022-01-31", "KZ"),
        event("notice-withdrawn", "2022-07-01", party="TR"),
    ]
    assert computed("2022-12-01", START, *events, parties=THREE, term=ENDLESS).status == "in-force"


def test_a_party_that_is_out_counts_with_the_notice_of_another() -> None:
    events = [event("terminated", "2021-01-01", party="TR"), notice("2022-01-31", "KZ")]
    assert computed("2022-02-01", START, *events, parties=THREE, term=ENDLESS).ceases_on == "2022-04-30"


def test_two_agencies_of_one_state_are_one_party() -> None:
    parties = [{"code": "KZ", "agency": "Transport"}, {"code": "KZ", "agency": "Railways"}, {"code": "PK"}]
    assert computed("2022-02-01", START, notice("2022-01-31"), parties=parties, term=ENDLESS).status == "ending"


def test_a_notice_that_names_no_party_ends_the_whole() -> None:
    found = computed("2022-02-01", START, notice("2022-01-31", party=""), parties=THREE, term=ENDLESS)
    assert found.ceases_on == "2022-04-30"


# -- acts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["terminated", "superseded"])
def test_an_act_ends_it_on_its_day(kind: str) -> None:
    found = computed("2024-01-01", START, event(kind, "2022-05-10"), term=TACIT)
    assert (found.status, *dates(found), found.renewals) == (kind, "2022-05-09", "2022-05-10", 0)


def test_an_act_after_its_end_does_not_prolong_it() -> None:
    found = computed("2026-01-01", START, event("superseded", "2025-10-01"), term=FIVE)
    assert (found.status, found.ceases_on) == ("superseded", "2025-03-01")


@pytest.mark.parametrize("kind", ["terminated", "superseded"])
def test_an_act_of_an_unknown_day_is_said(kind: str) -> None:
    found = computed("2024-01-01", START, event(kind), term=TACIT)
    assert (found.status, found.ceases_on, len(found.missing)) == (kind, None, 1)


def test_what_was_never_in_force_has_no_last_day_in_force() -> None:
    found = computed("2024-01-01", event("superseded", "2022-05-10"))
    assert (found.status, *dates(found)) == ("superseded", None, None)


def test_nothing_can_be_done_by_when_once_it_is_over() -> None:
    term = {**TACIT, "notice_opens": "P1Y"}
    found = computed("2024-01-01", START, event("terminated", "2022-05-10"), term=term)
    assert (found.notice_opens, found.last_notice_day, found.next_deadline) == (None, None, None)


def test_a_suspension_does_not_stop_the_term() -> None:
    found = computed("2025-03-01", START, event("suspended", "2022-01-01"), term=FIVE)
    assert found.status == "expired"


def test_in_force_since_an_unknown_day_is_not_so_before_its_signature() -> None:
    assert computed("2019-12-31", event("in-force"), signed="2020-01-15").status == "draft"


# -- windows, survival, what comes next -------------------------------------------------------------------------------


def test_notice_opens_so_long_before_it_ceases() -> None:
    assert computed("2022-01-01", START, term={**TACIT, "notice_opens": "P2Y"}).notice_opens == "2023-03-01"


def test_duties_survive_from_the_day_on_which_it_ceases() -> None:
    assert computed("2026-01-01", START, term={**FIVE, "survival": "P20Y"}).survival_through == "2045-02-28"


def test_nothing_survives_what_does_not_end() -> None:
    assert computed("2026-01-01", START, term={**ENDLESS, "survival": "P20Y"}).survival_through is None


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2023-01-01", ("2023-03-01", "notice-opens")),
        ("2023-03-02", ("2024-08-28", "last-notice-day")),
        ("2024-08-28", ("2024-08-28", "last-notice-day")),
        ("2024-08-29", ("2025-03-01", "notice-opens")),
        ("2025-03-02", ("2026-08-28", "last-notice-day")),
    ],
)
def test_what_comes_next_in_a_tacit_term(today: str, expected: tuple[str, str]) -> None:
    assert deadline(computed(today, START, term={**TACIT, "notice_opens": "P2Y"})) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (FIVE, ("2025-03-01", "ends")),
        (EXPRESS, ("2025-02-28", "renewal")),
        ({**TACIT, "max_renewals": 0}, ("2025-03-01", "ends")),
        (OPEN, None),
        (ENDLESS, None),
        ({"duration": "P5Y", "renewal": "tacit"}, None),
    ],
)
def test_what_comes_next_when_notice_can_no_longer_be_given(term: Any, expected: tuple[str, str] | None) -> None:
    assert deadline(computed("2024-12-01", START, term=term)) == expected


def test_what_comes_next_under_notice_is_the_end() -> None:
    assert deadline(computed("2024-01-01", START, notice("2023-12-01"), term=TACIT)) == ("2025-03-01", "ends")


def test_an_extension_without_a_term_has_an_end_that_comes_next() -> None:
    extended = event("extended", "2024-01-01", until="2026-06-30")
    assert deadline(computed("2024-12-01", START, extended)) == ("2026-07-01", "ends")


# -- partial dates, the calendar --------------------------------------------------------------------------------------


def test_what_follows_from_a_partial_date_is_an_interval() -> None:
    found = computed("1994-01-01", in_force("1992-02"), term={**TACIT, "notice_opens": "P1Y", "survival": "P1Y"})
    assert found.in_force_from == "1992-02-01/1992-02-29"
    assert dates(found) == ("1997-01-31/1997-02-27", "1997-02-01/1997-02-28")
    assert (found.notice_opens, found.last_notice_day) == ("1996-02-01/1996-02-28", "1996-07-31/1996-08-27")
    assert found.survival_through == "1998-01-31/1998-02-27"
    assert deadline(found) == ("1996-02-01/1996-02-28", "notice-opens")


def test_a_partial_end_is_in_force_while_both_readings_are() -> None:
    term = {"until": "2025"}
    found = [computed(day, START, term=term).status for day in ("2025-01-01", "2025-01-02", "2026-01-01")]
    assert found == ["in-force", "unknown", "expired"]


def test_renewals_that_a_partial_date_leaves_open_are_not_guessed() -> None:
    found = computed("1997-02-15", in_force("1992-02"), term=TACIT)
    assert (found.status, found.renewals, found.ceases_on) == ("in-force", None, "1997-02-28/1999-02-01")
    assert found.missing == ("its dates are not exact enough to count its renewals",)


def test_a_partial_date_may_leave_no_deadline_and_two_numbers_of_renewals() -> None:
    found = computed("1997-02-15", in_force("1992-02"), term={"duration": "P5Y", "renewal": "tacit"})
    assert (found.renewals, found.next_deadline) == (None, None)


def test_of_two_possible_deadlines_the_sooner_is_given() -> None:
    assert deadline(computed("1996-08-10", in_force("1992-02"), term=TACIT)) == ("1996-08-27", "last-notice-day")


def test_until_the_last_day_of_the_calendar_is_in_force_through_it() -> None:
    found = computed("2026-01-01", START, term={"until": "9999-12-31"})
    assert (found.status, *dates(found)) == ("in-force", "9999-12-31", None)
    assert found.missing == ("the day on which it ceases lies beyond the year 9999",)


@pytest.mark.parametrize(
    "term",
    [{"duration": "P9999Y"}, {"duration": "P1D", "renewal": "tacit", "period": "P9000Y"}, {"duration": "P99999M"}],
)
def test_an_end_beyond_the_calendar_is_said(term: dict[str, str]) -> None:
    found = computed("2026-01-01", START, term=term)
    assert (found.status, found.ceases_on) == ("in-force", None)
    assert found.missing == ("the day on which it ceases lies beyond the year 9999",)


@pytest.mark.parametrize("rule", ["before-period-end", "from-receipt", "before-year-end", "first-of-month"])
def test_a_notice_beyond_the_calendar_is_said(rule: str) -> None:
    term = {"duration": "P1D", "renewal": "tacit", "notice": "P9000Y", "notice_rule": rule}
    found = computed("2026-01-01", START, notice("2025-01-01"), term=term)
    assert (found.status, found.ceases_on) == ("ending", None)
    assert found.missing == ("the day on which it ceases lies beyond the year 9999",)


def test_a_day_at_a_time_over_two_thousand_years_is_counted_not_walked() -> None:
    term = {"duration": "P1D", "renewal": "tacit", "notice": "P2000Y"}
    found = computed("2026-01-01", in_force("0001-01-01"), notice("2025-01-01"), term=term)
    assert (found.ceases_on, found.renewals) == ("4025-01-02", (date(2026, 1, 1) - date(1, 1, 1)).days)


def test_a_survival_beyond_the_calendar_is_left_out() -> None:
    assert computed("2026-01-01", START, term={**FIVE, "survival": "P9999Y"}).survival_through is None
