"""Where a cell goes: a field by its dotted path, or one of the words that `mou add` has for what is not one field."""

from collections.abc import Callable, Mapping
from typing import Any

from mou_cli.agreement.codes import EVENT_KINDS
from mou_cli.agreement.context import Context
from mou_cli.agreement.reading.adoption import stored_date
from mou_cli.agreement.reading.assign_lists import added
from mou_cli.agreement.reading.assign_places import ABSENT, value_at, with_value
from mou_cli.agreement.reading.paths import place_of, unknown_field
from mou_cli.agreement.reading.reading_json import read_json
from mou_cli.agreement.reading.reading_parties import with_lead, with_signatory
from mou_cli.agreement.reading.reading_parts import split_list
from mou_cli.agreement.reading.readings import read_value
from mou_cli.errors import Ambiguous, Usage

IGNORED = ""
MORE = "more"
_SEVERAL = ("words", "texts", "parts", "data")


def target_of(name: str) -> str:
    """Return the target that `--map "Column=NAME"` names: a path, `in-force`, `events.KIND`, `signatory`, `lead`.

    Nothing or `-` means that the column is to be left out. Raises Usage for a name that is no field.
    """
    bare = name.strip()
    if bare in ("", "-") or bare.partition(".")[0] == "computed":
        return IGNORED
    if bare in (*_SPECIAL, MORE) or _event_kind(bare) or place_of(bare):
        return bare
    raise unknown_field(bare)


def is_special(target: str) -> bool:
    """Say whether `target` is no field by itself: `more`, `lead`, `signatory`, `in-force`, `events.KIND`."""
    return target in (*_SPECIAL, MORE) or bool(_event_kind(target))


def takes_several(target: str) -> bool:
    """Say whether several columns may go to `target` together: a list, notes, whatever makes an event."""
    place = place_of(target)
    return is_special(target) or target == "notes" or (place is not None and place.shape.kind in _SEVERAL)


def is_date(target: str) -> bool:
    """Say whether a date goes to `target` and nothing else: a field that is one, an event's."""
    place = place_of(target)
    return bool(_event_kind(target)) or (place is not None and place.shape.kind == "date")


def comes_late(target: str) -> bool:
    """Say whether `target` needs the parties to be there first."""
    return target in ("lead", "signatory", MORE)


def put(fields: dict[str, Any], target: str, text: str, context: Context) -> dict[str, Any]:
    """Return raw `fields` with what `text` says put at `target`; more is added to a list that is there already.

    Raises Usage or Ambiguous where the text cannot be understood.
    """
    kind = _event_kind(target)
    if kind:
        event = {"kind": kind, "date": stored_date(text.strip(), context.moment.today, context.dates)}
        return {**fields, "events": [*fields.get("events", ()), event]}
    special = _SPECIAL.get(target)
    if special:
        return special(fields, text)
    if target == MORE:
        return _with_more(fields, text)
    if target in fields or "." in target:
        return _put_at(fields, target, text, context)
    return {**fields, target: _value(target, text, context)}


def _put_at(fields: dict[str, Any], target: str, text: str, context: Context) -> dict[str, Any]:
    steps = target.split(".")
    place = place_of(target)
    present = value_at(fields, steps)
    if place and present is not ABSENT and takes_several(target):
        value = added(place, present, text, context)
    else:
        value = _value(target, text, context)
    changed: dict[str, Any] = with_value(fields, steps, value)
    return changed


def merged(fields: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return `fields` with `more` in it; objects on both sides are merged, otherwise what is there stays."""
    both = {**more, **fields}
    for name in fields.keys() & more.keys():
        if isinstance(fields[name], Mapping) and isinstance(more[name], Mapping):
            both[name] = merged(fields[name], more[name])
    return both


def _value(target: str, text: str, context: Context) -> Any:
    try:
        return read_value(target, text, context)
    except Ambiguous:
        # A spreadsheet says "state visit" of several; free text is what it was.
        if target == "occasion":
            return text.strip()
        raise


def _with_more(fields: dict[str, Any], text: str) -> dict[str, Any]:
    more = read_json(text.encode("utf-8", "surrogatepass"))
    if not isinstance(more, dict):
        raise Usage("not a JSON object", 'such as {"dossier": "12/4"}')
    more.pop("computed", None)
    return merged(fields, more)


def _with_signatories(fields: dict[str, Any], text: str) -> dict[str, Any]:
    for each in split_list(text):
        fields = with_signatory(fields, each)
    return fields


def _with_leads(fields: dict[str, Any], text: str) -> dict[str, Any]:
    for each in split_list(text):
        fields = with_lead(fields, each)
    return fields


def _event_kind(target: str) -> str:
    kind = target if target == "in-force" else target.removeprefix("events.")
    return kind if kind in EVENT_KINDS and (kind != target or kind == "in-force") else ""


_SPECIAL: dict[str, Callable[[dict[str, Any], str], dict[str, Any]]] = {
    "signatory": _with_signatories,
    "lead": _with_leads,
}
