"""A text in pieces: items of lists, lines, headings and sentences."""

from msgspec import Struct

ITEM, LINE, SENTENCE = "item", "line", "sentence"


class Segment(Struct, frozen=True):
    """A piece of the text.

    `kind` is `item` (it had a bullet or a number), `line` (a line of its own without a full stop) or `sentence`.
    `block` numbers the line that it was on, `mark` is its bullet or number, `cells` are the other cells of its row in a
    table.
    """

    text: str
    kind: str
    block: int
    mark: str = ""
    cells: tuple[str, ...] = ()
