"""What is wrong with a registry that cannot be read, in a plain sentence with line and column."""

import re
from typing import Any

from mou_cli.registry.layout import AGREEMENTS, HISTORY, META, OCCASIONS
from mou_cli.registry.strict import Strictness, strict_loads

_MARKER = re.compile(rb"^(<{7}|={7}|>{7}|\|{7})( |\r?$)", re.MULTILINE)


class Unreadable(Exception):
    """A registry that is damaged; the text says what and where."""


def parse(data: bytes) -> dict[str, dict[str, Any]]:
    """Read a whole registry strictly, whatever its layout; raises Unreadable.

    Returns table name -> row key -> agreement (or other object), as TinyDB has it.
    """
    text = _text(data)
    from json import JSONDecodeError

    try:
        return _tables(strict_loads(text))
    except JSONDecodeError as error:
        raise Unreadable(_json_sentence(error)) from error
    except Strictness as error:
        raise Unreadable(f"{error}{_where(text, str(error))}") from error


def _text(data: bytes) -> str:
    if not data:
        raise Unreadable("it is empty (0 bytes), which is not an empty registry but a lost one")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (data[1:2] == b"\0" != data[:1]):
        raise Unreadable("it is UTF-16, and a registry is UTF-8")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unreadable("it begins with a byte order mark (line 1, column 1)")
    if not data.strip():
        raise Unreadable("it holds nothing but blanks")
    if b"\0" in data:
        raise Unreadable(f"it holds NUL bytes ({_place(data, data.index(0))})")
    marker = _MARKER.search(data)
    if marker and marker[1] != b"=" * 7:
        raise Unreadable(f"it holds a merge conflict ({_place(data, marker.start())})")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"it is not UTF-8 ({_place(data, error.start)})") from error


def _place(data: bytes, offset: int) -> str:
    line_start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[line_start:offset].decode("utf-8", "replace")) + 1
    line = data.count(b"\n", 0, offset) + 1
    return f"line {line}, column {column}"


def _json_sentence(error: Any) -> str:
    where = f"line {error.lineno}, column {error.colno}"
    if not error.doc[error.pos :].strip():
        return f"it is cut off in the middle ({where})"
    if error.msg.startswith("Unterminated string"):
        return f"it is cut off in the middle of a text ({where})"
    if error.msg == "Extra data":
        return f"something follows the end of the register ({where})"
    if error.msg.startswith("Invalid control character"):
        return f"it holds a control character inside a text ({where})"
    return f"it is not JSON: {error.msg[0].lower()}{error.msg[1:]} ({where})"


def _where(text: str, sentence: str) -> str:
    """Name the place of what a strict reader refused, where it can be found again in the text."""
    sought = (
        re.search(r"the name '(.+)' occurs twice", sentence)
        or re.search(r"^(NaN|-?Infinity) is", sentence)
        or re.search(r"the number (\S+) is too large", sentence)
    )
    if sought:
        word = f'"{sought[1]}"' if "occurs twice" in sentence else sought[1]
        offset = _duplicate_offset(text, word) if "occurs twice" in sentence else text.find(word)
    else:
        match = re.search(r'(?:[\[{]\s*(?:"[^"\\]*"\s*:\s*)?){200}|\d{20,}|\\u[dD][89a-fA-F]', text)
        offset = match.start() if match else -1
    return f" ({_place(text.encode('utf-8', 'replace'), len(text[:offset].encode()))})" if offset >= 0 else ""


def _duplicate_offset(text: str, word: str) -> int:
    """Return where `word` stands as a name on a line that has it twice, else its second standing as a name."""
    name = re.compile(re.escape(word) + r"\s*:")
    position = 0
    for line in text.splitlines(keepends=True):
        places = [found.start() for found in name.finditer(line)]
        if len(places) > 1:
            return position + places[1]
        position += len(line)
    places = [found.start() for found in name.finditer(text)]
    return places[1] if len(places) > 1 else -1


def _tables(value: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(value, dict):
        raise Unreadable(f"it is {_kind(value)}, not an object of tables")
    for name, table in value.items():
        if not isinstance(table, dict):
            raise Unreadable(f"the table {name[:60]!r} is {_kind(table)}, not an object of numbered rows")
        for key, row in table.items():
            _row(name, key, row)
    return value


def _row(table: str, key: str, row: Any) -> None:
    thing = {AGREEMENTS: "agreement", OCCASIONS: "occasion", META: "row", HISTORY: "entry"}.get(table, "row")
    if not re.fullmatch(r"[1-9][0-9]{0,17}", key):
        raise Unreadable(f"the key {key[:60]!r} in the table {table!r} is not a number")
    if not isinstance(row, dict):
        raise Unreadable(f"{thing} {key} is {_kind(row)}, not an object")


def _kind(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    kinds: tuple[tuple[type, str], ...] = ((list, "a list"), (dict, "an object"), (str, "a text"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "a number")
