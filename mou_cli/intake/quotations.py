"""Titles in quotation marks: where the marks around an instrument's word open and close."""

from mou_cli.intake.tokens import Tokens

_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", '"': '"', "'": "'"}
_BEFORE, _AFTER = 40, 120  # words


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


def _opens(tokens: Tokens, at: int) -> bool:
    start, end = tokens.spans[at]
    return (start == 0 or not tokens.text[start - 1].isalnum()) and tokens.text[end : end + 1].isalnum()


def _closes(tokens: Tokens, at: int) -> bool:
    start, end = tokens.spans[at]
    return not tokens.text[end : end + 1].isalnum() and not tokens.text[start - 1].isspace()
