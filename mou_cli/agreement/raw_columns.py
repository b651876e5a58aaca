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

    A part that reads as words (`term`, `events`) is told as on a card, any other object as JSON. None where the name is
    no field of an agreement; a name that begins with a dot is taken as it stands.
    """
    path = name.lstrip(".").split(".")
    if not name.startswith("."):
        path = [
            part.replace("-", "_") if place < 2 and path[0] != "titles" else part for place, part in enumerate(path)
        ]
        if not _is_known(path):
            return None
    tell = _teller(".".join(path))
    return lambda fields: "; ".join(_texts(fields, path, tell))


def _is_known(path: list[str]) -> bool:
    if path[0] not in model.Agreement.__struct_fields__:
        return False
    part = _PARTS.get(path[0])
    return part is None or len(path) == 1 or path[1] in part.__struct_fields__


def _texts(value: Any, path: list[str], tell: Callable[[Any], str]) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each, path, tell)
    elif path:
        if isinstance(value, Mapping) and path[0] in value:
            yield from _texts(value[path[0]], path[1:], tell)
    elif value not in (None, "", {}):
        yield tell(value)


def _teller(name: str) -> Callable[[Any], str]:
    if name not in ("term", "entry_into_force", "original", "events", "parties.signatory"):
        return _text
    from msgspec import ValidationError, convert

    from mou_cli.agreement import wording

    parts: dict[str, tuple[type[model.Part], Callable[[Any], str]]] = {
        "term": (model.Term, wording.term_words),
        "entry_into_force": (model.EntryIntoForce, wording.entry_words),
        "original": (model.Original, lambda original: ", ".join(filter(None, (original.place, original.file)))),
        "events": (model.Event, lambda event: f"{event.date} {event.kind}".strip()),
        "parties.signatory": (model.Person, wording.person_words),
    }
    part, words = parts[name]

    def tell(value: Any) -> str:
        try:
            return words(convert(value, part)) or _text(value)
        except (ValidationError, ValueError):  # by another hand: as it stands
            return _text(value)

    return tell


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    from msgspec import json

    return json.encode(value).decode()
