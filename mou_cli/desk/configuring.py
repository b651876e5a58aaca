"""`mou config`: what is set and where it is from, setting it, and saving views."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mou_cli.desk.answering import answer
from mou_cli.desk.settings_list import PREFIX, as_typed, list_settings, show_setting, show_view
from mou_cli.desk.views import SIGN, Opened, is_query_with_view
from mou_cli.errors import Failed, MouError, Usage
from mou_cli.registry.opening import FILE_NAME, shown
from mou_cli.render.console import say, warn
from mou_cli.session import Session
from mou_cli.settings.configuration import View, content, is_view_name
from mou_cli.settings.declared import SETTINGS, VIEWS, Setting
from mou_cli.settings.forms import read
from mou_cli.settings.places import is_address, is_whole


class Asked(NamedTuple):
    """What `mou config` is asked: a name, what it is to be, the looks of a view, and what is to be done."""

    name: str = ""
    value: Sequence[str] = ()
    columns: str = ""
    sort: str = ""
    limit: int | None = None
    unset: bool = False
    path: bool = False
    edit: bool = False
    form: str | None = None


def configure(session: Session, asked: Asked) -> None:
    """Do what `mou config` is asked; raises Usage for a name that there is not and for what does not go together."""
    _refuse_mixture(asked)
    if asked.path:
        answer(_place(session))
    elif asked.edit:
        from mou_cli.desk.editing_configuration import edit_configuration

        edit_configuration(_place(session))
    elif asked.unset:
        _unset(session, asked.name)
    elif view := _view_named(asked.name):
        _view(session, view, asked)
    elif asked.value:
        _set(session, _known(asked.name), " ".join(asked.value))
    elif not asked.name or asked.name.lower() == VIEWS:
        list_settings(session, asked.form, views_alone=bool(asked.name))
    else:
        show_setting(session, _known(asked.name), asked.form)


def _refuse_mixture(asked: Asked) -> None:
    looks = bool(asked.columns or asked.sort or asked.limit is not None)
    doing = [f"--{name}" for name in ("unset", "path", "edit") if getattr(asked, name)]
    if len(doing) > 1 or (doing and (asked.value or looks)) or (asked.name and doing and not asked.unset):
        raise Usage(f"{doing[0]} goes with nothing else", "mou config --help shows how it is called")
    if asked.unset and not asked.name:
        raise Usage("--unset needs the name of what is to be taken out", "mou config shows the names")
    if looks and not _view_named(asked.name):
        raise Usage("only a view has columns, an order and a limit", f"mou config {SIGN}minister --sort notice")


def _place(session: Session) -> str:
    if not session.settings.path:
        raise Failed("there is no home folder for a configuration file", "name one with MOU_CONFIG")
    return session.settings.path


def _view_named(name: str) -> str:
    """Return the name of the view that is meant by `@minister` or `views.minister`; empty where it is a setting."""
    for sign in (SIGN, PREFIX):
        if name.startswith(sign):
            view = name[len(sign) :]
            if not is_view_name(view):
                raise Usage(f"no view can be called {view!r}", "letters, digits and hyphens make a name: minister")
            return view
    return ""


def _known(name: str) -> Setting:
    plain = name.lower().replace("_", "-")
    if plain in SETTINGS:
        return SETTINGS[plain]
    from mou_cli.vocabulary.matching import nearest, unknown

    near = nearest(name, {each: each for each in SETTINGS})
    advice = f"the settings are {', '.join(SETTINGS)}; a view is {SIGN}{name}"
    raise unknown("setting", name, near, advice)


def _set(session: Session, setting: Setting, text: str) -> None:
    from mou_cli.settings.writing import with_setting

    if setting.form == "path":
        text = _whole(text)
    value = read(setting.form, text, setting.name)
    stored = value if setting.form in ("text", "party") else text.strip()
    told = shown(stored) if setting.form == "path" else stored  # and refuses an address that cannot be read
    place = _place(session)
    store(place, with_setting(content(place), place, setting.name, stored))
    answer(told)
    if os.environ.get(setting.variable):
        warn(f"{setting.variable} is set, and wins")
    elif setting.form == "path" and not (is_address(stored) or os.path.exists(os.path.expanduser(stored))):
        say("there is no registry yet: mou init makes it")


def _whole(text: str) -> str:
    """Return a place as it means the same in every folder; of a folder, the registry in it."""
    place = text.strip()
    if place and not is_address(place) and os.path.isdir(os.path.expanduser(place)):
        place = os.path.join(place, FILE_NAME)
    return place if is_whole(place) or not place else os.path.abspath(place)


def _unset(session: Session, name: str) -> None:
    from mou_cli.settings.writing import without

    view = _view_named(name)
    place = _place(session)
    key = VIEWS if view else name.lower().replace("_", "-")
    data = without(content(place), place, key, view)
    if data is None:
        if not view and key != VIEWS:
            _known(name)
        say(f"{name} is not in {place}")
    else:
        store(place, data)


def _view(session: Session, name: str, asked: Asked) -> None:
    if asked.value or asked.columns or asked.sort or asked.limit is not None:
        save_view(session, name, asked)
    else:
        view = Opened(session.settings.views, session.settings.path, None).named(name)
        show_view(view, asked.form)


def save_view(session: Session, name: str, asked: Asked) -> None:
    """Save a view: what is given of it is put in, the rest of it stays; raises Usage for what cannot be meant."""
    from mou_cli.settings.writing import with_view

    views = dict(session.settings.views)
    name = next((each for each in views if each.casefold() == name.casefold()), name)
    given: dict[str, Any] = {
        "query": " ".join(map(_quoted, asked.value)),
        "columns": ",".join(each.strip() for each in asked.columns.split(",")),
        "sort": asked.sort.strip(),
        "limit": asked.limit,
    }
    view = views.get(name, View(name))._replace(**{part: v for part, v in given.items() if v not in ("", None)})
    place = _place(session)
    list(Opened({**views, name: view}, "", _context(session)).words([SIGN + name]))
    store(place, with_view(content(place), place, view))
    answer(as_typed(view))


def _quoted(word: str) -> str:
    """Return a word as it stands in a query of several: one that the shell made of several words in quotation marks."""
    from mou_cli.agreement.query.query import QUERY_NAMES
    from mou_cli.agreement.query.query_words import is_whole_query, quote

    if is_whole_query(word, QUERY_NAMES) or is_query_with_view(word) or not any(char.isspace() for char in word):
        return word
    name, colon, value = word.partition(":")
    if colon and name.lstrip("-").lower().replace("_", "-") in QUERY_NAMES:
        return quote(name, value)
    return quote("", word).removeprefix(":")


def _context(session: Session) -> Any:
    # Words are read against a registry: its sectors, its occasions. Without one they are taken as they are.
    try:
        context = session.context
    except MouError:
        return None
    return lambda: context


def store(place: str, data: bytes) -> None:
    """Put a configuration file in its place, whole or not at all; raises Failed where it cannot be written."""
    from mou_cli.desk.exporting import whole_file

    path = Path(os.path.realpath(place))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise Failed(f"{path.parent} cannot be made: {(fault.strerror or '').lower()}", "") from None
    with whole_file(path, force=True, mode=0o600) as file:
        file.write(data)
