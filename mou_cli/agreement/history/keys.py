"""Under which key an entry names a row that it is about: each key once, whatever the rows bear."""

from collections.abc import Container
from itertools import chain, count


def number_keys(table: str, number: int) -> tuple[str, str]:
    """Return the keys that a row has by its number: `#14`, and `#occasions/14` where an agreement took the first."""
    return f"#{number}", f"#{table}/{number}"


def key_in(taken: Container[str], uid: object, table: str, number: int) -> str:
    """Return the key of a row in an entry that has the keys `taken`: its uid, else one by its number.

    A uid does for one row only: what moves to another number leaves one place and comes to another in one entry.
    """
    if uid and str(uid) not in taken:
        return str(uid)
    by_number = number_keys(table, number)
    further = (f"{by_number[1]}/{again}" for again in count(2))
    return next(key for key in chain(by_number, further) if key not in taken)
