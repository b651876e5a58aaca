"""The order in which fields are written: that of the model, so that lines are read and compared with ease."""

from collections.abc import Mapping
from typing import Any

from mou_cli.agreement.model import Agreement, Occasion

_ORDER = {form: {name: place for place, name in enumerate(form.__struct_fields__)} for form in (Agreement, Occasion)}

# Orders of names that were found good: a register's agreements share a few dozen.
_IN_ORDER: dict[type, set[tuple[str, ...]]] = {Agreement: set(), Occasion: set()}
_REMEMBERED = 1000


def ordered(fields: Mapping[str, Any], form: type[Agreement] | type[Occasion]) -> Mapping[str, Any]:
    """Return fields in the order of the model, those that it does not know last."""
    names, known = tuple(fields), _IN_ORDER[form]
    if names in known:
        return fields
    order = _ORDER[form]
    places = [order.get(name, len(order)) for name in fields]
    if places == sorted(places):
        if len(known) < _REMEMBERED:
            known.add(names)
        return fields
    return dict(sorted(fields.items(), key=lambda item: order.get(item[0], len(order))))
