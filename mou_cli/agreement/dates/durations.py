"""Periods as they are stored (ISO 8601: `P5Y`, `P6M`, `P90D`, `P2W`), and whole-month addition."""

import re
from datetime import date, timedelta
from functools import lru_cache

from mou_cli.agreement.dates.edtf import month_length

LONGEST_YEARS = 9999
_FORM = re.compile(r"P(?:([0-9]{1,7})Y)?(?:([0-9]{1,7})M)?(?:([0-9]{1,7})W)?(?:([0-9]{1,7})D)?\Z")
_BEYOND = "the day lies beyond the years 1 to 9999"
_MEAN_MONTH = 146097 / 4800  # days; the calendar repeats itself after 400 years
_NAMES = ("year", "month", "week", "day")


@lru_cache(maxsize=1024)
def split_duration(text: str) -> tuple[int, int]:
    """Return the months and the days of `text`, a period as stored; both are added, months first.

    Raises ValueError with a sentence for a person where it is no period, is zero, mixes weeks with other units or is
    longer than 9999 years.
    """
    years, months, weeks, days = counts(text)
    return years * 12 + months, weeks * 7 + days


def counts(text: str) -> tuple[int, int, int, int]:
    """Return the years, months, weeks and days that `text` says; raises what `split_duration` raises."""
    found = _FORM.match(text)
    if found is None or len(text) < 3:
        raise ValueError(f"{text[:40]!r} is not a period of the form P5Y, P6M, P2W or P90D")
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    if not (years or months or weeks or days):
        raise ValueError(f"{text} is a period of zero")
    if found[3] is not None and len(text) != len(found[3]) + 2:
        raise ValueError(f"{text} mixes weeks with other units")
    if years * 12 + months + (weeks * 7 + days) // 28 > LONGEST_YEARS * 12:
        raise ValueError(f"{text} is longer than {LONGEST_YEARS} years")
    return years, months, weeks, days


def add(day: date, months: int, days: int, times: int = 1) -> date:
    """Return `day` plus `times` the period of `months` and `days`, all counted from `day` itself.

    Months go first and stop at the month's last day (31 January + 1 month: 28 February), then the days; periods are
    never chained, so that month ends do not drift. Negative numbers go back. Raises OverflowError beyond the years 1
    to 9999.
    """
    whole = months * times
    if whole:
        year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
        if not 1 <= year <= 9999:
            raise OverflowError(_BEYOND)
        number = day.day
        if number > 28:
            number = min(number, month_length(year, month + 1))
        day = date(year, month + 1, number)
    try:
        return day + timedelta(days * times) if days else day
    except OverflowError:
        raise OverflowError(_BEYOND) from None


def periods_needed(origin: date, first: tuple[int, int], period: tuple[int, int], day: date) -> int:
    """Return the least number of periods, 0 or more, with which `origin` + `first` + periods lies after `day`.

    `first` and `period` are months and days as `split_duration` gives them, counted from `origin` as `add` counts.
    The months are counted, not walked: the answer costs the same after one period and after a thousand.
    """
    months, days = first
    step, odd_days = period
    if days or odd_days:
        return _periods_by_days(origin, first, period, day)
    ahead = (day.year - origin.year) * 12 + day.month - origin.month - months
    if ahead < 0:
        return 0
    count, rest = divmod(ahead, step)
    if rest:
        return count + 1
    number = origin.day
    if number > 28:
        number = min(number, month_length(day.year, day.month))
    return count if number > day.day else count + 1


def _periods_by_days(origin: date, first: tuple[int, int], period: tuple[int, int], day: date) -> int:
    # Months and days mixed: a guess from the mean length of a month, a few periods low, and then the exact sums.
    length = period[0] * _MEAN_MONTH + period[1]
    lead = first[0] * _MEAN_MONTH + first[1]
    count = max(int(((day - origin).days - lead) / length) - 1, 0)
    while count and _lies_after(origin, first, period, count - 1, day):
        count -= 1
    while not _lies_after(origin, first, period, count, day):
        count += 1
    return count


def _lies_after(origin: date, first: tuple[int, int], period: tuple[int, int], count: int, day: date) -> bool:
    try:
        return add(origin, first[0] + count * period[0], first[1] + count * period[1]) > day
    except OverflowError:
        return True


def format_duration(text: str) -> str:
    """Return `text`, a period as stored, for people: `5 years`, `1 year 6 months`; anything else as it is."""
    try:
        parts = counts(text)
    except ValueError:
        return text
    said = [f"{count} {name}{'' if count == 1 else 's'}" for count, name in zip(parts, _NAMES, strict=True) if count]
    return " ".join(said)


def parse_duration(text: str) -> str:
    """Return a period that a person typed (`5y`, `5 years`, `P5Y`, `5 лет`) as it is stored.

    Raises Usage where it is no period that can be counted; see typed_durations.py for the words.
    """
    from mou_cli.agreement.dates.typed_durations import read_duration

    return read_duration(text)
