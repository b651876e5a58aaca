"""The walk back through a history: the rows that entries touched, as they were at each step."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby
from typing import Any, TypeAlias

import msgspec

from mou_cli.agreement.history.canonical import line_digest
from mou_cli.agreement.history.covering import Range, range_of, regrouped
from mou_cli.agreement.history.difference import Misfit, encoded, step_back
from mou_cli.agreement.history.entry import ADOPT, Entry, Group, RowChange, read_entry
from mou_cli.agreement.history.ledger import Ledger
from mou_cli.agreement.history.problem import THINGS, Place, Problem, Recorded, break_of, thing

_DECODE = msgspec.json.Decoder(dict[str, Any]).decode


class _Unknown(Enum):
    HIDDEN = 0


HIDDEN = _Unknown.HIDDEN  # what a row was before it was taken over from another program
State: TypeAlias = bytes | _Unknown | None


class Replay:
    """Undoes one entry after the other, the last first, and compares what comes out with what each entry says it left.

    `unfit` are the places whose rows are not what their last entries left, `unsound` the entries that are not what was
    written or do not follow the one before: of what they touch, and of all before them, nothing is concluded.
    Afterwards `problems` holds what does not fit, and `uncovered` the groups of rows that can be held to no hash any
    more.
    """

    def __init__(self, recorded: Recorded, ledger: Ledger, unfit: Iterable[Place], unsound: Iterable[int]) -> None:
        self.problems: list[Problem] = []
        self.uncovered: dict[Range, Group] = {}
        self._recorded, self._ledger = recorded, ledger
        self._unfit, self._unsound = set(unfit), set(unsound)
        self._lenient = False
        self._states: dict[Place, State] = {}
        self._since: dict[Place, int] = {}  # the entry after which a row was as the state says
        self._covered_anew: set[Range] = set()

    def run(self) -> "Replay":
        """Walk to the beginning; returns itself."""
        for number, body in self._recorded.entries(backward=True):
            self._lenient = self._lenient or number in self._unsound
            entry = _entry(body)
            if entry is not None:
                self._groups(number, entry)
                for change in entry.changes.values():
                    self._back(number, change)
        return self

    def _back(self, number: int, change: RowChange) -> None:
        place = change.place
        left = self._ledger.left.get(place)
        last_word = left is not None and left.first == number and not self._ledger.cover.of(place)
        if last_word and place not in self._states:
            return  # its row was compared with what this entry left, and no earlier one is about it
        state = self._state(place)
        if state is not HIDDEN and place in self._states and not _fits(state, change.left):
            self._misfit(number, place)
            state = HIDDEN
        self._states[place] = self._earlier(number, change, state)
        self._since[place] = number
        if last_word:
            del self._states[place], self._since[place]

    def _state(self, place: Place) -> State:
        if place in self._states:
            return self._states[place]
        if place in self._unfit or self._ledger.cover.of(place) in self._covered_anew:
            return HIDDEN
        return self._recorded.line(*place)

    def _earlier(self, number: int, change: RowChange, state: State) -> State:
        if change.kind == "adopted":
            return HIDDEN
        if change.kind != "changed":
            return encoded(change.before)
        if state is HIDDEN:
            return HIDDEN
        try:
            return encoded(step_back(change, None if state is None else _DECODE(state)))
        except Misfit as misfit:
            if not self._lenient:
                self._add(number, f"does not fit {thing(change.place)}: {misfit}")
            return HIDDEN

    def _misfit(self, number: int, place: Place) -> None:
        later = self._since[place]
        if not self._lenient:
            change = "another program changed it in between"
            self._add(later, f"found {thing(place)} otherwise than entry {number} had left it: {change}")

    def _add(self, number: int, text: str) -> None:
        body = self._recorded.line("history", number)
        raw = {} if body is None else _DECODE(body)
        self.problems.append(Problem(text, number, taken=break_of(number, str(raw.get("prev", "")), raw)))

    def _groups(self, number: int, entry: Entry) -> None:
        if not entry.covers:
            return
        hidden = {self._ledger.cover.of(place) for place, state in self._states.items() if state is HIDDEN}
        hidden.update(map(self._ledger.cover.of, self._unfit))
        for table, groups in groupby(sorted(entry.covers, key=range_of), lambda group: group.table):
            self._compare(number, table, list(groups), hidden)
        if entry.op == ADOPT:
            self._covered_anew.update(map(range_of, entry.covers))
            for place in self._states:
                if self._ledger.cover.of(place) in self._covered_anew:
                    self._states[place] = HIDDEN

    def _compare(self, number: int, table: str, groups: Sequence[Group], hidden: set[Range | None]) -> None:
        present = regrouped(map(range_of, groups), self._rows(table))
        for group, found in zip(groups, present, strict=True):
            where = range_of(group)
            if where in self._covered_anew:
                continue
            if where in hidden:
                self.uncovered[where] = group
            elif found.sha256 != group.sha256:
                things = f"{THINGS.get(table, table)}s {group.first} to {group.last}"
                text = f"covers {things}, and one of them was changed by another program"
                self.problems.append(Problem(text, number, taken=group))
                self.uncovered[where] = group

    def _rows(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Yield the rows of a table as they were at this point of the walk."""
        touched = iter(sorted((n, state) for (name, n), state in self._states.items() if name == table))
        ahead = next(touched, None)
        for number, line in self._recorded.lines(table):
            while ahead is not None and ahead[0] < number:
                yield from _one(*ahead)
                ahead = next(touched, None)
            if ahead is not None and ahead[0] == number:
                yield from _one(*ahead)
                ahead = next(touched, None)
            else:
                yield number, line
        while ahead is not None:
            yield from _one(*ahead)
            ahead = next(touched, None)


def _one(number: int, state: State) -> Iterator[tuple[int, bytes]]:
    if isinstance(state, bytes):
        yield number, state


def _fits(state: bytes | None, left: str) -> bool:
    return line_digest(state) == left if state is not None else not left


def _entry(body: bytes) -> Entry | None:
    try:
        return read_entry(body)
    except msgspec.DecodeError:
        return None
