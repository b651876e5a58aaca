"""The order of day, month and year in figures: nobody can tell it from `04/05/2026`, so whoever knows it says it."""

import re
from functools import cache

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.edtf import is_day
from mou_cli.errors import Usage

ORDERS = {"dmy": "day-month-year", "mdy": "month-day-year", "ymd": "year-month-day"}

# The letters that stand for day, month and year in headings: English, Russian, Kazakh, French, German, Dutch, Spanish
# and Portuguese, Italian, Turkish.
_LETTERS = {
    "dmy": "dmy дмг каж jma tmj dmj dma gma gay",
    "mdy": "mdy мдг акж mja mtj mdj mda mga agy",
    "ymd": "ymd гмд жак amj jmt jmd amd amg yag",
}
_WORDS = {"day": "d", "month": "m", "year": "y", "день": "д", "месяц": "м", "год": "г", "jour": "j", "mois": "m"}
# "dd.mm.yyyy", "ДД/ММ/ГГГГ", "jj-mm-aaaa": a letter of its own for each part, however often it stands there.
_PATTERN = re.compile(
    r"(?<!\w)([^\W\d_])\1{0,3}\s?([./-])\s?([^\W\d_])\3{0,3}\s?\2\s?([^\W\d_])\4{0,3}(?!\w)", re.IGNORECASE
)
_FIGURES = re.compile(
    r"(?<!\d)(?:(\d{1,2})\s?([./ -])\s?(\d{1,2})\s?\2\s?(\d{4})|(\d{4})\s?([./ ])\s?(\d{1,2})\s?\6\s?(\d{1,2}))(?!\d)"
)
_MONTHS = re.compile(r"\s*(?:(\d{1,2})\s?[./-]\s?(\d{4})|(\d{4})\s?[./]\s?(\d{1,2}))\s*\Z")


def read_order(text: str) -> str:
    """Return which of ORDERS a person means by `dmy`, `dd.mm.yyyy` or `day-month-year`; raise Usage for none."""
    word = text.strip().lower()
    parts = "".join(_WORDS.get(part, "") for part in re.findall(r"[^\W\d_]+", word))
    found = order_in(word) or _orders().get(parts) or _orders().get(word)
    if found is None:
        said = ", ".join(f"{order} ({words})" for order, words in ORDERS.items())
        raise Usage(f"{text!r} is no order of day, month and year", f"it is one of {said}")
    return found


def order_in(heading: str) -> str | None:
    """Return the order that a heading says by a pattern such as `(dd.mm.yyyy)` or `(дд.мм.гггг)`, None without one."""
    found = _PATTERN.search(heading)
    return _orders().get("".join(found.group(1, 3, 4)).casefold()) if found else None


def without_order(heading: str) -> str:
    """Return a heading without the pattern that says the order of its dates."""
    return _PATTERN.sub(" ", heading) if order_in(heading) else heading


def in_order(text: str, order: str) -> str:
    """Return `text` with its dates in figures written as ISO 8601 has them, read in `order`, one of ORDERS.

    What is no date in figures stays as it is. Raises Usage where a date does not fit the order.
    """
    month = _MONTHS.match(text)
    if month:
        return _month(text, month, order)
    return _FIGURES.sub(lambda found: _day(found, order), text)


def readings(text: str) -> list[tuple[str, str]]:
    """Return each order that can read the first date in figures in `text`, and what it makes of it, for people."""
    found = _FIGURES.search(text)
    days = [(order, _assembled(found, order)) for order in ORDERS] if found else []
    return [(order, format_day(day)) for order, day in days if day]


def _month(text: str, found: re.Match[str], order: str) -> str:
    year, month = found[2] or found[3], found[1] or found[4]
    if bool(found[3]) != (order == "ymd") or not 1 <= int(month) <= 12:
        raise Usage(f"{text!r} is no month in the order {ORDERS[order]}", "such as 2026-02 or Feb 2026")
    return f"{int(year):04}-{int(month):02}"


def _day(found: re.Match[str], order: str) -> str:
    day = _assembled(found, order)
    if not day:
        others = [f"{ORDERS[other]} would make it {day}" for other, day in readings(found[0])]
        hint = ", ".join(others) or "such as 2026-02-04 or 4 Feb 2026"
        raise Usage(f"{found[0]!r} is no date in the order {ORDERS[order]}", hint)
    return day


def _assembled(found: re.Match[str], order: str) -> str:
    """Return the day that figures mean in an order, empty where they mean none."""
    last_year = found[4] is not None
    if last_year != order.endswith("y"):
        return ""
    first, second, year = found.group(1, 3, 4) if last_year else found.group(7, 8, 5)
    month, day = (second, first) if order == "dmy" else (first, second)
    text = f"{int(year):04}-{int(month):02}-{int(day):02}"
    return text if is_day(text) else ""


@cache
def _orders() -> dict[str, str]:
    return {letters: order for order, each in _LETTERS.items() for letters in each.split()}
