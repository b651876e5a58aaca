"""An agreement as one row of cells and back: the flat columns of CSV and TSV, and formulas disarmed."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from mou_cli.agreement.model import Agreement
from mou_cli.agreement.reading.paths import leaf_paths, place_of, shapes
from mou_cli.agreement.reading.printings import print_value
from mou_cli.agreement.reading.reading_text import quote

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


_STEPS = tuple(path.split(".")[1:] for path in COMPUTED)


@functools.cache
def flat_columns() -> tuple[str, ...]:
    """Return the names of the columns: every field down to its values, `more` for what mou does not know, computed."""
    return (*leaf_paths(), "more", *COMPUTED)


def flatten(fields: Mapping[str, Any], computed: Mapping[str, Any], *, one_line: bool) -> list[str]:
    """Return the cells for the raw `fields` of an agreement and what is `computed` of it, one for each flat column.

    A field that is absent is an empty cell. With `one_line` no cell holds a tab or the end of a line.
    """
    cells: dict[str, str] = {}
    rest: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in shapes(Agreement):
            rest[name] = value
        elif name in _parts() and isinstance(value, dict):
            for inner, each in value.items():
                _place(f"{name}.{inner}", each, cells, rest, one_line)
        elif value not in (None, "", [], {}):
            _place(name, value, cells, rest, one_line)
    rest.pop("computed", None)
    row = [cells.get(path, "") for path in leaf_paths()]
    return [*row, quote(rest) if rest else "", *(_text(_inside(computed, steps)) for steps in _STEPS)]


def disarm(cell: str) -> str:
    """Return `cell` as no spreadsheet runs it: an apostrophe stands before what would begin a formula."""
    return f"'{cell}" if cell and cell[0] in _ARMED else cell


def rearm(cell: str) -> str:
    """Return what `disarm` was given; an apostrophe before anything else stays."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in _ARMED else cell


def _place(path: str, value: Any, cells: dict[str, str], rest: dict[str, Any], one_line: bool) -> None:
    name, _, inner = path.partition(".")
    place = place_of(path) if inner in _parts().get(name, ("",)) else None
    if place and isinstance(value, _TYPES[place.shape.kind]):
        cells[path] = print_value(path, value, one_line=one_line)
    elif inner:
        # What mou has no column for, or no room in one, is kept as it is.
        rest.setdefault(name, {})[inner] = value
    else:
        rest[name] = value


@functools.cache
def _parts() -> dict[str, frozenset[str]]:
    found = {name: shape.part for name, shape in shapes(Agreement).items() if shape.kind == "part"}
    return {name: frozenset(shapes(part)) for name, part in found.items() if part}


def _inside(computed: Mapping[str, Any], steps: Sequence[str]) -> Any:
    value: Any = computed
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
