"""The order of day, month and year: read from a word or a heading, and kept when dates in figures are read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mou_cli.agreement.reading.date_orders import ORDERS, in_order, order_in, read_order, readings
from mou_cli.errors import Usage

FORMS = {"dmy": "{0.day}{1}{0.month}{1}{0.year:04}", "mdy": "{0.month}{1}{0.day}{1}{0.year:04}"}


@given(day=st.dates(), order=st.sampled_from(sorted(FORMS)), sign=st.sampled_from([".", "/", "-", " "]))
def test_any_day_is_read_as_it_was_written(day: date, order: str, sign: str) -> None:
    assert in_order(FORMS[order].format(day, sign), order) == day.isoformat()


@given(day=st.dates(), sign=st.sampled_from([".", "/", " "]))
def test_any_day_with_its_year_first(day: date, sign: str) -> None:
    assert in_order(f"{day.year:04}{sign}{day.month}{sign}{day.day:02}", "ymd") == day.isoformat()


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("text", ["2026", "2026-02", "2026-02-04", "2026-02-03/2026-02-04", "4 Feb 2026", "today", "x"])
def test_what_has_one_reading_keeps_it(text: str, order: str) -> None:
    assert in_order(text, order) == text


def test_both_ends_of_an_interval_are_read() -> None:
    assert in_order("03.02.2026 - 04.02.2026", "dmy") == "2026-02-03 - 2026-02-04"


@pytest.mark.parametrize(
    ("text", "order"), [("03/2011", "dmy"), ("3.2011", "mdy"), ("2011/03", "ymd"), ("2011.3", "ymd")]
)
def test_a_month_is_read_too(text: str, order: str) -> None:
    assert in_order(text, order) == "2011-03"


@pytest.mark.parametrize(("text", "order"), [("13/2011", "dmy"), ("2011/03", "dmy"), ("03.2011", "ymd")])
def test_a_month_that_does_not_fit_is_refused(text: str, order: str) -> None:
    with pytest.raises(Usage, match="is no month in the order"):
        in_order(text, order)


def test_figures_of_other_scripts_are_figures() -> None:
    assert in_order("٠٤/٠٢/٢٠٢٦", "dmy") == "2026-02-04"


def test_each_order_that_can_read_it_is_told() -> None:
    assert readings("04/02/2026") == [("dmy", "4 Feb 2026"), ("mdy", "2 Apr 2026")]
    assert readings("31/31/2026") == []


@pytest.mark.parametrize("word", ["dmy", "DMY", "dd.mm.yyyy", "day-month-year", "Day/Month/Year", "дд.мм.гггг"])
def test_an_order_goes_by_several_names(word: str) -> None:
    assert read_order(word) == "dmy"


@pytest.mark.parametrize("heading", ["Date", "Dated", "A/B/C", "yes/no/other", "MoU (d/m)", "M.o.U.", "Nur-Sultan", ""])
def test_a_heading_without_an_order_says_none(heading: str) -> None:
    assert order_in(heading) is None
