"""Titles in quotation marks: where the marks around an instrument's word open and close."""

from collections.abc import Iterator

from mou_cli.intake.marks import Marks
from mou_cli.intake.tokens import Tokens

_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", '"': '"', "'": "'"}
_BEFORE, _AFTER = 40, 120  # words
_AND, _JOINTS = "و", ",،;؛"


def quotation(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Return the numbers of the marks that open and close around word `at`, or None where it is not quoted."""
    for opening in range(at - 1, max(-1, at - _BEFORE), -1):
        sign = tokens.words[opening]
        if sign in _PAIRS.values() and sign not in _PAIRS:
            return None
        if sign in _PAIRS and _opens(tokens, opening):
            return _closed(tokens, opening, at)
    return None


def _closed(tokens: Tokens, opening: int, at: int) -> tuple[int, int] | None:
    closing = _PAIRS[tokens.words[opening]]
    for close in range(opening + 1, min(len(tokens), at + _AFTER)):
        if tokens.words[close] == closing and _closes(tokens, close):
            return (opening, close) if close > at else None
    return None


def quoted_row(tokens: Tokens, marks: Marks) -> list[tuple[int, int]]:
    """Return the longest row of titles in quotation marks that nothing but commas and `and` parts, marks left out.

    One quotation alone is no row: it may be a name in a sentence.
    """
    rows: list[list[tuple[int, int]]] = [[]]
    for opening, close in _quotations(tokens):
        if rows[-1] and not _are_joined(tokens, marks, rows[-1][-1][1] + 1, opening):
            rows.append([])
        rows[-1].append((opening + 1, close))
    longest = max(rows, key=len)
    return longest if len(longest) > 1 else []


def _quotations(tokens: Tokens) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(tokens):
        quoted = _closed(tokens, at, at + 1) if tokens.words[at] in _PAIRS and _opens(tokens, at) else None
        if quoted:
            yield quoted
        at = quoted[1] + 1 if quoted else at + 1


def _are_joined(tokens: Tokens, marks: Marks, start: int, end: int) -> bool:
    at = start
    while at < end and (tokens.words[at] in _JOINTS or marks.at("and", at)):
        mark = marks.at("and", at)
        at = mark.end if mark else at + 1
    return at >= end > start


def _opens(tokens: Tokens, at: int) -> bool:
    start, end = tokens.spans[at]
    joined = at > 0 and tokens.words[at - 1] == _AND  # Arabic writes `and` onto the mark
    return (start == 0 or joined or not tokens.text[start - 1].isalnum()) and tokens.text[end : end + 1].isalnum()


def _closes(tokens: Tokens, at: int) -> bool:
    start, end = tokens.spans[at]
    return not tokens.text[end : end + 1].isalnum() and not tokens.text[start - 1].isspace()
