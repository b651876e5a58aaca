"""An agreement as JSON for scripts: a form that stays the same whoever wrote the registry."""

from typing import Any

import msgspec

from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered

COMPUTED_NAMES: tuple[str, ...] = Computed.__struct_fields__
_ALWAYS: dict[str, type] = {"ref": str, "uid": str, "title": str, "parties": list, "sectors": list}
_NAMES: tuple[str, ...] = Agreement.__struct_fields__
_KNOWN = frozenset((*_NAMES, "computed"))
_ENCODE = msgspec.json.Encoder().encode


def published(registered: Registered, moment: Moment) -> dict[str, Any]:
    """Return an agreement as design section 6 has it: the same names in the same order for everybody.

    The fields as stored in the order of the model, then those that mou does not know, then `computed` for `moment`
    with all its names (None where nothing can be computed). `ref uid title parties sectors` are always there, other
    fields that are absent or empty are left out; the number is no field. The parts are those of `registered.fields`:
    copy before changing.
    """
    fields = registered.fields
    stored: dict[str, Any] = {}
    for name in _NAMES:
        value = fields.get(name)
        if value or (value is not None and _is_number(value)):
            stored[name] = value
        elif name in _ALWAYS:
            stored[name] = _ALWAYS[name]()
    stored.update((name, value) for name, value in fields.items() if name not in _KNOWN)
    computed = compute(registered.agreement, moment)
    stored["computed"] = {**msgspec.to_builtins(computed), "missing": list(computed.missing)}
    return stored


def encode_published(registered: Registered, moment: Moment) -> bytes:
    """Return published() as one line of JSON in UTF-8, without a line break."""
    return _ENCODE(published(registered, moment))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
