"""`mou due`: what scripts and people see."""

import re
import sys
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from mou_cli.render.widths import width
from tests.desk import Desk

YEARLY = {
    "ref": "MOU-2016-0001",
    "title": "General Security of Military Information Agreement",
    "parties": [{"code": "JP", "name": "Japan"}, {"code": "KR", "name": "South Korea"}],
    "sectors": ["defence"],
    "signed": "2016-11-23",
    "events": [{"kind": "in-force", "date": "2016-11-23"}],
    "term": {"duration": "P1Y", "renewal": "tacit", "period": "P1Y", "notice": "P90D"},
}
CORRIDOR = {
    "ref": "MOU-2021-0001",
    "title": "Agreement on a corridor for pilgrims",
    "parties": [{"code": "IN"}, {"code": "PK"}],
    "sectors": ["tourism"],
    "signed": "2021-12-24",
    "events": [{"kind": "in-force", "date": "2021-12-24"}],
    "term": {"duration": "P5Y", "renewal": "express"},
    "commitments": [
        {"id": 1, "text": "Lists of pilgrims", "lead": "PK: Secretary", "due": "2026-11-09", "status": "open"}
    ],
}
WAITING = {
    "ref": "MOU-2024-0001",
    "title": "Memorandum that waits",
    "parties": [{"code": "KZ"}],
    "signed": "2024-02-04",
}
VISIT = {
    "ref": "OCC-2026-0001",
    "name": "State visit to Islamabad",
    "parties": [{"code": "KZ"}, {"code": "PK"}],
    "commitments": [{"id": 3, "text": "A roadmap", "due": "2026-12", "status": "open"}],
    "targets": [{"id": 1, "metric": "trade", "unit": "USD", "value": 10**9, "by": ["2027-02"]}],
}


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    return desk.holding(YEARLY, CORRIDOR, WAITING, occasions=[VISIT])


def kinds(desk: Desk, *words: str) -> list[str]:
    return [each["kind"] for each in desk.run(*words, "--format", "json").ok().json]


def test_everything_that_is_due_soonest_first(stocked: Desk) -> None:
    found = stocked.run("due", "--within", "120d", "--format", "json").ok().json
    assert [(each["ref"], each["kind"], each["date"]) for each in found] == [
        ("MOU-2021-0001", "commitment", "2026-11-09"),
        ("MOU-2021-0001", "renewal", "2026-12-23"),
        ("OCC-2026-0001", "commitment", "2026-12"),
        ("OCC-2026-0001", "target", "2027-02"),
        ("MOU-2024-0001", "not-in-force", "2025-02-04"),
    ]


def test_json_says_what_a_script_needs(stocked: Desk) -> None:
    first = stocked.run("due", "--format", "json").ok().json[0]
    assert first == {
        "date": "2026-11-09",
        "days": -12,
        "overdue": True,
        "kind": "commitment",
        "act": "Lists of pilgrims",
        "ref": "MOU-2021-0001",
        "title": "Agreement on a corridor for pilgrims",
        "parties": ["IN", "PK"],
        "id": 1,
        "who": "PK: Secretary",
    }


def test_a_pipe_gets_cells_and_tabs(stocked: Desk) -> None:
    head, first, *_ = stocked.run("due").ok().lines
    assert head.split("\t") == ["date", "days", "kind", "id", "ref", "title", "parties", "who", "act"]
    assert first.split("\t")[:5] == ["2026-11-09", "-12", "commitment", "1", "MOU-2021-0001"]


def test_today_is_any_day(stocked: Desk) -> None:
    found = stocked.run("--today", "2019-07-01", "due", "--format", "json").ok().json
    assert [(each["date"], each["days"], each["act"]) for each in found] == [
        ("2019-08-24", 54, "notice by Sat 24 Aug 2019, else renewed to 22 Nov 2020")
    ]


def test_what_was_not_known_then_is_not_counted(desk: Desk) -> None:
    late = {"kind": "terminated", "date": "2019-06-01", "known": "2019-07-15"}
    desk.holding({**YEARLY, "events": [*YEARLY["events"], late]})
    assert kinds(desk, "--today", "2019-07-01", "due") == []
    assert kinds(desk, "--today", "2019-07-01", "--known-at", "2019-07-01", "due") == ["last-notice-day"]


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        (("party:IN",), ["MOU-2021-0001"]),
        (("--party", "PK"), ["MOU-2021-0001", "OCC-2026-0001"]),
        (("--sector", "tourism"), ["MOU-2021-0001"]),
        (("--status", "signed"), ["MOU-2024-0001"]),
        (("-status:signed",), ["MOU-2021-0001"]),
        (("--occasion", "OCC-2026-0001"), ["OCC-2026-0001"]),
        (("pilgrims",), ["MOU-2021-0001"]),
    ],
    ids=str,
)
def test_the_filters_are_those_of_list(stocked: Desk, words: tuple[str, ...], refs: list[str]) -> None:
    found = stocked.run("due", "--within", "120d", "--format", "json", *words).ok().json
    assert sorted({each["ref"] for each in found}) == refs


def test_the_options_are_those_of_list(stocked: Desk) -> None:
    names = [set(re.findall(r"--[a-z-]+", stocked.run(each, "--help").ok().out)) for each in ("due", "list")]
    assert names[0] - names[1] == {"--within", "--check"}
    assert names[1] - names[0] == {"--sort", "--columns", "--no-header"}


@pytest.mark.parametrize(
    ("within", "count"), [("0d", 2), ("31d", 3), ("32d", 4), ("10 weeks", 4), ("4 months", 5), ("1y", 6)]
)
def test_how_far_ahead_is_a_period_as_people_write_it(stocked: Desk, within: str, count: int) -> None:
    assert len(kinds(stocked, "due", "--within", within)) == count


def test_a_period_without_end_is_cut_at_the_last_day(stocked: Desk) -> None:
    assert len(kinds(stocked, "due", "--within", "9999y")) == 6


@pytest.mark.parametrize(
    "words", [("--within", "P1Y2W"), ("--within", "-5d"), ("--format", "xlsx"), ("--limit", "x")], ids=" ".join
)
def test_what_cannot_be_understood_is_one_line_and_exit_2(stocked: Desk, words: tuple[str, ...]) -> None:
    run = stocked.run("due", *words)
    assert (run.code, run.out) == (2, "")
    assert re.fullmatch(r"mou: [^\n]+\nhint: [^\n]+\n", run.err)


def test_check_exits_3_when_anything_is_due_and_still_says_what(stocked: Desk) -> None:
    run = stocked.run("due", "--check")
    assert run.code == 3
    assert run.out == stocked.run("due").ok().out
    assert run.err == "mou: 5 things are due, 1 of them overdue\n"


def test_one_thing_that_is_overdue_is_said_to_be(stocked: Desk) -> None:
    assert stocked.run("due", "--within", "0", "--check", "sector:tourism").err == "mou: 1 thing is overdue\n"


def test_check_exits_0_when_nothing_is_due(desk: Desk) -> None:
    assert desk.holding(YEARLY).run("due", "--check") == (0, "\t".join(
        ("date", "days", "kind", "id", "ref", "title", "parties", "who", "act")) + "\n", "")  # fmt: skip


def test_a_limit_of_ones_own(stocked: Desk) -> None:
    run = stocked.run("due", "--limit", "1", "--format", "json").ok()
    assert len(run.json) == 1
    assert run.err == "mou: 4 more; --limit 0 shows all\n"


def test_a_filter_and_none_find_the_same(desk: Desk) -> None:
    desk.shipped()
    every = desk.run("due", "--within", "400d").ok().out
    assert desk.run("due", "--within", "400d", "-party:ZA").ok().out == every


@pytest.mark.parametrize("columns", [60, 100, 200])
@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
def test_on_a_terminal(stocked: Desk, columns: int, snapshot: SnapshotAssertion) -> None:
    assert stocked.screen("due", columns=columns).text == snapshot


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(stocked: Desk, columns: int) -> None:
    raw = re.sub(r"\x1b\[[0-9;]*m", "", stocked.screen("due", columns=columns).raw)
    assert max(width(line) for line in raw.splitlines()) <= columns


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
def test_what_is_overdue_is_red_unless_colour_is_unwanted(stocked: Desk) -> None:
    assert "\x1b[31moverdue 12 d" in stocked.screen("due").raw
    assert "\x1b" not in stocked.screen("due", environ={"NO_COLOR": "1"}).raw


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
def test_nothing_due_is_said_on_a_terminal(desk: Desk) -> None:
    assert desk.holding(YEARLY).screen("due").text == "mou: nothing is due within 90d\n"


def test_text_from_a_registry_steers_no_terminal(desk: Desk) -> None:
    hostile: dict[str, Any] = {"id": 1, "text": "x \x1b[31m [bold]", "due": "2026-11-09", "lead": "\x1b]0;y\x07"}
    desk.holding({"title": "\x9b2J", "commitments": [hostile]})
    assert "\x1b" not in desk.run("due").ok().out + desk.run("due", "--format", "json").ok().out


def test_a_damaged_row_is_named(desk: Desk) -> None:
    desk.holding(YEARLY)
    desk.path.write_text(desk.path.read_text("utf-8").replace('"P1Y"', "5"), "utf-8")
    run = desk.run("due")
    assert run.code == 7
    assert "agreement 1: expected" in run.err
