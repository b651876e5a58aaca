"""Periods as people type them, as they are stored, and as they are added to a day."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import example, given
from hypothesis import strategies as st

from mou_cli.agreement.dates.durations import add, format_duration, parse_duration, split_duration
from mou_cli.errors import Usage


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("P5Y", "P5Y"),
        ("p18m", "P18M"),
        ("P05Y0M", "P5Y"),
        ("P2W", "P2W"),
        ("5y", "P5Y"),
        ("5 years", "P5Y"),
        ("a year", "P1Y"),
        ("6 months", "P6M"),
        ("90d", "P90D"),
        ("2 weeks", "P2W"),
        ("1 year 6 months", "P1Y6M"),
        ("1 year, 6 months and 10 days", "P1Y6M10D"),
        ("6m1y", "P1Y6M"),
        ("five years", "P5Y"),
        ("five (5) years", "P5Y"),
        ("twenty-five years", "P25Y"),
        ("five-year", "P5Y"),
        ("ninety days", "P90D"),
        ("5 лет", "P5Y"),
        ("1 год и 6 месяцев", "P1Y6M"),
        ("шесть месяцев", "P6M"),
        ("бес жыл", "P5Y"),
        ("۵ سال", "P5Y"),
        ("9999 years", "P9999Y"),
    ],
)
def test_a_typed_period_is_stored_in_its_own_units(typed: str, stored: str) -> None:
    assert parse_duration(typed) == stored


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "the period is empty"),
        ("P0D", "period of zero"),
        ("0 years", "period of zero"),
        ("-5y", "backwards"),
        ("P-5Y", "backwards"),
        ("PT5H", "hours"),
        ("5 hours", "hours"),
        ("P1DT12H", "hours"),
        ("1.5 years", "fraction"),
        ("1,5 года", "fraction"),
        ("half a year", "fraction"),
        ("½ year", "fraction"),
        ("5", "does not say of what"),
        ("P1Y2W", "mixes weeks"),
        ("1 year 2 weeks", "mixes weeks"),
        ("10000 years", "longer than 9999 years"),
        ("9" * 90 + "y", "longer than 9999 years"),
        ("9999999d", "longer than 9999 years"),
        ("five (6) years", "is not a period"),
        ("5y 5y", "is not a period"),
        ("P", "is not a period"),
        ("P6M1Y", "is not a period"),
        ("90 working days", "working days"),
        ("indefinite", "no length"),
        ("x" * 101, "at most 100"),
    ],
)
def test_what_cannot_be_counted_is_refused(typed: str, complaint: str) -> None:
    with pytest.raises(Usage) as caught:
        parse_duration(typed)
    assert complaint in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("stored", "parts"),
    [("P5Y", (60, 0)), ("P1Y6M", (18, 0)), ("P90D", (0, 90)), ("P2W", (0, 14)), ("P1Y6M10D", (18, 10))],
)
def test_a_period_is_months_and_days(stored: str, parts: tuple[int, int]) -> None:
    assert split_duration(stored) == parts


@pytest.mark.parametrize("damaged", ["", "P", "P0Y", "5y", "P1Y2W", "PT5H", "P-1Y", "P1.5Y", "P5Y\n", "P٥Y", "P10000Y"])
def test_a_damaged_period_is_no_period(damaged: str) -> None:
    with pytest.raises(ValueError, match=r"period|weeks|longer"):
        split_duration(damaged)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("P5Y", "5 years"), ("P1Y6M", "1 year 6 months"), ("P90D", "90 days"), ("P2W", "2 weeks"), ("odd", "odd")],
)
def test_a_period_is_written_for_people(stored: str, shown: str) -> None:
    assert format_duration(stored) == shown


def test_month_ends_do_not_drift() -> None:
    assert [add(date(2026, 1, 31), 1, 0, times) for times in (1, 2, 3)] == [
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1), (date(2026, 1, 1), 10**9)])
def test_the_calendar_ends(day: date, months: int) -> None:
    with pytest.raises(OverflowError):
        add(day, months, 0)


@given(
    st.dates(date(1000, 1, 1), date(3000, 12, 31)),
    st.integers(-600, 600),
    st.integers(-5000, 5000),
    st.integers(-5, 5),
)
@example(date(2024, 2, 29), 12, 0, 1)
def test_addition_is_that_of_relativedelta(day: date, months: int, days: int, times: int) -> None:
    assert add(day, months, days, times) == day + relativedelta(months=months * times, days=days * times)


periods = st.one_of(
    st.integers(1, 5000).map("P{}W".format),
    st.tuples(*(st.integers(0, 400),) * 3)
    .filter(any)
    .map(lambda parts: "P" + "".join(f"{n}{unit}" for n, unit in zip(parts, "YMD", strict=True) if n)),
)


@given(periods)
def test_a_stored_period_reads_as_itself_and_so_does_what_is_shown(stored: str) -> None:
    assert parse_duration(stored) == stored
    assert parse_duration(format_duration(stored)) == stored


WORDS = st.sampled_from(["5", "five", "(5)", "y", "years", " ", "and", "P", "W", "-", "1.5", "лет", "0"])


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=8).map("".join)))
@example("1" * 100_000)
@example("a" * 100)
def test_any_text_is_a_period_or_is_refused(text: str) -> None:
    try:
        stored = parse_duration(text)
    except Usage:
        return
    assert sum(split_duration(stored)) > 0
