"""What comes in: rows with their fields and what is wrong with them, and the table that hands them out."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from mou_cli.agreement.registered import Registered


class Problem(Struct, frozen=True):
    """What is wrong with a row: in which column (heading or field, empty for the whole row), and what to do."""

    column: str
    message: str
    hint: str = ""


Reading: TypeAlias = tuple[dict[str, Any], tuple[Problem, ...]]


class Row:
    """One agreement that came in.

    `number` is where the user finds it (see Table.unit), `fields` are raw fields as they will be stored, as far as
    they could be read, `problems` says why the row cannot be taken. `raw` is what stood there if it has the form of
    ours: where no check finds anything in it, it is what `fields` would be, and reading it all can be left out.
    """

    __slots__ = ("_read", "_result", "number", "raw")

    def __init__(
        self,
        number: int,
        fields: dict[str, Any] | None = None,
        problems: tuple[Problem, ...] = (),
        *,
        raw: dict[str, Any] | Registered | None = None,
        read: Callable[[], Reading] | None = None,
    ) -> None:
        self.number = number
        self.raw = raw
        self._read = read
        self._result: Reading | None = None if read else (fields or {}, problems)

    @property
    def fields(self) -> dict[str, Any]:
        """Raw fields as they will be stored, as far as they could be read."""
        return self.reading[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the row cannot be taken; empty where it can."""
        return self.reading[1]

    @property
    def reading(self) -> Reading:
        """Fields and problems."""
        if self._result is None:
            assert self._read is not None
            self._result = self._read()
        return self._result


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
