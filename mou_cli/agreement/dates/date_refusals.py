"""Why a text is not taken as a date, and what to type in its stead: every reading that it could have is named."""

import re
from collections.abc import Callable

from mou_cli.agreement.dates.edtf import is_day
from mou_cli.errors import Usage

_FORMS = "such as 2026, 2026-02, 2026-02-04, 4 Feb 2026, 3-4 Feb 2026, today, in 6 months"
_DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})\s*([/.\- ])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})\s*([/. ])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})\Z")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})\s*[/.\- ]\s*([0-9]{4})\Z|([0-9]{4})\s*[/. ]\s*([0-9]{1,2})\Z")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z")
_TIME = re.compile(r"[0-9]t[0-9]|[0-9]:[0-9]|[0-9]\s?[ap]\.?m\b|\b(noon|midnight)\b|o'clock|\bgmt\b|\butc\b")
_UNSURE = re.compile(r"[?~%]|\b(c|ca|circa|about|около)\b|[0-9]x+\b|-xx\b")
_NO_YEAR = frozenset({"DM", "MD", "D-DM", "MD-D", "DM-DM", "MD-MD", "M", "D-M", "M-D", "D", "D-D", "D/D", "D/M"})
_SHORT_YEAR = re.compile(r"(D[-/]?M|M[-/]?D|D[-/]?D)[-/]?D\Z")


def refusal(text: str, words: str, shape: str) -> Usage:
    """Return the error for `text`, which is no date that can be taken.

    `words` is `text` folded (see time_words.plain); `shape` a letter for every part of it: D M Y for day, month and
    year, N a number of another length, I an ISO date, `- / >` what stands between, `?` anything else.
    """
    for reason in _REASONS:
        found = reason(words, shape)
        if found:
            return Usage(f"{text!r} {found[0]}" if words else found[0], found[1])
    return Usage(f"{text!r} is not a date", _FORMS)


Reason = Callable[[str, str], tuple[str, str] | None]


def _empty(words: str, _: str) -> tuple[str, str] | None:
    return None if words else ("the date is empty", _FORMS)


def _time_of_day(words: str, _: str) -> tuple[str, str] | None:
    return ("has a time of day", "days are recorded without one: 2026-02-04") if _TIME.search(words) else None


def _uncertain(words: str, _: str) -> tuple[str, str] | None:
    hint = "say only what is known (1992, 1992-02, 1992/1994) and how sure its source is"
    return ("is uncertain", hint) if _UNSURE.search(words) else None


def _day_or_month_first(words: str, _: str) -> tuple[str, str] | None:
    found = _DAY_OR_MONTH_FIRST.match(words)
    if found is None:
        return None
    first, _sign, second, year = found.groups()
    return _by_readings([f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}"])


def _year_first(words: str, _: str) -> tuple[str, str] | None:
    found = _YEAR_FIRST.match(words)
    if found is None:
        return None
    year, _sign, first, second = found.groups()
    return _by_readings([f"{year}-{first:0>2}-{second:0>2}", f"{year}-{second:0>2}-{first:0>2}"])


def _month_and_year(words: str, _: str) -> tuple[str, str] | None:
    found = _MONTH_AND_YEAR.match(words)
    if found is None:
        return None
    year, month = found[2] or found[3], found[1] or found[4]
    if 1 <= int(month) <= 12:
        return "is not a date that can be read in one way only", f"type {year}-{month:0>2} for that month"
    return None


def _compact(words: str, _: str) -> tuple[str, str] | None:
    found = _COMPACT.match(words)
    if found is None:
        return None
    day = "-".join(found.groups())
    return ("is a bare number", f"type {day}" if is_day(day) else _FORMS)


def _long_number(_: str, shape: str) -> tuple[str, str] | None:
    if shape == "N":
        return "is a number, not a date", "a year has four digits, 0001 to 9999; " + _FORMS
    if "N" in shape and "?" not in shape:
        return "has a year outside 0001 to 9999", "a year has four digits"
    return None


def _short_year(_: str, shape: str) -> tuple[str, str] | None:
    return ("has a year of two digits", "write the year with four: 4 Feb 2026") if _SHORT_YEAR.match(shape) else None


def _no_year(_: str, shape: str) -> tuple[str, str] | None:
    if shape.replace(">", "-") not in _NO_YEAR:
        return None
    return "has no year", "add the year with four digits: 4 Feb 2026, or 2026-02-04"


def _open(words: str, _: str) -> tuple[str, str] | None:
    hint = "one date, or an interval that has both ends: 2026-02-03/2026-02-04"
    return ("is a range, not a date", hint) if ".." in words else None


def _by_readings(readings: list[str]) -> tuple[str, str] | None:
    from mou_cli.agreement.dates.dates import format_day

    real = [f"{day} ({format_day(day)})" for day in dict.fromkeys(readings) if is_day(day)]
    if len(real) == 2:
        return f"can be {real[0]} or {real[1]}", f"type {real[0][:10]} or {real[1][:10]}"
    if real:
        complaint = "is written in an order that differs from country to country"
        return complaint, f"type {real[0][:10]} if {real[0][12:-1]} is meant"
    return "is not a date in any order of day and month", _FORMS


_REASONS: tuple[Reason, ...] = (
    _empty,
    _open,
    _time_of_day,
    _day_or_month_first,
    _year_first,
    _month_and_year,
    _compact,
    _uncertain,
    _long_number,
    _no_year,
    _short_year,
)
