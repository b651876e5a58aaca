"""`mou merge` on a terminal: what both changed otherwise is shown side by side and asked about."""

import shutil
import sys

import pytest

from tests.desk import Desk
from tests.terminal import CTRL_C, ENTER, mou

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")


@pytest.fixture
def collided(desk: Desk) -> Desk:
    """A desk with the copy of a colleague, `other.json`; both have set two fields, each otherwise."""
    desk.shipped()
    shutil.copy(desk.path, desk.folder / "other.json")
    desk.run("set", "4", "place=Astana", "notes=as the signed text has it").ok()
    desk.run("--registry", "other.json", "set", "4", "place=Lahore", "notes=by telephone", "tags=urgent").ok()
    return desk


def test_each_collision_is_shown_side_by_side_and_decided(collided: Desk) -> None:
    with mou(collided, "merge", "other.json") as terminal:
        terminal.see("1 of 2  MOU-2026-0004  Railway sector cooperation")
        terminal.see("Lahore")
        assert ["What", "Before", "Ours", "Theirs"] in [line.split() for line in terminal.lines]
        assert ["place", "Islamabad", "Astana", "Lahore"] in [line.split() for line in terminal.lines]
        terminal.type("t" + ENTER, "2 of 2")
        terminal.type("o" + ENTER)
        assert terminal.end() == 0
        assert terminal.lines[-1] == "mou: merged other.json: 1 agreement changed; mou undo takes it back"
        assert max(len(line) for line in terminal.lines) <= 80
    row = collided.agreements["4"]
    assert (row["place"], row["notes"], row["tags"]) == ("Lahore", "as the signed text has it", ["urgent"])


def test_a_letter_that_is_no_answer_gives_way_to_the_next(collided: Desk) -> None:
    with mou(collided, "merge", "other.json") as terminal:
        terminal.see("1 of 2")
        terminal.type("x" + ENTER, "that is none of the answers")
        terminal.type("t" + ENTER, "2 of 2")


@pytest.mark.parametrize("keys", ["q" + ENTER, "t" + ENTER + CTRL_C], ids=["quit", "Ctrl-C"])
def test_who_stops_changes_nothing(collided: Desk, keys: str) -> None:
    before = collided.path.read_bytes()
    with mou(collided, "merge", "other.json", environ={"TERM": "dumb"}) as terminal:
        terminal.see("1 of 2")
        terminal.type(keys)
        assert terminal.end() == 130
        assert terminal.lines[-1] == "mou: stopped; nothing is saved"
    assert collided.path.read_bytes() == before
