"""`mou commitment` and `mou target`: recording what was promised and keeping it up to date."""

import re
import sys
from datetime import date, datetime
from itertools import islice
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from syrupy.assertion import SnapshotAssertion

from mou_cli.agreement.dates.durations import add
from mou_cli.render.promise_tables import bar
from mou_cli.render.widths import width
from tests.desk import Desk

RAIL = {"ref": "MOU-2026-0001", "title": "Railways", "parties": [{"code": "KZ"}, {"code": "PK"}], "sectors": ["rail"]}
VISIT = {"ref": "OCC-2026-0001", "name": "State visit", "parties": [{"code": "KZ"}, {"code": "TR"}], "dossier": 7}


@pytest.fixture
def held(desk: Desk) -> Desk:
    return desk.holding(RAIL, occasions=[VISIT])


def commitments(desk: Desk, number: str = "1") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.agreements[number].get("commitments", [])
    return found


def occasion(desk: Desk) -> dict[str, Any]:
    import json

    found: dict[str, Any] = json.loads(desk.path.read_text("utf-8"))["occasions"]["1"]
    return found


def test_a_commitment_is_recorded_with_all_that_is_said(held: Desk) -> None:
    words = (
        "--area",
        "rail",
        "--lead",
        "PK: Planning Minister",
        "--counterpart",
        "KZ: Minister",
        "--due",
        "4 Feb 2027",
    )
    run = held.run(
        "commitment", "add", "1", "A working group", *words, "--repeats", "yearly", "--note", "from the visit"
    ).ok()
    assert run.out == "1\n"
    assert commitments(held) == [
        {
            "id": 1,
            "text": "A working group",
            "area": "rail",
            "lead": "PK: Planning Minister",
            "counterpart": "KZ: Minister",
            "due": "2027-02-04",
            "repeats": "FREQ=YEARLY",
            "note": "from the visit",
            "status": "open",
        }
    ]


def test_an_occasion_takes_promises_too(held: Desk) -> None:
    held.run("commitment", "add", "OCC-2026-0001", "A roadmap").ok()
    held.run("target", "add", "occ-2026-0001", "trade", "--value", "1bn").ok()
    found = occasion(held)
    assert [each["text"] for each in found["commitments"]] == ["A roadmap"]
    assert [each["value"] for each in found["targets"]] == [10**9]
    assert found["dossier"] == 7


def test_an_occasion_of_another_reference_is_found_where_no_agreement_bears_it(desk: Desk) -> None:
    desk.holding(RAIL, occasions=[{**VISIT, "ref": "VISIT-1"}])
    desk.run("commitment", "add", "VISIT-1", "A roadmap").ok()
    assert occasion(desk)["commitments"][0]["text"] == "A roadmap"


def test_numbers_go_on_from_the_highest(held: Desk) -> None:
    for text in ("one", "two", "three"):
        held.run("commitment", "add", "1", text).ok()
    held.run("set", "1", "commitments-=2").ok()
    assert held.run("commitment", "add", "1", "four").ok().out == "4\n"


def test_fields_are_changed_and_cleared(held: Desk) -> None:
    held.run("commitment", "add", "1", "A group", "--due", "2027", "--lead", "PK").ok()
    held.run("commitment", "update", "1", "1", "--status", "started", "--progress", "agenda sent", "--lead", "").ok()
    assert commitments(held) == [
        {"id": 1, "text": "A group", "due": "2027", "status": "started", "progress": "agenda sent"}
    ]


def test_what_is_done_says_when(held: Desk) -> None:
    held.run("commitment", "add", "1", "A group").ok()
    held.run("commitment", "done", "1", "1", "--on", "2026-11-02").ok()
    assert (commitments(held)[0]["status"], commitments(held)[0]["done"]) == ("done", "2026-11-02")


def test_done_by_its_status_is_done_today_and_opened_again_not(held: Desk) -> None:
    held.run("commitment", "add", "1", "A group").ok()
    held.run("commitment", "update", "1", "1", "--status", "done").ok()
    assert commitments(held)[0]["done"] == "2026-11-21"
    held.run("commitment", "update", "1", "1", "--status", "open").ok()
    assert "done" not in commitments(held)[0]


def test_what_repeats_is_due_again(held: Desk) -> None:
    held.run("commitment", "add", "1", "A review", "--due", "2026-12-15", "--repeats", "every 2 years").ok()
    run = held.run("commitment", "done", "1", "1").ok()
    assert run.err == "mou: it is due again on 15 Dec 2028\n"
    found = commitments(held)[0]
    assert (found["due"], found["done"], found["status"]) == ("2028-12-15", "2026-11-21", "open")


def test_what_repeats_a_number_of_times_is_done_at_the_last(held: Desk) -> None:
    held.run("commitment", "add", "1", "A review", "--due", "2025-12-15", "--repeats", "FREQ=YEARLY;COUNT=2").ok()
    held.run("commitment", "done", "1", "1", "--on", "2025-12-15").ok()
    assert (commitments(held)[0]["due"], commitments(held)[0]["repeats"]) == ("2026-12-15", "FREQ=YEARLY;COUNT=1")
    assert held.run("commitment", "done", "1", "1").ok().err == "mou: it is not due again\n"
    assert commitments(held)[0]["status"] == "done"


LAST_DAY = "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"


def test_a_day_that_not_every_month_has_is_kept_with_the_rule(held: Desk) -> None:
    held.run("commitment", "add", "1", "A report", "--due", "2026-01-31", "--repeats", "monthly").ok()
    assert commitments(held)[0]["repeats"] == LAST_DAY
    said = [held.run("commitment", "done", "1", "1", "--on", day).ok().err for day in ("2026-01-31", "2026-02-28")]
    assert said == ["mou: it is due again on 28 Feb 2026\n", "mou: it is due again on 31 Mar 2026\n"]


def test_another_first_day_begins_the_rule_anew(held: Desk) -> None:
    held.run("commitment", "add", "1", "A report", "--due", "2026-01-31", "--repeats", "monthly").ok()
    held.run("commitment", "update", "1", "1", "--due", "2026-02-15").ok()
    assert commitments(held)[0]["repeats"] == "FREQ=MONTHLY"
    held.run("commitment", "update", "1", "1", "--due", "2026-03-31").ok()
    assert commitments(held)[0]["repeats"] == LAST_DAY


def test_beside_a_damaged_day_a_rule_is_taken_as_it_is(desk: Desk) -> None:
    desk.holding({**RAIL, "commitments": [{"id": 1, "text": "A report", "due": "2026-02-30"}]})
    desk.run("commitment", "update", "1", "1", "--repeats", "monthly").ok()
    assert commitments(desk)[0]["repeats"] == "FREQ=MONTHLY"


def test_a_rule_that_was_stored_without_its_day_does_not_lose_it(desk: Desk) -> None:
    desk.holding(
        {**RAIL, "commitments": [{"id": 1, "text": "A report", "due": "2026-01-31", "repeats": "FREQ=MONTHLY"}]}
    )
    assert desk.run("commitment", "done", "1", "1", "--on", "2026-01-31").ok().err.endswith("28 Feb 2026\n")
    assert commitments(desk)[0]["repeats"] == LAST_DAY


def test_days_that_a_person_wrote_out_stay_to_the_letter(held: Desk) -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=31"
    held.run("commitment", "add", "1", "A report", "--due", "2026-01-31", "--repeats", rule).ok()
    assert commitments(held)[0]["repeats"] == rule
    assert held.run("commitment", "done", "1", "1", "--on", "2026-01-31").ok().err.endswith("31 Mar 2026\n")


@pytest.mark.parametrize(("due", "repeats"), [("2026-01-31", "quarterly"), ("2024-02-29", "yearly")])
def test_a_calendar_counts_the_same_days(held: Desk, due: str, repeats: str) -> None:
    held.run("commitment", "add", "1", "A report", "--due", due, "--repeats", repeats).ok()
    lines = held.run("export", "--format", "ics").ok().out.splitlines()
    rule = next(line.removeprefix("RRULE:") for line in lines if line.startswith("RRULE:"))
    counted = [day.date() for day in islice(rrulestr(rule, dtstart=datetime.fromisoformat(due)), 9)]
    months = 3 if repeats == "quarterly" else 12
    assert counted == [add(date.fromisoformat(due), months * times, 0) for times in range(9)]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "1", " "), 2, "a commitment needs a text"),
        (("add", "99", "x"), 4, "there is no agreement 99"),
        (("add", "OCC-2026-0009", "x"), 4, "there is no occasion"),
        (("add", "1", "x", "--due", "2026-02-30"), 2, "there is no 30 February"),
        (("add", "1", "x", "--repeats", "FREQ=YEARLY;INTERVAL=0"), 2, "counts zero or less"),
        (("add", "1", "x", "--repeats", "yearly"), 2, "what repeats is counted from its first day"),
        (("update", "1", "1", "--repeats", "yearly"), 2, "what repeats is counted from its first day"),
        (("update", "1", "9", "--status", "done"), 4, "there is no commitment 9 in MOU-"),
        (("update", "1", "1", "--status", "finished"), 2, 'unknown status "finished"'),
        (("update", "1", "1"), 2, "nothing is said to change"),
        (("done", "1", "1", "--on", "2027-01-01"), 2, "lies ahead"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(held: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    held.run("commitment", "add", "1", "A group").ok()
    before = held.path.read_bytes()
    run = held.run("commitment", *words)
    assert (run.code, run.out) == (code, "")
    assert re.fullmatch(r"mou: [^\n]+\n(hint: [^\n]+\n)?", run.err)
    assert said in run.err
    assert held.path.read_bytes() == before


def test_what_is_done_is_not_done_again(held: Desk) -> None:
    held.run("commitment", "add", "1", "A group").ok()
    held.run("commitment", "done", "1", "1").ok()
    assert held.run("commitment", "done", "1", "1").code == 2


def test_a_target_is_recorded_with_deadlines_that_contradict_each_other(held: Desk) -> None:
    words = ("--value", "1000000000", "--unit", "USD", "--baseline", "250000000", "--since", "2026-02")
    by = ("--by", "2027-02", "--by", "2028-02 (Dawn)", "--source", "https://example.org/news")
    assert held.run("target", "add", "1", "bilateral trade", *words, *by).ok().out == "1\n"
    assert held.agreements["1"]["targets"] == [
        {
            "id": 1,
            "metric": "bilateral trade",
            "unit": "USD",
            "baseline": {"date": "2026-02", "value": 250000000},
            "value": 1000000000,
            "by": ["2027-02", {"date": "2028-02", "source": {"publisher": "Dawn"}}],
            "sources": [{"url": "https://example.org/news"}],
        }
    ]


def test_observations_are_kept_by_day(held: Desk) -> None:
    held.run("target", "add", "1", "trade").ok()
    held.run("target", "observe", "1", "1", "420m", "--on", "2026-09").ok()
    held.run("target", "observe", "1", "1", "300m", "--on", "2026-05", "--source", "Customs").ok()
    assert held.agreements["1"]["targets"][0]["observed"] == [
        {"date": "2026-05", "value": 300_000_000, "source": {"title": "Customs"}},
        {"date": "2026-09", "value": 420_000_000},
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("observe", "1", "1", "many"), "'many' is not a number"),
        (("observe", "1", "1", "5", "--on", "2027-01-01"), "lies ahead"),
        (("observe", "1", "2", "5"), "there is no target 2"),
        (("add", "1", " "), "a target needs a measure"),
        (("add", "1", "x", "--value", "5", "--baseline", "5"), "there is no way to go"),
        (("add", "1", "x", "--since", "2026"), "there is none"),
        (("add", "1", "x", "--by", "soon"), "is not a date"),
    ],
    ids=str,
)
def test_what_no_target_can_be_is_refused(held: Desk, words: tuple[str, ...], said: str) -> None:
    held.run("target", "add", "1", "trade").ok()
    before = held.path.read_bytes()
    run = held.run("target", *words)
    assert run.code in (2, 4)
    assert said in run.err
    assert held.path.read_bytes() == before


def test_a_day_is_observed_once(held: Desk) -> None:
    held.run("target", "add", "1", "trade").ok()
    held.run("target", "observe", "1", "1", "5").ok()
    assert held.run("target", "observe", "1", "1", "6").code == 2


@pytest.fixture
def promised(held: Desk) -> Desk:
    held.run("commitment", "add", "1", "First meeting", "--due", "2026-11-09", "--lead", "PK: Minister").ok()
    held.run("commitment", "add", "1", "Annual review", "--due", "2026-12-15", "--repeats", "yearly").ok()
    held.run("commitment", "add", "OCC-2026-0001", "A roadmap").ok()
    held.run("commitment", "done", "OCC-2026-0001", "1", "--on", "2026-10-01").ok()
    line = ("--baseline", "200m", "--since", "2025-11-21", "--value", "1bn", "--unit", "USD")
    held.run(
        "target", "add", "OCC-2026-0001", "bilateral trade", *line, "--by", "2027-11-21", "--by", "2030-11-21"
    ).ok()
    held.run("target", "observe", "OCC-2026-0001", "1", "400m").ok()
    return held


def test_commitments_are_listed_with_their_state(promised: Desk) -> None:
    rows = [line.split("\t") for line in promised.run("commitment", "list").ok().lines]
    place = {name: at for at, name in enumerate(rows[0])}
    assert [(row[place["ref"]], row[place["id"]], row[place["status"]], row[place["overdue"]]) for row in rows[1:]] == [
        ("MOU-2026-0001", "1", "open", "yes"),
        ("MOU-2026-0001", "2", "open", ""),
        ("OCC-2026-0001", "1", "done", ""),
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [(("--open",), 2), (("party:TR",), 1), (("--party", "KZ"), 3), (("--sector", "rail"), 2), (("visit",), 1)],
)
def test_commitments_are_filtered_like_agreements(promised: Desk, words: tuple[str, ...], count: int) -> None:
    assert len(promised.run("commitment", "list", "--format", "json", *words).ok().json) == count


def test_targets_are_listed_against_the_line(promised: Desk) -> None:
    found = promised.run("target", "list", "--format", "json").ok().json[0]
    assert (found["ref"], found["id"], found["value"]) == ("OCC-2026-0001", 1, 10**9)
    assert [(each["by"], each["share"], each["line"]) for each in found["progress"]] == [
        ("2027-11-21", 0.25, 0.5),
        ("2030-11-21", 0.25, 0.1999),
    ]
    head, *rows = promised.run("target", "list").ok().lines
    assert len(rows) == 2
    assert head.split("\t")[-3:] == ["share", "line", "reached"]


@pytest.mark.parametrize(
    ("share", "line", "drawn"),
    [
        (0.25, 0.5, "██──│───"),
        (0.5, 0.25, "██│█────"),
        (None, 0.5, "────│───"),
        (1.5, None, "████████"),
        (-1, 1.0, "───────│"),
    ],
)
def test_a_bar_has_a_mark_where_the_line_is(share: float | None, line: float | None, drawn: str) -> None:
    assert bar(share, line, 8) == drawn


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
@pytest.mark.parametrize("columns", [60, 100, 200])
@pytest.mark.parametrize("thing", ["commitment", "target"])
def test_on_a_terminal(promised: Desk, thing: str, columns: int, snapshot: SnapshotAssertion) -> None:
    assert promised.screen(thing, "list", columns=columns).text == snapshot


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize("thing", ["commitment", "target"])
def test_no_line_is_wider_than_the_terminal(desk: Desk, thing: str, columns: int) -> None:
    raw = re.sub(r"\x1b\[[0-9;]*m", "", desk.shipped().screen(thing, "list", columns=columns).raw)
    assert max(width(line) for line in raw.splitlines()) <= columns


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
def test_without_colour_nothing_steers_the_terminal(promised: Desk) -> None:
    assert "\x1b" not in promised.screen("target", "list", environ={"NO_COLOR": "1"}).raw
