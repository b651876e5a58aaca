"""What others changed while a person had an agreement open: put together where that can be, else named."""

from collections.abc import Mapping
from typing import Any

from mou_cli.agreement.history.difference import same
from mou_cli.agreement.history.entry import AGREEMENTS, read_entry
from mou_cli.agreement.history.keys import keys_of
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Conflict
from mou_cli.render.console import say
from mou_cli.session import Session

_ABSENT = object()


def on_top(session: Session, before: Registered, now: Registered, fields: dict[str, Any]) -> dict[str, Any]:
    """Return what a person made of an agreement (`fields`, from `before`) on top of what it is `now`.

    Raises Conflict, naming who changed what, where others changed the same fields.
    """
    if now.line == before.line:
        return fields
    mine, theirs = _changed(before.fields, fields), _changed(before.fields, now.fields)
    both = [name for name in theirs if name in mine and not same(_value(fields, name), _value(now.fields, name))]
    name = now.agreement.ref or str(now.number)
    if both:
        raise Conflict(f"{name} was changed meanwhile by {_who(session, now)}: {', '.join(both)}")
    say(f"{name} was changed meanwhile by {_who(session, now)} ({', '.join(theirs)}); both changes are kept")
    kept = {field: value for field, value in now.fields.items() if field not in mine}
    return {**kept, **{field: fields[field] for field in mine if field in fields}}


def _value(fields: Mapping[str, Any], name: str) -> Any:
    return fields.get(name, _ABSENT)


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [name for name in {**before, **after} if not same(_value(before, name), _value(after, name))]


def _who(session: Session, now: Registered) -> str:
    keys = keys_of(AGREEMENTS, now.number, now.fields.get("uid"))
    for _, body in session.registry.history.entries(backward=True, holding=keys):
        entry = read_entry(body)
        if any(change.place == (AGREEMENTS, now.number) for change in entry.changes.values()):
            return f"{entry.actor} ({entry.op}, {entry.at[:16].replace('T', ' ')})"
    return "somebody else"
