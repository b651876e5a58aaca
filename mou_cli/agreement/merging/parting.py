"""Since when two copies of a registry go different ways."""

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from mou_cli.agreement.history.canonical import line_digest
from mou_cli.agreement.history.covering import range_of, regrouped
from mou_cli.agreement.history.entry import BEGIN, Entry
from mou_cli.agreement.history.problem import Place, Recorded
from mou_cli.agreement.history.shared import hash_at, last_shared
from mou_cli.agreement.merging.copies import TABLES, entry_of


class Common(NamedTuple):
    """The entry since which each of two copies went its own way (0: before its first), and the hash that they share.

    None where there is no such entry: then an agreement of both has nothing that it was before.
    """

    ours: int | None
    theirs: int | None
    hash: str = ""


UNRELATED = Common(None, None)


def common_of(ours: Recorded, theirs: Recorded) -> Common:
    """Return since when two copies go different ways; UNRELATED where they were never one, as far as they tell.

    A register that was copied before its history began gets a history of its own in each copy: those begin alike where
    they say that the same was there. A copy without a history is what the other was when its history began.
    """
    one, two = ours.head().seq, theirs.head().seq
    if one and two:
        if hash_at(ours, 1) == hash_at(theirs, 1):
            last = last_shared(ours, theirs, min(one, two))
            return Common(last, last, hash_at(ours, last))
        return Common(1, 1) if begin_alike(ours, theirs) else UNRELATED
    if one:
        return Common(_beginning(ours), 0) if _stood_at_first(ours, theirs) else UNRELATED
    if two:
        return Common(0, _beginning(theirs)) if _stood_at_first(theirs, ours) else UNRELATED
    return Common(0, 0) if _rows(ours) == _rows(theirs) else UNRELATED


def _first(recorded: Recorded) -> Entry:
    body = recorded.line("history", 1)
    return entry_of(1, body) if body else Entry(seq=0)


def begin_alike(ours: Recorded, theirs: Recorded) -> bool:
    """Return whether two histories begin with the same rows: those of copies that were made before they began."""
    one, two = _first(ours), _first(theirs)
    return one.op == two.op == BEGIN and (one.changes, one.covers) == (two.changes, two.covers)


def _beginning(recorded: Recorded) -> int:
    return 1 if _first(recorded).op == BEGIN else 0


def _stood_at_first(recorded: Recorded, other: Recorded) -> bool:
    """Return whether the rows of `other`, which has no history, are those with which the history of a copy began."""
    first = _first(recorded)
    if first.op != BEGIN:
        return not _rows(other)
    if first.covers:
        for table, groups in groupby(sorted(first.covers, key=range_of), lambda group: group.table):
            known = list(groups)
            if list(regrouped(map(range_of, known), other.lines(table))) != known:
                return False
        return sum(1 for table in TABLES for _ in other.lines(table)) <= 10 * len(first.covers)
    return _rows(other) == {change.place: change.left for change in first.changes.values()}


def _rows(recorded: Recorded) -> Mapping[Place, str]:
    return {(table, number): line_digest(line) for table in TABLES for number, line in recorded.lines(table)}
