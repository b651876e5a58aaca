"""`mou list` and `mou show` as a person sees them on a terminal."""

import re
import sys

import pytest
from syrupy.assertion import SnapshotAssertion

from mou_cli.render.widths import width
from tests.desk import Desk
from tests.terminal import CTRL_C, Terminal, mou, seen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
WIDTHS = (60, 100, 200)


def many(desk: Desk, count: int) -> Desk:
    return desk.holding(*({"ref": f"R-{n}", "title": f"Agreement number {n}"} for n in range(1, count + 1)))


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_shipped_register(desk: Desk, columns: int, snapshot: SnapshotAssertion) -> None:
    assert seen(desk.shipped(), "list", columns=columns).text == snapshot


@pytest.mark.parametrize("columns", WIDTHS)
def test_an_agreement(desk: Desk, columns: int, snapshot: SnapshotAssertion) -> None:
    assert desk.shipped().screen("show", "31", columns=columns).text == snapshot


@pytest.mark.parametrize("columns", WIDTHS)
def test_an_occasion(desk: Desk, columns: int, snapshot: SnapshotAssertion) -> None:
    assert desk.shipped().screen("occasion", "show", "1", columns=columns).text == snapshot


@pytest.mark.parametrize("words", [("occasion", "list"), ("parties",)], ids=" ".join)
def test_the_other_lists(desk: Desk, words: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    assert desk.shipped().screen(*words).text == snapshot


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 200])
@pytest.mark.parametrize(
    "words", [("list",), ("show", "1", "30"), ("sectors",), ("occasion", "show", "1")], ids=" ".join
)
def test_no_line_is_wider_than_the_terminal(desk: Desk, words: tuple[str, ...], columns: int) -> None:
    raw = re.sub(r"\x1b\[[0-9;]*m", "", desk.shipped().screen(*words, columns=columns).raw)
    assert max(width(line) for line in raw.splitlines()) <= columns


@pytest.mark.parametrize("words", [("list",), ("show", "1"), ("due",), ("stats",)], ids=" ".join)
def test_a_screen_in_this_process_shows_what_a_terminal_shows(desk: Desk, words: tuple[str, ...]) -> None:
    on_terminal = seen(desk.shipped(), *words, columns=100)
    assert desk.screen(*words, columns=100).raw == on_terminal.raw.replace("\r\n", "\n")


def test_a_terminal_gets_colour(desk: Desk) -> None:
    assert "\x1b[36msigned" in seen(desk.shipped(), "list").raw


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
@pytest.mark.parametrize("words", [("list",), ("show", "1"), ("sectors",), ("list", "nothing")], ids=" ".join)
def test_colour_is_left_out_where_it_is_not_wanted(desk: Desk, words: tuple[str, ...], environ: dict[str, str]) -> None:
    assert "\x1b" not in desk.shipped().screen(*words, environ=environ).raw


def test_columns_in_the_environment_are_the_width(desk: Desk) -> None:
    wide = seen(desk.shipped(), "list", columns=100, environ={"COLUMNS": "60"})
    assert wide.lines == seen(desk, "list", columns=60).lines


def test_fifty_rows_are_shown_and_the_rest_is_counted(desk: Desk) -> None:
    lines = many(desk, 1052).screen("list").lines
    assert lines[2].split() == ["1", "Agreement", "number", "1", "-", "-", "-", "draft", "-"]
    assert lines[51].split()[0] == "50"
    assert lines[52:] == ["mou: 1,002 more; --limit 0 shows all"]


def test_just_fifty_rows_need_no_word_about_more(desk: Desk) -> None:
    assert many(desk, 50).screen("list").lines[-1].split()[0] == "50"


def test_the_rest_of_what_a_query_finds_is_counted(desk: Desk) -> None:
    assert many(desk, 120).screen("list", "number").lines[-1] == "mou: 70 more; --limit 0 shows all"


def test_a_limit_of_ones_own(desk: Desk) -> None:
    assert len(many(desk, 120).screen("list", "--limit", "70").lines) == 2 + 70 + 1


def test_limit_0_shows_all_and_leaves_rich_out_to_stay_quick(desk: Desk) -> None:
    terminal = many(desk, 1000).screen("list", "--limit", "0")
    assert len(terminal.lines) == 1002
    assert terminal.lines[-1].split()[0] == "1000"
    assert "\x1b" not in terminal.raw


def test_an_empty_registry_says_what_to_do(desk: Desk) -> None:
    assert many(desk, 0).screen("list").text == "mou: the registry is empty: mou add records the first agreement\n"


def test_nothing_found_is_said(desk: Desk) -> None:
    assert desk.shipped().screen("list", "nothing-fits").text == "mou: no agreement fits\n"


def test_the_columns_that_are_named_are_all_shown(desk: Desk) -> None:
    lines = seen(desk.shipped(), "list", "--columns", "ref,parties,signed", "sector:rail", columns=60).lines
    assert [line.split() for line in lines[::2]] == [
        ["Ref", "Parties", "Signed"],
        ["MOU-2026-0004", "KZ", "·", "PK", "2026-02-04"],
    ]


def test_a_pager_is_used_only_where_it_is_set(desk: Desk) -> None:
    desk.shipped()
    assert "paged" not in seen(desk, "list").text
    assert "31 paged" in seen(desk, "list", "sector:road", environ={"PAGER": "sed s/^31/31\\ paged/"}).text


def test_a_pager_that_cannot_start_is_no_obstacle(desk: Desk) -> None:
    lines = seen(desk.shipped(), "list", "sector:road", environ={"PAGER": "no-such-pager -x"}).lines
    assert lines[0] == "mou: warning: cannot start the pager 'no-such-pager -x'"
    assert lines[3].startswith("31")


def test_a_pipe_needs_no_pager(desk: Desk) -> None:
    assert desk.shipped().process("list", "sector:road", environ={"PAGER": "false"}).ok().lines[1].startswith("31\t")


def test_what_a_registry_holds_by_hand_does_not_steer_the_terminal(desk: Desk) -> None:
    desk.holding({"title": "red \x1b[31m \x1b]0;owned\x07 [bold]x[/bold] :bug: \u202e \x9b2J"})
    for words in (("list",), ("show", "1")):
        terminal = seen(desk, *words, environ={"NO_COLOR": "1"}, columns=120)
        assert "\x1b" not in terminal.raw
        assert "red \\x1b[31m \\x1b]0;owned\\x07 [bold]x[/bold] :bug: \\u202e \\x9b2J" in terminal.text


def test_ctrl_c_in_a_long_list_is_silent(desk: Desk) -> None:
    many(desk, 60_000)
    with mou(desk, "list", "--limit", "0", "--format", "json") as terminal:
        terminal.see("R-1")
        terminal.type(CTRL_C)
        assert terminal.end() == 130
        assert "Traceback" not in terminal.raw
        assert "mou:" not in terminal.raw


def test_help_fits_the_terminal(desk: Desk) -> None:
    raw = re.sub(r"\x1b\[[0-9;]*m", "", seen(desk, "list", "--help", columns=60).raw)
    assert max(width(line) for line in raw.splitlines()) <= 60


def test_an_import_that_takes_long_shows_how_far_it_is(desk: Desk) -> None:
    desk.run("init").ok()
    # A busy machine starts mou late, and the second that it waits for counts from then.
    rows = """for title in One Two Three; do printf '{"title": "%s"}\\n' $title; sleep 1; done"""
    with Terminal(
        desk, ["bash", "-c", f"({rows}) | '{sys.executable}' -m mou_cli import - --format jsonl"]
    ) as terminal:
        assert terminal.end() == 0
        assert "importing" in terminal.raw
        assert "importing" not in terminal.text
        assert terminal.lines[-1] == "MOU-2026-0003"


def test_a_short_import_lists_its_references(desk: Desk) -> None:
    desk.run("init").ok()
    (desk.folder / "two.jsonl").write_text('{"title": "One"}\n{"title": "Two"}\n')
    terminal = seen(desk, "import", "two.jsonl")
    assert terminal.lines[-2:] == ["MOU-2026-0001", "MOU-2026-0002"]
    assert "importing" not in terminal.raw


def test_a_long_import_is_summed_up_for_a_person(desk: Desk) -> None:
    desk.run("init").ok()
    (desk.folder / "many.jsonl").write_text("".join(f'{{"title": "Agreement {n}"}}\n' for n in range(51)))
    assert seen(desk, "import", "many.jsonl").lines[1:] == [
        "MOU-2026-0001 ... MOU-2026-0051",
        "mou: 51 agreements taken in",
    ]
