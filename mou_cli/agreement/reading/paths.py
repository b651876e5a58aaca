"""Dotted paths into an agreement (`term.notice`, `parties.KZ.agency`): what each may hold, from the model's types."""

import functools
import types
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Union, get_args, get_origin

from msgspec import Meta, Struct

from mou_cli.agreement.model import DATE, DURATION, Agreement
from mou_cli.errors import Usage

FIXED = ("uid", "attachments", "computed")  # never set by a person: made, or computed


class Shape(NamedTuple):
    """What a field holds.

    `kind` is `text date duration word flag whole number` for one value, `words` for a list of words, `texts` for texts
    under keys of one's own, `part` for a part of the model, `parts` for a list of them, `data` for a list of another
    make. `words` are the words of a `word`, `part` is the type of a `part` or of each of the `parts`, `hint` the type
    that msgspec converts to, `optional` says whether it may be null, `lasting` whether a duration may be `indefinite`.
    """

    kind: str
    hint: Any
    words: tuple[str, ...] = ()
    part: type[Struct] | None = None
    optional: bool = False
    lasting: bool = False


class Place(NamedTuple):
    """Where a path leads: the path, the same without selectors of list items (`parties.signatory`), and its shape."""

    path: str
    pattern: str
    shape: Shape


@functools.cache
def shapes(form: type[Struct]) -> dict[str, Shape]:
    """Return the shape of every field of `form`, a type of the model."""
    return {name: _shape(form.__annotations__[name]) for name in form.__struct_fields__}


@functools.cache
def place_of(path: str, form: type[Struct] = Agreement) -> Place | None:
    """Return where the dotted `path` leads in an agreement (or an occasion, by `form`), or None.

    After a list of parts comes the item (a number from 1, a party's code) and then the item's field.
    """
    steps = path.split(".")
    shape, pattern = Shape("part", form, part=form), []
    while steps:
        step = steps.pop(0)
        if not step:
            return None
        if shape.kind == "part" and shape.part and step in shapes(shape.part):
            shape = shapes(shape.part)[step]
            pattern.append(step)
        elif shape.kind == "parts" and shape.part:
            shape = Shape("part", shape.part, part=shape.part)
        elif shape.kind == "texts":
            shape = Shape("text", str)
        else:
            return None
    return Place(path, ".".join(pattern), shape)


def item_path(path: str, items: Sequence[Any], position: int, *inner: str) -> str:
    """Return the path of the item at `position` (from 0) of the list at `path`, and of `inner` in it, as `set` has it.

    An item goes by the number that it bears (commitments, targets), in a list where none does by its place from 1; a
    word of a list, and an item that bears none where others do, has no path but that of its list.
    """
    step = _own_number(items[position]) or (0 if any(map(_own_number, items)) else position + 1)
    if not step or isinstance(items[position], str):
        return path
    return ".".join((path, str(step), *inner))


def _own_number(item: Any) -> int:
    found = item.get("id") if isinstance(item, Mapping) else getattr(item, "id", 0)
    return found if isinstance(found, int) else 0


@functools.cache
def leaf_paths(form: type[Struct] = Agreement) -> tuple[str, ...]:
    """Return the paths of `form` down to values and lists: `term.notice`, not `term`."""
    found: list[str] = []
    for name, shape in shapes(form).items():
        inner = shapes(shape.part) if shape.kind == "part" and shape.part else {}
        found += [f"{name}.{each}" for each in inner] or [name]
    return tuple(found)


def field_names(form: type[Struct] = Agreement) -> tuple[str, ...]:
    """Return every dotted path that a person may set, for completion."""
    return tuple(path for path in leaf_paths(form) if path not in FIXED)


def unknown_field(path: str, form: type[Struct] = Agreement) -> Usage:
    """Return the error for a `path` that leads nowhere; it names the nearest fields."""
    from mou_cli.vocabulary.matching import nearest, unknown

    set_by_hand = [name for name in shapes(form) if name not in FIXED]
    names = {name.replace("_", " "): name for name in (*field_names(form), *set_by_hand)}
    last = {name.rpartition(" ")[2].rpartition(".")[2]: name for name in reversed(names.values())}
    near = nearest(path.replace("_", " "), names) or nearest(path.rpartition(".")[2], last)
    return unknown("field", path, near, "the fields are " + ", ".join(set_by_hand))


def _shape(hint: Any) -> Shape:
    meta = [each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Meta)]
    if meta:
        return _word(hint, meta[0].extra_json_schema or {})
    if get_origin(hint) in (types.UnionType, Union):
        return _union(hint)
    if get_origin(hint) is tuple:
        return _list(hint, get_args(hint)[0])
    if get_origin(hint) is dict:
        return Shape("texts", hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return Shape("part", hint, part=hint)
    return Shape({bool: "flag", int: "whole", str: "text"}[hint], hint)


def _word(hint: Any, schema: dict[str, Any]) -> Shape:
    if "enum" in schema:
        return Shape("word", hint, words=tuple(schema["enum"]))
    if schema["pattern"] == DATE:
        return Shape("date", hint)
    return Shape("duration", hint, lasting=schema["pattern"] != DURATION)


def _union(hint: Any) -> Shape:
    kept = [each for each in get_args(hint) if each is not type(None)]
    optional = len(kept) < len(get_args(hint))
    inner = Shape("number", hint) if set(kept) == {int, float} else _shape(kept[0])
    return inner._replace(hint=hint, optional=optional)


def _list(hint: Any, item: Any) -> Shape:
    if item is str:
        return Shape("words", hint)
    if isinstance(item, type) and issubclass(item, Struct):
        return Shape("parts", hint, part=item)
    return Shape("data", hint)
