"""A review of things proposed, one by one: kept, changed, joined with the next, split, or left out."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from mou_cli.ask.asker import Asker, Back, Prompt, make_asker
from mou_cli.errors import Usage

Thing = TypeVar("Thing")

# What can be answered: its letter, its word, and what the line of help says of it (together within 79 cells).
_ANSWERS = (
    ("k", "keep", "keep"),
    ("e", "edit", "edit"),
    ("j", "join", "join next"),
    ("p", "split", "split"),
    ("s", "skip", "skip"),
    ("a", "all", "keep all"),
    ("d", "done", "skip all"),
)


class Doing(NamedTuple, Generic[Thing]):
    """What a review can do with things: show one, edit one, join two, split one by new titles."""

    show: Callable[[Thing, int, int], None]
    edit: Callable[[Thing], Thing]
    join: Callable[[Thing, Thing], Thing]
    split: Callable[[Thing, Sequence[str]], list[Thing]]


def review(things: Sequence[Thing], doing: Doing[Thing], asker: Asker | None = None) -> list[Thing]:
    """Go through `things` with a person and return those that are kept, as they became.

    `<` goes back to the one before. Raises Interrupted at Ctrl-C and at the input's end.
    """
    ask = asker or make_asker()
    left, skipped = list(things), 0
    kept: list[Thing] = []
    trail: list[tuple[list[Thing], list[Thing], int]] = []
    while left:
        doing.show(left[0], len(kept) + skipped + 1, len(kept) + skipped + len(left))
        try:
            word = _word(ask(_prompt(len(left), bool(trail))))
        except Back:
            left, kept, skipped = trail.pop()
            continue
        before = (list(left), list(kept), skipped)
        if word == "edit":
            left[0] = doing.edit(left[0])
        elif word == "join":
            left[:2] = [doing.join(left[0], left[1])]
        elif word == "split":
            left[:1] = doing.split(left[0], _titles(ask))
        elif word == "skip":
            del left[0]
            skipped += 1
        elif word == "done":
            left.clear()
        else:
            count = len(left) if word == "all" else 1
            kept += left[:count]
            del left[:count]
        trail.append(before)
    return kept


def _prompt(left: int, back: bool) -> Prompt:
    answers = [each for each in _ANSWERS if left > 1 or each[1] != "join"]
    hint = ", ".join(f"{'Enter' if letter == 'k' else letter}: {means}" for letter, _, means in answers)

    def check(text: str) -> None:
        if _word(text) not in [word for _, word, _ in answers]:
            raise Usage("that is none of the answers", hint)

    return Prompt("Keep", hint=hint, check=check, back=back, brief=True)


def _word(text: str) -> str:
    typed = text.strip().lower() or "k"
    return next((word for letter, word, _ in _ANSWERS if typed in (letter, word)), "")


def _titles(ask: Asker) -> list[str]:
    def check(text: str) -> None:
        if len([title for title in text.split(";") if title.strip()]) < 2:
            raise Usage("two titles at least are needed", "write them apart by semicolons")

    text = ask(Prompt("Titles", hint="the titles of its parts, apart by semicolons", check=check))
    return [title.strip() for title in text.split(";") if title.strip()]
