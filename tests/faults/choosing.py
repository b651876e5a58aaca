"""Some of many, spread evenly: the same ones at every run."""

from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def evenly(things: Sequence[Thing], most: int | None) -> list[Thing]:
    """Return at most so many of `things`, the first and the last among them."""
    if most is None or len(things) <= most:
        return list(things)
    return [things[place * (len(things) - 1) // (most - 1)] for place in range(most)]
