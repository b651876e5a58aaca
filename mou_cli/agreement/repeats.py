"""How a commitment repeats: a rule of RFC 5545 (`FREQ=YEARLY;INTERVAL=2`), read, typed and counted.

A rule of months or years that names no days of its own keeps the day from which it is counted, in a shorter month the
last one: 31 January, 28 February, 31 March (see clamped()). What a person wrote out with days is taken to the letter.

Only rules that name days are taken. dateutil counts them; it would search for ever where an interval is zero, and
day by day to the year 9999 where a rule names one that never comes, so both are refused here.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING

from mou_cli.agreement.dates.edtf import month_length
from mou_cli.errors import Usage

if TYPE_CHECKING:
    from dateutil.rrule import rrule

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
_NAMES = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"} | {
    f"BY{part}" for part in ("DAY", "MONTHDAY", "MONTH", "YEARDAY", "WEEKNO", "SETPOS")
}
_LONGEST = 200
# The parts that RFC 5545 has for some frequencies only.
_NOT_WITH = {
    "BYWEEKNO": ("MONTHLY", "WEEKLY", "DAILY"),
    "BYYEARDAY": ("MONTHLY", "WEEKLY", "DAILY"),
    "BYMONTHDAY": ("WEEKLY",),
    "BYSETPOS": ("DAILY",),
}
# The days that stand in a rule for the 29th, the 30th and the 31st, each with the last day of a shorter month.
_CLAMPED = {"28,29": 29, "28,29,30": 30, "28,29,30,31": 31}
_LEAP_DAY = (2, 29)
_UNTIL = re.compile(r"(\d{8})(T\d{6}Z?)?\Z", re.ASCII)
_WORDS = {
    "yearly": "FREQ=YEARLY",
    "annually": "FREQ=YEARLY",
    "every year": "FREQ=YEARLY",
    "biennially": "FREQ=YEARLY;INTERVAL=2",
    "half-yearly": "FREQ=MONTHLY;INTERVAL=6",
    "twice a year": "FREQ=MONTHLY;INTERVAL=6",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "every quarter": "FREQ=MONTHLY;INTERVAL=3",
    "monthly": "FREQ=MONTHLY",
    "every month": "FREQ=MONTHLY",
    "weekly": "FREQ=WEEKLY",
    "every week": "FREQ=WEEKLY",
    "daily": "FREQ=DAILY",
    "every day": "FREQ=DAILY",
}
_EVERY = re.compile(r"every (\d{1,3}) (year|month|week|day)s?\Z", re.ASCII)
_UNITS = {"year": "YEARLY", "month": "MONTHLY", "week": "WEEKLY", "day": "DAILY"}
_FORMS = "such as yearly, every 2 years, quarterly or FREQ=MONTHLY;BYDAY=1MO"


def read_repeats(text: str) -> str:
    """Return the rule that a person typed (`yearly`, `every 2 years`, `FREQ=YEARLY`) as it is stored.

    Raises Usage where it is no rule that can be counted.
    """
    words = " ".join(text.lower().split())
    spelled = _EVERY.match(words)
    if words in _WORDS:
        return _WORDS[words]
    if spelled:
        rule = f"FREQ={_UNITS[spelled[2]]};INTERVAL={int(spelled[1])}"
    else:
        rule = text.strip().upper().removeprefix("RRULE:")
    fault = fault_of(rule)
    if fault:
        raise Usage(f"{text[:60]!r} {fault}", _FORMS)
    return rule


def fault_of(rule: str) -> str:
    """Return what is wrong with a rule as stored, as the end of a sentence; empty where it can be counted."""
    if len(rule) > _LONGEST:
        return f"is longer than {_LONGEST} characters"
    parts = _parts(rule)
    if parts is None or "FREQ" not in parts:
        return "is not a rule of repetition"
    unknown = next((name for name in parts if name not in _NAMES), "")
    if unknown or parts["FREQ"] not in FREQUENCIES:
        return f"is not a rule that names days: {unknown or 'FREQ=' + parts['FREQ']}"
    if any(name in parts and not _counts(parts[name]) for name in ("INTERVAL", "COUNT")):
        return "counts zero or less"
    if "COUNT" in parts and "UNTIL" in parts:
        return "has both COUNT and UNTIL"
    wrong = next(
        (name for name, frequencies in _NOT_WITH.items() if name in parts and parts["FREQ"] in frequencies), ""
    )
    if wrong:
        return f"has {wrong}, which FREQ={parts['FREQ']} cannot have"
    try:
        if not _can_come(parts):
            return "names a day that no month has"
        _read(rule, date(2026, 1, 1))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return "is not a rule of repetition"
    return ""


def clamped(rule: str, first: date) -> str:
    """Return a rule of months or years that names no days as it is counted from `first`, so that no month is left out.

    Of 31 January `FREQ=MONTHLY` leaves out every shorter month (RFC 5545, section 3.3.10); what comes back names the
    last day of such a month instead. Another rule, and one from a day that every month has, stays as it is.
    """
    parts = _parts(rule)
    if parts is None or any(name.startswith("BY") for name in parts):
        return rule
    if parts.get("FREQ") == "MONTHLY" and first.day > 28:
        days = next(days for days, day in _CLAMPED.items() if day == first.day)
        return _rule({**parts, "BYMONTHDAY": days, "BYSETPOS": "-1"})
    if parts.get("FREQ") == "YEARLY" and (first.month, first.day) == _LEAP_DAY:
        return _rule({**parts, "BYMONTH": "2", "BYMONTHDAY": "28,29", "BYSETPOS": "-1"})
    return rule


def unclamped(rule: str) -> str:
    """Return a rule as it was before clamped(); any other stays as it is."""
    if not clamped_day(rule):
        return rule
    return _rule({name: value for name, value in (_parts(rule) or {}).items() if not name.startswith("BY")})


def clamped_day(rule: str) -> int:
    """Return the day, 29 to 31, that a rule from clamped() names in each month that has it; 0 for any other rule."""
    parts = _parts(rule) or {}
    days = {name: value for name, value in parts.items() if name.startswith("BY")}
    if days.pop("BYSETPOS", "") != "-1":
        return 0
    day = _CLAMPED.get(days.pop("BYMONTHDAY", ""), 0)
    if parts.get("FREQ") == "YEARLY":
        return day if days == {"BYMONTH": "2"} and day == _LEAP_DAY[1] else 0
    return day if parts.get("FREQ") == "MONTHLY" and not days else 0


def next_day(rule: str, first: date, day: date) -> date | None:
    """Return the first day after `day` that a rule names, counted from `first`; None where it names none.

    None too where the rule cannot be read, which is a finding of its own.
    """
    if fault_of(rule):
        return None
    rule, last = clamped(rule, first), datetime.combine(day, time.max)
    found = next((each for each in _counted(rule, _read(rule, first)) if each > last), None)
    return None if found is None else found.date()


def shortened(rule: str, first: date, due: date) -> str:
    """Return a rule that was counted from `first` as it is counted from `due`.

    Of a COUNT, what is past is gone; and of a day that not every month has, it is not forgotten (see clamped()).
    """
    rule = clamped(rule, first)
    parts = _parts(rule) or {}
    if "COUNT" not in parts or fault_of(rule):
        return rule
    past = sum(1 for each in _counted(rule, _read(rule, first)) if each.date() < due)
    parts["COUNT"] = str(max(int(parts["COUNT"]) - past, 1))
    return _rule(parts)


def _rule(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _counted(rule: str, every: "rrule") -> Iterator[datetime]:
    count = (_parts(rule) or {}).get("COUNT")
    return islice(every, int(count)) if count else iter(every)


def _parts(rule: str) -> dict[str, str] | None:
    pairs = [part.partition("=") for part in rule.upper().split(";")]
    if not all(name and value for name, _, value in pairs) or "\n" in rule:
        return None
    return {name: value for name, _, value in pairs}


def _counts(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:7]) > 0 and len(text) < 6


def _can_come(parts: dict[str, str]) -> bool:
    days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "1").split(",")]
    months = [int(month) for month in parts.get("BYMONTH", "1").split(",")]
    return all(1 <= month <= 12 for month in months) and min(days) <= max(month_length(2024, month) for month in months)


def _read(rule: str, first: date) -> "rrule":
    from dateutil.rrule import rrule, rrulestr

    parts = _parts(rule) or {}
    # How often it comes is counted here: beside a count, dateutil takes no last day.
    parts.pop("COUNT", "")
    until = parts.pop("UNTIL", "")
    made = rrulestr(_rule(parts), dtstart=datetime.combine(first, time()))
    if not isinstance(made, rrule):
        raise ValueError("a set of rules")
    return made.replace(until=_end(until)) if until else made


def _end(until: str) -> datetime:
    found = _UNTIL.match(until)
    if found is None:
        raise ValueError("UNTIL is no date")
    return datetime.combine(datetime.strptime(found[1], "%Y%m%d").date(), time.max)
