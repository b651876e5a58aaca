"""What comes in: rows with their fields and what is wrong with them, and the table that hands them out."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct


class Problem(Struct, frozen=True):
    """What is wrong with a row: in which column (heading or field, empty for the whole row), and what to do."""

    column: str
    message: str
    hint: str = ""


class Row(Struct):
    """One agreement that came in.

    `number` is where the user finds it (see Table.unit), `fields` are raw fields as they will be stored, as far as
    they could be read, `problems` says why the row cannot be taken.
    """

    number: int
    fields: dict[str, Any]
    problems: tuple[Problem, ...] = ()


class Table:
    """The rows of a file, read once while they are asked for.

    `unit` says what a row's number counts: `row`, `line` or `item`. `ignored` names what was left out, a phrase each,
    and is complete once all rows are read. Iteration raises Usage where the rest of the file cannot be read.
    """

    def __init__(self, rows: Iterator[Row], unit: str, ignored: list[str] | None = None) -> None:
        self._rows = rows
        self.unit = unit
        self.ignored: list[str] = [] if ignored is None else ignored

    def __iter__(self) -> Iterator[Row]:
        """Hand out the rows that have not been handed out yet."""
        return self._rows
