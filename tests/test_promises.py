"""Commitments that repeat, targets against the straight line, and amounts as people say them."""

from datetime import date, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.amounts import amount_words, read_amount
from mou_cli.agreement.dates.durations import add
from mou_cli.agreement.model import Commitment, Deadline, Observation, Target
from mou_cli.agreement.promises import is_reached, latest, next_after, occurrences, progress
from mou_cli.agreement.repeats import clamped, fault_of, next_day, read_repeats, shortened, unclamped
from mou_cli.errors import Usage

TODAY = date(2026, 11, 21)
FAR = date(2030, 1, 1)


def due(horizon: date = FAR, **given: str) -> list[str]:
    return [each.text for each in occurrences(Commitment(**given), TODAY, horizon)]  # type: ignore[arg-type]


def test_a_commitment_is_due_on_its_day() -> None:
    assert due(due="2027-02-04") == ["2027-02-04"]


def test_a_commitment_beyond_the_horizon_is_not_due_yet() -> None:
    assert due(date(2027, 2, 3), due="2027-02-04") == []
    assert due(date(2027, 2, 1), due="2027-02") == ["2027-02"]


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_what_is_closed_is_never_due(status: str) -> None:
    assert due(due="2026-01-01", status=status) == []


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30"])
def test_without_a_date_nothing_is_due(text: str) -> None:
    assert due(due=text, repeats="FREQ=YEARLY") == []


def test_what_repeats_and_is_ahead_is_due_once() -> None:
    assert due(due="2027-02-04", repeats="FREQ=YEARLY") == ["2027-02-04"]


def test_of_what_repeats_the_first_missed_waits_and_the_next_comes() -> None:
    assert due(due="2020-02-04", repeats="FREQ=YEARLY;INTERVAL=2") == ["2020-02-04", "2028-02-04"]


def test_what_was_done_is_due_the_next_time() -> None:
    assert due(due="2020-02-04", done="2026-03-01", repeats="FREQ=YEARLY") == ["2027-02-04"]


def test_due_today_is_not_missed() -> None:
    assert due(due="2026-11-21", repeats="FREQ=MONTHLY") == ["2026-11-21"]


def test_a_rule_that_ends_is_due_no_more() -> None:
    assert due(due="2020-02-04", done="2022-03-01", repeats="FREQ=YEARLY;COUNT=3") == []
    assert due(due="2020-02-04", repeats="FREQ=YEARLY;UNTIL=20220301T000000Z") == ["2020-02-04"]


@pytest.mark.parametrize(
    ("kept", "following"),
    [
        (date(2027, 1, 20), "2028-02-04"),  # early: it counts for the time that it was due
        (date(2027, 2, 4), "2028-02-04"),
        (date(2027, 3, 1), "2028-02-04"),
        (date(2029, 3, 1), "2030-02-04"),  # late by years: what was missed is past
    ],
)
def test_once_kept_it_is_due_the_next_time(kept: date, following: str) -> None:
    found = next_after(Commitment(due="2027-02-04", repeats="FREQ=YEARLY"), kept)
    assert found is not None
    assert found.text == following


def test_month_ends_do_not_drift() -> None:
    commitment = Commitment(due="2026-01-31", repeats="FREQ=MONTHLY;BYMONTHDAY=-1")
    found = [next_after(commitment, day) for day in (date(2026, 1, 31), date(2026, 2, 28))]
    assert [each.text for each in found if each] == ["2026-02-28", "2026-03-31"]


RULES = (
    "FREQ=YEARLY",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;COUNT=4",
)


@given(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.dates(date(1990, 1, 1), date(2045, 1, 1)),
    st.sampled_from(RULES),
)
def test_the_next_day_is_the_first_that_the_rule_names(first: date, day: date, rule: str) -> None:
    every = rrulestr(clamped(rule, first), dtstart=first_moment(first))
    expected = next((each.date() for each in every if each.date() > day), None)
    assert next_day(rule, first, day) == expected


def days(rule: str, first: date, count: int = 5) -> list[str]:
    found = [first]
    while len(found) <= count and (following := next_day(rule, first, found[-1])):
        found.append(following)
    return [day.isoformat() for day in found[1:]]


@pytest.mark.parametrize(
    ("rule", "first", "following"),
    [
        ("FREQ=MONTHLY", date(2026, 1, 31), ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]),
        ("FREQ=MONTHLY;INTERVAL=3", date(2026, 1, 31), ["2026-04-30", "2026-07-31", "2026-10-31", "2027-01-31"]),
        ("FREQ=MONTHLY;COUNT=3", date(2026, 1, 30), ["2026-02-28", "2026-03-30"]),
        ("FREQ=YEARLY", date(2024, 2, 29), ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("FREQ=YEARLY;INTERVAL=2", date(2024, 2, 29), ["2026-02-28", "2028-02-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 1, 31), ["2026-03-31", "2026-05-31"]),  # to the letter
    ],
)
def test_no_short_month_is_left_out(rule: str, first: date, following: list[str]) -> None:
    assert days(rule, first)[: len(following)] == following


@given(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.sampled_from([("FREQ=MONTHLY", 1), ("FREQ=YEARLY", 12)]),
    st.integers(1, 30),
    st.integers(1, 12),
)
def test_every_month_has_the_day_or_its_last(first: date, rule: tuple[str, int], interval: int, place: int) -> None:
    frequency, months = rule
    found = days(f"{frequency};INTERVAL={interval}", first, place)[-1]
    assert found == add(first, months * interval * place, 0).isoformat()


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.sampled_from(RULES))
def test_a_rule_that_was_clamped_is_told_from_any_other(first: date, rule: str) -> None:
    assert unclamped(clamped(rule, first)) == rule


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 6), st.integers(2, 8))
def test_what_is_kept_in_time_again_and_again_does_not_drift(first: date, interval: int, times: int) -> None:
    rule, due = f"FREQ=MONTHLY;INTERVAL={interval}", first
    for _ in range(times):
        found = next_after(Commitment(due=due.isoformat(), repeats=rule), due)
        assert found is not None
        rule, due = shortened(rule, due, found.last), found.last
    assert due == add(first, interval * times, 0)


def first_moment(day: date):  # type: ignore[no-untyped-def]  # a datetime, which is imported for this alone
    from datetime import datetime

    return datetime(day.year, day.month, day.day)


def test_a_count_is_less_by_what_is_past() -> None:
    assert shortened("FREQ=YEARLY;COUNT=5", date(2026, 2, 4), date(2028, 2, 4)) == "FREQ=YEARLY;COUNT=3"
    assert shortened("FREQ=YEARLY", date(2026, 2, 4), date(2028, 2, 4)) == "FREQ=YEARLY"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("yearly", "FREQ=YEARLY"),
        ("Every 2 years", "FREQ=YEARLY;INTERVAL=2"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("RRULE:freq=monthly;byday=1mo", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=YEARLY;UNTIL=20300101T000000Z", "FREQ=YEARLY;UNTIL=20300101T000000Z"),
    ],
)
def test_a_rule_as_people_write_it(typed: str, stored: str) -> None:
    assert read_repeats(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "now and then",
        "every 0 years",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;COUNT=-1",
        "FREQ=YEARLY;BYHOUR=3",
        "FREQ=YEARLY;UNTIL=soon",
        "FREQ=YEARLY;COUNT=2;UNTIL=20300101",
        "FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=YEARLY;BYMONTHDAY=x",
        "FREQ=YEARLY\nFREQ=DAILY",
        "FREQ=YEARLY;" + "X" * 300,
    ],
)
def test_a_rule_that_cannot_be_counted_is_refused(typed: str) -> None:
    with pytest.raises(Usage):
        read_repeats(typed)


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;INTERVAL=0", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=13", "FREQ=SECONDLY"]
)
def test_a_rule_that_names_no_day_ends_the_search(rule: str) -> None:
    assert next_day(rule, date(1992, 2, 4), TODAY) is None


def test_a_rule_of_a_hundred_years_is_found() -> None:
    assert fault_of("FREQ=YEARLY;INTERVAL=100") == ""
    assert next_day("FREQ=YEARLY;INTERVAL=100", date(1992, 2, 4), TODAY) == date(2092, 2, 4)


TRADE = Target(
    metric="bilateral trade",
    unit="USD",
    baseline=Observation(value=250, date="2026-01-01"),
    value=1000,
    by=("2027-01-01", Deadline(date="2028-01-01")),
)


def seen(*observed: tuple[str, float]) -> Target:
    return Target(
        metric="t", baseline=TRADE.baseline, value=TRADE.value, by=TRADE.by,
        observed=tuple(Observation(date=day, value=value) for day, value in observed),
    )  # fmt: skip


def test_progress_is_set_against_the_line_to_each_deadline() -> None:
    one, other = progress(seen(("2026-07-02", 400)), TODAY)
    assert (one.share, one.deadline, other.deadline) == (0.2, "2027-01-01", "2028-01-01")
    assert one.line == pytest.approx(182 / 365)
    assert one.expected == pytest.approx(250 + 750 * 182 / 365)
    assert one.ahead == pytest.approx(400 - 250 - 750 * 182 / 365)
    assert other.line == pytest.approx(182 / 730)


def test_the_line_is_read_on_the_day_of_the_last_observation() -> None:
    assert progress(seen(("2026-07-02", 400), ("2026-04-01", 300)), TODAY)[0].line == pytest.approx(182 / 365)


def test_what_was_observed_later_than_today_does_not_count_yet() -> None:
    found = latest(seen(("2026-07-02", 400), ("2026-12-01", 900)), TODAY)
    assert found is not None
    assert found.value == 400


def test_without_an_observation_only_the_line_is_known() -> None:
    one = progress(TRADE, TODAY)[0]
    assert (one.share, one.ahead, one.reached) == (None, None, False)
    assert one.line == pytest.approx(324 / 365)


def test_where_less_is_the_aim_less_is_better() -> None:
    falling = Target(
        metric="days at the border", baseline=Observation(value=10, date="2026-01-01"), value=2, by=("2027-01-01",),
        observed=(Observation(value=3, date="2026-07-02"),),
    )  # fmt: skip
    found = progress(falling, TODAY)[0]
    assert found.share == pytest.approx(7 / 8)
    assert found.ahead is not None
    assert found.ahead > 0
    assert not is_reached(falling, TODAY)


@pytest.mark.parametrize(("value", "reached"), [(999, False), (1000, True), (1001, True)])
def test_a_target_is_reached_at_its_value(value: int, reached: bool) -> None:
    assert is_reached(seen(("2026-07-02", value)), TODAY) is reached


@pytest.mark.parametrize(
    "target",
    [
        Target(metric="no numbers"),
        Target(metric="no way to go", baseline=Observation(value=5, date="2026-01-01"), value=5, by=("2027",)),
        Target(metric="no date", baseline=Observation(value=5), value=6, by=("2027",)),
        Target(metric="backwards", baseline=Observation(value=5, date="2028"), value=6, by=("2027",)),
        Target(metric="impossible", baseline=Observation(value=5, date="2026-13"), value=6, by=("soon",)),
    ],
    ids=lambda target: target.metric,
)
def test_what_has_no_line_has_no_place_on_it(target: Target) -> None:
    assert [each.line for each in progress(target, TODAY)] == [None]


@given(st.floats(-1e12, 1e12), st.integers(1, 4000))
def test_a_place_on_the_line_lies_between_its_ends(value: float, days: int) -> None:
    end = (date(2026, 1, 1) + timedelta(days)).isoformat()
    target = Target(
        metric="x", baseline=Observation(value=0, date="2026-01-01"), value=100, by=(end,),
        observed=(Observation(value=value, date="2026-10-01"),),
    )  # fmt: skip
    found = progress(target, TODAY)[0]
    assert found.line is not None
    assert 0 <= found.line <= 1


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1000000000", 10**9),
        ("1 billion", 10**9),
        ("250m", 250_000_000),
        ("2.5 млрд", 2_500_000_000),
        ("1,000,000", 10**6),
        ("12 500", 12_500),
        ("1.1 million", 1_100_000),
        ("5 crore", 50_000_000),
        ("-3", -3),
        ("0.5", 0.5),
    ],
)
def test_amounts_as_people_write_them(typed: str, value: float) -> None:
    assert read_amount(typed) == value
    assert type(read_amount(typed)) is type(value)


@pytest.mark.parametrize(
    "typed", ["", "many", "1,5", "1e9", "5 apples", "1.2.3", "nan", "inf", "1,00,000", "9" * 19, "9999999999 billion"]
)
def test_what_is_no_amount_or_two_is_refused(typed: str) -> None:
    with pytest.raises(Usage):
        read_amount(typed)


@given(st.integers(-(10**15), 10**15))
def test_an_amount_in_words_is_read_back(value: int) -> None:
    assert read_amount(amount_words(value)) == value
