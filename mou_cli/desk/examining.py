"""The examination of a whole registry: every row, every check, the history, the attached files, what lies beside it."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

import msgspec

from mou_cli.agreement.checks.checks import Finding, Surroundings, check, check_occasion, check_text
from mou_cli.agreement.checks.located import Located
from mou_cli.agreement.checks.register_checks import Bearers, Names
from mou_cli.agreement.checks.text_checks import is_clean
from mou_cli.agreement.history.entry import AGREEMENTS, OCCASIONS
from mou_cli.agreement.history.problem import THINGS
from mou_cli.agreement.history.verifying import Verdict
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.desk.verifying import amiss, findings, judged, known_words
from mou_cli.errors import Damaged
from mou_cli.registry.beside import FIX
from mou_cli.registry.counting import behind
from mou_cli.registry.held import Held
from mou_cli.render.console import progress
from mou_cli.session import Session

_NAMES = msgspec.json.Decoder(Names).decode


class Examination:
    """One look at everything.

    Afterwards `findings` holds what was found, `rows` how many rows each table has, `verdict` what came of the history
    (None where it did not come to that), and `damaged` whether the registry cannot be relied on at all.
    """

    def __init__(self, session: Session) -> None:
        self.care = session.registry.care()
        self.findings: list[Located] = []
        self.rows: dict[str, int] = {}
        self.verdict: Verdict | None = None
        self.damaged = False
        self._session = session
        self._bearers = {table: Bearers(thing) for table, thing in THINGS.items()}

    def run(self) -> "Examination":
        """Look at all of it; raises NotFound and Failed where there is nothing to look at. Returns itself."""
        held: Held | None = None
        try:
            self._read()
            held = self.care.held()
            self._sectors = self._session.registry.sectors()
        except Damaged as error:
            self._damage(error.message)
        if held is not None and not self.damaged:
            self.findings += chain(self._checks(held), *(each.findings() for each in self._bearers.values()))
            self.findings += self._history(held)
            self.findings += chain(amiss(self._session), self.care.left_files())
        self.findings += self.care.beside(damaged=self.damaged)
        return self

    def _damage(self, message: str) -> None:
        self.damaged = True
        self.findings.append(Located("error", "registry", message, remedy=self._restoring))

    @cached_property
    def _restoring(self) -> str:
        return self.care.restoring

    def _read(self) -> None:
        """Read every row strictly, and note what each is called."""
        foreign = 0
        for table in self.care.tables():
            self.rows[table] = 0
            for row in self.care.rows(table):
                self.rows[table] += 1
                foreign += not row.as_written
                if row.fault:
                    self._damage(f"{self.care.place} is damaged: {row.fault}")
                elif table in THINGS:
                    self._bearers[table].note(row.number, _NAMES(row.body))
        if foreign or not self.care.own_layout:
            what = f"{foreign:,} of its rows" if self.care.own_layout else "it"
            message = f"another program laid {what} out: searching takes longer until mou writes it next"
            self.findings.append(Located("warning", "registry", message, remedy=FIX))

    def _checks(self, held: Held) -> Iterator[Located]:
        around = Surroundings(self._sectors, self._knows, self._session.moment.today)
        with progress("checking", sum(self.rows.values())) as advance:
            for number, line in held.lines(AGREEMENTS):
                one = Registered(number, line)
                found = chain(_texts(one), check(one.agreement, around))
                yield from _located("agreement", number, one.agreement.ref, found)
                advance(1)
            for number, line in held.lines(OCCASIONS):
                other = RegisteredOccasion(number, line)
                found = chain(_texts(other), check_occasion(other.occasion, around))
                yield from _located("occasion", number, other.occasion.ref, found)

    def _knows(self, ref: str) -> bool:
        return any(bearers.knows(ref) for bearers in self._bearers.values())

    def _history(self, held: Held) -> Iterator[Located]:
        self.verdict = judged(held)
        yield from findings(self._session, self.verdict)
        for known in self.verdict.known:
            yield Located("adopted", "entry", known_words(known), known.problem.seq)
        for each in behind(held):
            message = f"the counter of {each.series} stands at {each.counter}, and {each.least - 1} is given out"
            yield Located("warning", "registry", message, field=f"next.{each.series}", remedy=FIX)


def _texts(one: Registered | RegisteredOccasion) -> Iterable[Finding]:
    return () if is_clean(one.line) else check_text(one.fields)


def _located(about: str, number: int, ref: str, found: Iterable[Finding]) -> Iterator[Located]:
    change = "mou edit" if about == "agreement" else "mou occasion set"
    for each in found:
        remedy = f"{change} {ref or number}"
        yield Located(each.severity, about, each.message, number, ref, each.field, remedy)
