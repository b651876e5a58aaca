"""Dates as people type them, read into EDTF; and dates as they are stored, written for people.

Nothing is guessed: what can be read in two ways, or lacks its year, is refused with the ways to say it. The grammar is
our own, over a closed list of shapes; the tests hold it equal to dateutil's parser where both have an answer.
"""

import re
from datetime import date
from typing import NamedTuple

from mou_cli.agreement.dates.edtf import bounds, is_day
from mou_cli.errors import Usage

LONGEST_TEXT = 100
_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?\Z")
_TOKEN = re.compile(r"([0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![0-9]))|([0-9]+)|([^\W\d_]+)|([^\s,،.])")
# Words that say nothing about the day: the endings of ordinals, "of", "year" in the languages of the field.
_NOISE = frozenset(
    {"st", "nd", "rd", "th", "of", "the", "in", "on"}
    | {"го", "ое", "в", "г", "год", "года", "году", "жыл", "жылы", "жылғы", "ж", "ء", "سال"}
)
_TO = frozenset({"to", "till", "until", "through", "по", "до", "تا", "سے"})
_FROM = frozenset({"from", "с"})
_MARKS = "/->"
# The shapes of one date: D a day's number, M a month's name, Y a year, I an ISO date.
_SINGLE = frozenset({"DMY", "MDY", "YMD", "YDM", "MY", "YM", "Y", "I", "D-M-Y", "M-D-Y", "Y-M-D", "D/M/Y", "M/D/Y"})
# The shapes of an interval whose second half completes the first, or the other way round.
_SHARED = frozenset({"D-DMY", "DM-DMY", "MD-DY", "MD-MDY", "M-MY", "YM-M", "YMD-D", "YMD-MD", "YD-DM", "YDM-DM"})
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Token(NamedTuple):
    kind: str
    text: str


def parse_date(text: str, today: date) -> str:
    """Return the date that a person typed as it is stored (EDTF), at the precision that was said.

    `today` answers for words such as `today`, `in 6 months`, `2 weeks ago`. Raises Usage with the readings or the
    ways to say it where the text is ambiguous, incomplete, impossible or no date at all.
    """
    if _ISO.match(text):
        return _possible(text, text)
    if len(text) > LONGEST_TEXT:
        raise Usage(f"a date has at most {LONGEST_TEXT} characters", "such as 2026-02-04 or 4 Feb 2026")
    from mou_cli.agreement.dates.relative_days import relative_day
    from mou_cli.agreement.dates.time_words import plain

    words = plain(text)
    day = relative_day(words, today)
    return _possible(text, _absolute(text, words)) if day is None else day.isoformat()


def parse_range(text: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day that a query's range takes in; None where that side is open.

    `text` is one date as `parse_date` takes it, or two with `..` between them of which one may be absent. Raises
    Usage where a side is no date, both are absent, or the range runs backwards.
    """
    start, dots, end = (part.strip() for part in text.partition(".."))
    if not dots:
        return bounds(parse_date(text, today))
    if end.startswith("."):
        raise Usage(f"{text!r} has three dots", "a range has two: 2026-01..2026-06")
    if not start and not end:
        raise Usage(f"{text!r} is a range without an end", "such as 2026.., ..2025 or 2026-01..2026-06")
    first = bounds(parse_date(start, today))[0] if start else None
    last = bounds(parse_date(end, today))[1] if end else None
    if first is not None and last is not None and first > last:
        raise Usage(f"{text!r} runs backwards", f"such as {end}..{start}")
    return first, last


def format_day(text: str) -> str:
    """Return `text`, a date as stored, for people in any locale: `4 Feb 2026`, `3-4 Feb 2026`; else as it is."""
    try:
        bounds(text)
    except ValueError:
        return text
    start, slash, end = text.partition("/")
    if not slash:
        return _spelled(start)
    one, other = _spelled(start), _spelled(end)
    if is_day(start) and is_day(end):
        if start[:7] == end[:7]:
            return f"{int(start[8:])}-{other}"
        return f"{one[:-5] if start[:4] == end[:4] else one} - {other}"
    if len(start) == len(end) == 7 and start[:4] == end[:4]:
        return f"{one[:3]}-{other}"
    return f"{one}-{other}" if len(start) == len(end) == 4 else f"{one} - {other}"


def _spelled(text: str) -> str:
    year, *rest = text.split("-")
    if not rest:
        return year
    month = f"{_SHORT[int(rest[0]) - 1]} {year}"
    return month if len(rest) == 1 else f"{int(rest[1])} {month}"


def _possible(text: str, stored: str) -> str:
    try:
        bounds(stored)
    except ValueError as fault:
        sentence = str(fault)
        raise Usage(f"{text!r} is not a date: {sentence}", "such as 2026, 2026-02, 2026-02-04 or 4 Feb 2026") from None
    start, _, end = stored.partition("/")
    return start if start == end else stored


def _absolute(text: str, words: str) -> str:
    from mou_cli.agreement.dates.date_refusals import refusal

    tokens = _meaningful(_tokens(words))
    dated = [token for token in tokens if token.kind != "W"]
    if _shape(dated) in _SINGLE:
        parts = _parts(tokens)
        return _assemble(parts) if "W" not in parts else _agreeing(text, _assemble(parts), int(parts["W"]))
    interval = _interval(tokens)
    if interval is None:
        raise refusal(text, words, _shape(dated))
    return interval


def _agreeing(text: str, stored: str, weekday: int) -> str:
    # A weekday that contradicts its date is a mistake in one of the two, and nobody can tell in which.
    if is_day(stored) and date.fromisoformat(stored).weekday() != weekday:
        raise Usage(f"{text!r} contradicts itself: {format_day(stored)} is another weekday", "leave the weekday out")
    return stored


def _tokens(words: str) -> list[_Token]:
    return [_token(*found.groups()) for found in _TOKEN.finditer(words)]


def _token(iso: str | None, number: str | None, word: str | None, sign: str | None) -> _Token:
    from mou_cli.agreement.dates.time_words import months, weekdays

    if iso:
        return _Token("I", "-".join(part.zfill(2) for part in iso.split("-")))
    if number:
        return _Token({1: "D", 2: "D", 3: "?", 4: "Y"}.get(len(number), "N"), number)
    if word and word in months():
        return _Token("M", f"{months()[word]:02}")
    if word and word in weekdays():
        return _Token("W", str(weekdays()[word]))
    if sign in ("-", "/") or word in _TO:
        return _Token(sign or ">", "")
    return _Token("" if word in _NOISE else "F" if word in _FROM else "?", word or sign or "")


def _meaningful(tokens: list[_Token]) -> list[_Token]:
    # "from" means something only before a "to"; elsewhere it stays and makes the shape unknown.
    kept = [token for token in tokens if token.kind]
    if kept and kept[0].kind == "F" and any(token.kind in _MARKS for token in kept):
        return kept[1:]
    return kept


def _interval(tokens: list[_Token]) -> str | None:
    shape = _shape(tokens)
    for mark in _MARKS:
        if shape.count(mark) != 1:
            continue
        at = shape.index(mark)
        left, right = _parts(tokens[:at]), _parts(tokens[at + 1 :])
        if shape.replace(">", "-") in _SHARED:
            return f"{_assemble({**right, **left})}/{_assemble({**left, **right})}"
        if shape[:at] in _SINGLE and shape[at + 1 :] in _SINGLE:
            return f"{_assemble(left)}/{_assemble(right)}"
    return None


def _shape(tokens: list[_Token]) -> str:
    return "".join(token.kind for token in tokens)


def _parts(tokens: list[_Token]) -> dict[str, str]:
    return {token.kind: token.text for token in tokens}


def _assemble(parts: dict[str, str]) -> str:
    if "I" in parts:
        return parts["I"]
    named = [parts["Y"], parts.get("M", ""), parts.get("D", "").zfill(2) if "D" in parts else ""]
    return "-".join(part for part in named if part)
