"""An agreement as text in an editor, TOML or JSON, and back: what is read is what was written."""

import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from mou_cli.agreement.reading.reading_text import escape_unsafe
from mou_cli.errors import Usage

Fields = dict[str, Any]
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")


class Form(NamedTuple):
    """A form of text: its file's ending, the sign that begins a comment, how it is written and read.

    `read` raises Usage with line and column where the text has a mistake.
    """

    ending: str
    comment: str
    write: Callable[[Fields], str]
    read: Callable[[str], Fields]


def form_of(language: str, fields: Fields) -> Form:
    """Return the form called `language` (`toml` or `json`); JSON where `fields` hold what TOML has no words for."""
    if language == "toml" and fits_toml(fields):
        return TOML
    return JSON


def fits_toml(value: Any) -> bool:
    """Say whether TOML can hold `value`: it has no null, and no lone surrogate."""
    if isinstance(value, dict):
        return all(map(fits_toml, value)) and all(map(fits_toml, value.values()))
    if isinstance(value, list | tuple):
        return all(map(fits_toml, value))
    return value is not None and (not isinstance(value, str) or not _has_surrogate(value))


def _has_surrogate(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)


def commented(form: Form, header: Sequence[str]) -> str:
    """Return `header` as comment lines of `form`, with an empty line after them."""
    return "".join(f"{form.comment} {line}".rstrip() + "\n" for line in header) + "\n" if header else ""


def is_blank(form: Form, text: str) -> bool:
    """Say whether `text` holds nothing but blanks and comments."""
    return all(not line.strip() or line.lstrip().startswith(form.comment) for line in text.splitlines())


def _write_toml(fields: Fields) -> str:
    import tomlkit

    document = tomlkit.document()
    # What is one value first, then tables: TOML reads a plain key below a table as that table's own.
    for name in sorted(fields, key=lambda name: _is_table(fields[name])):
        document.append(tomlkit.key([name]), tomlkit.item(_spread(fields[name])))
    return escape_unsafe(tomlkit.dumps(document))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _spread(value: Any) -> Any:
    # A text of several lines stands on several lines, where only quotes and backslashes need care.
    if isinstance(value, str) and "\n" in value and value.replace("\n", "").isprintable():
        import tomlkit

        return tomlkit.string(value, multiline=True)
    return value


def _read_toml(text: str) -> Fields:
    try:
        return {name: _plain(value) for name, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError as fault:
        raise _mistake("TOML", str(fault), text) from None
    except RecursionError:
        raise Usage("the TOML is nested too deeply", "an agreement needs no more than seven levels") from None


def _plain(value: Any) -> Any:
    # TOML knows dates; an agreement holds them as text.
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _mistake(name: str, fault: str, text: str) -> Usage:
    found = _PLACE.search(fault)
    said = _PLACE.sub("", fault)
    if found and found[1]:
        where = f"line {found[1]}, column {found[2]}"
    else:
        where = f"line {len(text.splitlines()) or 1}, at the end"
    return Usage(f"{where}: not {name}: {said[:1].lower()}{said[1:]}", "")


def _write_json(fields: Fields) -> str:
    import json

    return escape_unsafe(json.dumps(fields, indent=2, ensure_ascii=False)) + "\n"


def _read_json(text: str) -> Fields:
    from mou_cli.agreement.reading.reading_json import read_json

    lines = ["" if line.lstrip().startswith("//") else line for line in text.split("\n")]
    value = read_json("\n".join(lines).encode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise Usage("line 1: an agreement is an object, { ... }", "")
    return value


TOML = Form(".toml", "#", _write_toml, _read_toml)
JSON = Form(".json", "//", _write_json, _read_json)
