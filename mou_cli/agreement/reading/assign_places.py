"""Getting and putting a value at a path in raw fields: what is on the way is copied, nothing given is changed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from mou_cli.agreement.reading.reading_parties import places_of
from mou_cli.errors import Ambiguous, Usage
from mou_cli.vocabulary.folding import fold

ABSENT: Final = object()
# What an item of a list goes by, besides its number.
_NAMES = ("code", "kind", "ref", "url", "name", "metric", "title")


def value_at(holder: Any, steps: Sequence[str]) -> Any:
    """Return what stands at `steps` in raw fields, or ABSENT; raise Usage where an item of a list cannot be told."""
    for done, step in enumerate(steps):
        if isinstance(holder, Mapping):
            holder = holder.get(step, ABSENT)
        elif isinstance(holder, list | tuple):
            holder = holder[_one_of(holder, steps[done - 1], step)]
        else:
            return ABSENT
    return holder


def with_value(holder: Any, steps: Sequence[str], value: Any, name: str = "") -> Any:
    """Return `holder`, raw fields or what is in them, with `value` at `steps`; ABSENT takes away what is there.

    What is left empty on the way goes too. `name` is the field that `holder` stands in. Raises Usage where a step
    leads to no item of a list, Ambiguous where it fits several.
    """
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(holder, list | tuple):
        place = _one_of(holder, name, step)
        inner = with_value(holder[place], rest, value, step)
        return [*holder[:place], *([] if is_gone(inner, rest) else [inner]), *holder[place + 1 :]]
    if holder is not ABSENT and holder is not None and not isinstance(holder, Mapping):
        raise Usage(f"{name or 'the agreement'} holds one value, no {step}", f"clear it first: {name}=")
    fields = dict(holder) if isinstance(holder, Mapping) else {}
    inner = with_value(fields.get(step, ABSENT), rest, value, step)
    if is_gone(inner, rest):
        fields.pop(step, None)
        return fields
    return {**fields, step: inner}


def is_gone(value: Any, rest: Sequence[str] = ()) -> bool:
    """Say whether nothing is left of a value: ABSENT, or emptied by what was done at the steps below it."""
    return value is ABSENT or bool(rest and not value)


def places_in(items: Sequence[Any], name: str, word: str) -> list[int]:
    """Return where in the list of the field `name` the items stand that `word` means.

    A number is the item's own (`id`) where items have one, else its place from 1; a word is the item's code, kind,
    reference, address or name.
    """
    if word.isdecimal() and word.isascii():
        if any(isinstance(item, Mapping) and item.get("id") for item in items):
            return [
                place for place, item in enumerate(items) if isinstance(item, Mapping) and item.get("id") == int(word)
            ]
        return [int(word) - 1] if 0 < int(word) <= len(items) else []
    if name == "parties":
        return places_of(items, word)
    asked = fold(word)
    return [place for place, item in enumerate(items) if isinstance(item, Mapping) and asked in _names(item)]


def _names(item: Mapping[str, Any]) -> set[str]:
    given = {fold(str(item[each])) for each in _NAMES if item.get(each)}
    return given | {fold(f"{item.get('rel')} {item.get('ref')}")}


def _one_of(items: Sequence[Any], name: str, word: str) -> int:
    places = places_in(items, name, word)
    if len(places) > 1:
        numbers = ", ".join(f"{name}.{place + 1}" for place in places)
        raise Ambiguous(f'"{word}" fits {len(places)} of {name}', f"say which by its number: {numbers}")
    if not places:
        there = f"it has {len(items)}, counted from 1" if items else "there is none"
        raise Usage(f'{name} has no item "{word}"', f"{there}; add one with {name}+=")
    return places[0]
