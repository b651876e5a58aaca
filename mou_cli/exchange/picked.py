"""The columns that somebody asked for, of an agreement that goes out as JSON."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from mou_cli.agreement.columns import resolve_column
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.published import COMPUTED_NAMES, encode_published, published
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.harmless import harmless


def json_line(columns: Sequence[str] | None) -> Callable[[Registered, Moment], bytes]:
    """Return a function that gives an agreement as JSON on one line: whole, or just `columns`.

    A column is a field, a dotted path or the name of a column of `mou list`; what is absent is null. Raises Usage for
    a column that nobody knows.
    """
    if columns is None:
        return lambda registered, moment: harmless(encode_published(registered, moment))
    pick = {name: _picker(name) for name in columns}

    def picked(registered: Registered, moment: Moment) -> bytes:
        whole = published(registered, moment)
        return harmless(msgspec.json.encode({name: find(registered, whole) for name, find in pick.items()}))

    return picked


def _picker(name: str) -> Callable[[Registered, Mapping[str, Any]], Any]:
    first = name.partition(".")[0]
    if name == "no":
        return lambda registered, _: registered.number
    if first in Agreement.__struct_fields__ or first == "computed":
        resolve_column(name) if first != "computed" else None
        return lambda _, whole: _at(whole, name.split("."))
    if name in COMPUTED_NAMES:
        return lambda _, whole: whole["computed"][name]
    column = resolve_column(name)
    path = _COMPUTED.get(column.name)
    if path:
        return lambda _, whole: whole["computed"][path]
    return lambda registered, _: column.plain(registered, None) or None


def _at(value: Any, steps: Sequence[str]) -> Any:
    if not steps:
        return value
    if isinstance(value, list):
        return [_at(each, steps) for each in value]
    return _at(value.get(steps[0]), steps[1:]) if isinstance(value, Mapping) else None


# The columns of `mou list` that are computed, and what `computed` calls them.
_COMPUTED = {
    "status": "status",
    "in-force": "in_force_from",
    "expires": "in_force_through",
    "ceases": "ceases_on",
    "renewals": "renewals",
    "notice-opens": "notice_opens",
    "notice": "last_notice_day",
    "survival": "survival_through",
    "deadline": "next_deadline",
    "missing": "missing",
}
