"""What two histories share: each hash covers all before it, so the last entry of both is found by halving."""

from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS, read_step
from mou_cli.agreement.history.problem import Recorded


def hash_at(recorded: Recorded, seq: int) -> str:
    """Return the hash of an entry, empty where there is none; raises msgspec.DecodeError for one that is damaged."""
    body = recorded.line("history", seq)
    return read_step(body).hash if body else ""


def last_shared(one: Recorded, two: Recorded, most: int) -> int:
    """Return the last entry that two histories share, which have the first in common; `most` is the highest of both."""
    low, high = 1, most
    while low < high:
        middle = (low + high + 1) // 2
        if hash_at(one, middle) == hash_at(two, middle):
            low = middle
        else:
            high = middle - 1
    return low


def is_empty(recorded: Recorded) -> bool:
    """Return whether there is nothing in a registry and never was."""
    return not recorded.head().seq and not any(True for table in (OCCASIONS, AGREEMENTS) for _ in recorded.lines(table))
