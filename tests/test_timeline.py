"""`mou timeline`: dates for a script, a picture for a person."""

import re
import sys
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.lifeline import lifeline
from mou_cli.render.lifelines import Row, lifelines_text
from mou_cli.render.widths import width
from tests.desk import Desk
from tests.factories import TODAY, agreement

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")


def row(title: str = "Railways", number: int = 1, status: str = "in-force", **given: Any) -> Row:
    fields = {name: given.pop(name) for name in ("signed", "term", "events") if name in given}
    life = lifeline(agreement(**fields), Computed(status=status, **given), TODAY)
    return Row(str(number), title, "KZ · PK", status.replace("-", " "), life)


# Lives of every kind.
ROWS = [
    row("Signed, nothing known of its entry", 1, "signed"),
    row("Enters into force next year", 2, "signed", in_force_from="2027-06-01"),
    row("Indefinite", 3, signed="2011-03-01", in_force_from="2012-09-15"),
    row(
        "Renewed tacitly",
        4,
        signed="2014-05-20",
        term={"renewal": "tacit"},
        in_force_from="2015-01-01",
        last_notice_day="2029-06-30",
        ceases_on="2030-01-01",
        renewals=2,
    ),
    row("Ends after its notice", 5, "ending", signed="2016-02-01", in_force_from="2016-02-01", ceases_on="2028-02-01"),
    row("Expired", 6, "expired", signed="2010-04-01", in_force_from="2010-07-01", ceases_on="2020-07-01"),
    row("Signed some time in 2013", 7, "signed", signed="2013"),
    row("In force since a day unknown", 8, signed="2012-01-10"),
    row("A term of 99 years", 9, signed="2019-01-01", in_force_from="2019-01-01", ceases_on="2118-01-01"),
    row("Draft", 10, "draft", signed=None),
]


def picture(*rows: Row, room: int = 60, **years: int) -> list[str]:
    return lifelines_text(rows, TODAY, room=room, colour=False, **years).splitlines()


def drawn(*rows: Row, room: int = 60, **years: int) -> str:
    """The picture of the first row alone, without its words."""
    return picture(*rows, room=room, **years)[2].partition("Railways")[2].strip()


@pytest.mark.parametrize("room", [60, 100, 200])
def test_lives_of_every_kind(room: int, snapshot: SnapshotAssertion) -> None:
    assert lifelines_text(ROWS, TODAY, room=room, colour=False) == snapshot


@pytest.mark.parametrize("room", [20, 30, 40, 60, 100, 110, 150, 200, 300])
def test_no_line_is_wider_than_the_terminal(room: int) -> None:
    assert max(map(width, picture(*ROWS, room=room))) <= room


def test_colour_changes_no_letter() -> None:
    coloured = lifelines_text(ROWS, TODAY, room=100, colour=True)
    assert "\x1b[32m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == lifelines_text(ROWS, TODAY, room=100, colour=False)


def test_a_title_is_text() -> None:
    assert "[bold]\\x1b[2J" in "\n".join(picture(row("[bold]\x1b[2J"), room=100))


def test_the_legend_explains_what_is_drawn_and_no_more() -> None:
    legend = picture(row(status="signed"), room=100)[-1]
    assert legend == "○ signed   ┄ not yet in force   │ today, 21 Nov 2026"


def test_a_day_known_in_part_is_drawn_as_a_range() -> None:
    assert drawn(row(status="signed", signed="2024"), since=2023, until=2027).startswith("░░░░○░░░░░")


def test_both_marks_are_seen_where_notice_and_end_fall_into_one_cell() -> None:
    text = drawn(row(in_force_from="2026-03-01", last_notice_day="2031-02-27", ceases_on="2031-03-01"))
    assert text.index("◆") + 1 == text.index("■")


def test_an_end_beyond_the_scale_is_at_its_edge() -> None:
    assert picture(row(in_force_from="2026-03-01", ceases_on="2031-03-01"), until=2028)[2].endswith("▸")


def test_a_day_at_the_edge_is_not_hidden_by_the_sign_that_it_goes_on() -> None:
    renewed = row(term={"renewal": "tacit"}, in_force_from="2026-03-01", ceases_on="2028-12-31")
    assert picture(renewed, until=2028)[2].endswith("↻")


def test_a_beginning_before_the_scale_is_at_its_edge() -> None:
    assert drawn(row(in_force_from="2026-03-01", ceases_on="2031-03-01"), since=2027, until=2032).startswith("◂")


def test_what_lies_ahead_is_drawn_thinner_than_what_has_been() -> None:
    assert re.fullmatch(r"○?●?━+┿─+■ *", drawn(row(in_force_from="2026-02-05", ceases_on="2028-03-01"), room=100))


def test_today_is_seen_in_a_line_without_dates() -> None:
    assert drawn(row(status="draft", signed=None)) == "│"


def test_today_is_a_column_through_all_lines() -> None:
    lines = picture(*ROWS, room=100)
    column = lines[1].index("┬")
    assert {line[column] for line in lines[2 : 2 + len(ROWS)]} <= set("│┿●")


# The command.


def test_a_pipe_gets_dates(desk: Desk) -> None:
    lines = desk.shipped().run("timeline", "road transport").ok().lines
    assert lines == [
        "no\tref\ttitle\tstatus\tsigned\tin-force\tnotice\texpires\tceases",
        "31\tMOU-2026-0031\tAgreement on international road transport\tin-force\t1995-03-12\t1998-03-09\t\t\t",
    ]


def test_json_is_that_of_a_list(desk: Desk) -> None:
    desk.shipped()
    asked = ("sector:transport", "--sort", "-signed", "--format", "json")
    assert desk.run("timeline", *asked) == desk.run("list", *asked).ok()


def test_a_limit_counts_in_a_pipe_too(desk: Desk) -> None:
    assert len(desk.shipped().run("timeline", "--limit", "3").ok().lines) == 4


def test_years_leave_out_what_does_not_reach_into_them(desk: Desk) -> None:
    desk.shipped()
    lines = desk.run("timeline", "--from", "1994", "--to", "1996").ok().lines[1:]
    assert {line.split("\t")[0] for line in lines} == {str(number) for number in range(28, 37)}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "26"), "mou: '26' is not a year\nhint: such as 2026\n"),
        (("--to", "0000"), "mou: '0000' is not a year\nhint: such as 2026\n"),
        (("--from", "2030", "--to", "2020"), "mou: 2030 to 2020 runs backwards\nhint: --from 2020 --to 2030\n"),
        (("--format", "svg"), "mou: there is no format 'svg' here\nhint: take table, tsv or json\n"),
    ],
)
def test_what_cannot_be_drawn_is_refused(desk: Desk, words: tuple[str, ...], said: str) -> None:
    run = desk.shipped().run("timeline", *words)
    assert (run.code, run.out, run.err) == (2, "", said)


@on_a_terminal
@pytest.mark.parametrize("columns", [60, 100, 200])
def test_the_shipped_register(desk: Desk, columns: int, snapshot: SnapshotAssertion) -> None:
    assert desk.shipped().screen("timeline", "signed:..2025", columns=columns).text == snapshot


@on_a_terminal
def test_fifty_lines_are_shown_and_the_rest_is_counted(desk: Desk) -> None:
    desk.holding(*({"title": f"Agreement {n}", "signed": "2020"} for n in range(60)))
    lines = desk.screen("timeline").lines
    assert lines[2 + 49].split()[0] == "50"
    assert lines[-1] == "mou: 10 more; --limit 0 shows all"


@on_a_terminal
def test_what_reaches_into_the_years_is_counted_alone(desk: Desk) -> None:
    desk.holding(
        *({"title": f"Agreement {n}", "events": [{"kind": "terminated", "date": "2020"}]} for n in range(5)),
        *({"title": f"Agreement {n}", "signed": "2025"} for n in range(3)),
    )
    assert desk.screen("timeline", "--from", "2024", "--limit", "2").lines[-1] == "mou: 1 more; --limit 0 shows all"


@on_a_terminal
def test_colour_is_left_out_where_it_is_not_wanted(desk: Desk) -> None:
    assert "\x1b" not in desk.shipped().screen("timeline", environ={"NO_COLOR": "1"}).raw


@on_a_terminal
def test_nothing_found_is_said(desk: Desk) -> None:
    assert desk.shipped().screen("timeline", "nothing-fits").text == "mou: no agreement fits\n"
