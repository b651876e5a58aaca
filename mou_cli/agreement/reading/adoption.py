"""Values that came as JSON, made what is stored: dates and words that people write differently brought to their codes.

A value that is as it is stored already comes back unchanged, words that no vocabulary knows among them: those are
findings, not mistakes of form.
"""

import functools
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from mou_cli.agreement.context import Context
from mou_cli.agreement.dates.dates import parse_date
from mou_cli.agreement.dates.durations import parse_duration, split_duration
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.reading.date_orders import in_order
from mou_cli.agreement.reading.paths import Place, Shape, shapes
from mou_cli.agreement.reading.reading_parts import FORMS, Form
from mou_cli.errors import Usage
from mou_cli.vocabulary.folding import fold
from mou_cli.vocabulary.parties import find_party
from mou_cli.vocabulary.types import find_type

_Adopter = Callable[[Any, Context], Any]
_EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_AT = re.compile(r" - at `\$([^`]*)`")
_ITEM = re.compile(r"\[([0-9]+)\]")
_SAID = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
    "int | float": "a number",
}


def adopt(place: Place, value: Any, context: Context) -> Any:
    """Return `value`, decoded from JSON for the field at `place`, as it is stored; the given value is left as it is.

    Raises Usage where a date or a period in it cannot be understood.
    """
    adopter = _adopter(place.pattern, place.shape)
    return adopter(value, context) if adopter else value


def adopt_all(fields: dict[str, Any], context: Context) -> dict[str, Any]:
    """Return the raw `fields` of an agreement, decoded from JSON, as they are stored, as `adopt` does for each."""
    adopter = _adopter("", Shape("part", Agreement, part=Agreement))
    adopted: dict[str, Any] = adopter(fields, context) if adopter else fields
    return adopted


def converted(place: Place, value: Any) -> Any:
    """Return `value` where it is of the type that the model has at `place`; raise Usage where it is not."""
    try:
        msgspec.convert(value, place.shape.hint)
    except msgspec.ValidationError as fault:
        raise Usage(explained(place.path, str(fault)), "`mou schema` has the form of every field") from None
    return value


def explained(path: str, fault: str) -> str:
    """Return what msgspec says is wrong with the value at `path`, in words."""
    inner = _AT.search(fault)
    said = _EXPECTED.search(fault)
    # Items are counted from 1, as in every path that a person types.
    where = path + _ITEM.sub(lambda found: f".{int(found[1]) + 1}", inner[1] if inner else "")
    if not said:
        return f"{where}: {_AT.sub('', fault)[:1].lower()}{_AT.sub('', fault)[1:].replace('`', '')}"
    wanted, got = (_named(each) for each in said.groups())
    return f"{where}: {wanted} expected, not {got}"


@functools.lru_cache(4096)
def stored_date(text: str, today: date, order: str = "") -> str:
    """Return a date as it is stored: `text` itself where it is one, else what `parse_date` reads from it.

    `order` is the order of dates in figures (see date_orders.py), empty where nobody has said it.
    """
    try:
        bounds(text)
    except ValueError:
        return parse_date(in_order(text, order) if order else text, today)
    return text


@functools.lru_cache(1024)
def stored_duration(text: str, *, lasting: bool) -> str:
    """Return a period as it is stored, likewise; `indefinite` counts as one where `lasting`."""
    if lasting and fold(text.strip()) in ("indefinite", "indefinitely", "бессрочно", "unlimited"):
        return "indefinite"
    try:
        split_duration(text)
    except ValueError:
        return parse_duration(text)
    return text


def _named(types: str) -> str:
    return _SAID.get(types) or " or ".join(_SAID.get(each, each) for each in types.split(" | "))


def _date(value: Any, context: Context) -> Any:
    return stored_date(value, context.moment.today, context.dates) if isinstance(value, str) and value else value


def _type(value: Any, _: Context) -> Any:
    return find_type(value) or value if isinstance(value, str) else value


def _sectors(value: Any, context: Context) -> Any:
    if not isinstance(value, list):
        return value
    return [(context.sectors.find(word) or word) if isinstance(word, str) and word else word for word in value]


def _party_code(value: Any, _: Context) -> Any:
    return _code(value) if isinstance(value, str) else value


@functools.lru_cache(1024)
def _code(word: str) -> str:
    return find_party(word) or word


_BY_PATTERN: dict[str, _Adopter] = {"type": _type, "sectors": _sectors, "parties.code": _party_code}


@functools.cache
def _adopter(pattern: str, shape: Shape) -> _Adopter | None:
    if pattern in _BY_PATTERN:
        return _BY_PATTERN[pattern]
    if shape.kind == "date":
        return _date
    if shape.kind == "duration":
        return _duration(shape.lasting)
    if shape.kind == "word":
        return _word(shape.words)
    if shape.kind == "part" and shape.part:
        return _part(pattern, shape.part)
    return _parts(pattern, shape.part) if shape.kind == "parts" and shape.part else None


def _duration(lasting: bool) -> _Adopter:
    return lambda value, _: stored_duration(value, lasting=lasting) if isinstance(value, str) and value else value


def _word(words: tuple[str, ...]) -> _Adopter:
    spelled = {word.replace("-", " "): word for word in words}

    def adopter(value: Any, _: Context) -> Any:
        if value in words or not isinstance(value, str):
            return value
        return spelled.get(fold(value).replace("-", " ").replace("_", " ").strip(), value)

    return adopter


def _part(pattern: str, part: type[Struct]) -> _Adopter | None:
    inner = {name: _adopter(f"{pattern}.{name}".lstrip("."), shape) for name, shape in shapes(part).items()}
    todo = {name: adopter for name, adopter in inner.items() if adopter}

    def adopter(value: Any, context: Context) -> Any:
        if not isinstance(value, dict):
            return value
        kept = value
        for name, given in value.items():
            adopt_field = todo.get(name)
            if adopt_field and given:
                adopted = adopt_field(given, context)
                if adopted is not given and adopted != given:
                    kept = {**kept, name: adopted}
        return kept

    return adopter if todo else None


def _lifted(form: Form, item: Any, context: Context) -> list[Any]:
    found = form.read(item, context) if isinstance(item, str) else item
    return found if isinstance(found, list) else [found]


def _parts(pattern: str, part: type[Struct]) -> _Adopter:
    adopt_item = _part(pattern, part) or (lambda value, _: value)
    form = FORMS.get(part)

    def adopter(value: Any, context: Context) -> Any:
        if not isinstance(value, list):
            return value
        if form and any(isinstance(item, str) for item in value):
            value = [each for item in value for each in _lifted(form, item, context)]
        return [adopt_item(item, context) for item in value]

    return adopter
