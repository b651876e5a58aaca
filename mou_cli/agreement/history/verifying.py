"""Whether the history is whole, and whether the agreements are what it says they are.

Three walks: over the entries forward (each follows the one before and was not changed), over the rows (each is what the
last entry about it left), and over the entries backward (each left what the next one found).
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

import msgspec

from mou_cli.agreement.history.canonical import digest, line_digest
from mou_cli.agreement.history.difference import Fields, Misfit, encoded, same, step_back
from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS, Entry, Group, Head, RowChange, read_entry, seal_of

Place = tuple[str, int]
THINGS = {AGREEMENTS: "agreement", OCCASIONS: "occasion"}

_DECODE = msgspec.json.Decoder(dict[str, Any]).decode


class Problem(NamedTuple):
    """What does not fit: an entry (`seq`), or what stands at a place in the registry; and how."""

    text: str
    seq: int = 0
    place: Place | None = None
    ref: str = ""

    @property
    def sentence(self) -> str:
        """What does not fit, and how."""
        if self.place is None:
            return f"entry {self.seq} {self.text}"
        table, number = self.place
        return f"{THINGS.get(table, table)} {number}{self.ref and f' ({self.ref})'} {self.text}"


class Recorded(Protocol):
    """A registry as verification reads it."""

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


class _Book:
    """What the entries say of every row: the hash of what was left there and by which entry, and what groups cover."""

    def __init__(self) -> None:
        self.left: dict[Place, tuple[str, int]] = {}
        self.groups: list[Group] = []
        self.adopted: set[Place] = set()

    def note(self, entry: Entry) -> None:
        self.groups += entry.covers
        for change in entry.changes.values():
            self.left[change.place] = (change.left, entry.seq)

    def covers(self, place: Place) -> bool:
        return any(group.table == place[0] and group.first <= place[1] <= group.last for group in self.groups)


def verify(recorded: Recorded) -> Iterator[Problem]:
    """Yield what does not fit, entries first, then rows; nothing where all is as it was recorded.

    A registry whose history has not begun fits.
    """
    book = _Book()
    found = False
    for problem in _chain(recorded, book):
        found = True
        yield problem
    if not found and not recorded.head().seq:
        return
    for problem in _rows(recorded, book):
        found = True
        yield problem
    if not found:
        yield from _Replay(recorded, book).problems()


def _chain(recorded: Recorded, book: _Book) -> Iterator[Problem]:
    before, head = 0, ""
    for number, body in recorded.entries():
        text, entry = _links(number, body, before, head)
        if text:
            yield Problem(text, number)
        if entry is not None:
            book.note(entry)
            head = entry.hash
        before = number
    noted = recorded.noted()
    if noted.seq > before:
        yield Problem("is gone" if noted.seq == before + 1 else f"and all up to {noted.seq} are gone", before + 1)
    elif noted.seq and noted != (before, head):
        yield Problem("is not the last one that the registry notes", before)


def _links(number: int, body: bytes, before: int, head: str) -> tuple[str, Entry | None]:
    raw = _DECODE(body)
    try:
        entry = read_entry(body)
    except msgspec.DecodeError:
        return "is not in the form of an entry", None
    if entry.seq != number:
        return f"stands at the place of entry {entry.seq} or was exchanged with it", entry
    if entry.hash != seal_of(raw):
        return "was changed after it was written", entry
    if number != before + 1:
        return (
            f"follows entry {before}: what lay between them is gone" if before else "is the first: earlier are gone",
            entry,
        )
    if entry.prev != head:
        return f"does not follow entry {before} as it stands there", entry
    return "", entry


def _rows(recorded: Recorded, book: _Book) -> Iterator[Problem]:
    missing = {place for place, (left, _) in book.left.items() if left}
    for table in (OCCASIONS, AGREEMENTS):
        for number, line in recorded.lines(table):
            place = (table, number)
            missing.discard(place)
            text = _standing(recorded, book, place, line)
            if text:
                yield Problem(text, place=place, ref=str(_DECODE(line).get("ref") or ""))
    for place in sorted(missing):
        yield Problem(f"is gone, and entry {book.left[place][1]} left it there", place=place)


def _standing(recorded: Recorded, book: _Book, place: Place, line: bytes) -> str:
    left, seq = book.left.get(place, ("", 0))
    if not seq:
        return "" if book.covers(place) else "is in no entry: another program wrote it"
    if not left:
        return f"is there, and entry {seq} took it away"
    if line_digest(line) == left:
        return ""
    names = _otherwise(recorded, place, _DECODE(line))
    return f"is not as entry {seq} left it" + (f": {', '.join(names)}" if names else "")


def _otherwise(recorded: Recorded, place: Place, present: Mapping[str, Any]) -> list[str]:
    """Name the fields that stand otherwise than they were last recorded, as far as entries tell."""
    seen: dict[str, bool] = {}
    missing = object()
    for _, body in recorded.entries(backward=True):
        for change in _entry(body).changes.values():
            if change.place == place and isinstance(change.after, dict):
                for name in {**(change.before or {}), **change.after}:
                    seen.setdefault(name, same(present.get(name, missing), change.after.get(name, missing)))
    return sorted(name for name, fits in seen.items() if not fits)


def _entry(body: bytes) -> Entry:
    try:
        return read_entry(body)
    except msgspec.DecodeError:
        return Entry(seq=0)


class _Replay:
    """The walk back: the rows that entries touched, as they were at each step."""

    def __init__(self, recorded: Recorded, book: _Book) -> None:
        self._recorded, self._book = recorded, book
        self._states: dict[Place, Fields | None] = {}

    def problems(self) -> Iterator[Problem]:
        """Yield the first entry that does not fit what it left, and the groups that are not what they were."""
        for number, body in self._recorded.entries(backward=True):
            text = self._undo(read_entry(body))
            if text:
                yield Problem(text, number)
                return
        yield from self._groups()

    def _undo(self, entry: Entry) -> str:
        for change in entry.changes.values():
            if change.kind == "added" and change.place not in self._states:
                self._states[change.place] = None  # its hash was compared with what stands there
                continue
            try:
                self._states[change.place] = self._before(change)
            except Misfit as misfit:
                thing = THINGS.get(change.table, change.table)
                return f"does not fit {thing} {change.no}: {misfit}"
        return ""

    def _before(self, change: RowChange) -> Fields | None:
        if change.place in self._states:
            present = self._states[change.place]
        else:
            line = self._recorded.line(*change.place)
            present = None if line is None else _DECODE(line)
        if change.kind == "changed" and present is not None and digest(present) != change.sha256:
            raise Misfit("it is not what the entry left")
        return step_back(change, present)

    def _groups(self) -> Iterator[Problem]:
        for group in self._book.groups:
            found = sha256(b"".join(line + b"\n" for _, line in self._first_lines(group)))
            if found.hexdigest() != group.sha256:
                things = THINGS.get(group.table, group.table) + "s"
                text = f"covers {things} {group.first} to {group.last}, and one of them was changed by another program"
                yield Problem(text, 1)

    def _first_lines(self, group: Group) -> Iterator[tuple[int, bytes]]:
        lines: dict[int, bytes] = {}
        for number in range(group.first, group.last + 1):
            place = (group.table, number)
            known = place in self._states
            line = encoded(self._states[place]) if known else self._recorded.line(*place)
            if line is not None:
                lines[number] = line
        yield from sorted(lines.items())


def groups_of(table: str, lines: Iterable[tuple[int, bytes]], size: int) -> Iterator[Group]:
    """Yield groups of `size` rows each that cover all of `lines` (number and JSON, ascending)."""
    found: list[tuple[int, bytes]] = []
    for row in lines:
        found.append(row)
        if len(found) == size:
            yield _group(table, found)
            found.clear()
    if found:
        yield _group(table, found)


def _group(table: str, rows: list[tuple[int, bytes]]) -> Group:
    whole = sha256(b"".join(line + b"\n" for _, line in rows)).hexdigest()
    return Group(table=table, first=rows[0][0], last=rows[-1][0], sha256=whole)
