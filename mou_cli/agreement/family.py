"""The family of an agreement: what it amends, implements, supersedes or stands under, and what does so to it.

Every link makes the agreement that bears it a child of the one it names: "the protocol amends the treaty" is the
protocol below the treaty. An event that names another agreement (`superseded` by, `amended` by) says the same thing
from the other side.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import cast

from msgspec import Struct

from mou_cli.agreement.model import Agreement, EntryIntoForce, Event, Link, Party, Term
from mou_cli.vocabulary.folding import fold

# How an event that names another agreement reads as a link of that other one.
_AS_LINK = {"superseded": "supersedes", "amended": "amends", "extended": "extends"}
# So many members and generations are gone through; a larger family is drawn in part.
_MOST = 60
_DEEPEST = 12


class Kin(Struct, frozen=True):
    """What a family needs to know of an agreement: what it is called, what it is tied to, and how it stands."""

    title: str
    ref: str = ""
    former_refs: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    parties: tuple[Party, ...] = ()
    signed: str = ""
    entry_into_force: EntryIntoForce | None = None
    term: Term | None = None
    events: tuple[Event, ...] = ()

    @property
    def agreement(self) -> Agreement:
        """Itself, for functions that compute with dates: it has every field that they read."""
        return cast(Agreement, self)

    @property
    def refs(self) -> set[str]:
        """Every reference that it bears or bore, folded."""
        return {fold(ref) for ref in (self.ref, *self.former_refs) if ref}


class Tie(Struct, frozen=True):
    """One agreement's relation to another: `child` `rel` (amends, under, ...) `parent`; both are folded references."""

    child: str
    rel: str
    parent: str


class Branch(Struct, frozen=True):
    """A member of a family as it is drawn: its folded reference, how it stands to the one above, and those below it.

    `again` is true where it was drawn before and its own branches are not repeated.
    """

    ref: str
    rels: tuple[str, ...]
    below: "tuple[Branch, ...]"
    again: bool = False


def ties_of(kin: Kin) -> Iterator[Tie]:
    """Yield the relations that an agreement's own links and events state."""
    own = fold(kin.ref)
    for link in kin.links:
        if link.ref and fold(link.ref) not in kin.refs:
            yield Tie(own, link.rel, fold(link.ref))
    for event in kin.events:
        if event.by and event.kind in _AS_LINK and fold(event.by) not in kin.refs:
            yield Tie(fold(event.by), _AS_LINK[event.kind], own)


def gather(start: Kin, near: Callable[[Sequence[str]], Iterable[Kin]]) -> dict[str, Kin]:
    """Return all members of the family of `start` by their folded references, `start` first.

    `near` takes references, as they are spelled, and returns every agreement that bears or names one of them.
    """
    found = {fold(start.ref): start}
    seen: set[str] = set()
    asked = _spelled([start])
    for _ in range(_DEEPEST):
        seen |= asked
        fresh = [kin for kin in near(sorted(asked)) if kin.ref and fold(kin.ref) not in found and _is_tied(kin, found)]
        for kin in fresh[: _MOST - len(found)]:
            found[fold(kin.ref)] = kin
        asked = _spelled(fresh) - seen
        if not asked or len(found) >= _MOST:
            break
    return found


def ties_within(members: Iterable[Kin]) -> list[Tie]:
    """Return the relations among members, each once, a former reference replaced by the present one."""
    members = list(members)
    present = {old: fold(kin.ref) for kin in members for old in kin.refs}
    ties = (tie for kin in members for tie in ties_of(kin))
    return list(
        dict.fromkeys(
            Tie(present.get(tie.child, tie.child), tie.rel, present.get(tie.parent, tie.parent)) for tie in ties
        )
    )


def tree(ref: str, ties: Sequence[Tie]) -> list[Branch]:
    """Return the trees, from their roots, of the family that the ties around the folded reference `ref` make.

    A member that is reached in two ways is drawn whole once; a circle of links ends where it closes.
    """
    below = _children(ties)
    related = _related(ref, ties)
    tops = [each for each in sorted(related) if not any(tie.child == each for tie in ties)]
    drawn: set[str] = set()
    return [_branch(top, (), below, drawn) for top in tops or [ref]]


def hanging_on(names: Set[str], others: Iterable[Kin]) -> list[tuple[Kin, Link]]:
    """Return those of `others` that stand on agreements of these folded references, each with a link that says so.

    They are what an end leaves without a ground; what supersedes an agreement does not hang on it.
    """
    hanging = []
    for other in others:
        links = [link for link in other.links if fold(link.ref) in names]
        replaced = {fold(link.ref) for link in links if link.rel == "supersedes"}
        grounds = [link for link in links if fold(link.ref) not in replaced]
        if grounds and not other.refs & names:
            hanging.append((other, min(grounds, key=lambda link: link.rel)))
    return hanging


def _is_tied(kin: Kin, found: Mapping[str, Kin]) -> bool:
    names = {ref for member in found.values() for ref in member.refs}
    named = {tie.parent if tie.child in kin.refs else tie.child for tie in ties_of(kin)}
    asked_for = {ref for member in found.values() for tie in ties_of(member) for ref in (tie.child, tie.parent)}
    return bool(named & names) or bool(kin.refs & asked_for)


def _spelled(members: Iterable[Kin]) -> set[str]:
    # As people type references: as they are, in capitals, in small letters.
    named = {
        ref
        for kin in members
        for ref in (
            kin.ref,
            *kin.former_refs,
            *(link.ref for link in kin.links),
            *(event.by for event in kin.events if event.kind in _AS_LINK),
        )
        if ref
    }
    return {spelled for ref in named for spelled in (ref, ref.upper(), ref.lower())}


def _children(ties: Sequence[Tie]) -> dict[str, dict[str, list[str]]]:
    below: dict[str, dict[str, list[str]]] = {}
    for tie in ties:
        below.setdefault(tie.parent, {}).setdefault(tie.child, []).append(tie.rel)
    return below


def _related(ref: str, ties: Sequence[Tie]) -> list[str]:
    related = dict.fromkeys([ref])
    grew = True
    while grew:
        before = len(related)
        for tie in ties:
            if tie.child in related or tie.parent in related:
                related.update(dict.fromkeys((tie.parent, tie.child)))
        grew = len(related) > before
    return list(related)


def _branch(ref: str, rels: tuple[str, ...], below: Mapping[str, Mapping[str, list[str]]], drawn: set[str]) -> Branch:
    if ref in drawn:
        return Branch(ref, rels, (), again=bool(below.get(ref)))
    drawn.add(ref)
    # In one order, whoever's card it is.
    children = sorted(below.get(ref, {}).items())
    return Branch(ref, rels, tuple(_branch(child, tuple(dict.fromkeys(how)), below, drawn) for child, how in children))
