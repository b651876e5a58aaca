"""Putting settings and views into a configuration file, and taking them out; what else is in it stays as it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mou_cli.errors import Usage
from mou_cli.settings.configuration import REPAIR, View, parse
from mou_cli.settings.declared import SETTINGS, VIEW_PARTS, VIEWS
from mou_cli.settings.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from tomlkit import TOMLDocument


def with_setting(data: bytes, path: str, name: str, text: str) -> bytes:
    """Return the file `data` with a setting as `text` says it; raises Usage where the file is no TOML."""
    document = _document(data, path)
    document[_spelled(document, name)] = FORMS[SETTINGS[name].form].written(text)
    return _written(document, path)


def with_view(data: bytes, path: str, view: View) -> bytes:
    """Return the file `data` with a view as it is now, parts that it does not have taken out; raises Usage."""
    parts = {part: value for part, value in view._asdict().items() if part != "name" and value not in ("", None)}
    key = _spelled(parse(data, path), VIEWS)
    for put in (_put_in_place, _put_anew):
        document = _document(data, path)
        if not isinstance(document.get(key, {}), dict):
            break
        try:
            put(document, key, view.name, parts)
            written = _written(document, path)
        except (ValueError, Usage):  # views in one line, or with dots: those that are tables do not fit in there
            continue
        if parse(written, path)[key][view.name] == parts:
            return written
    raise Usage(f"{path}: views is no table that a view can be put into", REPAIR)


def _put_in_place(document: "TOMLDocument", key: str, name: str, parts: Mapping[str, Any]) -> None:
    import tomlkit

    views: MutableMapping[str, Any] = document.setdefault(key, tomlkit.table(is_super_table=True))
    if not isinstance(views.get(name), dict):
        views[name] = tomlkit.table()
    table = views[name]
    for part in [part for part in VIEW_PARTS if part not in parts]:
        table.pop(part, None)
    table.update(parts)


def _put_anew(document: "TOMLDocument", key: str, name: str, parts: Mapping[str, Any]) -> None:
    import tomlkit

    views = {**document[key].unwrap(), name: dict(parts)}
    del document[key]
    tables = tomlkit.table(is_super_table=True)
    for each, said in views.items():
        tables[each] = said
    document[key] = tables


def without(data: bytes, path: str, name: str, view: str = "") -> bytes | None:
    """Return the file `data` without a setting, or without a view; None where it is not in it. Raises Usage."""
    document = _document(data, path)
    key = _spelled(document, name)
    if key not in document:
        return None
    if not view:
        del document[key]
    else:
        views = document[key]
        same = [each for each in views if each.casefold() == view.casefold()] if isinstance(views, dict) else []
        if not same:
            return None
        del views[view if view in same else same[0]]
        if not views:
            del document[key]
    return _written(document, path)


def _document(data: bytes, path: str) -> "TOMLDocument":
    import tomlkit

    parse(data, path)  # says what is wrong, and where, in the words that a command has for it
    return tomlkit.parse(data.decode("utf-8-sig"))


def _spelled(document: Mapping[str, Any], name: str) -> str:
    """Return the name as the file spells it: `lock_timeout` is `lock-timeout`."""
    return next((str(key) for key in document if str(key).lower().replace("_", "-") == name), name)


def _written(document: "TOMLDocument", path: str) -> bytes:
    import tomlkit

    data = tomlkit.dumps(document).encode()
    parse(data, path)
    return data
