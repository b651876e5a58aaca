"""One of two copies of a registry: its rows as they are, and as they were at each entry since both were one."""

from collections.abc import Iterator
from functools import cached_property
from itertools import takewhile
from typing import Any

import msgspec

from mou_cli.agreement.history.canonical import line_digest
from mou_cli.agreement.history.difference import Misfit, encoded, step_back
from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS, REDO, RESTORE, UNDO, Entry, Head, RowChange
from mou_cli.agreement.history.problem import Place, Recorded
from mou_cli.agreement.history.replaying import HIDDEN, State

MERGE = "merge"
TABLES = (OCCASIONS, AGREEMENTS)
_DECODE = msgspec.json.Decoder(dict[str, Any]).decode


class MergeEntry(Entry, frozen=True, kw_only=True):
    """An entry; of a merge `merged` is the hash of the other copy's last entry then, `common` of the last of both."""

    merged: str = ""
    common: str = ""


_read = msgspec.json.Decoder(MergeEntry).decode


class Copy:
    """A copy since its entry `since`; None: since ever, for copies that were never one. `head` is its last entry.

    `seen` are the places that entries since then are about, each with the keys under which they name it.
    """

    def __init__(self, recorded: Recorded, since: int | None) -> None:
        self.recorded = recorded
        self.since = since
        self.head: Head = recorded.head()
        back = (entry for number, body in recorded.entries(backward=True) for entry in [entry_of(number, body)])
        self.entries = list(takewhile(lambda entry: entry.seq > (since or 0), back))  # the latest first
        self.seqs = {entry.hash: entry.seq for entry in self.entries}
        self.seen: dict[Place, set[str]] = {}
        for entry in self.entries:
            for key, change in entry.changes.items():
                self.seen.setdefault(change.place, set()).add(key)
        if since is None:
            for table in TABLES:
                for number, _ in recorded.lines(table):
                    self.seen.setdefault((table, number), set())
        self._states: dict[int, dict[Place, State]] = {}

    @property
    def first(self) -> int:
        """The number of the entry since which it is looked at."""
        return self.since or 0

    def line(self, place: Place) -> bytes | None:
        """Return what stands at a place now."""
        return self.recorded.line(*place)

    def given_to(self, place: Place) -> set[str]:
        """Return the keys of all that stood at a place since then."""
        line = self.line(place)
        present = {str(_DECODE(line).get("uid") or f"#{place[1]}")} if line is not None else set()
        return self.seen.get(place, set()) | present

    @cached_property
    def numbers(self) -> dict[tuple[str, str], list[int]]:
        """The numbers under which something stood since then, by its table and key."""
        found: dict[tuple[str, str], list[int]] = {}
        for (table, number), keys in self.seen.items():
            for key in keys:
                found.setdefault((table, key), []).append(number)
        return found

    def at(self, seq: int) -> dict[Place, State]:
        """Return what stood at every place in `seen` after entry `seq`, HIDDEN where that is not known."""
        if seq not in self._states:
            if seq >= self.head.seq:
                self._states[seq] = {place: self.line(place) for place in self.seen}
            else:
                states = dict(self.at(self.head.seq))
                for entry in self.entries:
                    if entry.seq > seq:
                        _take_back(entry, states)
                self._states[seq] = states
        return self._states[seq]

    def merges(self) -> Iterator[tuple[int, str]]:
        """Yield the merges in effect: number of the entry, and the hash of the other copy's last entry then.

        What was undone is not in effect, nor is what came before a backup was restored: that may have taken it out.
        """
        for entry in self.entries:
            if entry.merged and entry.seq not in self._taken_back:
                yield entry.seq, entry.merged

    def is_steady(self, seq: int) -> bool:
        """Return whether no merge up to an entry was taken back after it.

        Else the copy was nearer to the other at that entry than it is now, and what it took back must not look like
        something that it took out.
        """
        return not any(merge <= seq < by for merge, by in self._taken_back.items())

    @cached_property
    def _taken_back(self) -> dict[int, int]:
        """The merges that are in effect no more, each with the entry that took it back."""
        merges: list[int] = []
        found: dict[int, int] = {}
        for entry in reversed(self.entries):
            if entry.merged:
                merges.append(entry.seq)
            elif entry.op == UNDO:
                found.update({seq: entry.seq for seq in entry.undoes if seq in merges})
            elif entry.op == REDO:
                found = {merge: by for merge, by in found.items() if by != entry.redoes}
            elif entry.op == RESTORE:
                found = dict.fromkeys(merges, entry.seq) | found
        return found


def entry_of(number: int, body: bytes) -> MergeEntry:
    """Return an entry of a history; one that is in no form of one says nothing."""
    try:
        return _read(body)
    except msgspec.DecodeError:
        return MergeEntry(seq=number)  # whoever verifies names it


def _take_back(entry: Entry, states: dict[Place, State]) -> None:
    for change in entry.changes.values():
        states[change.place] = _before(change, states[change.place])
    for group in entry.covers:
        for table, number in states:
            if table == group.table and group.first <= number <= group.last:
                states[table, number] = HIDDEN


def _before(change: RowChange, state: State) -> State:
    if change.kind in ("added", "removed"):
        return encoded(change.before)
    # What another program made of it since, no entry tells.
    if change.kind == "adopted" or not isinstance(state, bytes) or line_digest(state) != change.left:
        return HIDDEN
    try:
        return encoded(step_back(change, _DECODE(state)))
    except Misfit:
        return HIDDEN
