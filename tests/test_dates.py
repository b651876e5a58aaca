"""Dates as people type them, and what is refused rather than guessed."""

from datetime import date

import pytest

from mou_cli.agreement.dates.dates import format_day, parse_date, parse_range
from mou_cli.errors import Usage
from tests.factories import TODAY


def refused(text: str) -> Usage:
    with pytest.raises(Usage) as caught:
        parse_date(text, TODAY)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026", "2026"),
        ("2026-02", "2026-02"),
        ("2026-02-04", "2026-02-04"),
        (" 2026-2-4 ", "2026-02-04"),
        ("2026-02-03/2026-02-04", "2026-02-03/2026-02-04"),
        ("1992/1994-05", "1992/1994-05"),
        ("2026-02-04/2026-02-04", "2026-02-04"),
        ("4 Feb 2026", "2026-02-04"),
        ("4th of February, 2026", "2026-02-04"),
        ("February 4, 2026", "2026-02-04"),
        ("Feb. 4th 2026", "2026-02-04"),
        ("4-Feb-2026", "2026-02-04"),
        ("2026 February 4", "2026-02-04"),
        ("Wednesday, 4 February 2026", "2026-02-04"),
        ("February 2026", "2026-02"),
        ("in February 2026", "2026-02"),
        ("29 Feb 2024", "2024-02-29"),
        ("4-5 February 2026", "2026-02-04/2026-02-05"),
        ("3–4 Feb 2026", "2026-02-03/2026-02-04"),
        ("February 3-4, 2026", "2026-02-03/2026-02-04"),
        ("from 3 to 4 February 2026", "2026-02-03/2026-02-04"),
        ("30 January - 2 February 2026", "2026-01-30/2026-02-02"),
        ("30 Dec 2025 - 2 Jan 2026", "2025-12-30/2026-01-02"),
        ("Feb-Mar 2026", "2026-02/2026-03"),
        ("2024-2026", "2024/2026"),
        ("2026-02-03 to 2026-02-04", "2026-02-03/2026-02-04"),
    ],
)
def test_a_typed_date_is_stored_at_the_precision_that_was_said(typed: str, stored: str) -> None:
    assert parse_date(typed, TODAY) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("4 февраля 2026", "2026-02-04"),
        ("4 февраля 2026 г.", "2026-02-04"),
        ("3-4 ФЕВРАЛЯ 2026 года", "2026-02-03/2026-02-04"),
        ("с 30 января по 2 февраля 2026 г.", "2026-01-30/2026-02-02"),
        ("май 2026", "2026-05"),
        ("2026 жылғы 4 ақпан", "2026-02-04"),
        ("2026 жылғы 3-4 ақпан", "2026-02-03/2026-02-04"),
        ("4 қыркүйек 2026", "2026-09-04"),
        ("۴ فروری ۲۰۲۶ء", "2026-02-04"),
        ("3 سے 4 فروری 2026", "2026-02-03/2026-02-04"),
        ("٢٠٢٦-٠٢-٠٤", "2026-02-04"),
    ],
)
def test_the_languages_of_the_desk_are_read(typed: str, stored: str) -> None:
    assert parse_date(typed, TODAY) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("today", "2026-11-21"),
        ("Yesterday", "2026-11-20"),
        ("tomorrow", "2026-11-22"),
        ("in 6 months", "2027-05-21"),
        ("in two weeks", "2026-12-05"),
        ("90 days from now", "2027-02-19"),
        ("6 months ago", "2026-05-21"),
        ("сегодня", "2026-11-21"),
        ("через 6 месяцев", "2027-05-21"),
        ("2 года назад", "2024-11-21"),
    ],
)
def test_days_are_reckoned_from_today(typed: str, stored: str) -> None:
    assert parse_date(typed, TODAY) == stored


@pytest.mark.parametrize("text", ["04/02/2026", "4.2.2026", "04-02-2026", "4 2 2026", "2026/02/04", "2026.04.02"])
def test_a_date_that_can_be_read_in_two_ways_is_refused_with_both(text: str) -> None:
    fault = refused(text)
    assert "2026-02-04 (4 Feb 2026)" in fault.message
    assert "2026-04-02 (2 Apr 2026)" in fault.message
    assert "2026-02-04" in fault.hint


@pytest.mark.parametrize("text", ["25/12/2026", "12/25/2026", "25.12.2026"])
def test_the_only_reading_of_numbers_in_an_unsure_order_is_offered_not_taken(text: str) -> None:
    assert refused(text).hint == "type 2026-12-25 if 25 Dec 2026 is meant"


@pytest.mark.parametrize("text", ["4 February", "Feb 4", "February", "04/02", "3-4 Feb", "26", "4 февраля"])
def test_a_date_without_a_year_is_refused(text: str) -> None:
    assert "has no year" in refused(text).message


@pytest.mark.parametrize("text", ["04/02/26", "4 Feb 26", "Feb 4 26", "4-Feb-26"])
def test_a_year_of_two_digits_is_refused(text: str) -> None:
    assert "two digits" in refused(text).message


@pytest.mark.parametrize("text", ["31 February 2026", "2026-02-31", "February 31, 2026"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    assert "there is no 31 February 2026 (28 days)" in refused(text).message


@pytest.mark.parametrize(
    "text", ["2026-02-04T10:00", "2026-02-04 10:00", "2026-02-04T10:00:00Z", "20260204T10", "4 Feb 2026 10 am"]
)
def test_a_time_of_day_is_refused(text: str) -> None:
    assert "time of day" in refused(text).message


@pytest.mark.parametrize("text", ["0000", "0000-01-01", "4 Feb 0000"])
def test_there_is_no_year_0(text: str) -> None:
    assert "there is no year 0" in refused(text).message


@pytest.mark.parametrize("text", ["10000", "10000-01-01", "4 Feb 10000", "1770163200"])
def test_years_have_four_digits(text: str) -> None:
    assert "a year has four digits" in refused(text).hint


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_an_empty_date_is_refused(text: str) -> None:
    assert refused(text).message == "the date is empty"


@pytest.mark.parametrize("text", ["2026?", "circa 1992", "199X", "2026-XX"])
def test_an_uncertain_date_is_refused_with_what_to_do(text: str) -> None:
    assert "only what is known" in refused(text).hint


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "next month",
        "2026-W05",
        "2026-035",
        "4 to Feb to 2026",
        "1² February 2026",
        "4/5 February 2026",
        "4 Feb 2026 2027",
        "from 4 Feb 2026",
        "in 5 hours",
        "in 99999 years",
        "2026-02-04/..",
        "4 Feb 926",
        "x" * 101,
    ],
)
def test_what_is_no_date_is_refused_with_the_forms(text: str) -> None:
    assert "2026-02-0" in refused(text).hint


def test_a_compact_day_is_refused_with_its_hyphens() -> None:
    assert refused("20260204").hint == "type 2026-02-04"


def test_a_month_with_a_slash_is_refused_with_its_hyphen() -> None:
    assert refused("02/2026").hint == "type 2026-02 for that month"


def test_a_weekday_that_contradicts_its_date_is_refused() -> None:
    assert "contradicts itself" in refused("Monday 4 Feb 2026").message


@pytest.mark.parametrize("text", ["5-4 Feb 2026", "2027-2026", "2026-02-04/2026-02-03"])
def test_an_interval_does_not_run_backwards(text: str) -> None:
    assert "backwards" in refused(text).message


def test_a_day_before_the_calendar_is_refused() -> None:
    assert "beyond the years" in refused("9000 years ago").message


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-01..2026-06", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-02-04..", date(2026, 2, 4), None),
        ("..2025", None, date(2025, 12, 31)),
        ("3-4 Feb 2026", date(2026, 2, 3), date(2026, 2, 4)),
        ("4 Feb 2026 .. today", date(2026, 2, 4), TODAY),
        ("..in 6 months", None, date(2027, 5, 21)),
    ],
)
def test_a_range_takes_in_whole_years_and_months(text: str, first: date | None, last: date | None) -> None:
    assert parse_range(text, TODAY) == (first, last)


@pytest.mark.parametrize("text", ["..", " .. ", "2027..2026", "2026..2027..2028", "04/02/2026..", "", "2026...2027"])
def test_a_range_that_says_nothing_or_runs_backwards_is_refused(text: str) -> None:
    with pytest.raises(Usage):
        parse_range(text, TODAY)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("2026", "2026"),
        ("2026-02", "Feb 2026"),
        ("2026-02-04", "4 Feb 2026"),
        ("2026-02-03/2026-02-04", "3-4 Feb 2026"),
        ("2026-01-30/2026-02-02", "30 Jan - 2 Feb 2026"),
        ("2025-12-30/2026-01-02", "30 Dec 2025 - 2 Jan 2026"),
        ("2026-02/2026-03", "Feb-Mar 2026"),
        ("2025-12/2026-03", "Dec 2025 - Mar 2026"),
        ("2024/2026", "2024-2026"),
        ("1992/1994-05", "1992 - May 1994"),
    ],
)
def test_a_stored_date_is_written_for_people(stored: str, shown: str) -> None:
    assert format_day(stored) == shown


@pytest.mark.parametrize("damaged", ["", "2026-02-31", "nonsense", "2026-02-04/"])
def test_a_damaged_date_is_shown_as_it_is(damaged: str) -> None:
    assert format_day(damaged) == damaged
