"""What the entries say of every row, taken together: the hash of what was left there last, and by which entry."""

from collections.abc import Iterator
from typing import NamedTuple

from mou_cli.agreement.history.covering import Cover
from mou_cli.agreement.history.entry import Entry, RowChange
from mou_cli.agreement.history.problem import Place, thing


class Left(NamedTuple):
    """What entries left at a place: the hash of the last state (empty: nothing), and the last and the first of them."""

    hash: str
    seq: int
    first: int


class Ledger:
    """What was left at each place, and which rows share a hash; filled entry by entry."""

    def __init__(self) -> None:
        self.left: dict[Place, Left] = {}
        self.cover = Cover()
        self._doubtful = 0  # of what was left up to this entry, nothing is concluded

    def doubt(self, number: int) -> None:
        """Note that an entry is not what was written, or that entries before it are gone."""
        self._doubtful = number

    def note(self, number: int, entry: Entry) -> Iterator[str]:
        """Take in an entry; yields what it cannot have done, as far as the entries before it tell."""
        self.cover.add(entry.covers)
        for change in entry.changes.values():
            before = self.left.get(change.place)
            if number != self._doubtful and (before is None or before.seq > self._doubtful):
                yield from self._wrong(change, before)
            self.left[change.place] = Left(change.left, number, before.first if before else number)

    def _wrong(self, change: RowChange, before: Left | None) -> Iterator[str]:
        kind = change.kind
        if before is None:
            if kind in ("changed", "removed") and not (self.cover.of(change.place) or self._doubtful):
                yield f"changes {thing(change.place)}, which was in no entry: another program wrote it"
        elif kind == "added":
            if before.hash:
                yield f"adds {thing(change.place)}, which entry {before.seq} had left there"
        elif kind == "adopted":
            if change.was != before.hash:
                yield f"takes over {thing(change.place)} from another state than entry {before.seq} left"
        elif not before.hash:
            yield f"changes {thing(change.place)}, which entry {before.seq} had taken away"
