"""A merge worked out: which rows become what, what collides, and what takes another number."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

from mou_cli.agreement.field_order import ordered
from mou_cli.agreement.history.difference import Fields, encoded, same
from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS
from mou_cli.agreement.merging.lists import ABSENT
from mou_cli.agreement.merging.meanings import Renamed, meaning_the_same
from mou_cli.agreement.merging.meeting import Joint, Key, Meeting, Stand
from mou_cli.agreement.merging.placing import Counters, Placed, Placing, collides
from mou_cli.agreement.merging.three_way import UNKNOWN, Choose, Collision, ThreeWay
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.vocabulary.folding import fold

_FORMS: dict[str, type[Agreement] | type[Occasion]] = {AGREEMENTS: Agreement, OCCASIONS: Occasion}
_DECODE = msgspec.json.Decoder(dict[str, Any]).decode


class Clash(NamedTuple):
    """A collision, and in what: its key, its number and reference here (or there), and its title or name."""

    key: Key
    number: int
    ref: str
    name: str
    at: Collision

    @property
    def id(self) -> tuple[Key, str]:
        """What tells it from all others of a merge."""
        return self.key, self.at.path


class Edit(NamedTuple):
    """What becomes of something: its place and line here before and after, None where it is not there.

    `theirs` is its line in the other copy.
    """

    table: str
    number: int
    before: bytes | None
    after: bytes | None
    was: int = 0  # the number that it bore here before, 0 where it was not here
    theirs: bytes | None = None


class Renumbered(NamedTuple):
    """Something that is called otherwise than it was here or in the other copy: a reference, else a number."""

    table: str
    before: str
    after: str


class Plan(NamedTuple):
    """What a merge would do. `news` says whether the other copy has anything that was not considered before."""

    edits: list[Edit]
    clashes: list[Clash]
    renumbered: list[Renumbered]
    moved: list[tuple[str, str]]
    next: dict[str, int]
    news: bool


Decide: TypeAlias = Callable[[Clash], bool]  # True takes theirs


class Joining:
    """Joins the two copies of a meeting; `decide` is asked about every collision."""

    def __init__(self, meeting: Meeting, counters: Counters, decide: Decide) -> None:
        self._meeting, self._decide = meeting, decide
        self._placing = Placing(meeting, counters)
        self._joints = list(meeting.joints())
        self._clashes: list[Clash] = []
        self._moved: list[tuple[str, str]] = []

    def plan(self) -> Plan:
        """Work the merge out."""
        gone = {joint.key for joint in self._joints if self._is_gone(joint)}
        left = [joint for joint in self._joints if joint.key not in gone]
        chosen = [joint.key for joint in left if collides(joint) and self._choose_ref(joint)]
        placed = self._placing.place(left, chosen)
        renamed = _Renamed(left, placed)
        edits = [edit for joint in left if (edit := self._joined(joint, placed[joint.key], renamed))]
        edits += [self._taken_out(joint) for joint in self._joints if joint.key in gone and joint.ours]
        edits += self._pointing(renamed.ours, {joint.key for joint in self._joints})
        news = any(_news(joint) for joint in self._joints)
        renumbered = list(_renumbered(left, placed))
        self._clashes.sort(key=lambda clash: (clash.key[0] != OCCASIONS, clash.number))
        edits.sort(key=lambda edit: (edit.table != OCCASIONS, edit.number))
        return Plan(edits, self._clashes, renumbered, self._moved, self._placing.next, news or bool(edits))

    def _is_gone(self, joint: Joint) -> bool:
        base, ours, theirs = joint.base, joint.ours, joint.theirs
        if ours and theirs:
            return False
        if base is None:
            return not (ours or theirs)
        there = ours or theirs
        assert there
        if base is not UNKNOWN and same(base.fields, _as_before(there.fields, base.fields)):
            return True
        parts = [ABSENT if each is None else each.fields for each in (ours, theirs)]
        made = ThreeWay(self._asked(joint)).whole(UNKNOWN if base is UNKNOWN else base.fields, *parts)
        return made is ABSENT

    def _choose_ref(self, joint: Joint) -> bool:
        stands = (joint.base, joint.ours, joint.theirs)
        return self._asked(joint)(Collision("ref", *(stand.fields.get("ref") if stand else None for stand in stands)))

    def _asked(self, joint: Joint) -> Choose:
        stand = joint.ours or joint.theirs
        assert stand
        name = str(stand.fields.get("title") or stand.fields.get("name") or "")

        def choose(at: Collision) -> bool:
            clash = Clash(joint.key, stand.number, str(stand.fields.get("ref") or ""), name, at)
            self._clashes.append(clash)
            return self._decide(clash)

        return choose

    def _joined(self, joint: Joint, placed: Placed, renamed: "_Renamed") -> Edit | None:
        table = joint.key[0]
        ours = None if joint.ours is None else meaning_the_same(joint.ours.fields, renamed.ours)
        theirs = None if joint.theirs is None else meaning_the_same(joint.theirs.fields, renamed.theirs)
        fields: Fields
        if ours is not None and theirs is not None:
            base = joint.base
            if base not in (None, UNKNOWN):
                base = meaning_the_same(base.fields, renamed.base)
            fields = self._three_way(joint, {} if base is None else base, ours, theirs)
        else:
            fields = dict((theirs if ours is None else ours) or {})
        named = _with_refs(fields, placed)
        if joint.ours and placed.number == joint.ours.number and same(named, joint.ours.fields):
            return None
        if not (joint.theirs and same(named, joint.theirs.fields)):
            named = dict(ordered(named, _FORMS[table]))
        else:
            named = joint.theirs.fields
        before = self._meeting.ours.line((table, joint.ours.number)) if joint.ours else None
        was = joint.ours.number if joint.ours else 0
        return Edit(table, placed.number, before, encoded(named), was, encoded(joint.theirs and joint.theirs.fields))

    def _taken_out(self, joint: Joint) -> Edit:
        assert joint.ours
        table, number = joint.key[0], joint.ours.number
        return Edit(table, number, self._meeting.ours.line((table, number)), None, number)

    def _three_way(self, joint: Joint, base: Any, ours: Fields, theirs: Fields) -> Fields:
        joining = ThreeWay(self._asked(joint))
        before = base if base is UNKNOWN else _without_ref(base)
        made = joining.fields(before, _without_ref(ours), _without_ref(theirs))
        for path, before, after in joining.moved:
            thing = path.removesuffix("s")
            self._moved.append((str(ours.get("ref") or ""), f"{thing} {before} of the other copy is {thing} {after}"))
        return made

    def _pointing(self, renamed: Renamed, known: set[Key]) -> Iterator[Edit]:
        """Yield what else here points at something that is called otherwise now."""
        if not renamed:
            return
        for number, line in self._meeting.ours.recorded.lines(AGREEMENTS):
            if (AGREEMENTS, number) in known or not (b'"links"' in line or b'"occasion"' in line):
                continue
            fields = _DECODE(line)
            made = meaning_the_same(fields, renamed)
            if (AGREEMENTS, str(fields.get("uid"))) not in known and not same(made, fields):
                yield Edit(AGREEMENTS, number, line, encoded(made), number)


class _Renamed:
    """What is called otherwise after the merge than here, there, and before."""

    def __init__(self, left: Sequence[Joint], placed: dict[Key, Placed]) -> None:
        self.ours = dict(_renamed((joint.ours, placed[joint.key], joint.key) for joint in left))
        self.theirs = dict(_renamed((joint.theirs, placed[joint.key], joint.key) for joint in left))
        bases = ((None if joint.base is UNKNOWN else joint.base, placed[joint.key], joint.key) for joint in left)
        self.base = dict(_renamed(bases))


def _renamed(stands: Any) -> Iterator[tuple[tuple[str, str], str]]:
    for stand, placed, key in stands:
        ref = stand.fields.get("ref") if stand else None
        if isinstance(ref, str) and ref and placed.ref and ref != placed.ref:
            yield (key[0], fold(ref)), placed.ref


def _as_before(fields: Fields, base: Fields) -> Fields:
    """Return fields with the reference that they bore before, where a merge alone has given them another."""
    former = [ref for ref in fields.get("former_refs") or () if ref != base.get("ref")]
    if "ref" not in base or fields.get("ref") == base["ref"] or former == (fields.get("former_refs") or []):
        return fields
    made = {name: value for name, value in fields.items() if name != "former_refs"}
    return {**made, "ref": base["ref"], **({"former_refs": former} if former else {})}


def _without_ref(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if name != "ref"}


def _with_refs(fields: Fields, placed: Placed) -> Fields:
    made = {"ref": placed.ref, **_without_ref(fields)} if placed.ref else _without_ref(fields)
    former = made.get("former_refs")
    known = former if isinstance(former, list) else []
    kept = [ref for ref in dict.fromkeys((*known, *placed.former)) if ref != placed.ref]
    if kept != known:
        made["former_refs"] = kept
    return made if kept or not known else {name: value for name, value in made.items() if name != "former_refs"}


def _news(joint: Joint) -> bool:
    """Return whether the other copy has changed something since both were last one."""
    base, theirs = joint.base, joint.theirs
    if base is UNKNOWN:
        return not (joint.ours and theirs and same(joint.ours.fields, theirs.fields))
    if base is None or theirs is None:
        return base is not theirs
    return not same(base.fields, theirs.fields)


def _renumbered(left: Sequence[Joint], placed: dict[Key, Placed]) -> Iterator[Renumbered]:
    for joint in left:
        table, now = joint.key[0], placed[joint.key]
        before: Stand | None = joint.ours or joint.theirs
        assert before
        ref = str(before.fields.get("ref") or "")
        if ref and now.ref != ref and (joint.ours is None or ref in now.former or _kept(joint, ref)):
            yield Renumbered(table, ref, now.ref)
        elif before.number != now.number and ref == now.ref:
            yield Renumbered(table, f"{ref or 'number'} {before.number}".strip(), str(now.number))


def _kept(joint: Joint, ref: str) -> bool:
    former = joint.theirs.fields.get("former_refs") if joint.theirs else ()
    return ref in (former or ())
