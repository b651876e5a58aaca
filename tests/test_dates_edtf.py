"""Dates as they are stored: the days that they span, and what is no date."""

from datetime import date

import pytest

from mou_cli.agreement.dates.edtf import bounds, is_day, is_partial


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02-04", date(2026, 2, 4), date(2026, 2, 4)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("2026-02-03/2026-02-04", date(2026, 2, 3), date(2026, 2, 4)),
        ("2026/2026-02", date(2026, 1, 1), date(2026, 2, 28)),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(text: str, first: date, last: date) -> None:
    assert bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "20260204",
        "2026-W05",
        "2026-W05-1",
        "2026-2-4",
        "2026-02-04T10",
        "2026-02-04/..",
        "2026-02-04/",
        "/",
        "2026/2027/2028",
        "10000",
        "２０２６-02-04",
        "2026-02-0٤",
        "2026-02-04\n",
        " 2026",
    ],
)
def test_other_forms_of_iso_8601_are_no_stored_dates(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date of the form"):
        bounds(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-02-31", "there is no 31 February 2026 (28 days)"),
        ("2024-02-30", "there is no 30 February 2024 (29 days)"),
        ("2026-04-00", "there is no 0 April 2026 (30 days)"),
        ("2026-13-01", "there is no month 13"),
        ("2026-00", "there is no month 0"),
        ("0000-01-01", "there is no year 0"),
        ("2027/2026", "2027 to 2026 runs backwards"),
    ],
)
def test_an_impossible_date_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the sentence is compared whole below
        bounds(text)
    assert str(caught.value) == said


def test_only_a_full_day_that_exists_is_a_day() -> None:
    assert [text for text in ("2026-02-04", "2026-02-31", "2026-02", "20260204", "") if is_day(text)] == ["2026-02-04"]


def test_a_date_is_partial_unless_it_is_a_day_or_absent() -> None:
    assert [text for text in ("", "2026", "2026-02", "2026-02-04", "2026-02-03/2026-02-04") if is_partial(text)] == [
        "2026",
        "2026-02",
        "2026-02-03/2026-02-04",
    ]
