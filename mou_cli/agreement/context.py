"""What a person's words are read against: the day, the sectors of this registry, its occasions and agreements."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from mou_cli.agreement.moment import Moment
from mou_cli.vocabulary.sectors import Sectors


def _no_occasions(_: str) -> Sequence[str]:
    return ()


def _no_agreement(_: str) -> str:
    return ""


class Context(NamedTuple):
    """What is known where words are read.

    The day, the sector tree, a function from a word to the references of the occasions that it fits, another from an
    agreement's number to its reference (empty where numbers are not this registry's), and the order in which dates in
    figures are written (see date_orders.ORDERS; empty where nobody has said).
    """

    moment: Moment
    sectors: Sectors
    occasions: Callable[[str], Sequence[str]] = _no_occasions
    agreements: Callable[[str], str] = _no_agreement
    dates: str = ""
