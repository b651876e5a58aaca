"""Yes or no."""

from io import StringIO

import pytest

from mou_cli.ask.confirm import confirm
from mou_cli.errors import Interrupted


@pytest.mark.parametrize(
    ("typed", "default", "answer"),
    [
        ("y\n", False, True),
        ("YES\n", False, True),
        ("n\n", True, False),
        ("\n", True, True),
        ("\n", False, False),
        ("perhaps\ny\n", False, True),
    ],
)
def test_answers(typed: str, default: bool, answer: bool) -> None:
    assert confirm("remove it?", default, StringIO(typed), StringIO()) is answer


def test_the_question_shows_its_default_and_steers_nothing() -> None:
    out = StringIO()
    confirm("remove \x1b[2J?", False, StringIO("\n"), out)
    assert out.getvalue() == "remove \\x1b[2J? [y/N] "


def test_the_end_of_the_input_is_no_answer() -> None:
    with pytest.raises(Interrupted):
        confirm("remove it?", True, StringIO(""), StringIO())
