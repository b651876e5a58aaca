"""A period as a person types it, read into ISO 8601: `5y`, `6 months`, `five (5) years`, `1 год 6 месяцев`."""

import re
from collections.abc import Callable

from mou_cli.agreement.dates.durations import counts
from mou_cli.agreement.dates.time_words import numbers, plain, units
from mou_cli.errors import Usage

_LONGEST_TEXT = 100
_FORMS = "write P5Y, 5y, 6 months, 90d or 1 year 6 months"
_ISO = re.compile(r"p(?=.)(?:([0-9]+)y)?(?:([0-9]+)m)?(?:([0-9]+)w)?(?:([0-9]+)d)?\Z")
# A number in digits or in words, then perhaps the same in brackets as treaties have it, then the unit.
_PART = re.compile(r"([0-9]+|[^\W\d_]+(?:-[^\W\d_]+)?(?![^\W\d_]))\s*(?:\(\s*([0-9]+)\s*\)\s*)?-?([^\W\d_]+)\.?")
_JOIN = re.compile(r"\s*(?:,|\band\b|\bи\b)?\s*")


def read_duration(text: str) -> str:
    """Return the period that `text` says in ISO 8601, units from long to short, none of them zero.

    Raises Usage where it is empty, zero, negative, in hours, in fractions, a bare number, mixes weeks with other
    units, or is longer than 9999 years.
    """
    words = plain(text) if len(text) <= _LONGEST_TEXT else ""
    said = _iso(words) or _typed(words)
    if said is None:
        raise _refusal(text, words)
    # The digits are cut before int() sees them, which refuses very long ones in words of its own.
    canonical = "P" + "".join(f"{digits.lstrip('0')}{unit}" for unit, digits in said.items() if digits.strip("0"))
    try:
        counts("P0D" if canonical == "P" else canonical)
    except ValueError as fault:
        raise Usage(_reason(text, said, fault), _FORMS) from None
    return canonical


def _iso(words: str) -> dict[str, str] | None:
    found = _ISO.match(words)
    if found is None:
        return None
    return {unit: digits for unit, digits in zip("YMWD", found.groups(), strict=True) if digits is not None}


def _typed(words: str) -> dict[str, str] | None:
    said: dict[str, str] = {}
    at = 0
    while at < len(words):
        found = _PART.match(words, at)
        part = _part(found) if found else None
        if found is None or part is None or part[0] in said:
            return None
        said[part[0]] = part[1]
        at = _after_joint(words, found.end())
    return {unit: said[unit] for unit in "YMWD" if unit in said} or None


def _after_joint(words: str, at: int) -> int:
    joint = _JOIN.match(words, at)
    return joint.end() if joint and joint.end() < len(words) else at


def _part(found: re.Match[str]) -> tuple[str, str] | None:
    number, repeated, unit = found.groups()
    letter = units().get(unit)
    if not number[0].isdigit():
        number = str(numbers().get(number, ""))
    if letter is None or not number or (repeated is not None and repeated.lstrip("0") != number):
        return None
    return letter, number


def _reason(text: str, said: dict[str, str], fault: ValueError) -> str:
    if not any(digits.strip("0") for digits in said.values()):
        return f"{text!r} is a period of zero"
    if any(len(digits.lstrip("0")) > 7 for digits in said.values()):
        return "the period is longer than 9999 years"
    return str(fault)


def _refusal(text: str, words: str) -> Usage:
    if len(text) > _LONGEST_TEXT:
        return Usage(f"a period has at most {_LONGEST_TEXT} characters", _FORMS)
    for pattern, complaint, hint in _COMPLAINTS:
        if pattern(words):
            return Usage(f"{text!r} {complaint}" if words else complaint, hint)
    return Usage(f"{text!r} is not a period", _FORMS)


def _matching(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).search


_COMPLAINTS: tuple[tuple[Callable[[str], object], str, str], ...] = (
    (_matching(r"^$"), "the period is empty", _FORMS),
    (_matching(r"^-|p-|^minus|[-][0-9]"), "runs backwards: a period is longer than zero", _FORMS),
    (_matching(r"[0-9][.,][0-9]|half|½|⁄"), "is a fraction", "write it in the smaller unit: 18 months for 1.5 years"),
    (_matching(r"^[0-9]+$"), "does not say of what: years, months, weeks or days", _FORMS),
    (
        _matching(r"p.*t.*[0-9][hms]|[0-9]\s*(h|hr|hrs|hours?|min|minutes?|s|sec|seconds?)\b"),
        "counts hours, minutes or seconds",
        "the smallest unit of a period is the day: 90d",
    ),
    (_matching(r"working|business|рабоч"), "counts working days", "only calendar days can be counted: 90 days"),
    (
        _matching(r"indefinite|unlimited|бессрочн"),
        "has no length: it is no period",
        "a term alone may be indefinite",
    ),
)
