"""A registry at one moment, for verification: a change that another makes meanwhile must not look like tampering."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Protocol

import msgspec

from mou_cli.agreement.history.entry import Head, noted_in, read_step
from mou_cli.agreement.history.problem import Recorded
from mou_cli.registry.layout import HISTORY, META, split_row
from mou_cli.registry.rows import Rows
from mou_cli.registry.snapshot import Snapshot, damaged
from mou_cli.registry.whole import sound_rows


class Held(Recorded, Protocol):
    """A registry at one moment."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """The registry's own settings, as they stand."""

    def sound(self, table: str) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every row as mou writes it; raises Damaged at one that is none of such a table."""


class HeldFile:
    """The entries and rows of one snapshot; see Held."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._rows: dict[str, Rows[str]] = {}

    def _table(self, name: str) -> Rows[str]:
        if name not in self._rows:
            self._rows[name] = Rows(self.snapshot, name, {}, str)
        return self._rows[name]

    def entries(self, *, backward: bool = False) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every entry."""
        return self._backward() if backward else self.lines(HISTORY)

    def _backward(self) -> Iterator[tuple[int, bytes]]:
        rows, content = self._table(HISTORY), self.snapshot.content
        for number, place in reversed(self.snapshot.places(HISTORY).items()):
            yield number, rows.checked(number, split_row(content.read(*place))[1])

    def lines(self, table: str) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every row of a table, in the order of numbers."""
        return self._table(table).bodies()

    def line(self, table: str, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""
        return self._table(table).body(number)

    @property
    def meta(self) -> dict[str, Any]:
        """The registry's own settings, as they stand."""
        body = self.line(META, 1)
        return {} if body is None else dict(msgspec.json.decode(body))

    def sound(self, table: str) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every row as mou writes it; raises Damaged at one that is none of such a table."""
        if self.snapshot.exact and self.snapshot.own_layout:
            return self.lines(table)  # what mou wrote in a file, it has looked at
        return sound_rows(table, self.lines(table), partial(damaged, self.snapshot.path))

    def noted(self) -> Head:
        """Return what the registry notes as the last entry; 0 and empty where it notes none."""
        return noted_in(self.meta)

    def head(self) -> Head:
        """Return number and hash of the last entry; 0 and empty where there is no history."""
        number = self.snapshot.highest(HISTORY)
        body = self.line(HISTORY, number) if number else None
        return Head(number, read_step(body).hash) if body else Head(0, "")


class Watched:
    """What is held, telling how many rows and entries were read: `advance` is called with each number of them."""

    def __init__(self, held: Held, advance: Callable[[int], None]) -> None:
        self._held, self._advance = held, advance
        self.line, self.noted, self.head = held.line, held.noted, held.head

    def entries(self, *, backward: bool = False) -> Iterator[tuple[int, bytes]]:
        """Yield number and JSON of every entry."""
        return self._told(self._held.entries(backward=backward))

    def lines(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Yield number and JSON of every row of a table, in the order of numbers."""
        return self._told(self._held.lines(table))

    def _told(self, rows: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
        for row in rows:
            yield row
            self._advance(1)
