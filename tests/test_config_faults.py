"""A configuration file that is broken: said in one line, with the way to mend it, and in nobody's way else."""

import re
import sys
from pathlib import Path

import pytest

from tests.configured import configured, place
from tests.desk import Desk
from tests.terminal import Terminal

BROKEN: dict[str, tuple[bytes, str]] = {
    "no TOML": (b"limit = 7\nas = \n", "is not TOML: invalid value (at line 2, column 6)"),
    "cut off": (b'as = "Aiger', "is not TOML"),
    "twice": (b"limit = 1\nlimit = 2\n", "is not TOML"),
    "not UTF-8": (b"limit = 7\nas = '\xff'\n", "is not UTF-8 in line 2"),
    "UTF-16": ("limit = 7\n".encode("utf-16"), "is not UTF-8"),
    "NUL": (b"\x00", "is not TOML"),
    "deep": (b"a=" + b"[" * 100_000, "nested too deeply"),
    "long": (b"#" * 10_000_000, "larger than 1 MiB"),
    "a wrong type": (b"limit = true\n", "limit is true or false, where a number is wanted"),
    "a date": (b"as = 2026-02-04\n", "as is a date, where a text is wanted"),
    "a table": (b"[own]\ncode = 'PK'\n", "own is a table, where a text is wanted"),
    "no number": (b"limit = 'many'\n", "is 'many', which is not a whole number"),
    "a relative registry": (b"registry = 'registry.json'\n", "which is no whole path"),
    "views in a list": (b"views = [1]\n", "views is a list, where a table of views is wanted"),
    "a view that is a number": (b"[views]\nx = 3\n", "views.x is a number, where a table is wanted"),
    "a view's limit": (b"[views.x]\nlimit = 'many'\n", "views.x.limit in"),
    "a view's columns": (b"[views.x]\ncolumns = 3\n", "views.x.columns is a number, where a text is wanted"),
}


@pytest.fixture(params=BROKEN)
def broken(desk: Desk, request: pytest.FixtureRequest) -> tuple[Desk, str]:
    text, said = BROKEN[request.param]
    return configured(desk.shipped(), text), said


def test_what_is_wrong_is_said_in_a_line_with_a_way_to_mend_it(broken: tuple[Desk, str]) -> None:
    desk, said = broken
    run = desk.run("list")
    assert (run.code, run.out) == (2, "")
    assert re.fullmatch(r"mou: [^\n]+\nhint: [^\n]+\n", run.err)
    assert said in run.err
    assert str(place(desk)) in run.err


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("list", "--help"), ("config", "--path")], ids=" ".join)
def test_what_needs_no_configuration_is_done_all_the_same(desk: Desk, words: tuple[str, ...]) -> None:
    run = configured(desk, b"as = \n").run(*words).ok()
    assert (run.out != "", run.err) == (True, "")


def test_whoever_names_the_registry_lists_it_all_the_same(desk: Desk) -> None:
    assert configured(desk.shipped(), b"as = \n").run("--registry", "registry.json", "list").ok().err == ""


@pytest.mark.parametrize("kind", ["a wrong type", "a table", "a relative registry", "a view that is a number"])
def test_what_is_wrong_can_be_taken_out(desk: Desk, kind: str) -> None:
    run = configured(desk.shipped(), BROKEN[kind][0]).run("list")
    named = re.search(r"(?:mou config (\S+) --unset|: (registry) is)", run.err)
    assert named is not None, run.err
    desk.run("config", named[1] or named[2], "--unset").ok()
    assert desk.run("list").ok().err == ""


def test_a_value_of_a_wrong_type_can_be_set_anew(desk: Desk) -> None:
    configured(desk.shipped(), b"limit = true # rows\n").run("config", "limit", "7").ok()
    assert place(desk).read_text() == "limit = 7 # rows\n"


def test_what_is_no_toml_is_not_written_over(desk: Desk) -> None:
    run = configured(desk, b"as = \n").run("config", "limit", "7")
    assert (run.code, "mou config --edit" in run.err, place(desk).read_bytes()) == (2, True, b"as = \n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("limt = 3\n", "unknown setting 'limt'; did you mean limit?"),
        ("colour = 3\n", "unknown setting 'colour'"),
        ("[view.x]\nquery = ''\n", "unknown setting 'view'; did you mean views?"),
        ("[views.x]\ncolums = 'ref'\n", "unknown part 'colums' of the view x; did you mean columns?"),
        ("[views.'two words']\nquery = ''\n", "no view can be called 'two words'"),
    ],
)
def test_a_name_that_nobody_knows_is_told_and_passed_over(desk: Desk, text: str, said: str) -> None:
    run = configured(desk.shipped(), text).run("list", "sector:rail").ok()
    assert run.err.startswith(f"mou: warning: {place(desk)}: {said}")
    assert len(run.err.splitlines()) == 1
    assert len(run.lines) == 2


def test_text_of_the_file_steers_no_terminal(desk: Desk) -> None:
    run = configured(desk.shipped(), '"\\u001b[31m\\u202e" = 1\n[views]\n"\\u001b" = ""\n').run("list").ok()
    assert not {"\x1b", "\u202e"} & set(run.err)


def test_a_folder_in_its_place_is_said_to_be_one(desk: Desk) -> None:
    place(desk).mkdir(parents=True)
    for words in (("list",), ("config", "limit", "7"), ("config",)):
        run = desk.shipped().run(*words)
        assert (run.code, f"{place(desk)} is a folder" in run.err) == (2, True)


def test_a_pipe_in_its_place_keeps_nobody_waiting(desk: Desk) -> None:
    import os

    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes with names here")
    place(desk).parent.mkdir(parents=True)
    os.mkfifo(place(desk))
    assert "not an ordinary file" in desk.shipped().run("list").err


def test_dev_null_goes_without(desk: Desk) -> None:
    configured(desk.shipped(), b"as = \n").run("list", environ={"MOU_CONFIG": "/dev/null"}).ok()


def test_nothing_is_looked_for_where_there_is_no_home(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mou_cli.settings.settings.configuration_path", lambda _: "")
    desk.shipped().run("list").ok()
    assert desk.run("config", "limit", "7").code == 1


def test_a_folder_that_cannot_be_written_is_said(desk: Desk) -> None:
    (desk.folder / ".config").write_text("a file")
    run = desk.run("config", "limit", "7")
    assert (run.code, len(run.err.splitlines())) == (1, 2) or run.err.count("\n") == 1
    assert "mou: " in run.err


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
def test_a_broken_file_is_mended_in_the_editor(desk: Desk) -> None:
    configured(desk.shipped(), b"limit = \xff\n")
    desk.environ["EDITOR"] = f"'{sys.executable}' '{_editor(desk, 'limit = ', 'limit = 7')}'"
    with Terminal(desk, [sys.executable, "-m", "mou_cli", "config", "--edit"]) as terminal:
        terminal.see("go on editing?")
        assert place(desk).read_bytes() == b"limit = \xff\n"
        terminal.type("y\r")
        assert terminal.end() == 0
    assert place(desk).read_text() == "limit = 7\n"


def _editor(desk: Desk, first: str, then: str) -> Path:
    """A program that writes something at its first call and something else at its second."""
    path = desk.folder / "editor.py"
    path.write_text(
        "import pathlib, sys\nmark = pathlib.Path(__file__).with_name('called')\n"
        f"pathlib.Path(sys.argv[1]).write_text({then + chr(10)!r} if mark.exists() else {first + chr(10)!r})\n"
        "mark.touch()\n"
    )
    return path


def test_where_nobody_can_be_asked_a_mistake_is_kept_as_a_draft(desk: Desk) -> None:
    configured(desk, b"limit = 7\n")
    program = _editor(desk, "limit = ", "")
    run = desk.run("config", "--edit", environ={"EDITOR": f"'{sys.executable}' '{program}'"})
    assert (run.code, place(desk).read_bytes()) == (1, b"limit = 7\n")
    draft = re.search(r"the draft is kept in (\S+)", run.err)
    assert draft
    assert Path(draft[1]).read_text() == "limit = \n"


def test_a_first_file_begins_as_a_list_of_all_that_can_be_set(desk: Desk) -> None:
    program = desk.folder / "editor.py"
    program.write_text(
        "import pathlib, sys, re\npath = pathlib.Path(sys.argv[1])\n"
        "path.write_text(re.sub('(?m)^# (?=[a-z-]+ = |\\\\[)', '', path.read_text()))\n"
    )
    desk.run("config", "--edit", environ={"EDITOR": f"'{sys.executable}' '{program}'"}).ok()
    run = desk.run("config", "--format", "json").ok()
    assert {each["from"] for each in run.json} == {"file", "environment"}
    assert [each["name"] for each in run.json][-1] == "views.minister"


def test_an_editor_that_changes_nothing_makes_no_file(desk: Desk) -> None:
    assert "nothing is changed" in desk.run("config", "--edit", environ={"EDITOR": "true"}).ok().err
    assert not place(desk).exists()
