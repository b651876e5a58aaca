"""How a rule of repetition (RFC 5545) reads: `every 2 years, 3 times`."""

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.repeats import clamped_day, unclamped

_FREQUENCIES = {"YEARLY": "year", "MONTHLY": "month", "WEEKLY": "week", "DAILY": "day"}
_WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_PLACES = {"": "", "1": "the first ", "2": "the second ", "3": "the third ", "4": "the fourth ", "-1": "the last "}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def repeat_words(rule: str) -> str:
    """Return an RRULE (RFC 5545, section 3.3.10) in words where it is a plain one: `every 2 years`; else as it is."""
    day = clamped_day(rule)
    parts = dict(part.partition("=")[::2] for part in unclamped(rule).upper().split(";"))
    name, interval = _FREQUENCIES.get(parts.pop("FREQ", "")), parts.pop("INTERVAL", "1")
    on, ends = _clamped_words(day, name) if day else _on_words(parts), _end_words(parts)
    if name is None or parts:
        return rule
    return (f"every {name}" if interval == "1" else f"every {interval} {name}s") + on + ends


def _clamped_words(day: int, name: str | None) -> str:
    # A day that not every month has, and the last one instead.
    if name == "year":
        return " on 29 February, else on the 28th"
    return " on the last day" if day == 31 else f" on day {day}, else on the last day"


def _on_words(parts: dict[str, str]) -> str:
    """Return the days of a rule in words, and take them out of `parts`; what has no plain words stays in it."""
    month = parts.get("BYMONTH", "")
    in_month = f" {_MONTHS[int(month) - 1]}" if month.isdecimal() and 1 <= int(month) <= 12 else ""
    day = parts.get("BYMONTHDAY", "")
    days = [_day_words(each) for each in parts.get("BYDAY", "").split(",") if each]
    if (day and days) or not all(days) or (month and not in_month):
        return ""
    if day not in ("", "-1") and not day.isdecimal():
        return ""
    for name in ("BYMONTH", "BYMONTHDAY", "BYDAY"):
        parts.pop(name, None)
    if day:
        return f" on the last day{in_month and f' of{in_month}'}" if day == "-1" else f" on {_dated(day, in_month)}"
    if days:
        return f" on {' and '.join(days)}{in_month and f' of{in_month}'}"
    return f" in{in_month}" if in_month else ""


def _dated(day: str, in_month: str) -> str:
    return f"{day}{in_month}" if in_month else f"day {day}"


def _day_words(day: str) -> str:
    # `MO`, or with its place in the month: `1MO`, `-1FR`.
    place, name = day[:-2].removeprefix("+"), _WEEKDAYS.get(day[-2:], "")
    return f"{_PLACES[place]}{name}" if name and place in _PLACES else ""


def _end_words(parts: dict[str, str]) -> str:
    count, until = parts.pop("COUNT", ""), parts.pop("UNTIL", "")
    if count:
        return f", {count} times" if count != "1" else ", once"
    return f", until {format_day(f'{until[:4]}-{until[4:6]}-{until[6:8]}')}" if until else ""
