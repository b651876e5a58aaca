"""What does not fit in a history, or in the agreements that it tells of."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from mou_cli.agreement.history.canonical import digest
from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS, Break, Group, Head, RowChange

Place = tuple[str, int]
THINGS = {AGREEMENTS: "agreement", OCCASIONS: "occasion"}


class Problem(NamedTuple):
    """What does not fit: an entry (`seq`), or what stands at a place in the registry; and how.

    `ref` and `key` are the reference of what stands there and the key under which an entry names it. `taken` is what an
    adoption says of it: what it takes over.
    """

    text: str
    seq: int = 0
    place: Place | None = None
    ref: str = ""
    key: str = ""
    taken: RowChange | Group | Break | None = None

    @property
    def sentence(self) -> str:
        """What does not fit, and how."""
        if self.place is None:
            return f"entry {self.seq} {self.text}"
        return f"{thing(self.place)}{self.ref and f' ({self.ref})'} {self.text}"


def thing(place: Place) -> str:
    """Return what stands at a place in words: `agreement 14`."""
    return f"{THINGS.get(place[0], place[0])} {place[1]}"


def break_of(number: int, before: str, raw: Any) -> Break:
    """Return what an adoption says of an entry that does not fit; `before` is the hash that the one before it bears."""
    return Break(seq=number, sha256=digest([before, raw]))


class Recorded(Protocol):
    """A registry as verification reads it: all of it at one moment."""

    def entries(self, *, backward: bool = False) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every entry."""

    def lines(self, table: str) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every row, in the order of numbers."""

    def line(self, table: str, number: int) -> bytes | None:
        """Return a row's JSON."""

    def noted(self) -> Head:
        """Return what the registry notes apart as the last entry."""

    def head(self) -> Head:
        """Return the last entry."""
