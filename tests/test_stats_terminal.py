"""`mou stats` as a person sees it: bars that fit the terminal."""

import sys

import pytest
from syrupy.assertion import SnapshotAssertion

from mou_cli.agreement.counts import Count, Counts
from mou_cli.render.bars import bars_text
from mou_cli.render.widths import width
from tests.desk import Desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")


def bars(*rows: Count, by: str = "party", room: int = 40) -> list[str]:
    return bars_text([Counts(by, sum(row.agreements for row in rows), rows)], room=room, colour=False).splitlines()


@pytest.mark.parametrize("columns", [60, 100, 200])
def test_the_overview(desk: Desk, columns: int, snapshot: SnapshotAssertion) -> None:
    assert desk.shipped().screen("stats", columns=columns).text == snapshot


def counted(desk: Desk, by: str) -> list[Counts]:
    rows = desk.shipped().run("stats", "--by", by, "--format", "json").ok().json
    return [
        Counts(by, len(desk.agreements), tuple(Count(**{k: v for k, v in row.items() if k != "by"}) for row in rows))
    ]


@pytest.mark.parametrize("by", ["sector", "party", "type", "status", "year", "occasion"])
def test_the_shipped_register_by(desk: Desk, by: str, snapshot: SnapshotAssertion) -> None:
    assert bars_text(counted(desk, by), room=80, colour=False) == snapshot


@pytest.mark.parametrize("by", ["sector", "year", "occasion"])
def test_no_line_is_wider_than_the_terminal(desk: Desk, by: str) -> None:
    given = counted(desk, by)
    for room in (20, 40, 60, 80, 200):
        assert max(map(width, bars_text(given, room=room, colour=False).splitlines())) <= room


def test_colour_is_left_out_where_it_is_not_wanted(desk: Desk) -> None:
    terminal = desk.shipped().screen("stats", environ={"NO_COLOR": "1"})
    assert "\x1b" not in terminal.raw
    assert "█" in terminal.text


def test_nothing_found_is_said(desk: Desk) -> None:
    assert desk.shipped().screen("stats", "nothing-fits").text == "mou: no agreement fits\n"


def test_the_longest_bar_ends_at_the_edge_and_half_as_many_get_half_of_it() -> None:
    _, most, half, *_ = bars(Count("KZ", "Kazakhstan", 8), Count("PK", "Pakistan", 4))
    assert width(most) == 40
    assert 2 * half.count("█") == most.count("█")


def test_a_bar_is_exact_to_an_eighth_of_a_cell() -> None:
    lines = bars(Count("A", "A", 240), Count("B", "B", 1), Count("C", "C", 9), room=30 + 17)
    assert [line.split()[-1] for line in lines[2:4]] == ["▏", "█▏"]


def test_one_of_very_many_is_seen() -> None:
    assert bars(Count("A", "A", 100_000), Count("B", "B", 1))[2].endswith("▏")


def test_numbers_stand_to_the_right_with_their_thousands_apart() -> None:
    lines = bars(Count("KZ", "Kazakhstan", 12_345), Count("PK", "Pakistan", 5))
    assert lines[1].startswith("Kazakhstan  12,345  ")
    assert lines[2].startswith("Pakistan         5  ")


def test_the_last_line_is_the_number_of_agreements() -> None:
    assert bars(Count("KZ", "Kazakhstan", 3))[-1].split() == ["Agreements", "3"]


def test_that_an_agreement_counts_under_each_party_is_said() -> None:
    text = bars_text([Counts("party", 1, (Count("KZ", "K", 1), Count("PK", "P", 1)))], room=80, colour=False)
    assert "one with several parties counts under each" in text


def test_years_without_an_agreement_are_marked() -> None:
    lines = bars(Count("1992", "1992", 1), Count("1993", "1993", 1), Count("2026", "2026", 1), by="year")
    assert [line.split()[0] for line in lines[1:5]] == ["1992", "1993", "⋮", "2026"]


def test_a_label_is_text() -> None:
    assert "[bold]x\\x1b[2J" in bars(Count("x", "[bold]x\x1b[2J", 1), room=60)[1]
