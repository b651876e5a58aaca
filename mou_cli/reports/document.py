"""A document as every format can write it: headings, paragraphs, facts, tables and bars, and what stands at its foot.

All texts in it are data. A text knows its language where the registry says it; its direction follows from its letters.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from mou_cli.agreement.dates.dates import format_day


class Text(NamedTuple):
    """Words in one language (BCP 47; empty: English or not known); `quiet` ones stand back."""

    words: str
    language: str = ""
    quiet: bool = False


# What stands in a cell: by the kind of its column lines of text, a date as stored (EDTF), or a number.
Cell: TypeAlias = "str | int | float | Sequence[Text] | None"


class Column(NamedTuple):
    """A column of a table: its heading, `kind` (text, date or number), and its share of the width beside the others."""

    heading: str
    kind: str = "text"
    share: float = 2


class Heading(NamedTuple):
    """What stands over a part of a document."""

    words: str


class Paragraph(NamedTuple):
    """Some sentences."""

    text: Text


class Facts(NamedTuple):
    """A few things with their names, one under the other: `("in force", "8")`."""

    pairs: Sequence[tuple[str, str]]


class Table(NamedTuple):
    """Rows under headings; `name` calls it where it stands alone, such as on a sheet of a workbook."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def lean(table: Table) -> Table:
    """Return a table without the columns in which no row says anything."""
    told = [
        place for place in range(len(table.columns)) if any(row[place] not in (None, "", (), []) for row in table.rows)
    ]
    if len(told) == len(table.columns) or not told:
        return table
    rows = [[row[place] for place in told] for row in table.rows]
    return Table(table.name, [table.columns[place] for place in told], rows)


class Bar(NamedTuple):
    """One of several bars; `below` is true of a part of the one before it."""

    label: str
    value: int
    below: bool = False


class Bars(NamedTuple):
    """Numbers beside each other as lengths."""

    name: str
    bars: Sequence[Bar]


class Beside(NamedTuple):
    """Two pictures that stand side by side where the page has room."""

    first: Bars
    second: Bars


Block: TypeAlias = Heading | Paragraph | Facts | Table | Bars | Beside


class Footing(NamedTuple):
    """What a report says of itself.

    `day` is the date as of which it holds (ISO), `known` the day whose knowledge counts (empty: all that is recorded),
    `filters` the words of the query, `agreements` how many it is about, `head` the hash of the history's last entry.
    """

    day: str
    agreements: int
    filters: str = ""
    known: str = ""
    head: str = ""

    @property
    def line(self) -> str:
        """The date, the filters and the number of agreements."""
        known = f"as known on {format_day(self.known)}" if self.known else ""
        filters = f"filters: {self.filters}" if self.filters else "all agreements"
        parts = (f"As of {format_day(self.day)}", known, filters, counted(self.agreements, "agreement"))
        return " · ".join(filter(None, parts))

    @property
    def history(self) -> str:
        """Which state of the registry it was made from; empty where it has no history."""
        return f"History: {self.head}" if self.head else ""


class Document(NamedTuple):
    """A report as it is handed over; `wide` where its tables want a page on its side."""

    title: str
    subtitle: Text
    blocks: Sequence[Block]
    footing: Footing
    wide: bool = False


def is_right_to_left(words: str) -> bool:
    """Say whether a text runs from right to left: its first letter that has a direction does (UAX 9, rule P2)."""
    if words.isascii():
        return False
    for char in words:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def lines_of(cell: Cell, kind: str) -> Sequence[Text]:
    """Return what stands in a cell of a column of `kind` as lines of text."""
    if cell is None or cell == "":
        return ()
    if isinstance(cell, str):
        return (Text(format_day(cell) if kind == "date" else cell),)
    if isinstance(cell, int | float):
        return (Text(f"{cell:,}"),)
    return cell


def counted(number: int, thing: str, plural: str = "") -> str:
    """Return a number of things in words: `1 agreement`, `2,400 agreements`."""
    return f"{number:,} {thing if number == 1 else plural or thing + 's'}"
