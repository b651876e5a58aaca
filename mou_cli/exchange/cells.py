"""An agreement as one row of cells and back: the flat columns of CSV and TSV, and formulas disarmed."""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.codes import EVENT_KINDS
from mou_cli.agreement.dates.edtf import is_day
from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.reading.paths import leaf_paths, place_of
from mou_cli.agreement.reading.printings import print_value
from mou_cli.agreement.reading.reading_text import escape_unsafe, quote
from mou_cli.agreement.reading.readings import is_plain_text
from mou_cli.vocabulary import organisations, states

COMPUTED = (
    "computed.status",
    "computed.in_force_from",
    "computed.in_force_through",
    "computed.ceases_on",
    "computed.renewals",
    "computed.notice_opens",
    "computed.last_notice_day",
    "computed.survival_through",
    "computed.next_deadline.date",
    "computed.next_deadline.kind",
    "computed.missing",
)
# What a spreadsheet takes for a formula, or takes away, at the beginning of a cell.
_ARMED = frozenset("=+-@\t\r'")
_KINDS = frozenset(EVENT_KINDS)
_USUAL_REF = re.compile(r"[A-Z]{2,8}-[0-9]{4}-[0-9]{4,6}\Z")
_TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "date": str,
    "duration": str,
    "word": str,
    "flag": bool,
    "whole": (int, type(None)),
    "number": (int, float, type(None)),
    "words": list,
    "texts": dict,
    "parts": list,
    "data": list,
    "part": dict,
}


# The fields of a part that its form on one line shows; a part that has others is JSON whatever they hold.
_SHOWN = {
    "parties": frozenset({"code", "name", "agency", "lead"}),
    "sources": frozenset({"title", "publisher", "url"}),
    "events": frozenset({"kind", "date", "party"}),
    "links": frozenset({"rel", "ref"}),
    "languages": frozenset({"code"}),
}


class _Leaf(NamedTuple):
    """A column of fields: its path and place in the row, what has room in it, and how it is printed."""

    path: str
    at: int
    types: type | tuple[type, ...]
    shown: frozenset[str]
    plain: bool
    kind: str


@functools.cache
def flat_columns() -> tuple[str, ...]:
    """Return the names of the columns: every field down to its values, `more` for what mou does not know, computed."""
    return (*leaf_paths(), "more", *COMPUTED)


def flatten(fields: Mapping[str, Any], computed: Computed, *, one_line: bool) -> list[str]:
    """Return the cells for the raw `fields` of an agreement and what is `computed` of it, one for each flat column.

    A field that is absent is an empty cell. With `one_line` no cell holds a tab or the end of a line.
    """
    cells = flat_fields(fields, one_line=one_line)
    cells += computed_cells(computed)
    return cells


def flat_fields(fields: Mapping[str, Any], *, one_line: bool) -> list[str]:
    """Return the cells for the raw `fields` of an agreement, and the last for what mou does not know, as JSON."""
    leaves, parts = _leaves(), _parts()
    cells = [""] * (len(leaf_paths()) + 1)
    rest: dict[str, Any] = {}
    for name, value in fields.items():
        leaf = leaves.get(name)
        if leaf is not None:
            if not value and value != 0:
                continue  # an empty text or list, or null: as if it were not there
            if isinstance(value, leaf.types):
                cells[leaf.at] = _print(leaf, value, one_line)
            else:
                rest[name] = value
        elif name in parts and isinstance(value, dict):
            _flatten_part(name, value, cells, rest, one_line)
        elif value or value == 0 or name not in parts:
            rest[name] = value
    rest.pop("computed", None)
    if rest:
        cells[-1] = quote(rest)
    return cells


def computed_cells(computed: Computed) -> list[str]:
    """Return the cells for what is `computed` of an agreement, in the order of COMPUTED."""
    follows = computed.next_deadline
    values = (
        computed.status,
        computed.in_force_from,
        computed.in_force_through,
        computed.ceases_on,
        computed.renewals,
        computed.notice_opens,
        computed.last_notice_day,
        computed.survival_through,
        follows.date if follows else None,
        follows.kind if follows else None,
        "; ".join(computed.missing),
    )
    return ["" if value is None else str(value) for value in values]


def disarm(cell: str) -> str:
    """Return `cell` as no spreadsheet runs it: an apostrophe stands before what would begin a formula."""
    return f"'{cell}" if cell and cell[0] in _ARMED else cell


def rearm(cell: str) -> str:
    """Return what `disarm` was given; an apostrophe before anything else stays."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in _ARMED else cell


def _flatten_part(name: str, part: Mapping[str, Any], cells: list[str], rest: dict[str, Any], one_line: bool) -> None:
    leaves = _parts()[name]
    for inner, value in part.items():
        leaf = leaves.get(inner)
        if leaf is not None and isinstance(value, leaf.types):
            cells[leaf.at] = _print(leaf, value, one_line)
        else:
            # What mou has no column for, or no room in one, is kept as it is.
            rest.setdefault(name, {})[inner] = value


def _print(leaf: _Leaf, value: Any, one_line: bool) -> str:
    # The short ways first, for what most values are; print_value would say the same of them.
    if leaf.plain:
        if value and value.isprintable() and value[0] not in ' "' and value[-1] != " ":
            return str(value)
    elif value.__class__ is str:
        # As a person writes them: a full day, and a reference of mou's own.
        if _is_usual_day(value) if leaf.kind == "date" else leaf.path == "ref" and _USUAL_REF.match(value):
            return str(value)
        return _print_word(leaf.path, value, one_line)
    elif leaf.kind == "words":
        return _print_words(leaf.path, tuple(value), one_line)
    elif leaf.shown:
        if any(item.__class__ is not dict or item.keys() - leaf.shown for item in value):
            return _quote(value)
        if leaf.path == "events":
            text = _events(value)
            if text:
                return text
    return print_value(leaf.path, value, one_line=one_line)


@functools.lru_cache(16384)
def _print_word(path: str, value: str, one_line: bool) -> str:
    return print_value(path, value, one_line=one_line)


@functools.lru_cache(16384)
def _print_words(path: str, words: tuple[str, ...], one_line: bool) -> str:
    return print_value(path, words, one_line=one_line)


def _quote(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if text.isprintable() else escape_unsafe(text)


def _events(events: Sequence[Mapping[str, Any]]) -> str:
    # What most events are, without reading back what was printed; empty where that must be looked at.
    found = []
    for event in events:
        kind, day, party = event.get("kind"), event.get("date"), event.get("party")
        if kind not in _KINDS or not _is_usual_day(day) or not _is_usual_party(party):
            return ""
        found.append(f"{kind} {day} ({party})" if party else f"{kind} {day}")
    return "; ".join(found)


@functools.lru_cache(16384)
def _is_usual_day(text: Any) -> bool:
    return isinstance(text, str) and "1900" <= text[:4] <= "2100" and is_day(text)


@functools.lru_cache(1024)
def _is_usual_party(code: Any) -> bool:
    return code is None or (isinstance(code, str) and (code in states.names() or code in organisations.names()))


@functools.cache
def _leaves() -> dict[str, _Leaf]:
    return {path: _leaf(path, at) for at, path in enumerate(leaf_paths()) if "." not in path}


@functools.cache
def _parts() -> dict[str, dict[str, _Leaf]]:
    found: dict[str, dict[str, _Leaf]] = {}
    for at, path in enumerate(leaf_paths()):
        name, dot, inner = path.partition(".")
        if dot:
            found.setdefault(name, {})[inner] = _leaf(path, at)
    return found


def _leaf(path: str, at: int) -> _Leaf:
    place = place_of(path)
    assert place
    kind = place.shape.kind
    return _Leaf(path, at, _TYPES[kind], _SHOWN.get(path, frozenset()), is_plain_text(place), kind)
