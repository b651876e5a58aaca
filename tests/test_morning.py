"""What `mou` alone shows: on a terminal the desk's morning, elsewhere the help."""

import json
import re
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from mou_cli.render.widths import width
from tests.desk import TODAY, Desk, Screen
from tests.terminal import mou, seen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
DRAFT = {
    "ref": "MOU-2026-0001",
    "title": "Memorandum on digital corridors",
    "parties": [{"code": "KZ"}, {"code": "TR"}],
}
LATE = {"ref": "MOU-2019-0002", "title": "Agreement that waits", "signed": "2019-02-04"}
BUSY = {
    "ref": "MOU-2026-0003",
    "title": "Railways",
    "signed": "2026-02-04",
    "commitments": [
        {"id": 1, "text": "First meeting", "due": "2026-11-09"},
        {"id": 2, "text": "Second meeting", "due": "2026-12-01"},
        {"id": 3, "text": "Third meeting", "due": "2027-12-01"},
    ],
}


def many(count: int) -> list[dict[str, Any]]:
    return [{**BUSY, "ref": f"R-{n}", "title": f"Agreement {n}"} for n in range(count)]


def shown(desk: Desk, columns: int = 80, rows: int = 24, *, today: str = TODAY) -> Screen:
    return desk.screen("--today", today, columns=columns, rows=rows, environ={"NO_COLOR": "1"})


@pytest.mark.parametrize("columns", [60, 100, 200])
def test_the_morning(desk: Desk, columns: int, snapshot: SnapshotAssertion) -> None:
    text = shown(desk.holding(DRAFT, LATE, BUSY), columns, 30).text
    assert re.sub(r"2026 +[^\n]+\n", "2026 PLACE\n", text, count=1) == snapshot


def test_what_is_overdue_what_is_due_and_the_drafts_stand_in_parts(desk: Desk) -> None:
    text = shown(desk.holding(DRAFT, LATE, BUSY)).text
    parts = [
        text.index(label) for label in ("Overdue  1", "First meeting", "Due within 30 days  1", "Drafts waiting  1")
    ]
    assert parts == sorted(parts)
    assert "Third meeting" not in text
    assert "1 that was signed over a year ago is not in force yet" in text


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("rows", [16, 24, 50])
def test_it_is_one_screen(desk: Desk, columns: int, rows: int) -> None:
    desk.holding(*many(40), *({**DRAFT, "ref": f"D-{n}"} for n in range(40)), LATE)
    raw = shown(desk, columns, rows).raw
    lines = raw.splitlines()
    assert len(lines) < rows + (rows == 16) * 6
    assert max(map(width, lines)) <= columns


def test_what_does_not_fit_is_counted(desk: Desk) -> None:
    text = shown(desk.holding(*many(40))).text
    numbers = re.findall(r"and (\d+) more", text)
    assert len(numbers) == 2
    assert text.count("First meeting") + int(numbers[0]) == 40


def test_a_quiet_morning_says_so(desk: Desk) -> None:
    text = shown(desk.holding({"title": "A", "signed": "2026-02-04"})).text
    assert "Nothing is due within 30 days." in text
    assert "1 agreement: 1 signed" in text


def test_what_is_due_at_some_time_of_a_year_waits_for_its_last_days(desk: Desk) -> None:
    some_time = {**BUSY, "commitments": [{"id": 1, "text": "A roadmap", "due": "2026"}]}
    assert "Nothing is due within 30 days." in shown(desk.holding(some_time)).text
    assert "within 20 days" in shown(desk, today="2026-12-11").text


def on(desk: Desk, day: date) -> str:
    """The part of a day's morning that tells what changed."""
    parts = shown(desk, rows=40, today=day.isoformat()).text.split("\n\n")
    return next((" ".join(part.split()) for part in parts if part.startswith("Since yesterday")), "")


def test_what_the_calendar_changed_since_yesterday_is_told(desk: Desk) -> None:
    renewed = {"title": "Renewed", "signed": "2020-03-01", "term": {"duration": "P1Y", "renewal": "tacit"}}
    ended = {"title": "Ended", "signed": "2020-03-01", "term": {"duration": "P5Y", "renewal": "none"}}
    events = [{"kind": "in-force", "date": "2020-03-01"}]
    desk.holding({**renewed, "events": events}, {**ended, "events": events})
    told = on(desk, date(2025, 3, 1))
    assert told == "Since yesterday 2 1 Renewed renewed through 28 Feb 2026 2 Ended now expired"
    assert on(desk, date(2025, 3, 2)) == ""


def test_what_was_recorded_since_yesterday_is_told_once_for_each_agreement(desk: Desk) -> None:
    today = datetime.now(UTC).date()
    desk.holding(LATE)
    desk.run("set", "1", "place=Astana").ok()
    desk.run("set", "1", "notes=filed").ok()
    desk.run("add", "New one", "--party", "KZ").ok()
    desk.run("add", "Gone again", "--party", "KZ").ok()
    desk.run("remove", "3", "--yes", "--reason", "twice").ok()
    assert on(desk, today) == (
        "Since yesterday 2 2 New one added desk 1 Agreement that waits changed: place, notes desk"
    )
    assert on(desk, today + timedelta(3)) == ""
    assert on(desk, today - timedelta(3)) == ""


def test_of_a_change_of_many_their_number_is_told(desk: Desk) -> None:
    desk.run("init").ok()
    (desk.folder / "many.json").write_text(json.dumps(many(12)), "utf-8")
    desk.run("import", "many.json").ok()
    assert on(desk, datetime.now(UTC).date()) == "Since yesterday 1 12 added by import desk"


def test_an_empty_registry_says_what_to_do(desk: Desk) -> None:
    assert "The registry is empty: mou add records the first agreement." in shown(desk.holding()).text


def test_a_pipe_gets_the_help(desk: Desk) -> None:
    run = desk.holding(BUSY).run().ok()
    assert "Usage: mou" in run.out
    assert "Overdue" not in run.out


def test_without_a_registry_there_is_the_help(desk: Desk) -> None:
    environ = {"MOU_REGISTRY": str(desk.folder / "none.json")}
    assert "Usage:" in seen(desk, environ=environ).text


def test_a_damaged_registry_is_said_to_be_one(desk: Desk) -> None:
    desk.path.write_text("{", "utf-8")
    with mou(desk) as terminal:
        assert terminal.end() == 7
    assert "is damaged" in terminal.text


def test_it_is_the_morning_of_any_day(desk: Desk) -> None:
    text = shown(desk.holding(BUSY), today="2027-12-01").text
    assert "Wednesday 1 December 2027" in text
    assert "overdue 387 d" in text
    assert "today" in text


def test_it_changes_nothing(desk: Desk) -> None:
    before = desk.holding(BUSY).path.read_bytes()
    shown(desk)
    assert desk.path.read_bytes() == before
    assert [each.name for each in desk.folder.iterdir()] == ["registry.json"]
