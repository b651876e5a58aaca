"""What an agreement was at some time: the way back from what it is now."""

from collections.abc import Iterable
from typing import NamedTuple

from mou_cli.agreement.history.difference import Fields, Misfit, step_back
from mou_cli.agreement.history.entry import ADOPT, BEGIN, Entry
from mou_cli.errors import Conflict, NotFound


class Recalled(NamedTuple):
    """An agreement as it was: its number and its fields."""

    number: int
    fields: Fields


def recall(table: str, number: int, present: Fields | None, later: Iterable[Entry]) -> Recalled | None:
    """Return what stood under a number before the entries `later` (the latest first), None where nothing did.

    Raises NotFound where that is not known (before the history began, before it was taken over from another program),
    Conflict where the entries do not fit what is there.
    """
    fields = present
    for entry in later:
        for change in entry.changes.values():
            if change.place != (table, number):
                continue
            if entry.op in (BEGIN, ADOPT):
                raise NotFound(f"what it was before {entry.at[:10]} is not recorded", f"entry {entry.seq}: {entry.op}")
            try:
                fields = step_back(change, fields)
            except Misfit as misfit:
                raise Conflict(f"entry {entry.seq} does not fit it: {misfit}", "mou verify says more") from misfit
        if any(group.table == table and group.first <= number <= group.last for group in entry.covers):
            raise NotFound(f"what it was before {entry.at[:10]} is not recorded", f"entry {entry.seq}: {entry.op}")
    return None if fields is None else Recalled(number, fields)
