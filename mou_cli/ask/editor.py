"""The loop of `mou edit`: write a draft, open the editor, read it, and on a mistake say where and go on."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from mou_cli.ask.asker import stop
from mou_cli.ask.confirm import confirm
from mou_cli.ask.draft import read_draft, write_draft
from mou_cli.ask.forms import TOML, Fields, Form, commented, form_of, is_blank
from mou_cli.errors import Failed, MouError, Usage
from mou_cli.render.console import is_terminal, say
from mou_cli.render.safe import safe

_HELP = ("Save and close to change it; an unchanged or an empty file changes nothing.",)
_TOML_HELP = ('Texts and dates stand in quotes: signed = "2026-02-04".', "A line that is taken out clears its field.")


class Edited(NamedTuple):
    """What a person made of an agreement: its fields, and the draft that holds them until they are saved."""

    fields: Fields
    path: Path

    def discard(self) -> None:
        """Remove the draft: the changes are saved."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def edit_fields(
    fields: Mapping[str, Any],
    *,
    name: str,
    title: str = "",
    language: str = "toml",
    check: Callable[[Fields], Sequence[str]] = lambda _: (),
    environ: Mapping[str, str] = os.environ,
) -> Edited | None:
    """Let a person edit `fields` as TOML or JSON (`language`); return what they became, None where nothing changed.

    `name` (the reference) and `title` stand in the draft's first line; `check` returns what is wrong with the fields,
    a sentence each. After a mistake the person may go on editing. Raises Failed where there is no terminal to ask at
    or the person gives up, and where the editor cannot be started or fails; what was typed is kept, and the error
    says where. The caller calls `discard()` on the result once it is saved.
    """
    before = dict(fields)
    command = editor_command(environ)
    form = form_of(language, before)
    if language == "toml" and form is not TOML:
        say("a field is null or holds half a character, which TOML cannot say: this is JSON")
    header = [safe(" · ".join(filter(None, (name, title)))), *_HELP, *(_TOML_HELP if form is TOML else ())]
    text = commented(form, header) + form.write(before)
    path = write_draft(name, form.ending, text)
    result = Edited(before, path)
    try:
        after = _edited(form, path, check, command)
    except MouError as fault:
        if not _holds(path, text):
            raise type(fault)(fault.message, f"the draft is kept in {path}") from None
        result.discard()
        raise
    if after is None or _canonical(after) == _canonical(before):
        result.discard()
        return None
    return Edited(after, path)


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode("utf-8", "surrogatepass")
    except OSError:
        return True  # it is gone: nothing is kept


def _canonical(fields: Fields) -> str:
    # Python holds 1, 1.0 and true for equal; a person who changes one into the other means it.
    import json

    return json.dumps(fields, sort_keys=True)


def _edited(form: Form, path: Path, check: Callable[[Fields], Sequence[str]], command: Sequence[str]) -> Fields | None:
    while True:
        open_editor(path, command)
        text = read_draft(path)
        if is_blank(form, text):
            return None
        result = _read(form, text, check)
        if isinstance(result, dict):
            return result
        for fault in result:
            say(fault)
        if not is_terminal(sys.stdin):
            raise Failed(f"not saved: {result[0]}")
        if not confirm("go on editing?", default=True):
            raise Failed("nothing is saved")


def _read(form: Form, text: str, check: Callable[[Fields], Sequence[str]]) -> Fields | Sequence[str]:
    # The fields where they are right, else what is wrong with them, a sentence each.
    try:
        fields = form.read(text)
    except Usage as fault:
        return [": ".join(filter(None, (fault.message, fault.hint)))]
    return check(fields) or fields


def open_editor(path: Path, command: Sequence[str]) -> None:
    """Open a file with the words of editor_command() and wait; raises Failed where the editor fails, Interrupted."""
    import subprocess

    try:
        code = subprocess.run([*command, str(path)], check=False).returncode
    except (OSError, ValueError) as fault:
        reason = (getattr(fault, "strerror", None) or str(fault)).lower()
        advice = "set VISUAL or EDITOR to a program that is there"
        raise Failed(f"cannot start the editor {command[0]!r}: {reason}", advice) from None
    except KeyboardInterrupt:
        stop()
    if code:
        raise Failed(f"the editor {command[0]!r} ended with code {code}")


def editor_command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the words that start a person's editor: from VISUAL, else EDITOR, else one that is there.

    Raises Failed where there is none.
    """
    import shlex
    import shutil

    for variable in ("VISUAL", "EDITOR"):
        text = environ.get(variable, "").strip()
        if text:
            try:
                return shlex.split(text, posix=os.name == "posix")
            except ValueError:
                raise Failed(f"{variable} is no command: {text}", "set it to your editor") from None
    for usual in ("notepad",) if os.name == "nt" else ("vi", "nano"):
        if shutil.which(usual, path=environ.get("PATH")):
            return [usual]
    raise Failed("no editor is set", "set VISUAL or EDITOR to yours")
