"""Laws of dates: what is printed is read back, nothing is guessed, nothing else than a Usage comes out."""

from datetime import date, datetime

from dateutil.parser import parse as dateutil_parse
from hypothesis import example, given
from hypothesis import strategies as st

from mou_cli.agreement.dates.dates import format_day, parse_date, parse_range
from mou_cli.agreement.dates.edtf import bounds, is_day
from mou_cli.errors import Usage
from tests.factories import TODAY

days = st.dates()


@st.composite
def singles(draw: st.DrawFn) -> str:
    return draw(days).isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def stored_dates(draw: st.DrawFn) -> str:
    one, other = draw(singles()), draw(singles())
    if draw(st.booleans()) or one == other:
        return one
    if bounds(one)[0] > bounds(other)[1]:
        one, other = other, one
    return f"{one}/{other}"


def read(text: str) -> str | None:
    try:
        return parse_date(text, TODAY)
    except Usage:
        return None


@given(stored_dates())
def test_a_stored_date_reads_as_itself(stored: str) -> None:
    assert parse_date(stored, TODAY) == stored


@given(stored_dates())
def test_what_is_shown_to_people_is_read_back(stored: str) -> None:
    assert parse_date(format_day(stored), TODAY) == stored


@given(stored_dates())
def test_a_date_spans_from_its_first_to_its_last_day(stored: str) -> None:
    first, last = bounds(stored)
    assert first <= last
    assert parse_range(stored, TODAY) == (first, last)
    assert is_day(stored) == (first == last and "/" not in stored)


@given(days)
def test_a_day_bounds_itself(day: date) -> None:
    assert bounds(day.isoformat()) == (day, day)


NAMED_FORMS = st.sampled_from(
    ["{d} {b} {y}", "{d} {B} {y}", "{b} {d}, {y}", "{B} {d} {y}", "{d}-{b}-{y}", "{y} {b} {d}"]
)


# Before the year 1000 dateutil takes 0099 for 1999.
@given(st.dates(date(1000, 1, 1)), NAMED_FORMS)
def test_forms_with_a_name_for_the_month_are_read_as_dateutil_reads_them(day: date, form: str) -> None:
    text = form.format(d=day.day, b=f"{day:%b}", B=f"{day:%B}", y=f"{day.year:04}")
    early, late = datetime(1, 1, 1), datetime(2000, 12, 31)
    assert dateutil_parse(text, default=early).date() == dateutil_parse(text, default=late).date() == day
    assert parse_date(text, TODAY) == day.isoformat()


@given(days, st.sampled_from("/.- "))
def test_numbers_alone_are_never_taken_in_day_first_or_month_first_order(day: date, sign: str) -> None:
    assert read(f"{day.day}{sign}{day.month}{sign}{day.year:04}") is None
    assert read(f"{day.month}{sign}{day.day}{sign}{day.year:04}") is None


@given(days, st.sampled_from(["%d %B", "%B %d", "%d %b"]))
def test_a_date_without_a_year_is_never_taken(day: date, form: str) -> None:
    assert read(day.strftime(form)) is None


WORDS = st.sampled_from(
    ["4", "04", "2026", "26", "Feb", "february", "мая", "-", "/", "..", ",", "T", "10:00", "in", "г."]
)


@given(
    st.one_of(
        st.text(max_size=200), st.lists(WORDS, max_size=8).map(" ".join), st.lists(WORDS, max_size=8).map("".join)
    )
)
@example("-" * 100_000)
@example("1" * 100_000)
@example("\ud800")
def test_any_text_is_a_date_that_exists_or_is_refused(text: str) -> None:
    stored = read(text)
    assert stored is None or parse_date(stored, TODAY) == stored


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=6).map("".join)))
def test_any_text_is_a_range_or_is_refused(text: str) -> None:
    try:
        first, last = parse_range(text, TODAY)
    except Usage:
        return
    assert first is None or last is None or first <= last
