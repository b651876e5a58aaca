"""What a second outlet says of an occasion that is recorded: one more source, or something else beside it."""

from typing import Any

import pytest

from tests.desk import Desk

VISIT = (
    "Estonia and Latvia signed a memorandum of understanding on rail transport in Riga on 3 March 2026.\n"
    "The sides set a target of $300 million in bilateral trade by 2028.\n"
    "The sides agreed to set up a joint working group on energy.\n"
)


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A register with the visit as one outlet told of it."""
    desk.run("init").ok()
    (desk.folder / "one.txt").write_text(VISIT)
    desk.run("intake", "one.txt", "--save", "--yes", "--source", "Daily: One").ok()
    return desk


def occasion(desk: Desk, text: str) -> Any:
    (desk.folder / "two.txt").write_text(text)
    desk.run("intake", "two.txt", "--save", "--yes", "--source", "Post: Two", "--occasion", "1").ok()
    (found,) = desk.run("occasion", "show", "1", "--format", "json").ok().json
    return found


@pytest.mark.parametrize("what", ["targets", "commitments"])
def test_what_another_outlet_tells_too_has_one_more_source(told: Desk, what: str) -> None:
    (one,) = occasion(told, VISIT)[what]
    assert [source["publisher"] for source in one["sources"]] == ["Daily", "Post"]


def test_another_deadline_stands_beside_the_first(told: Desk) -> None:
    targets = occasion(told, VISIT.replace("2028", "2030"))["targets"]
    assert [(each["id"], each["by"][0]["date"]) for each in targets] == [(1, "2028"), (2, "2030")]


def test_the_same_text_again_adds_nothing(told: Desk) -> None:
    occasion(told, VISIT)
    before = told.path.read_bytes()
    occasion(told, VISIT)
    assert told.path.read_bytes() == before
