"""Where a letter is the answer, one that is refused is cleared: the next is not typed behind it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from mou_cli.ask.asker import Prompt
from mou_cli.ask.colliding import settle
from mou_cli.ask.review import Doing, review
from mou_cli.ask.typed import CompletingAsker
from mou_cli.errors import Usage


@contextmanager
def keyboard(keys: str) -> Iterator[None]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        yield


def no_parts(thing: str, _: Sequence[str]) -> list[str]:
    return [thing]


DOING: Doing[str] = Doing(lambda *_: None, lambda thing: thing, lambda one, other: one + other, no_parts)


def test_a_collision_is_settled_by_the_letter_after_a_wrong_one() -> None:
    with keyboard("x\rt\r"):
        assert settle(["a"], lambda *_: None, CompletingAsker()) == [True]


def test_a_draft_is_reviewed_by_the_letter_after_a_wrong_one() -> None:
    with keyboard("x\rj\rk\r"):
        assert review(["a", "b"], DOING, CompletingAsker()) == ["ab"]


def test_several_wrong_letters_are_cleared_one_after_the_other() -> None:
    with keyboard("x\ry\rz\rs\r"):
        assert review(["a"], DOING, CompletingAsker()) == []


def test_a_longer_answer_that_is_refused_stays_to_be_mended() -> None:
    def check(text: str) -> None:
        if text != "xt":
            raise Usage("no")

    with keyboard("x\rt\r"):
        assert CompletingAsker()(Prompt("Title", check=check)) == "xt"


@pytest.mark.parametrize("keys", ["x\r\x02t\r", "x\r<\rt\r"], ids=["Ctrl-B", "<"])
def test_one_can_step_back_after_a_wrong_letter(keys: str) -> None:
    with keyboard("o\r" + keys + "o\r"):
        assert settle(["a", "b"], lambda *_: None, CompletingAsker()) == [True, False]
