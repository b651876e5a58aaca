"""The editing loop, with programs that stand in for a person at an editor."""

import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from mou_cli.ask import editor
from mou_cli.ask.editor import Edited, edit_fields, editor_command
from mou_cli.errors import Failed
from tests.factories import fields


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_state_path", lambda _: tmp_path / "state")
    return tmp_path / "state" / "drafts"


def edited(tmp_path: Path, script: str, given: dict[str, Any] | None = None, **more: Any) -> Edited | None:
    program = tmp_path / "the editor.py"
    program.write_text("import sys, pathlib\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text()\n" + script)
    environ = {**os.environ, "VISUAL": f"'{sys.executable}' '{program}'"}
    return edit_fields(given or fields(), name="MOU-2026-0001", environ=environ, **more)


CHANGE = "path.write_text(text.replace('2026-02-04', '2026-02-05'))"
BREAK = "path.write_text(text + 'oops')"


def test_a_change_comes_back(tmp_path: Path) -> None:
    result = edited(tmp_path, CHANGE)
    assert result is not None
    assert result.fields == fields(signed="2026-02-05")


def test_a_change_in_json_comes_back(tmp_path: Path) -> None:
    result = edited(tmp_path, CHANGE, language="json")
    assert result is not None
    assert result.fields == fields(signed="2026-02-05")


def test_the_draft_lies_there_until_it_is_discarded(tmp_path: Path, state: Path) -> None:
    result = edited(tmp_path, CHANGE)
    assert result is not None
    assert list(state.iterdir()) == [result.path]
    result.discard()
    assert list(state.iterdir()) == []


@pytest.mark.parametrize("script", ["", "path.write_text('')", "path.write_text('# nothing\\n')"])
def test_nothing_changed_leaves_no_draft(tmp_path: Path, state: Path, script: str) -> None:
    assert edited(tmp_path, script) is None
    assert list(state.iterdir()) == []


def test_one_is_not_true(tmp_path: Path) -> None:
    result = edited(tmp_path, "path.write_text(text.replace('shelf = 1', 'shelf = true'))", fields(shelf=1))
    assert result is not None
    assert result.fields["shelf"] is True


def test_the_draft_names_the_agreement_and_is_private(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    copy = f"pathlib.Path({str(seen)!r}).write_text(str(path.stat().st_mode) + ' ' + path.suffix + '\\n' + text)"
    edited(tmp_path, copy, title="Rail \x1b[2J")
    first, second, *_ = seen.read_text().splitlines()
    assert stat.S_IMODE(int(first.split()[0])) == 0o600
    assert first.endswith(".toml")
    assert second == "# MOU-2026-0001 · Rail \\x1b[2J"


def test_null_is_edited_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = edited(tmp_path, CHANGE, {**fields(), "shelf": None})
    assert result is not None
    assert result.fields == {**fields(signed="2026-02-05"), "shelf": None}
    assert "this is JSON" in capsys.readouterr().err


def test_a_mistake_keeps_the_draft_and_says_where(tmp_path: Path, state: Path) -> None:
    with pytest.raises(Failed) as caught:
        edited(tmp_path, BREAK)
    (draft,) = state.iterdir()
    assert "not saved: line " in caught.value.message
    assert caught.value.hint == f"the draft is kept in {draft}"


def test_a_finding_keeps_the_draft(tmp_path: Path, state: Path) -> None:
    with pytest.raises(Failed, match="not saved: the term is zero"):
        edited(tmp_path, CHANGE, check=lambda _: ["the term is zero"])
    assert len(list(state.iterdir())) == 1


def test_after_a_mistake_editing_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor, "is_terminal", lambda _: True)
    monkeypatch.setattr(editor, "confirm", lambda *_, **__: True)
    twice = (
        "path.write_text(text.removesuffix('oops') if text.endswith('oops') else text.replace('-04', '-05') + 'oops')"
    )
    result = edited(tmp_path, twice)
    assert result is not None
    assert result.fields == fields(signed="2026-02-05")


def test_giving_up_keeps_the_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor, "is_terminal", lambda _: True)
    monkeypatch.setattr(editor, "confirm", lambda *_, **__: False)
    with pytest.raises(Failed, match="nothing is saved") as caught:
        edited(tmp_path, BREAK)
    assert "the draft is kept in" in caught.value.hint


def test_an_editor_that_fails_after_a_change_keeps_the_draft(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="ended with code 3") as caught:
        edited(tmp_path, CHANGE + "\nsys.exit(3)")
    assert "the draft is kept in" in caught.value.hint


def test_an_editor_that_fails_at_once_leaves_no_draft(tmp_path: Path, state: Path) -> None:
    with pytest.raises(Failed, match="ended with code 3"):
        edited(tmp_path, "sys.exit(3)")
    assert list(state.iterdir()) == []


def test_an_editor_that_is_not_there_is_named(state: Path) -> None:
    with pytest.raises(Failed, match="cannot start the editor 'no-such-editor'") as caught:
        edit_fields(fields(), name="MOU-2026-0001", environ={"EDITOR": "no-such-editor --wait"})
    assert caught.value.hint == "set VISUAL or EDITOR to a program that is there"
    assert list(state.iterdir()) == []


def test_a_draft_that_is_not_utf_8_is_kept(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="not UTF-8 in line 1") as caught:
        edited(tmp_path, "path.write_bytes(b'title = \"\\xff\"')")
    assert "the draft is kept in" in caught.value.hint


def test_a_byte_order_mark_and_windows_line_ends_are_no_change(tmp_path: Path) -> None:
    assert edited(tmp_path, "path.write_bytes(b'\\xef\\xbb\\xbf' + text.replace('\\n', '\\r\\n').encode())") is None


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("platformdirs.user_state_path", lambda _: tmp_path / "file")
    result = edited(tmp_path, CHANGE)
    assert result is not None
    result.discard()


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "ed"}, ["code", "--wait"]),
        ({"VISUAL": "", "EDITOR": "'my editor' -x"}, ["my editor", "-x"]),
    ],
)
def test_visual_goes_before_editor(environ: dict[str, str], words: list[str]) -> None:
    assert editor_command(environ) == words


def test_without_any_editor_there_is_a_hint(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no editor is set"):
        editor_command({"PATH": str(tmp_path)})


def test_an_editor_that_is_no_command_is_named() -> None:
    with pytest.raises(Failed, match="EDITOR is no command"):
        editor_command({"EDITOR": "vi 'x"})
