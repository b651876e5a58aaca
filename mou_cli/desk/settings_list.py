"""What is set, its value and where it is from: as a table, as text, as data, and one value alone for a script."""

import os
from collections.abc import Sequence
from typing import Any, NamedTuple

from mou_cli.desk.answering import answer, answer_json
from mou_cli.desk.views import SIGN, looks_of
from mou_cli.errors import MouError, Usage
from mou_cli.render.console import say
from mou_cli.session import Session
from mou_cli.settings.configuration import View
from mou_cli.settings.declared import SETTINGS, VIEWS, Setting
from mou_cli.settings.settings import DEFAULT, ENVIRONMENT, FILE, OPTION

PREFIX = f"{VIEWS}."
_AS_SAID = ("count", "period", "seconds", "size")  # forms whose value is shown as it was typed


class Row(NamedTuple):
    """A line of the list: a setting or a view, its value, where it is from, and what it means; `data` for JSON."""

    name: str
    value: str
    origin: str
    meaning: str
    data: Any


def list_settings(session: Session, form: str | None, *, views_alone: bool = False) -> None:
    """Write all settings and views, or the views alone; raises Usage for a format that there is not."""
    form = form or ("table" if session.on_terminal else "tsv")
    if form not in _FORMS:
        raise Usage(f"there is no format {form!r} here", "take table, tsv or json")
    rows = [] if views_alone else [_row(session, each) for each in SETTINGS.values()]
    rows += map(_view_row, session.settings.views.values())
    if not rows:
        say(f"no view is saved yet: mou config {SIGN}minister status:in-force saves one")
    _FORMS[form](session, rows)


def show_setting(session: Session, setting: Setting, form: str | None) -> None:
    """Write the value of a setting, nothing where there is none; raises Usage for a format that there is not."""
    _show_one(_row(session, setting), form)


def show_view(view: View, form: str | None) -> None:
    """Write a view as it is typed; raises Usage for a format that there is not."""
    _show_one(_view_row(view), form)


def _show_one(row: Row, form: str | None) -> None:
    if form == "json":
        answer_json([_data(row)])
    elif form not in (None, "table", "tsv"):
        raise Usage(f"there is no format {form!r} here", "take table, tsv or json")
    elif row.value:
        answer(row.value)


def _row(session: Session, setting: Setting) -> Row:
    if setting.name == "registry":
        origin = OPTION if session.typed.get("registry") else session.settings.found("registry").origin
        place = _place(session)
        return Row("registry", place, origin, setting.meaning, place)
    typed = session.typed.get(setting.name)
    if typed:
        return Row(setting.name, typed, OPTION, setting.meaning, typed)
    found, value = session.settings.found(setting.name), session.settings.value(setting.name)
    if setting.form in _AS_SAID:
        return Row(setting.name, found.text, found.origin, setting.meaning, value)
    text = str(value) or _otherwise(session, setting.name)
    return Row(setting.name, text, found.origin, setting.meaning, text)


def _place(session: Session) -> str:
    """Return where the registry is; of the address of a server, what may be secret is never shown."""
    try:
        return session.place
    except MouError as fault:
        return f"({fault.message})"


def _otherwise(session: Session, name: str) -> str:
    """Return what takes the place of a setting that is nowhere said."""
    found = {"as": lambda: session.actor, "own": lambda: session.own}
    try:
        return found[name]()
    except MouError:  # without a registry nobody can say whose it is
        return ""


def _view_row(view: View) -> Row:
    data = {"query": view.query, **looks_of(view)}
    return Row(PREFIX + view.name, as_typed(view), FILE, f"A saved view: mou list {SIGN}{view.name}", data)


def as_typed(view: View) -> str:
    """Return a view in the words of a command line."""
    looks = [f"--{name} {value}" for name, value in looks_of(view).items()]
    return " ".join([view.query, *looks] if view.query else looks)


def _tsv(session: Session, rows: Sequence[Row]) -> None:
    from mou_cli.render.plain import write_tsv

    write_tsv([row[:4] for row in rows], ("name", "value", "from", "meaning"), session.out)


def _json(_: Session, rows: Sequence[Row]) -> None:
    answer_json(map(_data, rows))


def _data(row: Row) -> dict[str, Any]:
    return {"name": row.name, "value": row.data, "from": row.origin, "meaning": row.meaning}


def _table(session: Session, rows: Sequence[Row]) -> None:
    from mou_cli.render.console import page
    from mou_cli.render.table import render_table

    if not rows:
        return
    cells = [(row.name, _at_home(row.value) or "-", _origin_words(row), row.meaning.replace("`", "")) for row in rows]
    headings = ("Setting", "Value", "From", "What it is")
    names = ("setting", "held", "origin", "meaning")
    page(render_table(names, headings, cells, room=session.width, colour=session.colour))


def _at_home(value: str) -> str:
    home = os.path.join(os.path.expanduser("~"), "")
    return f"~/{value[len(home) :]}" if len(home) > 1 and value.startswith(home) else value


def _origin_words(row: Row) -> str:
    if row.origin == ENVIRONMENT:
        return SETTINGS[row.name].variable
    if row.origin == DEFAULT:
        return SETTINGS[row.name].otherwise or DEFAULT
    return row.origin


_FORMS = {"table": _table, "tsv": _tsv, "json": _json}
