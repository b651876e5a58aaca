"""Under which key an entry names a row that it is about: each key once, whatever the rows bear."""

from collections.abc import Container
from itertools import count


def keys_of(table: str, number: int, uid: object = "") -> tuple[str, ...]:
    """Return the keys by which entries name a row: its uid, `#14`, and `#occasions/14` where the others are taken."""
    return (*([str(uid)] if uid else []), f"#{number}", f"#{table}/{number}")


def key_in(taken: Container[str], uid: object, table: str, number: int) -> str:
    """Return the key of a row in an entry that has the keys `taken`.

    A uid does for one row only: what moves to another number leaves one place and comes to another in one entry.
    """
    if uid and str(uid) not in taken:
        return str(uid)
    free = next((key for key in keys_of(table, number) if key not in taken), "")
    return free or next(key for again in count(2) if (key := f"#{table}/{number}/{again}") not in taken)
