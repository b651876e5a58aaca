"""JSON read strictly: one value, no key twice, numbers that are numbers, nesting within bounds; where not, said."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from mou_cli.agreement.reading.reading_text import refuse_unsafe_within
from mou_cli.errors import Usage

_BYTE = re.compile(r" ?\(byte (\d+)\)")
# Bytes of characters that no text may hold, or of an escape that may stand for one.
_SUSPECT = re.compile(rb"\\[ubf]|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
_HALF = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])")
_DEEPEST = 100
_VALUE = msgspec.json.Decoder()


def read_json(data: bytes) -> Any:
    """Return the value that `data`, one JSON text in UTF-8, holds.

    Raises Usage with line and column where it is no JSON, says a key twice, nests deeper than a hundred levels or
    holds a character that no text may hold.
    """
    value = decode(data, _VALUE)
    if data.count(b"[") + data.count(b"{") > _DEEPEST:
        _refuse_depth(value)
    if not _every_key_kept(data, value):
        refuse_doubles(data)
    plain = data.isascii() and b"\\" not in data and b"\x7f" not in data
    if not plain and _SUSPECT.search(data):
        refuse_unsafe_within(value)
    return value


def decode(data: bytes, decoder: msgspec.json.Decoder[Any]) -> Any:
    """Return what `decoder` makes of `data`; raise Usage with line and column where that is no JSON.

    A value of another type than `decoder` is made for raises Usage too.
    """
    try:
        return decoder.decode(data)
    except RecursionError:
        raise _too_deep() from None
    except UnicodeDecodeError as fault:
        line, column = _line_and_column(data, data.find(fault.object) + fault.start if fault.object in data else 0)
        raise Usage(f"not UTF-8 in line {line}, column {column}", "save it as UTF-8") from None
    except msgspec.DecodeError as fault:
        raise Usage(*_explained(data, str(fault))) from None


def refuse_doubles(data: bytes) -> None:
    """Raise Usage where an object in `data`, a JSON text that decodes, says one key twice."""
    import json

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(pairs)
        if len(seen) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise Usage(f'the key "{twice[:40]}" stands twice in one object', "keep one of the two")
        return seen

    json.loads(data, object_pairs_hook=once)


def _every_key_kept(data: bytes, value: Any) -> bool:
    encoded = msgspec.json.encode(value)
    if encoded == data:
        return True
    # A key that is dropped takes its colon along; only an escaped colon could make up for it.
    kept = encoded.count(b":")
    return data.count(b":") == kept and b"\\u003a" not in data and b"\\u003A" not in data


def _refuse_depth(value: Any) -> None:
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
    if level:
        raise _too_deep()


def _inside(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _too_deep() -> Usage:
    return Usage(f"the JSON is nested deeper than {_DEEPEST} levels", "an agreement needs no more than seven")


def _explained(data: bytes, fault: str) -> tuple[str, str]:
    text = data.lstrip()
    for word in (b"NaN", b"Infinity", b"-Infinity"):
        if re.search(rb"(?<![\w\"])" + word + rb"(?![\w\"])", text) and "invalid character" in fault:
            return f"{word.decode()} is no JSON number", "leave the value out"
    if "truncated" in fault and _HALF.search(data):
        return "half a character (a lone surrogate)", "write the character whole, or leave it out"
    if "truncated" in fault:
        return ("the JSON is cut off", "is the file complete?") if text else ("there is nothing in it", "")
    found = _BYTE.search(fault)
    said = _BYTE.sub("", fault).removeprefix("JSON is malformed: ")
    if not found:
        return f"not valid: {said}", ""
    line, column = _line_and_column(data, int(found[1]))
    return f"not JSON: {said} in line {line}, column {column}", ""


def _line_and_column(data: bytes, byte: int) -> tuple[int, int]:
    before = data[:byte]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode(errors="replace")) + 1
