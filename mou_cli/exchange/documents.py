"""One agreement from one JSON object."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from mou_cli.agreement.context import Context
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.reading.adoption import adopt, adopt_all, converted
from mou_cli.agreement.reading.assign_places import with_value
from mou_cli.agreement.reading.paths import Place, place_of, shapes
from mou_cli.agreement.reading.reading_json import read_json
from mou_cli.agreement.reading.reading_single import read_ref
from mou_cli.agreement.reading.readings import read_value
from mou_cli.agreement.registered import Registered
from mou_cli.errors import MouError, Usage
from mou_cli.exchange.date_columns import context_under, hint_for
from mou_cli.exchange.headers import guess
from mou_cli.exchange.rows import Problem, Reading, Row
from mou_cli.exchange.targets import comes_late, is_special, put, target_of

_ENCODE = msgspec.json.Encoder().encode
_EXACT = frozenset({"text", "date", "duration", "word"})


def read_document(number: int, data: bytes, mapping: Mapping[str, str], context: Context) -> Row:
    """Return the agreement that `data`, one JSON object, holds, as row `number`.

    Names as the model has them are taken exactly, others are kept as fields that mou does not know; `mapping` says
    which field another name means, and where no name is ours the likely ones are guessed. `computed` is left out.
    """
    written = None if mapping else _as_written(data)
    if written is not None:
        return Row(number, raw=written, read=lambda: _read(number, data, mapping, context).reading)
    return _read(number, data, mapping, context)


def _as_written(data: bytes) -> Registered | None:
    """Return the agreement in a line that holds nothing but what mou would write of it, `computed` aside."""
    # What ends in one brace has no other object last.
    cut = data.rfind(b',"computed":{') if data.endswith(b"}}") else -1
    body = data[:cut] + b"}" if cut > 0 else data
    try:
        if cut > 0 and msgspec.json.decode(b"{" + data[cut + 1 :]).keys() != {"computed"}:
            return None
        written = Registered(0, body)
        agreement = written.agreement
        if not agreement.title:
            return None
        ours = _ENCODE(agreement)
        if ours == body:
            return written
        return Registered(0, ours) if _without_empty_fields(body) == ours else None
    except (ValueError, RecursionError):
        return None


def _without_empty_fields(body: bytes) -> bytes:
    """Return a compact line without the fields that other programs leave empty where mou writes nothing.

    The line as it is where any of them is not one of the agreement's own, or stands there twice.
    """
    bare, found = body, []
    for mark in (b'":[]', b'":""', b'":{}'):
        pieces = bare.split(mark)
        for place, piece in enumerate(pieces[:-1]):
            # Only a field's name stands so, between a comma and a colon: a text would have a backslash in it.
            start = piece.rfind(b',"')
            found.append(piece[start:])
            pieces[place] = piece[:start]
        bare = b"".join(pieces)
    once = len(set(found)) == len(found) and not any(field + b'":' in bare for field in found)
    return bare if once and _own_fields().issuperset(found) else body


@cache
def _own_fields() -> frozenset[bytes]:
    # But for those that a part of an agreement has as well: what is empty further within is kept.
    return frozenset(f',"{name}'.encode() for name in shapes(Agreement).keys() - _names_within(Agreement))


def _names_within(form: type[Struct]) -> set[str]:
    parts = [shape.part for shape in shapes(form).values() if shape.part]
    return {name for part in parts for name in (*shapes(part), *_names_within(part))}


def _read(number: int, data: bytes, mapping: Mapping[str, str], context: Context) -> Row:
    try:
        value = read_json(data)
    except Usage as fault:
        return Row(number, {}, (Problem("", fault.message, fault.hint),))
    if not isinstance(value, dict):
        return Row(number, {}, (Problem("", "an agreement is a JSON object, this is none"),))
    if "computed" in value:
        value.pop("explain", None)  # what `mou show --explain` sets beside it
    if mapping or not value.get("title"):
        return Row(number, *_every_field(value, mapping, context))
    raw = _without_empty(value)
    return Row(number, raw=raw, read=lambda: _exact(raw, context) or _every_field(value, mapping, context))


def _every_field(value: dict[str, Any], mapping: Mapping[str, str], context: Context) -> Reading:
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, target in _targets(value, mapping):
        try:
            fields = _with_field(fields, name, target, value[name], context_under(name, target, context))
        except MouError as fault:
            problems.append(Problem(name, fault.message, hint_for(fault, target, value[name], context)))
    problems += [] if problems else malformed(fields)
    return fields, tuple(problems + missing(fields))


def missing(fields: Mapping[str, Any]) -> list[Problem]:
    """Return the problem that nothing tells which agreement it is: no title, and no reference to find it by."""
    if any(fields.get(name) for name in ("title", "ref", "uid")):
        return []
    return [Problem("title", "the title is missing")]


def _without_empty(value: dict[str, Any]) -> dict[str, Any]:
    known = shapes(Agreement)
    return {
        name: each
        for name, each in value.items()
        if (each or each is False or name not in known) and name != "computed"
    }


def _exact(raw: dict[str, Any], context: Context) -> Reading | None:
    # The short way for what has our form; None where anything in it needs more than that.
    try:
        if "ref" in raw:
            raw = {**raw, "ref": read_ref(raw["ref"])}
        adopted = adopt_all(raw, context)
        msgspec.convert(adopted, Agreement)
    except (MouError, msgspec.ValidationError, AttributeError):
        return None
    return adopted, ()


def _targets(value: Mapping[str, Any], mapping: Mapping[str, str]) -> list[tuple[str, str]]:
    known = shapes(Agreement)
    foreign = not value.keys() & {"title", "ref", "uid"}
    targets: dict[str, str] = {name: target_of(mapping[name]) for name in value if name in mapping}
    left_out = {name for name, target in targets.items() if not target} | {"computed"}
    for name in [each for each in value if each not in targets]:
        guessed = guess(name) if foreign and name not in known else None
        target = guessed or (name if name in known else "")
        targets[name] = "" if guessed in targets.values() else target
    ordered = [(name, targets[name]) for name in value if name not in left_out]
    return sorted(ordered, key=lambda each: comes_late(each[1]))


def _with_field(fields: dict[str, Any], name: str, target: str, value: Any, context: Context) -> dict[str, Any]:
    place = place_of(target) if target else None
    if is_special(target) and isinstance(value, str):
        return put(fields, target, value, context)
    if place is None:
        # Not ours: kept as it is, whatever it is called.
        return {**fields, name: value}
    if value in (None, "", [], {}):
        return fields
    changed: dict[str, Any] = with_value(fields, target.split("."), _value(place, value, context))
    return changed


def _value(place: Place, value: Any, context: Context) -> Any:
    if place.path == "ref" and isinstance(value, str):
        return read_ref(value)
    if isinstance(value, str) and place.shape.kind not in _EXACT:
        return read_value(place.path, value, context)
    return adopt(place, value, context)


def malformed(fields: Mapping[str, Any]) -> list[Problem]:
    """Return a problem for each field whose value is of another type than the model has."""
    try:
        msgspec.convert({"title": "", **fields}, Agreement)
    except msgspec.ValidationError:
        return [problem for name in fields if name in shapes(Agreement) for problem in _wrong_type(name, fields[name])]
    return []


def _wrong_type(name: str, value: Any) -> list[Problem]:
    place = place_of(name)
    try:
        if place:
            converted(place, value)
    except Usage as fault:
        return [Problem(name, fault.message, fault.hint)]
    return []
