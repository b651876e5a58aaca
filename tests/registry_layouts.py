"""One registry in every layout that mou may meet: its own, TinyDB's, and what hands and other programs make of them."""

import json
from collections.abc import Callable
from typing import Any

from tests.registry_files import own_layout

Writer = Callable[[Any], bytes]


def _dumps(**how: Any) -> Writer:
    return lambda value: json.dumps(value, **how).encode("utf-8", "surrogatepass")


def _lines(value: Any, dumps: Callable[[Any], str]) -> bytes:
    """Mou's own layout with rows as somebody else writes them."""
    tables = [
        f'"{name}":{{\n' + ",\n".join(f'"{key}":{dumps(row)}' for key, row in rows.items()) + "\n}"
        for name, rows in value.items()
    ]
    return ("{\n" + ",\n".join(tables) + "\n}\n").encode()


LAYOUTS: dict[str, Writer] = {
    "TinyDB's": _dumps(),
    "one line, letters as they are": _dumps(ensure_ascii=False),
    "no blanks": _dumps(separators=(",", ":")),
    "indented": _dumps(indent=2),
    "indented with tabs": _dumps(indent="\t", ensure_ascii=False),
    "own": lambda value: own_layout({name: {int(k): v for k, v in rows.items()} for name, rows in value.items()}),
    "own, edited by hand": lambda value: _lines(value, json.dumps),
    "own with CRLF": lambda value: LAYOUTS["own"](value).replace(b"\n", b"\r\n"),
    "own with blank lines": lambda value: LAYOUTS["own"](value).replace(b"\n", b"\n\n"),
    "own with blank lines at the end": lambda value: LAYOUTS["own"](value) + b"\n\n",
    "own without the last line end": lambda value: LAYOUTS["own"](value).removesuffix(b"\n"),
    "own with all letters escaped": lambda value: _lines(value, _escaped),
}


BY_HAND = ("own, edited by hand", "own with all letters escaped")


def _escaped(value: Any) -> str:
    """JSON with every letter of every text written as `\\u0061`, as a clumsy program may."""
    if isinstance(value, str):
        units = memoryview(value.encode("utf-16-le")).cast("H")
        return '"' + "".join(f"\\u{unit:04x}" for unit in units) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(_escaped, value)) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{_escaped(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value)
