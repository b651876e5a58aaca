"""What an adoption records: rows, groups of rows and entries that do not fit, taken over as they stand."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from mou_cli.agreement.history.covering import regrouped
from mou_cli.agreement.history.entry import Break, Doing, Group, RowChange, sealed
from mou_cli.agreement.history.keys import key_in
from mou_cli.agreement.history.problem import Problem, Recorded
from mou_cli.agreement.history.verifying import FORMLESS, Verdict

# A note of the last entry that is farther ahead than this was not written by mou.
_FAR = 10**9


class Adoption(NamedTuple):
    """The making of an entry that takes over what does not fit, `problems`; its number and the hash that it follows."""

    seq: int
    prev: str
    problems: list[Problem]
    changes: dict[str, RowChange]
    covers: list[Group]
    breaks: list[Break]

    @property
    def unreadable(self) -> Problem | None:
        """An entry that is in no form of one: that is damage, and cannot be taken over."""
        return next((each for each in self.problems if each.text == FORMLESS), None)

    def entry(self, doing: Doing, login: str = "") -> dict[str, Any]:
        """Return the entry as it is stored; `login` is the user of the database, empty where there is none."""
        parts: dict[str, Any] = {"covers": self.covers, "breaks": self.breaks}
        refs = [problem.ref for problem in self.problems if problem.ref]
        more = {name: value for name, value in {**parts, "login": login}.items() if value}
        return sealed(doing._replace(more=more), self.seq, self.prev, refs, self.changes)


def adoption_of(recorded: Recorded, verdict: Verdict) -> Adoption:
    """Return what an adoption of all that `verdict` found would record; without problems there is nothing to adopt.

    Where the last entries are gone their numbers are not used again, and the adoption says that they are.
    """
    seq, prev = verdict.head
    lost = seq < verdict.noted.seq < seq + _FAR
    seq = (verdict.noted.seq if lost else seq) + 1
    changes: dict[str, RowChange] = {}
    breaks = {Break(seq=seq): None} if lost else {}
    for problem in verdict.problems:
        if isinstance(problem.taken, RowChange):
            changes[key_in(changes, problem.key, *problem.taken.place)] = problem.taken
        elif isinstance(problem.taken, Break):
            breaks[problem.taken] = None
    return Adoption(seq, prev, verdict.problems, changes, list(_covers(recorded, verdict)), list(breaks))


def _covers(recorded: Recorded, verdict: Verdict) -> Iterator[Group]:
    for table, ranges in groupby(sorted(verdict.uncovered), itemgetter(0)):
        yield from regrouped(ranges, recorded.lines(table))
