"""Dates as they are stored: EDTF (ISO 8601-2) at the precision that is known, read into their first and last day."""

import re
from datetime import date
from functools import lru_cache

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_length(year: int, month: int) -> int:
    """Return how many days `month` (1 to 12) of `year` has in the proleptic Gregorian calendar."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


def is_day(text: str) -> bool:
    """Say whether `text` is one full day that exists, such as `2026-02-04`."""
    try:
        return _is_day_shaped(text) and bool(date.fromisoformat(text))
    except ValueError:
        return False


@lru_cache(16384)
def bounds(text: str) -> tuple[date, date]:
    """Return the earliest and the latest day that `text`, a date as stored, can mean.

    `text` is `2026`, `2026-02`, `2026-02-04` or an interval of two of these. Raises ValueError with a sentence for a
    person where it is of another form or names a day that does not exist.
    """
    if _is_day_shaped(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return _single(text)
        return day, day
    if "/" not in text:
        return _single(text)
    start, _, end = text.partition("/")
    first, last = _single(start)[0], _single(end)[1]
    if first > last:
        raise ValueError(f"{start} to {end} runs backwards")
    return first, last


def is_partial(text: str) -> bool:
    """Say whether `text`, a date as stored or an empty text, leaves more than one day open."""
    return len(text) != 10 and text != ""


def _is_day_shaped(text: str) -> bool:
    # date.fromisoformat takes week dates and dates without hyphens since Python 3.11; neither passes here.
    return len(text) == 10 and text[4] == "-" == text[7] and text.isascii()


def _single(text: str) -> tuple[date, date]:
    found = _FORM.match(text)
    if found is None:
        raise ValueError(f"{_shown(text)} is not a date of the form 2026, 2026-02 or 2026-02-04")
    year, month, day = int(found[1]), found[2], found[3]
    if year == 0:
        raise ValueError("there is no year 0")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    number = int(month)
    if not 1 <= number <= 12:
        raise ValueError(f"there is no month {number}")
    length = month_length(year, number)
    if day is None:
        return date(year, number, 1), date(year, number, length)
    if not 1 <= int(day) <= length:
        raise ValueError(f"there is no {int(day)} {_MONTHS[number - 1]} {year} ({length} days)")
    return date(year, number, int(day)), date(year, number, int(day))


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "...")
