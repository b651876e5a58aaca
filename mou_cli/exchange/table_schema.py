"""What the columns of the tables mean, for a data package (Frictionless Data: Data Package and Table Schema 1.0)."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from mou_cli.agreement.model import DATE, DURATION
from mou_cli.agreement.moment import Moment
from mou_cli.exchange.cells import disarm
from mou_cli.exchange.picking import Row, Value
from mou_cli.exchange.table_columns import Column
from mou_cli.exchange.tables import TABLES, Table

_TYPES = {"key": "integer", "whole": "integer", "number": "number", "flag": "boolean"}
_PATTERNS = {"date": DATE, "duration": DURATION.removesuffix("$") + "$|^indefinite$"}
_MEANINGS = {
    "date": "A date as far as it is known (EDTF): 2026, 2026-02, 2026-02-04, or an interval of two",
    "duration": "A period (ISO 8601), such as P5Y, or indefinite",
}
_ABOUT = (
    "Agreements as they stand on {day}, with what is computed for that day. A text that a spreadsheet would take for a"
    " formula has an apostrophe before it."
)


class Cells:
    """The cells of one table, and what was met among them that the column does not promise.

    What people write by hand keeps no rules. A word that is not on the list is added to the list, and a pattern that
    not all keep is not declared, so that a package is valid whatever is in it; `mou doctor` names what is wrong.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = [column for column in table.columns if column.kind != "parts"]
        self._watched = [(at, each) for at, each in enumerate(self.columns) if each.kind in ("word", *_PATTERNS)]
        self._words: dict[str, dict[str, None]] = {column.name: dict.fromkeys(column.words) for column in self.columns}
        self._free: set[str] = set()

    def of(self, row: Row) -> list[str]:
        """Return the cells of `row`; an empty one stands for what is absent."""
        cells = [_cell(value) for value in row]
        for at, column in self._watched:
            cell = cells[at]
            if not cell:
                continue
            if column.kind == "word":
                self._words[column.name][cell] = None
            elif not _fits(column.kind, cell):
                self._free.add(column.name)
        return cells

    def schema(self) -> dict[str, Any]:
        """Return the Table Schema for all rows so far."""
        links = [column for column in self.columns if column.kind == "link"]
        found: dict[str, Any] = {
            "fields": [self._field(column) for column in self.columns],
            "primaryKey": self.columns[0].name,
        }
        if links:
            found["foreignKeys"] = [_foreign_key(column) for column in links]
        return found

    def _field(self, column: Column) -> dict[str, Any]:
        field = {"name": column.name, "title": column.heading, "type": _type(column), **self._constraints(column)}
        if column.kind in _MEANINGS:
            field["description"] = _MEANINGS[column.kind]
        return field

    def _constraints(self, column: Column) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if column.kind in ("key", "code"):
            found = {"required": True, "unique": True}
        elif column.kind == "word":
            found = {"enum": list(self._words[column.name])}
        elif column.kind in _PATTERNS and column.name not in self._free:
            found = {"pattern": _PATTERNS[column.kind]}
        return {"constraints": found} if found else {}


def descriptor(resources: Iterable[Mapping[str, Any]], moment: Moment) -> dict[str, Any]:
    """Return what stands in datapackage.json: the `resources`, and the day that all is computed for."""
    return {
        "profile": "tabular-data-package",
        "name": "agreements",
        "title": "Register of agreements",
        "description": _ABOUT.format(day=moment.today),
        "created": f"{moment.today}T00:00:00Z",
        "resources": list(resources),
    }


def resource(cells: Cells, path: str, size: int, digest: str) -> dict[str, Any]:
    """Return the resource of a table whose CSV lies at `path`, has `size` bytes and the SHA-256 `digest` (hex)."""
    return {
        "profile": "tabular-data-resource",
        "name": cells.table.name,
        "path": path,
        "description": cells.table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": cells.schema(),
    }


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if value.__class__ is str:
        return disarm(str(value))
    if value is True or value is False:
        return "true" if value else "false"
    return repr(value)


@lru_cache(16384)
def _fits(kind: str, cell: str) -> bool:
    return re.match(_PATTERNS[kind], cell) is not None


def _type(column: Column) -> str:
    kind = TABLES[column.to].columns[0].kind if column.kind == "link" else column.kind
    return _TYPES.get(kind, "string")


def _foreign_key(column: Column) -> dict[str, Any]:
    return {
        "fields": column.name,
        "reference": {"resource": column.to, "fields": TABLES[column.to].columns[0].name},
    }
