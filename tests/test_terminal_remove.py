"""`mou remove` on a terminal: it names what would go, and asks."""

import sys

import pytest

from tests.desk import Desk
from tests.terminal import CTRL_C, ENTER, mou

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
QUESTION = "Remove 4 Railway sector cooperation; 5 Customs? [y/N]"


@pytest.mark.parametrize(
    ("keys", "code", "last"),
    [
        ("y" + ENTER, 0, "MOU-2026-0005"),
        ("n" + ENTER, 130, "mou: nothing was removed"),
        (ENTER, 130, "mou: nothing was removed"),
        (CTRL_C, 130, "mou: stopped; nothing is saved"),
        ("\x04", 130, "mou: stopped; nothing is saved"),
    ],
    ids=["yes", "no", "Enter", "Ctrl-C", "Ctrl-D"],
)
def test_what_would_go_is_named_and_asked_about(desk: Desk, keys: str, code: int, last: str) -> None:
    desk.shipped()
    with mou(desk, "remove", "4", "customs", "--reason", "a trial") as terminal:
        terminal.see(QUESTION)
        terminal.type(keys)
        assert terminal.end() == code
        assert terminal.lines[-1] == last
    assert ("4" in desk.agreements, "5" in desk.agreements) == (code != 0, code != 0)


@pytest.mark.parametrize(("keys", "code"), [("y" + ENTER, 0), (ENTER, 130)], ids=["yes", "Enter"])
def test_an_occasion_is_asked_about_too(desk: Desk, keys: str, code: int) -> None:
    desk.shipped()
    with mou(desk, "occasion", "remove", "11th session", "--reason", "a trial") as terminal:
        terminal.see("? [y/N]")
        assert "see what becomes of that" in terminal.text
        terminal.type(keys)
        assert terminal.end() == code
    assert ("11th session" in desk.run("occasion", "list").ok().out) == (code != 0)


def test_another_answer_is_asked_again(desk: Desk) -> None:
    desk.shipped()
    with mou(desk, "remove", "4", "--reason", "a trial") as terminal:
        terminal.see("[y/N]")
        terminal.type("maybe" + ENTER, "answer y or n")
        terminal.type("y" + ENTER)
        assert terminal.end() == 0


def test_a_reason_is_needed_before_anything_is_asked(desk: Desk) -> None:
    with mou(desk.shipped(), "remove", "4") as terminal:
        assert terminal.end() == 2
        assert terminal.lines == ["mou: a reason is missing", 'hint: say why: --reason "entered twice"']


def test_what_was_changed_while_it_was_asked_about_stays(desk: Desk) -> None:
    desk.shipped()
    with mou(desk, "remove", "4", "--reason", "a trial") as terminal:
        terminal.see("[y/N]")
        desk.run("set", "4", "place=Lahore").ok()
        terminal.type("y" + ENTER)
        assert terminal.end() == 6
    assert desk.agreements["4"]["place"] == "Lahore"
