"""Adding to a list and taking from it: `tags+=urgent`, `sectors-=rail`, `parties+=TR`, `sources-=https://...`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mou_cli.agreement.context import Context
from mou_cli.agreement.model import Party
from mou_cli.agreement.reading.adoption import adopt
from mou_cli.agreement.reading.assign_places import ABSENT, places_in
from mou_cli.agreement.reading.paths import Place, item_path, shapes
from mou_cli.agreement.reading.reading_json import read_json
from mou_cli.agreement.reading.reading_parts import FORMS
from mou_cli.agreement.reading.reading_text import MANY_LINES
from mou_cli.agreement.reading.readings import is_json, read_at
from mou_cli.errors import Ambiguous, Usage
from mou_cli.vocabulary.folding import fold


def added(place: Place, present: Any, text: str, context: Context) -> Any:
    """Return what the field at `place` holds once `text` is added to `present` (ABSENT where there is nothing).

    What is there already is not added again; a text of several lines gets one more. Raises Usage where the field
    holds one value.
    """
    kind = place.shape.kind
    if kind == "text" and place.path.rpartition(".")[2] in MANY_LINES:
        more = read_at(place, text, context)
        return "\n".join(part for part in ("" if present is ABSENT else str(present), more) if part) or ABSENT
    add = _ADDING.get(kind)
    if add is None:
        raise Usage(f"{place.path} holds one value", f"use {place.path}=VALUE")
    if not text.strip():
        raise Usage(f"nothing to add to {place.path}", f"write {place.path}+=VALUE")
    return add(place, _held(present, kind), text, context)


def removed(place: Place, present: Any, text: str, context: Context) -> Any:
    """Return what the field at `place` holds once what `text` names is taken from `present`; ABSENT where nothing.

    What is not there is no fault, a word that could never be there is. Raises Usage where the field holds one value.
    """
    remove = _REMOVING.get(place.shape.kind)
    if remove is None:
        raise Usage(f"{place.path} holds one value", f"clear it with {place.path}=")
    if not text.strip():
        raise Usage(f"nothing to take from {place.path}", f"write {place.path}-=VALUE, or clear it with {place.path}=")
    return remove(place, _held(present, place.shape.kind), text, context) or ABSENT


def _held(present: Any, kind: str) -> Any:
    return ({} if kind == "texts" else []) if present is ABSENT or present is None else present


def _add_words(place: Place, present: list[Any], text: str, context: Context) -> list[Any]:
    return [*present, *(word for word in read_at(place, text, context) if word not in present)]


def _add_texts(place: Place, present: dict[str, Any], text: str, context: Context) -> dict[str, Any]:
    return {**present, **read_at(place, text, context)}


def _add_parts(place: Place, present: list[Any], text: str, context: Context) -> list[Any]:
    held = list(present)
    for item in _items(place, text, context):
        if not _is_there(item, held, place):
            held.append(_numbered(item, held, place))
    return held


def _add_data(place: Place, present: list[Any], text: str, context: Context) -> list[Any]:
    return [*present, *read_at(place, text, context)]


def _items(place: Place, text: str, context: Context) -> list[Any]:
    if is_json(place, text):
        value = read_json(text.encode("utf-8", "surrogatepass"))
        return list(adopt(place, value if isinstance(value, list) else [value], context))
    form = FORMS.get(place.shape.part or object)
    if form is None:
        return list(read_at(place, text, context))
    found = form.read(text, context)
    return list(found) if isinstance(found, list) else [found]


def _is_there(item: Any, held: Sequence[Any], place: Place) -> bool:
    if item in held:
        return True
    bare = place.shape.part is Party and set(item) == {"code", "name"}
    return bare and any(isinstance(other, Mapping) and other.get("code") == item["code"] for other in held)


def _numbered(item: Any, held: Sequence[Any], place: Place) -> Any:
    part = place.shape.part
    if part is None or "id" not in shapes(part) or not isinstance(item, dict) or item.get("id"):
        return item
    taken = [other.get("id", 0) for other in held if isinstance(other, Mapping)]
    return {"id": max([0, *(number for number in taken if isinstance(number, int))]) + 1, **item}


def _remove_words(place: Place, present: list[Any], text: str, context: Context) -> list[Any]:
    gone: set[str] = set()
    for word in [text] if is_json(place, text) else filter(None, map(str.strip, text.split(","))):
        # A word that is there by its letters may be one that the vocabulary does not know.
        there = [each for each in present if isinstance(each, str) and fold(each) == fold(word)]
        gone.update(there or read_at(place, word, context))
    return [word for word in present if word not in gone]


def _remove_texts(_: Place, present: dict[str, Any], text: str, __: Context) -> dict[str, Any]:
    keys = {key.strip() for key in text.split(",")}
    return {key: value for key, value in present.items() if key not in keys}


def _remove_parts(place: Place, present: list[Any], text: str, context: Context) -> list[Any]:
    name = place.path.rpartition(".")[2]
    gone: set[int] = set()
    for word in [] if is_json(place, text) else [text.strip(), *map(str.strip, text.split(";"))]:
        gone.update(places_in(present, name, word))
    if not gone:
        for unwanted in _items(place, text, context):
            gone.update(_places_like(unwanted, present, place.path))
    return [item for at, item in enumerate(present) if at not in gone]


def _places_like(unwanted: Any, present: Sequence[Any], path: str) -> list[int]:
    """Return where `unwanted` stands, else the item that says the same and more; raise Ambiguous where several do."""
    same = [at for at, item in enumerate(present) if item == unwanted]
    if same or not isinstance(unwanted, Mapping):
        return same
    wider = [at for at, item in enumerate(present) if isinstance(item, Mapping) and unwanted.items() <= item.items()]
    if len(wider) > 1:
        numbers = (item_path(path, present, at).rpartition(".")[2] for at in wider)
        which = ", ".join(f"{path}-={number}" for number in numbers)
        raise Ambiguous(f"that fits {len(wider)} of {path}", f"say which by its number: {which}")
    return wider


_Change = Callable[[Place, Any, str, Context], Any]
_ADDING: dict[str, _Change] = {"words": _add_words, "texts": _add_texts, "parts": _add_parts, "data": _add_data}
_REMOVING: dict[str, _Change] = {"words": _remove_words, "texts": _remove_texts, "parts": _remove_parts}
