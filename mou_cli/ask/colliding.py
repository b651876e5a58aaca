"""What both copies changed otherwise, put before a person one by one: ours or theirs."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from mou_cli.ask.asker import Asker, Back, Prompt, make_asker, stop
from mou_cli.errors import Usage

Thing = TypeVar("Thing")

_HINT = "o: ours, t: theirs, s: ours in all that is left, q: quit"
_ANSWERS = {"o": "ours", "t": "theirs", "s": "skip", "q": "quit"}


def settle(things: Sequence[Thing], show: Callable[[Thing, int, int], None], asker: Asker | None = None) -> list[bool]:
    """Go through collisions with a person and return for each whether theirs is taken.

    `show` is called with a collision, its place from 1, and how many there are. `<` goes back to the one before. Raises
    Interrupted where the person quits, at Ctrl-C and at the input's end.
    """
    ask = asker or make_asker()
    taken: list[bool] = []
    while len(taken) < len(things):
        show(things[len(taken)], len(taken) + 1, len(things))
        try:
            word = _word(ask(Prompt("Take", hint=_HINT, check=_check, back=bool(taken), brief=True)))
        except Back:
            taken.pop()
            continue
        if word == "quit":
            stop()
        taken += [False] * (len(things) - len(taken)) if word == "skip" else [word == "theirs"]
    return taken


def _word(text: str) -> str:
    typed = text.strip().lower()
    return next((word for letter, word in _ANSWERS.items() if typed in (letter, word)), "")


def _check(text: str) -> None:
    if not _word(text):
        raise Usage("that is none of the answers", _HINT)
