"""A column for any field as it is stored: `term.notice`, `parties.agency`, `identifiers.unts`, `.dossier`."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mou_cli.agreement import model

# What may stand behind the dot; of the others (titles, identifiers) the names are the user's own.
_PARTS: dict[str, type[model.Part]] = {
    "parties": model.Party,
    "entry_into_force": model.EntryIntoForce,
    "term": model.Term,
    "events": model.Event,
    "commitments": model.Commitment,
    "targets": model.Target,
    "links": model.Link,
    "attachments": model.Attachment,
    "sources": model.Source,
    "original": model.Original,
    "languages": model.Language,
}


def raw_reader(name: str) -> Callable[[Mapping[str, Any]], str] | None:
    """Return a function from raw fields to the text at the dotted `name`, several values joined by `; `.

    None where the name is no field of an agreement; a name that begins with a dot is taken as it stands.
    """
    path = name.lstrip(".").split(".")
    if not name.startswith("."):
        path = [
            part.replace("-", "_") if place < 2 and path[0] != "titles" else part for place, part in enumerate(path)
        ]
        if not _is_known(path):
            return None
    return lambda fields: "; ".join(_texts(fields, path))


def _is_known(path: list[str]) -> bool:
    if path[0] not in model.Agreement.__struct_fields__:
        return False
    part = _PARTS.get(path[0])
    return part is None or len(path) == 1 or path[1] in part.__struct_fields__


def _texts(value: Any, path: list[str]) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each, path)
    elif path:
        if isinstance(value, Mapping) and path[0] in value:
            yield from _texts(value[path[0]], path[1:])
    elif value not in (None, "", {}):
        yield _text(value)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    from msgspec import json

    return json.encode(value).decode()
