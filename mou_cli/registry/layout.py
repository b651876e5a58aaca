"""The layout in which mou writes a registry: one JSON object, a line for each table, a line for each row.

    {
    "meta":{
    "1":{"format":1,...}
    },
    "agreements":{
    "1":{"ref":"MOU-2026-0001",...},
    "2":{...}
    }
    }

It is plain JSON that stock TinyDB opens; that every row has a line of its own lets mou find, splice and compare rows as
bytes. An agreement's line is its number as key and its compact JSON.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from mou_cli.errors import Conflict

META = "meta"
OCCASIONS = "occasions"
AGREEMENTS = "agreements"
HISTORY = "history"
FORMAT = 1

_encode = msgspec.json.Encoder().encode


class Extent(NamedTuple):
    """Where a table's rows lie: from the first byte of its first row to the first byte of the line that closes it."""

    name: str
    start: int
    end: int


def encode(value: Any) -> bytes:
    """Return `value` as compact JSON in UTF-8, the form that byte searches rely on."""
    return _encode(value)


def row_line(key: int | str, body: bytes) -> bytes:
    """Return a row's line without comma and line end."""
    return b'"%s":%s' % (str(key).encode(), body)


def split_row(line: bytes) -> tuple[int, bytes]:
    """Take a row's line apart into its number and its JSON; `line` may end in a comma and a line end."""
    colon = line.find(b'":')
    number = line[1:colon]
    if colon < 0 or not number.isdigit():
        # Each line was found to be a row before: another program writes the file in place at this moment.
        raise Conflict("the registry was changed by another program while it was read", "run it again")
    return int(number), line[colon + 2 :].rstrip(b"\r\n").removesuffix(b",")


def table_order(names: Iterable[str]) -> list[str]:
    """Return the names of tables in the order in which they are written: meta first, history last."""
    known = {META: 0, OCCASIONS: 1, AGREEMENTS: 2, HISTORY: 9}
    return sorted(names, key=lambda name: known.get(name, 5))


def compose(tables: Mapping[str, Mapping[Any, bytes]]) -> tuple[bytes, tuple[Extent, ...]]:
    """Write whole tables (name -> number -> row JSON) in mou's layout; returns the bytes and where each table lies."""
    parts, extents, offset = [b"{\n"], [], 2
    names = table_order(tables)
    for name in names:
        head = encode(name) + b":{\n"
        rows = b",\n".join(row_line(key, body) for key, body in tables[name].items())
        rows = rows + b"\n" if rows else b""
        foot = b"},\n" if name != names[-1] else b"}\n"
        start = offset + len(head)
        extents.append(Extent(name, start, start + len(rows)))
        offset = start + len(rows) + len(foot)
        parts += [head, rows, foot]
    return b"".join([*parts, b"}\n"]), tuple(extents)


def empty(own: str = "") -> bytes:
    """Return a new registry without agreements; `own` is the code of the party whose desk it is, or empty."""
    meta = {"format": FORMAT, **({"own": own} if own else {}), "next": {"MOU": 1, "OCC": 1}, "sectors": {}}
    return compose({META: {1: encode(meta)}, OCCASIONS: {}, AGREEMENTS: {}, HISTORY: {}})[0]
