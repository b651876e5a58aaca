"""Two states of one agreement that were one before: what either changed is taken, what both changed otherwise collides.

A field is taken as a whole, but for lists whose items have an identity, and for titles and identifiers. A term is one
clause: half of one and half of another would be a third that nobody has agreed on.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from mou_cli.agreement.history.difference import Fields, same
from mou_cli.agreement.merging.lists import ABSENT, triples

UNKNOWN: Any = object()  # what it was before, where nobody can tell
_BY_NAME = frozenset({"titles", "identifiers"})


class Collision(NamedTuple):
    """What both changed, each otherwise: a path (`place`, `commitments[3].status`, empty for the whole).

    `base` is what it was before, `ours` and `theirs` what it is; None where it is not there, or not known.
    """

    path: str
    base: Any
    ours: Any
    theirs: Any


Choose: TypeAlias = Callable[[Collision], bool]  # True takes theirs


class ThreeWay:
    """Joins states; `collisions` are what was chosen about, `moved` which numbered items took another number."""

    def __init__(self, choose: Choose) -> None:
        self._choose = choose
        self.collisions: list[Collision] = []
        self.moved: list[tuple[str, int, int]] = []

    def fields(self, base: Any, ours: Mapping[str, Any], theirs: Mapping[str, Any], path: str = "") -> Fields:
        """Return what comes of two mappings; `base` is a mapping, or UNKNOWN."""
        made: Fields = {}
        for name in dict.fromkeys((*ours, *theirs)):
            before = UNKNOWN if base is UNKNOWN else base.get(name, ABSENT)
            value = self._value(f"{path}{name}", before, ours.get(name, ABSENT), theirs.get(name, ABSENT))
            if value is not ABSENT:
                made[name] = value
        return made

    def whole(self, base: Any, ours: Any, theirs: Any) -> Any:
        """Return the one of two that is chosen, where one copy took out what the other changed."""
        return self._collide("", base, ours, theirs)

    def _value(self, path: str, base: Any, ours: Any, theirs: Any) -> Any:
        if same(ours, theirs):
            return ours
        if base is UNKNOWN:
            return self._collide(path, base, ours, theirs)
        if same(base, theirs):
            return ours
        if same(base, ours):
            return theirs
        name = path.rpartition(".")[2]
        present = [each for each in (base, ours, theirs) if each is not ABSENT]
        if name in _BY_NAME and all(isinstance(each, dict) for each in present):
            was, here, there = ({} if each is ABSENT else each for each in (base, ours, theirs))
            return self.fields(was, here, there, f"{path}.") or ABSENT
        if all(isinstance(each, list) for each in present):
            return self._list(path, name, base, ours, theirs)
        return self._collide(path, base, ours, theirs)

    def _list(self, path: str, name: str, base: Any, ours: Any, theirs: Any) -> Any:
        items = triples(name, *([] if each is ABSENT else each for each in (base, ours, theirs)))
        if items is None:
            return self._collide(path, base, ours, theirs)
        made = []
        for label, was, here, there, moved in items:
            item = self._item(f"{path}[{label}]", was, here, there)
            if item is not ABSENT:
                made.append(item)
                self.moved += [(path, *moved)] if moved else []
        return made or ABSENT

    def _item(self, path: str, base: Any, ours: Any, theirs: Any) -> Any:
        if ours is ABSENT or theirs is ABSENT:
            left = theirs if ours is ABSENT else ours
            if base is ABSENT:
                return left
            return ABSENT if same(base, left) else self._collide(path, base, ours, theirs)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self.fields(base if isinstance(base, dict) else {}, ours, theirs, f"{path}.")
        return ours

    def _collide(self, path: str, base: Any, ours: Any, theirs: Any) -> Any:
        told = (None if each is ABSENT or each is UNKNOWN else each for each in (base, ours, theirs))
        collision = Collision(path, *told)
        self.collisions.append(collision)
        return theirs if self._choose(collision) else ours


def ours_first(_: Collision) -> bool:
    """Choose ours."""
    return False
