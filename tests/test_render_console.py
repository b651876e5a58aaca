"""Colour, width, pager, messages and the progress bar."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from mou_cli.errors import Usage
from mou_cli.render import console
from mou_cli.render.console import complain, page, progress, say, wants_colour, warn, width_of


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "colour"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "xterm"}, True),
    ],
)
def test_colour_on_a_terminal(environ: dict[str, str], colour: bool) -> None:
    assert wants_colour(Terminal(), environ) is colour


def test_no_colour_in_a_pipe() -> None:
    assert not wants_colour(StringIO(), {})


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("0", 80), ("wide", 80), ("", 80), ("²", 80)])
def test_columns_say_the_width(columns: str, width: int) -> None:
    assert width_of(StringIO(), {"COLUMNS": columns}) == width


def test_a_closed_stream_is_no_terminal() -> None:
    stream = StringIO()
    stream.close()
    assert not console.is_terminal(stream)


def test_messages_have_one_voice(capsys: pytest.CaptureFixture[str]) -> None:
    complain(Usage("unknown sector \x1b[31m", "did you mean rail?"))
    warn("near another")
    assert capsys.readouterr().err == (
        "mou: unknown sector \\x1b[31m\nhint: did you mean rail?\nmou: warning: near another\n"
    )


def test_a_message_to_a_closed_stream_changes_nothing() -> None:
    stream = StringIO()
    stream.close()
    say("nobody hears", stream)


def pager_that_writes_to(path: Path) -> str:
    return f"'{sys.executable}' -c 'import sys; open(\"{path}\", \"w\").write(sys.stdin.read())'"


def test_a_pager_gets_the_text(tmp_path: Path) -> None:
    out, paged = Terminal(), tmp_path / "paged"
    page("text\n", out, {**os.environ, "PAGER": pager_that_writes_to(paged)})
    assert (paged.read_text(), out.getvalue()) == ("text\n", "")


def test_without_a_pager_the_text_goes_out() -> None:
    out = Terminal()
    page("text\n", out, {})
    assert out.getvalue() == "text\n"


def test_a_pipe_is_not_paged(tmp_path: Path) -> None:
    out = StringIO()
    page("text\n", out, {**os.environ, "PAGER": pager_that_writes_to(tmp_path / "paged")})
    assert out.getvalue() == "text\n"


def test_a_pager_that_is_not_there_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    out = Terminal()
    page("text\n", out, {"PAGER": "no-such-pager"})
    assert out.getvalue() == "text\n"
    assert capsys.readouterr().err == "mou: warning: cannot start the pager 'no-such-pager'\n"


def worked(stream: StringIO) -> str:
    with progress("importing", 10, stream) as advance:
        for _ in range(10):
            advance(1)
    return stream.getvalue()


def test_quick_work_shows_no_bar() -> None:
    assert worked(Terminal()) == ""


def test_slow_work_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_SILENCE", 0.0)
    assert "importing" in worked(Terminal())


def test_no_bar_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_SILENCE", 0.0)
    assert worked(StringIO()) == ""


def test_a_plain_table_costs_no_rich() -> None:
    modules = "mou_cli.render.plain, mou_cli.render.console, mou_cli.render.card_text"
    code = f"import sys, {modules}; print('rich' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"
