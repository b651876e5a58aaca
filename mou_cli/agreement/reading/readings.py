"""The value of any field from what a person wrote, and back: `read_value(path, print_value(path, v)) == v`.

People's forms come first (`4 Feb 2026`, `6 months`, `KZ: Ministry of Transport; PK`, `rail, road`); whatever these
cannot say is JSON, which is read exactly.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from mou_cli.agreement.context import Context
from mou_cli.agreement.model import Agreement, Party
from mou_cli.agreement.reading import reading_single as single
from mou_cli.agreement.reading.adoption import adopt, converted
from mou_cli.agreement.reading.paths import Place, place_of, unknown_field
from mou_cli.agreement.reading.reading_json import read_json
from mou_cli.agreement.reading.reading_parts import FORMS, read_texts, split_list
from mou_cli.agreement.reading.reading_text import quoted, refuse_unsafe
from mou_cli.errors import Usage

# A part of which people mostly give one thing: `term=5y`, `entry_into_force=signature`, `original=Archive, box 3`.
MAIN_FIELD = {"term": "duration", "entry_into_force": "mode", "original": "place", "commitments": "text"}


def read_value(path: str, text: str, context: Context, form: type[Struct] = Agreement) -> Any:
    """Return the value for the field at the dotted `path` of an agreement (or an occasion, by `form`) from `text`.

    Raises Usage where the path leads nowhere or the text cannot be understood, Ambiguous where an occasion's name fits
    several.
    """
    place = place_of(path, form)
    if place is None:
        raise unknown_field(path, form)
    value = read_at(place, text, context)
    return converted(place, value)


def read_at(place: Place, text: str, context: Context) -> Any:
    """Return the value for the field at `place` from `text`; a JSON value is not yet held against the model's type."""
    bare = text.strip()
    kind = place.shape.kind
    if is_json(place, bare):
        return adopt(place, read_json(bare.encode("utf-8", "surrogatepass")), context)
    if bare == "null" and place.shape.optional:
        return None
    exact = quoted(bare) if kind in ("date", "duration", "word") or _is_looked_up(place) else None
    if exact is not None:
        return adopt(place, refuse_unsafe(exact), context)
    reader = _BY_PATH.get(place.pattern, _BY_KIND[kind]) if kind != "part" else _part
    return reader(place, text if kind == "text" else bare, context)


def is_json(place: Place, text: str) -> bool:
    """Say whether `text` for the field at `place` is meant as JSON: a list or object for a field that is one."""
    return place.shape.kind in ("part", "parts", "texts", "words", "data") and text.lstrip()[:1] in ("[", "{")


def is_plain_text(place: Place) -> bool:
    """Say whether the field at `place` holds text that is looked up nowhere."""
    return place.shape.kind == "text" and place.pattern not in _BY_PATH


def _is_looked_up(place: Place) -> bool:
    return place.shape.kind == "text" and place.pattern in _BY_PATH and place.pattern != "ref"


def _part(place: Place, text: str, context: Context) -> Any:
    main = MAIN_FIELD.get(place.pattern)
    if main:
        inner = place_of(f"{place.path}.{main}")
        return {main: read_at(inner, text, context)} if inner else {}
    form = FORMS.get(place.shape.part or object)
    if form is None:
        raise _needs_json(place)
    found = form.read(text, context)
    if isinstance(found, list) and len(found) != 1:
        raise Usage(f'"{text}" names {len(found)}, and there is room for one', f"such as {form.example}")
    return found[0] if isinstance(found, list) else found


def _parts(place: Place, text: str, context: Context) -> list[Any]:
    form = FORMS.get(place.shape.part or object)
    if form is None or place.pattern == "commitments":
        raise _needs_json(place)
    if place.shape.part is Party:
        return list(form.read(text, context))
    return [form.read(item, context) for item in split_list(text)]


def _needs_json(place: Place) -> Usage:
    first = place.shape.part.__struct_fields__[0] if place.shape.part else ""
    example = f'{{"{first}": ...}}' if place.shape.kind == "part" else f'[{{"{first}": ...}}]'
    return Usage(f"{place.path} has many fields", f"give it as JSON: {example}, or set one field of an item")


_Reader = Callable[[Place, str, Context], Any]
_BY_KIND: dict[str, _Reader] = {
    "text": single.read_text_at,
    "date": single.read_date_at,
    "duration": single.read_duration_at,
    "word": single.read_word_at,
    "flag": lambda _, text, __: single.read_flag(text),
    "whole": single.read_whole_at,
    "number": single.read_number_at,
    "words": single.read_words_at,
    "texts": lambda _, text, __: read_texts(text),
    "part": _part,
    "parts": _parts,
    "data": single.read_dates_at,  # a target's deadlines, the only list of its make
}
_BY_PATH: dict[str, _Reader] = {
    "ref": lambda _, text, __: single.read_ref(text),
    "type": single.read_instrument_at,
    "binding": single.read_binding_at,
    "sectors": single.read_sectors_at,
    "occasion": single.read_occasion_at,
    "parties.code": single.read_party_code_at,
    "events.party": single.read_party_or_name_at,
    "links.ref": single.read_link_ref_at,
    "depositary": single.read_party_or_name_at,
}
