"""Whether the history is whole, and whether the agreements are what it says they are.

Three walks: over the entries forward (each follows the one before and was not changed), over the rows (each is what the
last entry about it left), and over the entries backward (each left what the next one found: see replaying.py).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.history.canonical import line_digest
from mou_cli.agreement.history.covering import Range, groups_of
from mou_cli.agreement.history.difference import same
from mou_cli.agreement.history.entry import (
    ADOPT,
    AGREEMENTS,
    OCCASIONS,
    Break,
    Entry,
    Head,
    RowChange,
    Step,
    read_entry,
    seal_of,
)
from mou_cli.agreement.history.ledger import Ledger, Left
from mou_cli.agreement.history.problem import THINGS, Place, Problem, Recorded, break_of
from mou_cli.agreement.history.replaying import Replay

__all__ = ["THINGS", "Known", "Place", "Problem", "Recorded", "Verdict", "groups_of", "judge", "verify"]

_DECODE = msgspec.json.Decoder(dict[str, Any]).decode
FORMLESS = "is not in the form of an entry"


class Known(NamedTuple):
    """A problem that an adoption has taken over, and the entry of that adoption."""

    problem: Problem
    by: Step


class Verdict(NamedTuple):
    """What verification found: how many entries, occasions and agreements there are, the last entry, what does not fit.

    `noted` is what the registry notes as the last entry; `uncovered` are rows that can be held to no hash any more,
    because of what does not fit.
    """

    entries: int
    rows: Mapping[str, int]
    head: Head
    noted: Head
    problems: list[Problem]
    known: list[Known]
    uncovered: list[Range]


def verify(recorded: Recorded) -> Iterator[Problem]:
    """Yield what does not fit, entries first, then rows; nothing where all is as it was recorded.

    A registry whose history has not begun fits.
    """
    yield from judge(recorded).problems


def judge(recorded: Recorded) -> Verdict:
    """Return what verification finds; see Verdict."""
    chain = _Chain().walk(recorded)
    rows = _Rows(chain.ledger)
    unfit = list(_with_fields(recorded, rows.walk(recorded))) if chain.count or chain.problems else []
    replay = Replay(recorded, chain.ledger, [each.place for each in unfit if each.place], chain.unsound).run()
    problems, known = [], []
    for problem in (*chain.problems, *unfit, *replay.problems):
        by = chain.granted.get(problem.taken) if isinstance(problem.taken, Break) else None
        if by is None:
            problems.append(problem)
        else:
            known.append(Known(problem, by))
    return Verdict(chain.count, rows.counts, chain.head, recorded.noted(), problems, known, list(replay.uncovered))


class _Chain:
    """The walk forward: the entries as they follow one another, what they say together, and what does not follow."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.head = Head(0, "")
        self.count = 0
        self.problems: list[Problem] = []
        self.unsound: set[int] = set()
        self.granted: dict[Break, Step] = {}
        self._last: tuple[str, Mapping[str, Any]] = ("", {})

    def walk(self, recorded: Recorded) -> "_Chain":
        for number, body in recorded.entries():
            self._take(number, _DECODE(body), _typed(body))
        self._compare(recorded.noted())
        return self

    def _take(self, number: int, raw: Mapping[str, Any], entry: Entry | None) -> None:
        altered = _altered(number, raw, entry)
        gap = not altered and number != self.head.seq + 1
        text = altered or (self._gap() if gap else self._unchained(raw))
        # An adoption may say that entries before it are gone: then it follows the last that is there.
        owned = entry is not None and gap and not self._unchained(raw) and Break(seq=number) in entry.breaks
        if text:
            taken = Break(seq=number) if owned else break_of(number, self.head.hash, raw)
            self.problems.append(Problem(text, number, taken=taken if entry else None))
            self.unsound.add(number)
            self.ledger.doubt(number)
        if entry is not None:
            for fault in self.ledger.note(number, entry):
                self.problems.append(Problem(fault, number, taken=break_of(number, self.head.hash, raw)))
            if entry.op == ADOPT and (owned or not text):
                self.granted.update(dict.fromkeys(entry.breaks, entry))
        self._last = (self.head.hash, raw)
        self.head = Head(number, str(raw.get("hash", "")))
        self.count += 1

    def _gap(self) -> str:
        before = self.head.seq
        if not before:
            return "follows no other: what came before it is gone"
        return f"follows entry {before}: what lay between them is gone"

    def _unchained(self, raw: Mapping[str, Any]) -> str:
        before, head = self.head
        return f"does not follow entry {before} as it stands there" if raw.get("prev") != head else ""

    def _compare(self, noted: Head) -> None:
        before, head = self.head
        if noted.seq > before:
            text = "is gone" if noted.seq == before + 1 else f"and all up to {noted.seq} are gone"
            self.problems.append(Problem(text, before + 1))
        elif noted.seq and noted != (before, head):
            taken = break_of(before, *self._last)
            self.problems.append(Problem("is not the last one that the registry notes", before, taken=taken))


def _altered(number: int, raw: Mapping[str, Any], entry: Entry | None) -> str:
    """Return what is wrong with an entry by itself, or nothing."""
    if entry is None:
        return FORMLESS
    if entry.seq != number:
        return f"stands at the place of entry {entry.seq} or was exchanged with it"
    return "was changed after it was written" if entry.hash != seal_of(raw) else ""


class _Rows:
    """The walk over the rows: each is what the last entry about it left."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.counts = dict.fromkeys(THINGS, 0)

    def walk(self, recorded: Recorded) -> Iterator[Problem]:
        missing = {place for place, left in self._ledger.left.items() if left.hash}
        for table in (OCCASIONS, AGREEMENTS):
            for number, line in recorded.lines(table):
                self.counts[table] += 1
                missing.discard((table, number))
                yield from self._standing((table, number), line)
        for place in sorted(missing):
            left = self._ledger.left[place]
            taken = RowChange(no=place[1], table=place[0], was=left.hash)
            yield Problem(f"is gone, and entry {left.seq} left it there", place=place, taken=taken)

    def _standing(self, place: Place, line: bytes) -> Iterator[Problem]:
        left = self._ledger.left.get(place)
        if left is None and self._ledger.cover.of(place):
            return
        found = line_digest(line)
        if left is not None and found == left.hash:
            return
        fields = _DECODE(line)
        taken = RowChange(no=place[1], table=place[0], was=left.hash if left else "", after=found)
        key = str(fields.get("uid") or "")
        yield Problem(_fault(left), place=place, ref=str(fields.get("ref") or ""), key=key, taken=taken)


def _fault(left: Left | None) -> str:
    if left is None:
        return "is in no entry: another program wrote it"
    if not left.hash:
        return f"is there, and entry {left.seq} took it away"
    return f"is not as entry {left.seq} left it"


def _with_fields(recorded: Recorded, unfit: Iterable[Problem]) -> Iterator[Problem]:
    """Add to problems of rows which fields stand otherwise, and to those that are gone the key of the last entry."""
    problems = {problem.place: problem for problem in unfit if problem.place}
    fields: dict[Place, _Fields] = {}
    for place, problem in problems.items():
        if isinstance(problem.taken, RowChange) and problem.taken.was:
            line = recorded.line(*place)
            fields[place] = _Fields(None if line is None else _DECODE(line))
    if fields:
        for _, body in recorded.entries(backward=True):
            entry = _typed(body) or Entry(seq=0)
            for key, change in entry.changes.items():
                if change.place in fields:
                    fields[change.place].compare(key, change, entry)
    for place, problem in problems.items():
        yield fields[place].told(problem) if place in fields else problem


class _Fields:
    """Which fields of a row stand otherwise than they were last recorded, as far as entries tell."""

    def __init__(self, present: Mapping[str, Any] | None) -> None:
        self._present = present
        self._fits: dict[str, bool] = {}
        self._key = self._ref = ""

    def compare(self, key: str, change: RowChange, entry: Entry) -> None:
        self._key = self._key or key
        if len(entry.changes) == len(entry.refs) == 1:
            self._ref = self._ref or entry.refs[0]
        if self._present is None or not isinstance(change.after, dict):
            return
        missing = object()
        for name in {**(change.before or {}), **change.after}:
            value = change.after.get(name, missing)
            self._fits.setdefault(name, same(self._present.get(name, missing), value))

    def told(self, problem: Problem) -> Problem:
        names = ", ".join(sorted(name for name, fits in self._fits.items() if not fits))
        text = f"{problem.text}: {names}" if names else problem.text
        return problem._replace(text=text, key=problem.key or self._key, ref=problem.ref or self._ref)


def _typed(body: bytes) -> Entry | None:
    try:
        return read_entry(body)
    except msgspec.DecodeError:
        return None
