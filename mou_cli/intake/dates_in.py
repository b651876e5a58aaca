"""Step 7, dates: the days that a text names, at the precision that it gives, and which of them is a signature's."""

import re
from collections.abc import Iterator

from msgspec import Struct

from mou_cli.intake.marks import Marks
from mou_cli.intake.tokens import Tokens

_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./-](\d{1,2})[./-]((?:19|20)\d\d))(?![\d/-])"
)
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class Named(Struct, frozen=True):
    """A date in a text: in EDTF, empty where it has no year; its words, and the words' numbers."""

    date: str
    text: str
    start: int
    end: int


def is_year(word: str) -> bool:
    """Tell whether a word is a year of this century or the last, in European digits."""
    return _YEAR.match(word) is not None and word.isascii()


def dates_in(tokens: Tokens, marks: Marks) -> list[Named]:
    """Return the days and ranges of days that a sentence names, in order."""
    spelled = list(_spelled(tokens, marks))
    return sorted([*spelled, *_numeric(tokens)], key=lambda named: named.start)


def _spelled(tokens: Tokens, marks: Marks) -> Iterator[Named]:
    for mark in marks.of("months"):
        month = int(mark.value)
        days, start = _days_before(tokens, mark.start)
        end = mark.end
        if not days:
            days, end = _days_after(tokens, mark.end)
        year, end = _year_after(tokens, end)
        if not year:
            year, start = _year_before(tokens, marks, start)
        if days and _exists(year or 2000, month, days):
            yield Named(_edtf(year, month, days), tokens.part(start, end), start, end)


def _days_before(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int]:
    if at and tokens.words[at - 1] in ("of", "-", "de"):
        at -= 1
    last = _day(tokens, at - 1)
    if not last:
        return (), at
    first = _day(tokens, at - 3) if at >= 3 and tokens.words[at - 2] in ("-", "–", "—", "and", "to", "и", "по") else 0
    return ((first, last), at - 3) if first else ((last,), at - 1)


def _days_after(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int]:
    first = _day(tokens, at)
    if not first:
        return (), at
    last = _day(tokens, at + 2) if at + 2 < len(tokens) and tokens.words[at + 1] in ("-", "–", "—", "and", "to") else 0
    return ((first, last), at + 3) if last else ((first,), at + 1)


def _day(tokens: Tokens, at: int) -> int:
    if not 0 <= at < len(tokens):
        return 0
    word = tokens.words[at].translate(_ARABIC_DIGITS)
    for ending in ("st", "nd", "rd", "th", "er", "го", "е"):
        word = word.removesuffix(ending)
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31 else 0


def _year_after(tokens: Tokens, at: int) -> tuple[int, int]:
    at_year = at + 1 if at < len(tokens) and tokens.words[at] in (",", "،", "of", "/") else at
    if at_year < len(tokens):
        word = tokens.words[at_year].translate(_ARABIC_DIGITS)
        if _YEAR.match(word):
            return int(word), at_year + 1
    return 0, at


def _year_before(tokens: Tokens, marks: Marks, start: int) -> tuple[int, int]:
    # Kazakh: `2024 жылғы 11 қарашада`
    year = marks.ending("years", start)
    if year and year.start >= 1 and _YEAR.match(tokens.words[year.start - 1]):
        return int(tokens.words[year.start - 1]), year.start - 1
    return 0, start


def _exists(year: int, month: int, days: tuple[int, ...]) -> bool:
    from datetime import date

    try:
        return all(date(year, month, day) for day in days) and list(days) == sorted(days)
    except ValueError:
        return False


def _edtf(year: int, month: int, days: tuple[int, ...]) -> str:
    return "/".join(f"{year}-{month:02}-{day:02}" for day in days) if year else ""


def _numeric(tokens: Tokens) -> Iterator[Named]:
    text = tokens.text.translate(_ARABIC_DIGITS)
    for found in _NUMERIC.finditer(text):
        year, month, day = (
            (int(each) for each in (found[1], found[2], found[3]))
            if found[1]
            else (int(found[6]), int(found[5]), int(found[4]))
        )
        start = next((at for at, span in enumerate(tokens.spans) if span[1] > found.start()), 0)
        end = next((at for at, span in enumerate(tokens.spans) if span[0] >= found.end()), len(tokens))
        # 04/02/2026 is the fourth of February or the second of April, and the text does not say.
        clear = found[1] or day > 12 or "." in found[0] or day == month
        if _exists(year, month, (day,)):
            yield Named(f"{year}-{month:02}-{day:02}" if clear else "", found[0], start, end)
