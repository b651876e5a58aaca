"""How many cells of a terminal a text takes, and how it is cut to fit them."""

import re
import unicodedata
from functools import lru_cache

# Characters that take one cell each for certain: Latin, Greek, Cyrillic, Armenian, common dashes, quotes and signs.
_NARROW = re.compile(
    r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20a0-\u20bf№→]*"
)
_JAMO = range(0x1160, 0x1200)  # vowels and finals: they join the syllable before them

is_narrow = _NARROW.fullmatch
"""Whether every character of a text takes exactly one cell (a match, or None)."""


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc", "Cs") or ord(char) in _JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Return the cells that `text` takes: two for a wide letter (Chinese, an emoji), none for a combining mark."""
    if is_narrow(text):
        return len(text)
    return sum(map(_cells, text))


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Return `text` filled up with spaces to `cells`; `right` sets it to the right edge."""
    spaces = " " * (cells - width(text))
    return spaces + text if right else text + spaces


def head(text: str, cells: int) -> str:
    """Return the longest beginning of `text` that takes at most `cells`; a mark stays with its letter."""
    if is_narrow(text):
        return text[: max(cells, 0)]
    taken = 0
    for place, char in enumerate(text):
        taken += _cells(char)
        if taken > cells:
            return text[:place]
    return text


def tail(text: str, cells: int) -> str:
    """Return the longest end of `text` that takes at most `cells`; no mark is left without its letter."""
    if is_narrow(text):
        return text[max(len(text) - cells, 0) :]
    taken, start = 0, len(text)
    for place in range(len(text) - 1, -1, -1):
        step = _cells(text[place])
        if taken + step > cells:
            break
        taken += step
        if step:
            start = place
    return text[start:]


def cut(text: str, cells: int) -> str:
    """Return `text`, or where it takes more than `cells` its beginning and an ellipsis."""
    if width(text) <= cells:
        return text
    return head(text, cells - 1).rstrip(" ,;·-") + "…"


def cut_middle(text: str, cells: int) -> str:
    """Return `text`, or where it takes more than `cells` its beginning, an ellipsis and its end, in whole words.

    What an agreement is about stands at the end of its title ("Agreement between ... and ... on rail transport"), so
    the end gets the larger part.
    """
    if width(text) <= cells:
        return text
    if cells < 20:
        return cut(text, cells)
    end = _whole_words(text, tail(text, cells * 2 // 3))
    start = head(text, cells - 3 - width(end))
    if text[len(start)] != " " and " " in text:
        start = start[: max(start.rfind(" "), 0)]
    if not start.strip():
        return "… " + _whole_words(text, tail(text, cells - 2))
    return f"{start.rstrip()} … {end}"


def _whole_words(text: str, end: str) -> str:
    # `end` of `text` from its first whole word on, where there is one before half of it is gone.
    if len(end) < len(text) and text[-len(end) - 1] != " ":
        space = end.find(" ", 0, len(end) * 2 // 3)
        end = end[space + 1 :]
    return end.lstrip()
