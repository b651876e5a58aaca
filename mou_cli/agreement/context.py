"""What a person's words are read against: the day, the sectors of this registry, its occasions."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mou_cli.agreement.moment import Moment
from mou_cli.vocabulary.sectors import Sectors


def _no_occasions(_: str) -> Sequence[str]:
    return ()


class Context(NamedTuple):
    """The day, the sector tree, and a function from a word to the references of the occasions that it fits."""

    moment: Moment
    sectors: Sectors
    occasions: Callable[[str], Sequence[str]] = _no_occasions
