"""What a change did to the fields of an agreement, each difference in the words in which a person would type it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from mou_cli.agreement.history.canonical import canonical
from mou_cli.agreement.history.entry import OCCASIONS, RowChange, Step
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.agreement.reading.paths import place_of
from mou_cli.agreement.reading.printings import print_value


class Difference(NamedTuple):
    """A field, or an item of a list, before and after; empty where there was or is none."""

    field: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """It in one line: `place: Islamabad -> Astana`, `tags: + rail`, `tags: - road`."""
        if self.before and self.after:
            return f"{self.field}: {self.before} -> {self.after}"
        return f"{self.field}: {'+' if self.after else '-'} {self.after or self.before}"


class ToldRow(NamedTuple):
    """What an entry did to one agreement: its number, reference and title, `added`, `removed` or `changed`, and how."""

    number: int
    ref: str
    title: str
    kind: str
    differences: Sequence[Difference]


class Told(NamedTuple):
    """An entry for people: what it did to which agreements, and to how many more."""

    entry: Step
    rows: Sequence[ToldRow]
    more: int


def differences(change: RowChange) -> Iterator[Difference]:
    """Yield what a change did; nothing for what was added or removed as a whole."""
    if not isinstance(change.after, dict):
        return
    form = Occasion if change.table == OCCASIONS else Agreement
    before = change.before or {}
    for name in dict.fromkeys((*before, *change.after)):
        yield from _field(name, before.get(name), change.after.get(name), form)


def _field(path: str, before: Any, after: Any, form: type[Struct]) -> Iterator[Difference]:
    if isinstance(before, dict | None) and isinstance(after, dict | None):
        yield from _members(path, before or {}, after or {}, form)
    elif isinstance(before, list | None) and isinstance(after, list | None):
        yield from _items(path, before or [], after or [], form)
    else:
        yield Difference(path, told(path, before, form), told(path, after, form))


def _members(
    path: str, before: Mapping[str, Any], after: Mapping[str, Any], form: type[Struct]
) -> Iterator[Difference]:
    for name in dict.fromkeys((*before, *after)):
        if canonical(before.get(name)) != canonical(after.get(name)):
            yield from _field(f"{path}.{name}", before.get(name), after.get(name), form)


def _items(path: str, before: Sequence[Any], after: Sequence[Any], form: type[Struct]) -> Iterator[Difference]:
    lost, found = _apart(before, after), _apart(after, before)
    if not lost and not found:
        yield Difference(path, told(path, list(before), form), told(path, list(after), form))
        return
    for item in lost:
        twin = next((other for other in found if _is_one(item, other)), None)
        if twin is None:
            yield Difference(path, told(path, [item], form), "")
            continue
        found.remove(twin)
        yield from _members(f"{path}[{item['id']}]", item, twin, form)
    for item in found:
        yield Difference(path, "", told(path, [item], form))


def _apart(some: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    known = {canonical(item) for item in others}
    return [item for item in some if canonical(item) not in known]


def _is_one(item: Any, other: Any) -> bool:
    # Commitments and targets bear a number by which they stay the same while they change.
    return isinstance(item, dict) and isinstance(other, dict) and "id" in item and item["id"] == other.get("id")


def told(path: str, value: Any, form: type[Struct]) -> str:
    """Return the value of a field of `form` in the words in which a person would type it; empty for None."""
    if value is None:
        return ""
    text = print_value(path, value, form, one_line=True) if place_of(path, form) is not None else ""
    return text if text and not text.startswith(("[", "{")) else _plainly(value)


def _plainly(value: Any) -> str:
    """Return a value that nobody types in one piece: its members one after the other."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plainly(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "; ".join(map(_plainly, value))
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
