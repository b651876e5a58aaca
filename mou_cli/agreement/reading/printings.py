"""The value of any field in the form that people write, where that reads back the same; else as JSON."""

import functools
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from mou_cli.agreement.context import Context
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.reading.paths import Place, place_of, unknown_field
from mou_cli.agreement.reading.reading_parts import FORMS, print_texts
from mou_cli.agreement.reading.reading_text import MANY_LINES, print_text, quote
from mou_cli.agreement.reading.readings import MAIN_FIELD, is_plain_text, read_at
from mou_cli.errors import MouError
from mou_cli.vocabulary.sectors import Sectors


def print_value(path: str, value: Any, form: type[Struct] = Agreement, *, one_line: bool = False) -> str:
    """Return `value` of the field at `path` in the form that people write, where that reads back the same; else JSON.

    With `one_line` no line breaks or tabs are in it. The path must be one of the model's.
    """
    place = place_of(path, form)
    if place is None:
        raise unknown_field(path, form)
    if isinstance(value, str):
        return _print_word(place, value, one_line)
    return _print_structured(place, msgspec.json.encode(value))


@functools.lru_cache(8192)
def _print_structured(place: Place, data: bytes) -> str:
    # By its JSON, because the same parties and sectors come again and again.
    value = msgspec.json.decode(data)
    text = _print_plain(place, value)
    return text if text and _reads_back(place, text, value) else quote(value)


def _print_word(place: Place, value: str, one_line: bool) -> str:
    if is_plain_text(place):
        return print_text(value, lines=not one_line and place.path.rpartition(".")[2] in MANY_LINES)
    return value if _word_reads_back(place, value) else quote(value)


def _print_plain(place: Place, value: Any) -> str:
    kind = place.shape.kind
    if kind == "words" and isinstance(value, list):
        return ", ".join(map(str, value))
    if kind == "parts" and isinstance(value, list):
        form = FORMS.get(place.shape.part or object)
        return "; ".join(form.print(item) for item in value if isinstance(item, dict)) if form else ""
    if kind == "texts" and isinstance(value, dict):
        return print_texts(value)
    if kind == "part" and isinstance(value, dict):
        return _print_part(place, value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else ""


def _print_part(place: Place, value: dict[str, Any]) -> str:
    main = MAIN_FIELD.get(place.pattern)
    if main:
        return str(value[main]) if set(value) == {main} else ""
    form = FORMS.get(place.shape.part or object)
    return form.print(value) if form else ""


@functools.lru_cache(4096)
def _word_reads_back(place: Place, value: str) -> bool:
    return _reads_back(place, value, value)


def _reads_back(place: Place, text: str, value: Any) -> bool:
    try:
        found = read_at(place, text, _neutral())
    except MouError:
        return False
    return _canonical(found) == _canonical(value)


@functools.cache
def _neutral() -> Context:
    # Words that only one registry knows are printed as JSON: every registry reads them back.
    return Context(Moment(date(2000, 1, 1)), Sectors(), agreements=lambda number: f"{number} of some registry")


def _canonical(value: Any) -> bytes:
    return msgspec.json.encode(value, order="sorted")
