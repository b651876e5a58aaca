"""What is offered while a person types, and which of it fits what is typed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mou_cli.vocabulary.folding import fold

MOST = 12
_SCATTERED = 3  # the rank of a choice that only has the letters


class Choice(NamedTuple):
    """Something to choose: what is written, and what it means in words (`KZ`, `Kazakhstan`); `also` finds it too."""

    value: str
    label: str = ""
    also: tuple[str, ...] = ()


def fitting(typed: str, choices: Iterable[Choice], limit: int = MOST) -> list[Choice]:
    """Return at most `limit` of `choices` that fit `typed`, best first; the first ones where nothing is typed.

    Best is a value or a word that begins with what is typed, then what contains it, then what has its letters in
    their order (`rlw` for `Railways`), which is offered only where nothing better is.
    """
    asked = fold(typed.strip())
    ranked = []
    for place, choice in enumerate(choices):
        rank = _rank(asked, choice)
        if rank is not None:
            ranked.append((rank, place, choice))
    ranked.sort(key=lambda each: each[:2])
    if ranked and ranked[0][0] < _SCATTERED:
        ranked = [each for each in ranked if each[0] < _SCATTERED]
    return [choice for _, _, choice in ranked[:limit]]


def only_one(typed: str, choices: Iterable[Choice]) -> str | None:
    """Return the one choice whose value or label begins with `typed`, None where there is none or several."""
    asked = fold(typed.strip())
    begun = [each.value for each in choices if fold(each.value).startswith(asked) or fold(each.label).startswith(asked)]
    return begun[0] if asked and len(begun) == 1 else None


def _rank(asked: str, choice: Choice) -> int | None:
    if not asked:
        return 0
    value, label = fold(choice.value), fold(choice.label)
    if value.startswith(asked) or label.startswith(asked):
        return 0
    words = (value, label, *map(fold, choice.also))
    if any(f" {word}".find(f" {asked}") >= 0 for word in words):
        return 1
    if any(asked in word for word in words):
        return 2
    return _SCATTERED if len(asked) > 1 and (_in_order(asked, label) or _in_order(asked, value)) else None


def _in_order(asked: str, word: str) -> bool:
    rest = iter(word)
    return word.startswith(asked[0]) and all(letter in rest for letter in asked)


def merged(first: Sequence[Choice], then: Iterable[Choice]) -> list[Choice]:
    """Return `first` and what of `then` is not among it: what a registry uses goes before all there is."""
    seen = {choice.value for choice in first}
    return [*first, *(choice for choice in then if choice.value not in seen)]
