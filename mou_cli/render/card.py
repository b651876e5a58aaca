"""What a card is made of: a title, a line that places it, and blocks of lines, each under its label."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

WARNING = "warning"


class Line(NamedTuple):
    """One line of a block: `lead` stands in a column of its own (a date, a number), `aside` follows in grey.

    `tone` is a style of `text`; `depth` is 1 for a line that belongs to the one above; `keeps_lines` is true of a text
    whose own ends of lines stay.
    """

    text: str
    aside: str = ""
    lead: str = ""
    tone: str = ""
    depth: int = 0
    keeps_lines: bool = False


class Block(NamedTuple):
    """Lines under one label; `apart` wants an empty line before."""

    label: str
    lines: tuple[Line, ...]
    apart: bool = False


class Card(NamedTuple):
    """A card: the words under the title (`place`), the badge and its style, and the blocks that have a content."""

    title: str
    place: tuple[str, ...]
    badge: str
    badge_tone: str
    blocks: tuple[Block, ...]


def block(label: str, lines: Iterable[Line], apart: bool = False) -> list[Block]:
    """Return the block in a list, or no block where there is no line: so that cards add up with `*`."""
    made = tuple(lines)
    return [Block(label, made, apart)] if made else []


def fact(label: str, text: str, aside: str = "", tone: str = "") -> list[Block]:
    """Return the block of one line, or none where there is no `text`."""
    return block(label, [Line(text, aside, tone=tone)]) if text else []


def dotted(words: Iterable[str]) -> str:
    """Return the words that are not empty, with a middle dot between them."""
    return " · ".join(filter(None, words))


def listed(words: Sequence[str]) -> str:
    """Return `words` as a sentence names them: `a`, `a and b`, `a, b and c`."""
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)
