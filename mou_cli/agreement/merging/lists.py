"""Which items of two lists are one: an event by kind, date and party, an attached file by its bytes, and so on."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from mou_cli.agreement.history.canonical import canonical
from mou_cli.vocabulary.folding import fold

ABSENT: Any = object()  # what is not there at all
Key = Callable[[Mapping[str, Any]], Hashable]


class Triple(NamedTuple):
    """One item as it was, as it is here and as it is there; ABSENT where it is not. `label` names it to a person.

    `moved` are the number that it bears there and the one that it takes here, where both copies gave one out twice.
    """

    label: str
    base: Any
    ours: Any
    theirs: Any
    moved: tuple[int, int] | None = None


def _member(*names: str) -> Key:
    return lambda item: tuple(canonical(item.get(name)) for name in names)


def _party(item: Mapping[str, Any]) -> Hashable:
    return str(item.get("code") or fold(str(item.get("name") or "")))


def _source(item: Mapping[str, Any]) -> Hashable:
    return item.get("url") or (item.get("publisher"), item.get("title"))


# Lists of words, or of what has no identity but its content: sets, as far as merging goes.
SETS = frozenset({"sectors", "tags", "former_refs", "fields"})
_KEYS: dict[str, Key] = {
    "parties": lambda item: (_party(item), fold(str(item.get("agency") or ""))),
    "events": _member("kind", "date", "party", "by"),
    "links": _member("rel", "ref"),
    "attachments": _member("sha256"),
    "sources": _source,
    "languages": _member("code"),
    "announced": canonical,
    "observed": _member("date", "source"),
    "by": canonical,
}
# Where both took the same item out and each put one of the same kind in, each made another of it: that is a collision.
_KIN: dict[str, Key] = {
    "parties": _party,
    "events": _member("kind"),
    "links": _member("ref"),
    "attachments": _member("name"),
    "observed": _member("date"),
}
# Items with a number of their own, and the members that say which they are whatever their number.
_NUMBERED = {"commitments": ("text",), "targets": ("metric", "unit")}


def triples(name: str, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Triple] | None:
    """Return the items of three states of the list called `name`, in the order of ours, then those of theirs alone.

    None where it cannot be said which is which: then the list is one value.
    """
    if name in _NUMBERED:
        return _numbered(_NUMBERED[name], base, ours, theirs)
    if name not in SETS and name not in _KEYS:
        return None
    tables = [_by_key(name, items) for items in (base, ours, theirs)]
    if None in tables or _made_another(name, *tables):  # type: ignore[arg-type]  # none of them is None then
        return None
    was, here, there = (table or {} for table in tables)
    return [
        Triple(_label(here.get(key) or there.get(key)), *(table.get(key, ABSENT) for table in (was, here, there)))
        for key in dict.fromkeys((*here, *there))
    ]


def _by_key(name: str, items: Iterable[Any]) -> dict[Hashable, Any] | None:
    found: dict[Hashable, Any] = {}
    for item in items:
        key = _KEYS[name](item) if name in _KEYS and isinstance(item, Mapping) else canonical(item)
        if key in found and name not in SETS:
            return None
        found.setdefault(key, item)
    return found


def _made_another(name: str, base: Mapping[Any, Any], ours: Mapping[Any, Any], theirs: Mapping[Any, Any]) -> bool:
    if name in SETS:
        return False
    kin = _KIN.get(name, _any)
    gone = {kin(item) for key, item in base.items() if key not in ours and key not in theirs and _is_part(item)}
    new = [
        {kin(item) for key, item in one.items() if key not in base and key not in other and _is_part(item)}
        for one, other in ((ours, theirs), (theirs, ours))
    ]
    return bool(gone & new[0] & new[1])


def _any(_: Mapping[str, Any]) -> Hashable:
    return 0


def _is_part(item: Any) -> bool:
    return isinstance(item, Mapping)


def _label(item: Any) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    names = ("kind", "date", "party", "rel", "ref", "code", "agency", "publisher", "title", "text", "metric")
    told = [str(item[name]) for name in names if isinstance(item.get(name), str) and item[name]]
    return " ".join(told[:3]) or str(item.get("name") or "")


def _numbered(
    names: Sequence[str], base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]
) -> list[Triple] | None:
    """Match commitments or targets: by number and text, else by their text alone, else by number where they are alike.

    A number says little by itself: both copies give out the next one. What is the same in both and of no such number
    and text before is one in both, whatever else bears its text.
    """
    if not all(_have_numbers(items) for items in (base, ours, theirs)):
        return None
    same = _same_in_both(names, base, ours, theirs)
    here = _partners(names, base, ours, besides={ours.index(item) for item in same})
    there = _partners(names, base, theirs, besides={theirs.index(item) for item in same})
    was_here, was_there = ({place: origin for origin, place in each.items()} for each in (here, there))
    new_here = [place for place in range(len(ours)) if place not in was_here]
    new_there = [place for place in range(len(theirs)) if place not in was_there]
    twins = _partners(names, [ours[p] for p in new_here], [theirs[p] for p in new_there], alike=False)
    twin = {new_here[one]: new_there[other] for one, other in twins.items()}
    found = []
    for place, item in enumerate(ours):
        origin = was_here.get(place)
        other = twin.get(place) if origin is None else there.get(origin)
        three = (ABSENT if origin is None else base[origin], item, ABSENT if other is None else theirs[other])
        found.append(Triple(str(item["id"]), *(_bearing(item["id"], each) for each in three)))
    left = [place for place in range(len(theirs)) if place not in twin.values() and was_there.get(place) not in here]
    return [
        *found,
        *_numbered_anew([(base, was_there.get(place), theirs[place]) for place in left], base, ours, theirs),
    ]


def _same_in_both(
    names: Sequence[str], base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]
) -> Sequence[Any]:
    key = _member("id", *names)
    known = {key(item) for item in base}
    return [item for item in ours if item in theirs and key(item) not in known]


def _numbered_anew(left: Iterable[tuple[Sequence[Any], int | None, Any]], *lists: Sequence[Any]) -> Iterable[Triple]:
    base, ours = lists[:2]
    taken = {item["id"] for item in ours}
    given_out = taken | {item["id"] for item in base}
    following = max((item["id"] for items in lists for item in items), default=0) + 1
    for items, origin, item in left:
        number = item["id"]
        if number in (taken if origin is not None else given_out):
            number, following = following, following + 1
        taken.add(number)
        given_out.add(number)
        was = ABSENT if origin is None else _bearing(number, items[origin])
        moved = (item["id"], number) if number != item["id"] else None
        yield Triple(str(number), was, ABSENT, _bearing(number, item), moved)


def _bearing(number: int, item: Any) -> Any:
    return item if item is ABSENT or item["id"] == number else {**item, "id": number}


def _have_numbers(items: Sequence[Any]) -> bool:
    numbers = [item.get("id") if isinstance(item, Mapping) else None for item in items]
    return all(type(number) is int for number in numbers) and len(set(numbers)) == len(numbers)


def _partners(
    names: Sequence[str],
    some: Sequence[Any],
    others: Sequence[Any],
    *,
    alike: bool = True,
    besides: Set[int] = frozenset(),
) -> dict[int, int]:
    """Return which item of `others`, but for those `besides`, each of `some` is, by their places."""
    found: dict[int, int] = {}

    def pair(fits: Callable[[Any, Any], bool]) -> None:
        for place, item in enumerate(some):
            free = [at for at in range(len(others)) if at not in besides and at not in found.values()]
            fitting = [at for at in free if fits(item, others[at])]
            if place not in found and len(fitting) == 1:
                found[place] = fitting[0]

    def named(item: Any, other: Any) -> bool:
        return all(item.get(name) == other.get(name) for name in names)

    pair(lambda item, other: item["id"] == other["id"] and named(item, other))
    pair(named)
    if alike:
        pair(lambda item, other: item["id"] == other["id"] and _alike(item.get(names[0]), other.get(names[0])))
    return found


def _alike(one: object, other: object) -> bool:
    some, others = set(fold(str(one)).split()), set(fold(str(other)).split())
    return 2 * len(some & others) >= len(some | others)
