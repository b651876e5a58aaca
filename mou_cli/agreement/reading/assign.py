"""One assignment to a field, as `mou set` takes it: `FIELD=VALUE`, `FIELD+=VALUE`, `FIELD-=VALUE`."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from mou_cli.agreement.context import Context
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.agreement.reading.adoption import converted
from mou_cli.agreement.reading.assign_lists import added, removed
from mou_cli.agreement.reading.assign_places import ABSENT, value_at, with_value
from mou_cli.agreement.reading.paths import FIXED, Place, place_of, shapes, unknown_field
from mou_cli.agreement.reading.reading_json import read_json
from mou_cli.agreement.reading.reading_parties import with_lead, with_signatory
from mou_cli.agreement.reading.reading_text import read_text
from mou_cli.agreement.reading.readings import MAIN_FIELD, is_json, read_value
from mou_cli.errors import Usage

_FORM = re.compile(r"([^=]*?)\s*(\+=|-=|=)(.*)\Z", re.DOTALL)
_BRACKETED = re.compile(r"\[([^\[\]]+)\]")  # events[1].date is events.1.date
_REQUIRED = {"title": Agreement, "name": Occasion, "ref": None}
_SYNONYMS = {
    "party": "parties",
    "sector": "sectors",
    "tag": "tags",
    "note": "notes",
    "source": "sources",
    "event": "events",
    "commitment": "commitments",
    "target": "targets",
    "link": "links",
    "language": "languages",
    "identifier": "identifiers",
    "former_ref": "former_refs",
}


class Assignment(NamedTuple):
    """What is to be done: the dotted path, `=`, `+=` or `-=`, and the value as text."""

    path: str
    sign: str
    value: str


def assign(fields: Mapping[str, Any], text: str, context: Context, form: type[Struct] = Agreement) -> dict[str, Any]:
    """Return the raw `fields` of an agreement (or an occasion, by `form`) with the assignment `text` done.

    `fields` itself stays as it is. An empty value clears a field; `+=` and `-=` add to and take from a list. Raises
    Usage where the field or the value cannot be understood, Ambiguous where a word in it fits several things.
    """
    asked = split_assignment(text)
    shorthand = _SHORTHANDS.get(asked.path.replace("_", "-").lower()) if form is Agreement else None
    if shorthand and asked.sign == "=" and asked.value.strip():
        return shorthand(fields, asked.value, context)
    path = _known_path(asked.path, fields, form)
    _refuse_fixed(path)
    place = place_of(path, form)
    if place is None:
        return _with_unknown(fields, asked._replace(path=path), form)
    if asked.sign == "=" and place.shape.kind == "part" and asked.value.strip() and not is_json(place, asked.value):
        path = f"{path}.{MAIN_FIELD[place.pattern]}" if place.pattern in MAIN_FIELD else path
        place = place_of(path, form) or place
    steps = path.split(".")
    _require_items(fields, steps, form)
    changed: dict[str, Any] = with_value(fields, steps, _new_value(fields, place, asked, context, form))
    _refuse_malformed(changed, steps[0], form)
    return changed


def _only_lead(fields: Mapping[str, Any], text: str, _: Context) -> dict[str, Any]:
    others = [{k: v for k, v in party.items() if k != "lead"} for party in fields.get("parties", ())]
    return with_lead({**fields, "parties": others}, text)


def _in_force(fields: Mapping[str, Any], text: str, context: Context) -> dict[str, Any]:
    return assign(fields, f"events+=in-force {text}", context)


# What the options of `mou add` call fields although it is a part of a party, or an event.
_SHORTHANDS: dict[str, Callable[[Mapping[str, Any], str, Context], dict[str, Any]]] = {
    "lead": _only_lead,
    "signatory": lambda fields, text, _: with_signatory(fields, text),
    "in-force": _in_force,
}


def split_assignment(text: str) -> Assignment:
    """Return the parts of `FIELD=VALUE`, `FIELD+=VALUE` or `FIELD-=VALUE`; raise Usage where it is none of them."""
    found = _FORM.match(text)
    if not found or not found[1].strip():
        raise Usage(f'"{text}" is no assignment', "write FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE")
    return Assignment(found[1].strip(), found[2], found[3])


def _new_value(fields: Mapping[str, Any], place: Place, asked: Assignment, context: Context, form: type[Struct]) -> Any:
    steps = place.path.split(".")
    if asked.sign == "+=":
        return added(place, value_at(fields, steps), asked.value, context)
    if asked.sign == "-=":
        return removed(place, value_at(fields, steps), asked.value, context)
    value = read_value(place.path, asked.value, context, form) if asked.value.strip() else ABSENT
    if _REQUIRED.get(place.path, ABSENT) in (form, None) and value in (ABSENT, ""):
        raise Usage(f"the {place.path} cannot be cleared", f"give another: {place.path}=VALUE")
    return ABSENT if value in ("", [], {}) else value


def _known_path(path: str, fields: Mapping[str, Any], form: type[Struct]) -> str:
    first, dot, rest = path.partition(".")
    plain = first.replace("-", "_").lower()
    name = plain if plain in shapes(form) else _SYNONYMS.get(plain, plain)
    own = first in fields and first not in shapes(form)
    tries = [path] if own else [path, f"{name}{dot}{rest}", f"{name}{dot}{rest.replace('-', '_').lower()}"]
    found = [each for each in tries if place_of(each, form)]
    dotted = _BRACKETED.sub(r".\1", path)
    if not found and not own and dotted != path:
        return _known_path(dotted, fields, form)
    return found[0] if found else path


def _refuse_fixed(path: str) -> None:
    name = path.partition(".")[0]
    if name in FIXED:
        why = {"uid": "made once for each agreement", "computed": "worked out from the dates"}
        raise Usage(f"{name} cannot be set", f"it is {why.get(name, 'kept by the commands for attached files')}")


def _require_items(fields: Mapping[str, Any], steps: list[str], form: type[Struct]) -> None:
    for count in range(1, len(steps)):
        place = place_of(".".join(steps[:count]), form)
        if place and place.shape.kind == "parts" and value_at(fields, steps[:count]) is ABSENT:
            raise Usage(f'{place.path} has no item "{steps[count]}"', f"there is none; add one with {place.path}+=")


def _refuse_malformed(fields: Mapping[str, Any], name: str, form: type[Struct]) -> None:
    place = place_of(name, form)
    if place and name in fields:
        converted(place, fields[name])


def _with_unknown(fields: Mapping[str, Any], asked: Assignment, form: type[Struct]) -> dict[str, Any]:
    # A field that only a newer mou or a person's hand has written may be changed as long as it is there.
    steps = asked.path.split(".")
    present = value_at(fields, steps) if steps[0] in fields else ABSENT
    if present is ABSENT:
        raise unknown_field(asked.path, form)
    if asked.sign != "=":
        raise Usage(f"mou does not know the field {asked.path}", f"give it whole: {asked.path}=VALUE")
    value = _as_it_was(present, asked.value) if asked.value.strip() else ABSENT
    changed: dict[str, Any] = with_value(fields, steps, value)
    return changed


def _as_it_was(present: Any, text: str) -> Any:
    if isinstance(present, str):
        return read_text(text, lines=True)
    try:
        return read_json(text.encode("utf-8", "surrogatepass"))
    except Usage:
        return read_text(text, lines=True)
