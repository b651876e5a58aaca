"""`mou config --edit`: the configuration file in an editor; it is replaced only by one that can be read."""

import sys
from pathlib import Path

from mou_cli.ask.confirm import confirm
from mou_cli.ask.draft import read_draft, write_draft
from mou_cli.ask.editor import editor_command, open_editor
from mou_cli.desk.configuring import store
from mou_cli.errors import Failed, MouError, Usage
from mou_cli.render.console import is_terminal, say, warn
from mou_cli.settings.configuration import content, judge, parse
from mou_cli.settings.declared import SETTINGS, VIEW_PARTS, VIEWS

# A broken file is to be mended, however long; beyond this no editor is of use.
_MOST = 64 << 20


def edit_configuration(place: str) -> None:
    """Let a person edit the file at `place`; one that is not there begins as a list of what can be set.

    Raises Failed where nothing can be edited, and where the person gives up: then the draft is kept, and named.
    """
    command = editor_command()
    before = content(place, _MOST)
    text = before.decode("utf-8-sig", "replace") or template()
    path = write_draft("config", ".toml", text)
    try:
        after = _edited(path, place, command)
        if after != text:
            store(place, after.encode())
    except MouError as fault:
        if read_draft(path) == text:
            path.unlink(missing_ok=True)
            raise
        raise type(fault)(fault.message, f"the draft is kept in {path}") from None
    if after == text:
        say("nothing is changed")
    path.unlink(missing_ok=True)


def _edited(path: Path, place: str, command: list[str]) -> str:
    while True:
        open_editor(path, command)
        text = read_draft(path)
        try:
            for oddity in judge(parse(text.encode(), place), place).oddities:
                warn(oddity)
            return text
        except Usage as fault:
            say(fault.message)
            if not is_terminal(sys.stdin):
                raise Failed(f"not saved: {fault.message}") from None
        if not confirm("go on editing?", default=True):
            raise Failed("nothing is saved")


def template() -> str:
    """Return the file that a person begins with: everything that can be set, behind signs of comment."""
    lines = ["# What mou takes for granted. A line without its # counts.", ""]
    for setting in SETTINGS.values():
        number = setting.example.isdigit()
        lines += [f"# {setting.meaning}", f"# {setting.name} = {setting.example if number else _text(setting.example)}"]
    lines += ["", "# A saved view: mou list @minister", f"# [{VIEWS}.minister]"]
    for part in VIEW_PARTS.values():
        lines.append(f"# {part.name} = {part.example if part.form == 'count' else _text(part.example)}")
    return "\n".join(lines).replace("`", "") + "\n"


def _text(value: str) -> str:
    return f'"{value}"'
