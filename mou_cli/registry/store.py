"""What a change in the making, the numbers and the history need of a store, beside what commands know of it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from mou_cli.agreement.registered import Registered
from mou_cli.errors import Damaged
from mou_cli.registry.protocol import Registry

if TYPE_CHECKING:
    from mou_cli.agreement.likeness import Lookout


class Touched(NamedTuple):
    """A row that the running change has touched: its JSON before it and now, None where it is not there."""

    table: str
    number: int
    before: bytes | None
    after: bytes | None


class Store(Registry, Protocol):
    """A store of rows, as the code that all stores share sees it; a row is its number and its JSON."""

    @property
    def login(self) -> str:
        """The user of the database, empty where there is none."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """The registry's own settings."""

    def bears(self, table: str, ref: str) -> bool:
        """Return whether a row of a table bears a reference or bore it."""

    def is_borne(self, table: str, ref: str) -> bool:
        """Return whether a row of a table bears a reference or uid now."""

    def borne(self, table: str) -> set[str]:
        """Return every reference and uid that a row of a table bears now, folded."""

    def refs(self, table: str) -> set[str]:
        """Return every reference and uid in a table, folded, former ones included."""

    def likes(self, lookout: "Lookout") -> list[tuple[str, Registered]]:
        """Return what is there already and the same as, or similar to, what a lookout looks for."""

    def highest(self, table: str) -> int:
        """Return the highest number in use in a table, 0 where it is empty."""

    def written_elsewhere(self, table: str, pattern: re.Pattern[bytes]) -> set[tuple[bytes, ...]]:
        """Return the groups of what a pattern finds in the rows, if another program wrote the registry last."""

    def body(self, table: str, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""

    def insert(self, table: str, bodies: Mapping[int, bytes]) -> None:
        """Put new rows in a table, for the running change."""

    def fill(self, table: str, rows: Iterator[tuple[int, bytes]]) -> None:
        """Put rows in a table that is empty, for the running change."""

    def put(self, table: str, number: int, line: bytes | None) -> None:
        """Make a row what is given, for the running change; None takes it out."""

    def touched(self) -> Iterator[Touched]:
        """Yield the agreements and occasions that the running change has touched, occasions first, by number."""

    def begun(self) -> dict[str, Any]:
        """Return what the first entry of a history says of what was there before the running change."""

    def alone(self) -> AbstractContextManager[object]:
        """Hold the registry: what is put there inside is written at the end, and not at all where anything raises."""

    def damaged(self, sentence: str) -> Damaged:
        """Return the error for a registry that cannot be relied on."""
