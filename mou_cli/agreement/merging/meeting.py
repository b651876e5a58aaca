"""What each agreement and occasion of two copies was when they were last one: what a merge compares both with.

Copies meet where one has merged the other: from then on the state that was merged is what both have in common. Where
each has merged an earlier state of the other, those two states are joined first, and stand for one.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

import msgspec

from mou_cli.agreement.history.canonical import as_written, digest, line_digest
from mou_cli.agreement.history.difference import same
from mou_cli.agreement.history.ledger import Ledger
from mou_cli.agreement.history.problem import Place
from mou_cli.agreement.history.replaying import HIDDEN, State
from mou_cli.agreement.merging.copies import TABLES, Copy, entry_of
from mou_cli.agreement.merging.three_way import UNKNOWN, ThreeWay, ours_first

_DECODE = msgspec.json.Decoder(dict[str, Any]).decode

# An agreement or occasion of both copies: its table and the number at which it stood when they were one, else its uid.
Key: TypeAlias = tuple[str, int | str]


class Stand(NamedTuple):
    """An agreement or occasion as it stands in one copy: its number and its fields."""

    number: int
    fields: dict[str, Any]


Base: TypeAlias = Callable[[Key], Any]  # gives a Stand, None where it was not there, UNKNOWN where nobody can tell


class Joint(NamedTuple):
    """An agreement or occasion as it was when the copies were one (or UNKNOWN), as it is here and as it is there."""

    key: Key
    base: Any
    ours: Stand | None
    theirs: Stand | None


class Meeting:
    """Two copies, and what they have in common."""

    def __init__(self, ours: Copy, theirs: Copy) -> None:
        self.ours, self.theirs = ours, theirs
        self._there: dict[Place, bool] = {}
        self._strays = dict(self._find_strays()) if ours.since is not None else {}
        self._rows: dict[tuple[bool, int], dict[Key, Any]] = {}
        self._taken = list(_met(ours, theirs))
        self._given = list(_met(theirs, ours))

    def joints(self) -> Iterable[Joint]:
        """Yield everything that either copy changed since they were one, in the order of numbers."""
        base = self._base(self.ours.head.seq, self.theirs.head.seq)
        ours, theirs = self._now(self.ours), self._now(self.theirs)
        for key in sorted({*ours, *theirs}, key=lambda key: _order(key, ours.get(key) or theirs.get(key))):
            yield Joint(key, base(key), ours.get(key), theirs.get(key))

    @property
    def related(self) -> bool:
        """Whether the copies were one at any time, or one has merged the other."""
        return self.ours.since is not None or bool(self._taken or self._given)

    def _now(self, copy: Copy) -> dict[Key, Stand]:
        other = self.theirs if copy is self.ours else self.ours
        found = {key: stand for key, stand in self._at(copy, copy.head.seq).items() if stand is not None}
        for place in (*other.seen, *self._strays):
            if self._existed(place) and place not in copy.seen and (line := copy.line(place)) is not None:
                found[place] = Stand(place[1], _DECODE(line))
        return found

    # --- what was before -----------------------------------------------------------------------------------------

    def _base(self, ours: int, theirs: int) -> Base:
        """Return what was in common before entry `ours` here and entry `theirs` there."""
        there = max((of for seq, of in self._taken if seq <= ours and of <= theirs), default=self.theirs.first)
        here = max((of for seq, of in self._given if seq <= theirs and of <= ours), default=self.ours.first)
        if here <= self.ours.first or any(seq <= there and of >= here for seq, of in self._given):
            return self._state(self.theirs, there)
        if there <= self.theirs.first or any(seq <= here and of >= there for seq, of in self._taken):
            return self._state(self.ours, here)
        return _joined(self._base(here, there), self._state(self.ours, here), self._state(self.theirs, there))

    def _state(self, copy: Copy, seq: int) -> Base:
        if copy.since is None and not seq:
            return lambda _: None
        rows = self._at(copy, seq)
        other = self.theirs if copy is self.ours else self.ours

        def state(key: Key) -> Any:
            if key in self._strays:
                return _stand(key, self._strays[key])
            found = rows.get(key)
            if key in rows and found is not UNKNOWN:
                return found
            if isinstance(key[1], str) or copy.since is None:
                return found
            if key in rows and seq == copy.first:
                line: State = other.at(other.first)[key] if key in other.seen else other.line(key)  # type: ignore[arg-type]  # a place
                return _stand(key, line)
            return found if key in rows else _stand(key, copy.line(key))  # type: ignore[arg-type]  # a place

        return state

    def _at(self, copy: Copy, seq: int) -> dict[Key, Any]:
        """Return what stood at the places that a copy's entries are about, after one of them; None: nothing."""
        name = (copy is self.ours, seq)
        if name not in self._rows:
            rows: dict[Key, Any] = {}
            for place, state in copy.at(seq).items():
                if self._existed(place):
                    rows[place] = _stand(place, state)
                elif state is HIDDEN:
                    rows.update({(place[0], uid): UNKNOWN for uid in copy.seen[place] if not uid.startswith("#")})
                elif state is not None:
                    stand = Stand(place[1], _DECODE(state))
                    rows[_new_key(place, stand)] = stand
            self._rows[name] = rows
        return self._rows[name]

    def _existed(self, place: Place) -> bool:
        """Return whether something stood at a place when the copies were one."""
        if self.ours.since is None:
            return False
        if place not in self._there:
            states = [
                copy.at(copy.first)[place] if place in copy.seen else copy.line(place)
                for copy in (self.ours, self.theirs)
            ]
            self._there[place] = any(state is not None for state in states)
        return self._there[place]

    # --- what no entry tells of ----------------------------------------------------------------------------------

    def _find_strays(self) -> Iterable[tuple[Place, State]]:
        """Yield where the copies differ though no entry says so, with what stood there when they were one."""
        places = [
            place
            for table in TABLES
            for place in _apart(table, self.ours, self.theirs)
            if place not in self.ours.seen and place not in self.theirs.seen
        ]
        if not places:
            return
        ledger = Ledger()
        for number, body in self.ours.recorded.entries():
            if number <= self.ours.first:
                for _ in ledger.note(number, entry_of(number, body)):
                    pass
        for place in places:
            left = ledger.left.get(place)
            lines = [copy.line(place) for copy in (self.ours, self.theirs)]
            fitting = [line for line in lines if line is not None and left and line_digest(line) == left.hash]
            yield place, fitting[0] if fitting else None if left and not left.hash else HIDDEN


def _met(one: Copy, other: Copy) -> Iterable[tuple[int, int]]:
    """Yield the merges of the other copy into one: the entry there is of it, and the other's last entry then."""
    for seq, seal in one.merges():
        of = other.seqs.get(seal)
        if of is not None and other.is_steady(of):
            yield seq, of


def _order(key: Key, stand: Stand | None) -> tuple[bool, bool, int, str]:
    return key[0] != TABLES[0], isinstance(key[1], str), stand.number if stand else 0, str(key[1])


def _new_key(place: Place, stand: Stand) -> Key:
    uid = stand.fields.get("uid")
    # Without a uid only what is equal in both is one.
    return place[0], uid if isinstance(uid, str) and uid else f"#{digest(stand.fields)}"


def _stand(key: Key | Place, state: State) -> Any:
    if state is HIDDEN:
        return UNKNOWN
    return Stand(int(key[1]), _DECODE(state)) if isinstance(state, bytes) else None


def _joined(base: Base, ours: Base, theirs: Base) -> Base:
    """Return a state that stands for two: what both have, or one alone has changed; UNKNOWN where they collide."""

    def state(key: Key) -> Any:
        before, here, there = base(key), ours(key), theirs(key)
        if UNKNOWN in (here, there):
            return UNKNOWN
        if here is None or there is None:
            left = there if here is None else here
            if left is None or before is None:
                return left
            return None if before is not UNKNOWN and same(before.fields, left.fields) else UNKNOWN
        joining = ThreeWay(ours_first)
        fields = joining.fields(
            UNKNOWN if before is UNKNOWN else before.fields if before else {}, here.fields, there.fields
        )
        for collision in joining.collisions:
            fields[collision.path.partition(".")[0].partition("[")[0]] = UNKNOWN
        moved = before is not None and before is not UNKNOWN and here.number == before.number
        return Stand(there.number if moved else here.number, fields)

    return state


def _apart(table: str, ours: Copy, theirs: Copy) -> Iterable[Place]:
    """Yield the places of a table where the two copies do not hold the same, in the order of numbers."""
    here, there = iter(ours.recorded.lines(table)), iter(theirs.recorded.lines(table))
    one, other = next(here, None), next(there, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[0] < other[0]):
            assert one is not None
            yield table, one[0]
            one = next(here, None)
        elif one is None or other[0] < one[0]:
            yield table, other[0]
            other = next(there, None)
        else:
            if one[1] != other[1] and as_written(one[1]) != as_written(other[1]):
                yield table, one[0]
            one, other = next(here, None), next(there, None)
