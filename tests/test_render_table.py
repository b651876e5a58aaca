"""The table of `mou list` at three widths, with text in four scripts and text that means harm."""

import pytest
from syrupy.assertion import SnapshotAssertion

from mou_cli.agreement.columns import DEFAULT_COLUMNS
from mou_cli.agreement.life.computed import compute
from mou_cli.render.table import render_table, two_lines
from mou_cli.render.vocabulary_tables import parties_text
from mou_cli.render.widths import width
from tests.factories import MOMENT
from tests.render_examples import register

NAMES = [column.name for column in DEFAULT_COLUMNS]
HEADINGS = [column.heading for column in DEFAULT_COLUMNS]


def listed(room: int, *, colour: bool = False, header: bool = True) -> str:
    computed = ((each, compute(each.agreement, MOMENT)) for each in register())
    rows = [[column.shown(each, values) for column in DEFAULT_COLUMNS] for each, values in computed]
    return render_table(NAMES, HEADINGS, rows, room=room, colour=colour, header=header)


@pytest.mark.parametrize("room", [60, 100, 200])
def test_list(room: int, snapshot: SnapshotAssertion) -> None:
    assert listed(room) == snapshot


@pytest.mark.parametrize("room", [20, 40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(room: int) -> None:
    assert max(map(width, listed(room).splitlines())) <= room


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in listed(100)


def test_a_status_has_its_colour() -> None:
    assert "\x1b[32min force" in listed(100, colour=True)


def test_colour_never_comes_from_a_title() -> None:
    table = render_table(["title"], ["Title"], [["[red]x[/red] \x1b[31m"]], room=60, colour=True, header=False)
    assert table == "[red]x[/red] \\x1b[31m\n"


def test_without_a_header_the_first_line_is_an_agreement() -> None:
    assert listed(100, header=False).split()[:2] == ["1", "Railway"]


def test_a_long_title_keeps_its_beginning_and_its_end() -> None:
    title = "Agreement between the Government of Kazakhstan and the Government of Pakistan on rail transport"
    assert two_lines(title, 40) == ["Agreement between the Government of", "Kazakhstan … Pakistan on rail transport"]


def test_parties() -> None:
    shown = parties_text(
        [("KZ", "Kazakhstan", 12), ("ECO", "Economic Cooperation Organization", 0)], room=60, colour=False
    )
    assert shown.splitlines()[2:] == ["KZ    Kazakhstan                                 12",
                                      "ECO   Economic Cooperation Organization           -"]  # fmt: skip
