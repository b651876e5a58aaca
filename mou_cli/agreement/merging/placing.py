"""Numbers and references in a merge: each is borne by one only, and what both copies gave out the later gives up."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS
from mou_cli.agreement.history.keys import keys_of
from mou_cli.agreement.merging.meeting import Joint, Key, Meeting, Stand
from mou_cli.agreement.merging.three_way import UNKNOWN
from mou_cli.vocabulary.folding import fold

SERIES = {AGREEMENTS: "MOU", OCCASIONS: "OCC"}
_OWN = re.compile(r"(?:MOU|OCC)-[0-9]{4}-([0-9]{4,9})")


class Placed(NamedTuple):
    """Under which number and reference something stands after a merge, and the references that it loses thereby."""

    number: int
    ref: str
    former: tuple[str, ...] = ()


class Counters(NamedTuple):
    """The next number of each table here and there, and the year that new references bear."""

    ours: Mapping[str, int]
    theirs: Mapping[str, int]
    year: int


class Placing:
    """Gives everything that is there after a merge its place; `next` are the counters afterwards."""

    def __init__(self, meeting: Meeting, counters: Counters) -> None:
        self._meeting, self._counters = meeting, counters
        self.next = {table: max(counters.ours[table], counters.theirs[table]) for table in SERIES}
        self._holders: dict[tuple[str, int], Key] = {}
        self._bearers: dict[tuple[str, str], Key] = {}
        self._numbers: dict[Key, int] = {}
        self._fresh: set[Key] = set()

    def place(self, left: Iterable[Joint], theirs_named: Iterable[Key]) -> dict[Key, Placed]:
        """Return the place of each of `left`, which are there after the merge.

        `theirs_named` are those whose reference both copies changed, and theirs was chosen.
        """
        chosen = set(theirs_named)
        standing = [joint for joint in left if joint.ours]
        coming = [joint for joint in left if not joint.ours]
        for joint in standing:
            assert joint.ours
            self._stand(joint.key, joint.ours.number)
        self._move([joint for joint in standing if _moved(joint)])
        numbers = {joint.key: self._numbers[joint.key] for joint in standing}
        refs = {joint.key: self._joined_ref(joint, chosen=joint.key in chosen) for joint in standing}
        for joint in sorted(standing, key=lambda joint: refs[joint.key] != _ref(joint.ours)):
            # What is borne here goes before what the other copy would have it be called.
            refs[joint.key] = self._borne(joint, refs[joint.key])
        placed = {
            joint.key: Placed(numbers[joint.key], refs[joint.key], self._lost(joint, refs[joint.key]))
            for joint in standing
        }
        for joint in coming:
            placed[joint.key] = self._come(joint)
        return placed

    def _stand(self, key: Key, number: int) -> None:
        before = self._numbers.get(key)
        if before is not None:
            del self._holders[key[0], before]
        self._holders[key[0], number] = key
        self._numbers[key] = number
        self.next[key[0]] = max(self.next[key[0]], number + 1)

    def _move(self, moved: Sequence[Joint]) -> None:
        """Follow the other copy in the numbers that it has given anew, as far as they are free here.

        One may become free by another's move.
        """
        left, before = list(moved), -1
        while len(left) != before:
            before = len(left)
            left = [joint for joint in left if not self._follow(joint)]
        for joint in left:
            # Each copy has given the other's number to something else: a third one is free in both.
            self._fresh.add(joint.key)
            self._stand(joint.key, self._new_number(joint.key[0]))

    def _follow(self, joint: Joint) -> bool:
        assert joint.theirs
        free = self._is_free(joint.key[0], joint.theirs.number, joint.key)
        if free:
            self._stand(joint.key, joint.theirs.number)
        return free

    def _is_free(self, table: str, number: int, key: Key) -> bool:
        holder = self._holders.get((table, number))
        if holder is not None:
            return holder == key
        if key == (table, number):
            return True
        own = set(keys_of(table, number, key[1]))
        given_to = self._meeting.ours.given_to((table, number))
        if not given_to and self._meeting.ours.since is None:
            return number >= self._counters.ours[table]
        # Whom it was given to here must have another number by now: a merge has seen to that.
        return all(self._numbers.get((table, key), number) != number for key in given_to - own)

    def _joined_ref(self, joint: Joint, *, chosen: bool) -> str:
        ours, theirs = _ref(joint.ours), _ref(joint.theirs)
        if joint.theirs is None or ours == theirs:
            return ours
        if joint.key in self._fresh and any(map(_is_counted, (joint.ours, joint.theirs))):
            return self._new_ref(joint.key, self._numbers[joint.key])
        before = _before(joint)
        if before is not None and before in (ours, theirs):
            return theirs if before == ours else ours
        return theirs if chosen else ours

    def _lost(self, joint: Joint, ref: str) -> tuple[str, ...]:
        # A reference that was given up on purpose is not kept, as `mou set ref=` does not keep it.
        others = (each for each in (_ref(joint.ours), _ref(joint.theirs)) if each and fold(each) != fold(ref))
        kept = (each for each in others if joint.key in self._fresh or each != _before(joint))
        return tuple(dict.fromkeys(kept))

    def _borne(self, joint: Joint, ref: str) -> str:
        table = joint.key[0]
        for each in (ref, _ref(joint.ours)):
            if not each or self._bearers.setdefault((table, fold(each)), joint.key) == joint.key:
                return each
        return self._new_ref(joint.key, self._new_number(table))

    def _come(self, joint: Joint) -> Placed:
        assert joint.theirs
        table, wanted, ref = joint.key[0], joint.theirs.number, _ref(joint.theirs)
        # What was here before under another number, and was taken back with the merge that brought it, has that again.
        earlier = self._meeting.ours.numbers.get((table, str(joint.key[1])), ())
        free = (number for number in (wanted, *earlier) if self._is_free(table, number, joint.key))
        number = next(free, 0) or self._new_number(table)
        self._stand(joint.key, number)
        if not ref:
            return Placed(number, "")
        gone = number != wanted and shows(ref, wanted)
        if not gone and self._bearers.setdefault((table, fold(ref)), joint.key) == joint.key:
            return Placed(number, ref)
        return Placed(number, self._new_ref(joint.key, number), (ref,))

    def _new_ref(self, key: Key, number: int) -> str:
        table = key[0]
        while True:
            ref = f"{SERIES[table]}-{self._counters.year:04d}-{number:04d}"
            if self._bearers.setdefault((table, fold(ref)), key) == key:
                return ref
            number = self._new_number(table)

    def _new_number(self, table: str) -> int:
        number = self.next[table]
        while (table, number) in self._holders:
            number += 1
        self.next[table] = number + 1
        return number


def shows(ref: str, number: int) -> bool:
    """Return whether a reference is of our own form and shows a number, as the counter gives them out together."""
    found = _OWN.fullmatch(ref)
    return bool(found) and int(found[1]) == number  # type: ignore[index]  # it was found


def collides(joint: Joint) -> bool:
    """Return whether each copy has given something another reference, and not by the counter."""
    ours, theirs, before = _ref(joint.ours), _ref(joint.theirs), _before(joint)
    if not (joint.ours and joint.theirs) or before is None or len({before, ours, theirs}) < 3:
        return False
    former = {fold(str(ref)) for stand in (joint.ours, joint.theirs) for ref in stand.fields.get("former_refs") or ()}
    return not {fold(ours), fold(theirs)} & former


def _is_counted(stand: Stand | None) -> bool:
    """Return whether something bears number and reference as the counter gave them out."""
    return stand is not None and shows(_ref(stand), stand.number)


def _before(joint: Joint) -> str | None:
    return None if joint.base in (None, UNKNOWN) or "ref" not in joint.base.fields else _ref(joint.base)


def _moved(joint: Joint) -> bool:
    """Return whether theirs has given another number to what ours left under its own."""
    if joint.ours is None or joint.theirs is None or joint.base in (None, UNKNOWN):
        return False
    return bool(joint.ours.number == joint.base.number != joint.theirs.number)


def _ref(stand: object) -> str:
    fields = getattr(stand, "fields", None) or {}
    found = fields.get("ref")
    return found if isinstance(found, str) else ""
