"""What differs between two states of one agreement, and the way back."""

from collections.abc import Mapping
from typing import Any

import msgspec

from mou_cli.agreement.field_order import ordered
from mou_cli.agreement.history.canonical import canonical, digest
from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS, RowChange
from mou_cli.agreement.model import Agreement, Occasion

Fields = dict[str, Any]

_FORMS: dict[str, type[Agreement] | type[Occasion]] = {AGREEMENTS: Agreement, OCCASIONS: Occasion}
_DECODE = msgspec.json.Decoder(dict[str, Any]).decode
_ENCODE = msgspec.json.Encoder().encode


class Misfit(Exception):
    """What is there is not what a change left there; the text says what."""


def difference(table: str, number: int, before: bytes | None, after: bytes | None) -> tuple[Fields, RowChange]:
    """Return the fields of a row, those that it had where it is gone, and what became of it.

    `before` and `after` are its lines as mou writes them, None where it is not there; they differ.
    """
    old = None if before is None else _DECODE(before)
    new = None if after is None else _DECODE(after)
    if new is None:
        return old or {}, RowChange(no=number, table=table, before=old)
    if old is None:
        return new, RowChange(no=number, table=table, after=digest(new))
    lost = {name: value for name, value in old.items() if name not in new or not same(new[name], value)}
    found = {name: value for name, value in new.items() if name not in old or not same(old[name], value)}
    made = RowChange(no=number, table=table, before=lost, after=found, sha256=digest(new))
    if _ENCODE(step_back(made, new)) != before:
        made = msgspec.structs.replace(made, order=list(old))
    return new, made


def step_back(change: RowChange, present: Mapping[str, Any] | None) -> Fields | None:
    """Return the fields before a change from those there now; None: not there.

    Fields that the change did not touch stay as they are. Raises Misfit where it touched what is another value now.
    """
    kind = change.kind
    if kind == "adopted":
        raise Misfit("another program changed it, and what it was before is not known")
    if kind == "removed":
        if present is not None:
            raise Misfit("it is there again")
        return change.before
    if present is None:
        raise Misfit("it is not there any more")
    if kind == "added":
        if digest(present) != change.after:
            raise Misfit("it is not what was added")
        return None
    return _restored(change, present)


def _restored(change: RowChange, present: Mapping[str, Any]) -> Fields:
    before, after = change.before or {}, change.after
    assert isinstance(after, dict)
    missing = object()
    for name in {**before, **after}:
        if not same(present.get(name, missing), after.get(name, missing)):
            raise Misfit(f"{name} is not what it was made")
    kept = {name: value for name, value in present.items() if name not in after}
    restored = {**kept, **before}
    if change.order:
        places = {name: place for place, name in enumerate(change.order)}
        return dict(sorted(restored.items(), key=lambda item: places.get(item[0], len(places))))
    return dict(ordered(restored, _FORMS[change.table]))


def same(one: Any, other: Any) -> bool:
    """Return whether two values are one in JSON: `true` is not `1`, and `1.0` is not `1`."""
    if type(one) is type(other) is str:
        return bool(one == other)
    try:
        return canonical(one) == canonical(other)
    except TypeError:  # one of them is not there at all
        return one is other


def encoded(fields: Mapping[str, Any] | None) -> bytes | None:
    """Return fields as a row's line."""
    return None if fields is None else _ENCODE(fields)
