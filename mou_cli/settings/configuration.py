"""The configuration file, read and judged: settings, saved views, and what in it nobody knows."""

import os
import stat
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mou_cli.errors import Usage
from mou_cli.settings.declared import SETTINGS, VIEW_PARTS, VIEWS
from mou_cli.settings.forms import read
from mou_cli.settings.places import is_whole

# More than anybody types; a file beyond it is something else.
MOST_BYTES = 1 << 20
REPAIR = "mou config --edit opens it"
_KINDS = {bool: "true or false", list: "a list", dict: "a table", int: "a number", float: "a number", str: "a text"}
_NUMBERS = ("count", "seconds", "size")


class View(NamedTuple):
    """A saved view: the query as it is typed, columns, sort keys and limit; what is empty or None is not said."""

    name: str
    query: str = ""
    columns: str = ""
    sort: str = ""
    limit: int | None = None


class Configuration(NamedTuple):
    """What a configuration file says: settings as text by name, views by name, and a sentence for each oddity."""

    path: str = ""
    values: Mapping[str, str] = {}
    views: Mapping[str, View] = {}
    oddities: tuple[str, ...] = ()


def load(path: str) -> Configuration:
    """Read a configuration file; where there is none, nothing is said. Raises Usage for one that cannot be read."""
    data = content(path)
    if not data:
        return Configuration(path)
    return judge(parse(data, path), path)


def content(path: str, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of the file, none where there is no file; raises Usage for what is no such file."""
    try:
        mode = os.stat(path).st_mode if path else 0
        if not path or not (stat.S_ISREG(mode) or path == os.devnull):
            return _refused(path, mode)
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except (OSError, ValueError) as fault:
        reason = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise Usage(f"the configuration {path} cannot be read: {reason}", "MOU_CONFIG names another place") from None
    if len(data) > most:
        raise Usage(f"the configuration {path} is larger than {most >> 20} MiB, which none is", REPAIR)
    return data


def _refused(path: str, mode: int) -> bytes:
    if not path:
        return b""
    kind = "a folder" if stat.S_ISDIR(mode) else "not an ordinary file"
    raise Usage(f"the configuration {path} is {kind}", "take it away, or name a file with MOU_CONFIG")


def parse(data: bytes, path: str) -> dict[str, Any]:
    """Return what TOML says; raises Usage with the place of a mistake."""
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise Usage(f"the configuration {path} is not UTF-8 in line {line}", REPAIR) from None
    except tomllib.TOMLDecodeError as fault:
        said = str(fault)
        raise Usage(f"the configuration {path} is not TOML: {said[:1].lower()}{said[1:]}", REPAIR) from None
    except RecursionError:
        raise Usage(f"the configuration {path} is nested too deeply", REPAIR) from None


def judge(said: Mapping[str, Any], path: str) -> Configuration:
    """Return what a file says, its names and types looked at; raises Usage for a value of another type."""
    values: dict[str, str] = {}
    views: dict[str, View] = {}
    odd: list[str] = []
    for name, value in said.items():
        known = name.lower().replace("_", "-")
        if known == VIEWS:
            views = {each.name: each for each in _views(value, path, odd)}
        elif known in SETTINGS:
            values[known] = _setting(known, value, path)
        else:
            odd.append(f"{path}: unknown setting {name!r}{_meant(name, (*SETTINGS, VIEWS))}")
    return Configuration(path, values, views, tuple(odd))


def _setting(name: str, value: Any, path: str) -> str:
    form = SETTINGS[name].form
    if not isinstance(value, str) and (isinstance(value, bool) or form not in _NUMBERS or _kind(value) != "a number"):
        raise _mistyped(name, value, "a number" if form in _NUMBERS else "a text", path)
    text = str(value)
    if form in _NUMBERS:
        read(form, text, f"{name} in {path}")
    if form == "path" and not is_whole(text):
        advice = "write it from the root or from your home: ~/desk/registry.json"
        raise Usage(f"{path}: {name} is {text!r}, which is no whole path", advice)
    return text


def _views(said: Any, path: str, odd: list[str]) -> Iterator[View]:
    if not isinstance(said, dict):
        raise _mistyped(VIEWS, said, "a table of views", path)
    for name, value in said.items():
        if not is_view_name(name):
            odd.append(f"{path}: no view can be called {name!r}: letters, digits and hyphens make a name")
        elif isinstance(value, str | list):
            yield View(name, _words(f"{VIEWS}.{name}", value, path))
        elif isinstance(value, dict):
            yield _view(name, value, path, odd)
        else:
            raise _mistyped(f"{VIEWS}.{name}", value, "a table", path)


def is_view_name(name: str) -> bool:
    """Say whether a view can be called so: letters of any script, digits, hyphens and underscores."""
    return 0 < len(name) < 61 and name[0] != "-" and name.replace("-", "").replace("_", "").isalnum()


def _view(name: str, said: Mapping[str, Any], path: str, odd: list[str]) -> View:
    parts: dict[str, Any] = {}
    for part, value in said.items():
        where = f"{VIEWS}.{name}.{part}"
        if part not in VIEW_PARTS:
            odd.append(f"{path}: unknown part {part!r} of the view {name}{_meant(part, VIEW_PARTS)}")
        elif part == "limit":
            if isinstance(value, bool | list | dict):
                raise _mistyped(where, value, "a number", path)
            parts[part] = read("count", str(value), f"{where} in {path}")
        elif part == "query":
            parts[part] = _words(where, value, path)
        else:
            parts[part] = _words(where, value, path, ",")
    return View(name, **parts)


def _words(where: str, value: Any, path: str, between: str = " ") -> str:
    """Return a text, or a list of texts in one."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return between.join(value)
    if isinstance(value, str):
        return " ".join(value.split()) if between == " " and '"' not in value else value.strip()
    raise _mistyped(where, value, "a text", path)


def _mistyped(name: str, value: Any, wanted: str, path: str) -> Usage:
    short = ".".join(name.split(".")[:2])
    return Usage(
        f"{path}: {name} is {_kind(value)}, where {wanted} is wanted", f"mou config {short} --unset takes it out"
    )


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "a date")


def _meant(name: str, names: Any) -> str:
    from mou_cli.vocabulary.matching import nearest

    near = nearest(name, {each: each for each in names})
    return f"; did you mean {' or '.join(near)}?" if near else ""
