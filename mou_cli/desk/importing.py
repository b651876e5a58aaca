"""`mou import`: every row is looked at, every fault is named, and all are taken in or none."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, NamedTuple

from mou_cli.agreement.checks.finding import Finding
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.reading.date_orders import read_order
from mou_cli.agreement.registered import Registered
from mou_cli.desk.answering import answer
from mou_cli.desk.changing import DryRun
from mou_cli.desk.importing_twice import Present
from mou_cli.errors import Conflict, Failed, MouError, NotFound, Usage
from mou_cli.exchange.formats import format_of, reader
from mou_cli.exchange.rows import Problem, Row, Table
from mou_cli.registry.protocol import Change
from mou_cli.render.console import progress, say, warn
from mou_cli.render.safe import safe
from mou_cli.session import Session

# So many faults are named; a file with more has one cause.
_NAMED = 100
# So many references are listed to a person; a script gets all.
_LISTED = 50
# So many bytes are read at a time.
_PIECE = 1 << 20


class Import(NamedTuple):
    """What `mou import` is asked to do; `dates` is the order of day, month and year in the file, empty where unsaid."""

    file: str
    form: str | None = None
    mapping: Sequence[str] = ()
    update: bool = False
    force: bool = False
    dry_run: bool = False
    dates: str = ""


class _Faults:
    """What is wrong with the rows, and which odd things are worth a warning."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.lines: list[str] = []
        self.conflicts_only = True
        self.rows: set[int] = set()
        self.warnings: dict[str, list[int]] = {}
        self._links: list[tuple[Row, Registered, list[Finding]]] = []

    def add(self, row: Row, problem: Problem, *, conflict: bool = False) -> None:
        self.conflicts_only = self.conflicts_only and conflict
        where = f", column {problem.column}" if problem.column else ""
        advice = f" ({problem.hint})" if problem.hint else ""
        self.rows.add(row.number)
        self.lines.append(f"{self.unit} {row.number}{where}: {problem.message}{advice}")

    def note(self, row: Row, made: Registered, findings: Sequence[Finding]) -> None:
        links = [finding for finding in findings if finding.field.startswith("links")]
        if links:
            # What it leads to may stand further down in the file.
            self._links.append((row, made, links))
        for finding in findings:
            if finding not in links:
                self._note(row, finding)

    def look_again(self, change: Change, moment: Moment) -> None:
        """Note of the links that led nowhere those that still do, now that all rows are read."""
        for row, made, links in self._links:
            still = change.examine(made, moment).findings
            for finding in links:
                if finding in still:
                    self._note(row, finding)

    def _note(self, row: Row, finding: Finding) -> None:
        self.warnings.setdefault(f"{finding.field}: {finding.message}", []).append(row.number)


def import_file(session: Session, asked: Import) -> None:
    """Take in the agreements of a file and print their references; raises Usage where any row is bad."""
    mapping = _mapping(asked.mapping)
    order = read_order(asked.dates) if asked.dates else ""
    # A number in somebody's file is that of a row of theirs.
    context = session.context._replace(dates=order, agreements=lambda _: "")
    refs: list[str] = []
    with _opened(asked.file) as source:
        name = asked.form or format_of(asked.file, _peek(source))
        if name is None:
            what = "standard input" if asked.file == "-" else asked.file
            raise Usage(f"{what} is empty", "nothing was taken in")
        table = reader(name)(source, mapping, context)
        try:
            with session.changing("import") as change:
                refs = _take_in(session, change, table, asked)
                if asked.dry_run:
                    raise DryRun
        except DryRun:
            say(f"{_many(len(refs), 'agreement')} would be taken in; nothing was stored")
    if not asked.dry_run:
        _answer(session, refs)
    if not refs:
        say("there was nothing to take in")


def _answer(session: Session, refs: Sequence[str]) -> None:
    if session.on_terminal and len(refs) > _LISTED:
        answer(f"{refs[0]} ... {refs[-1]}")
        say(f"{_many(len(refs), 'agreement')} taken in")
        return
    if refs:
        print("\n".join(map(safe, refs)))


def _mapping(given: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    bad = next((text for text, (column, sign, field) in zip(given, pairs, strict=True) if not (column and sign)), None)
    if bad is not None:
        raise Usage(f"{bad!r} does not say what a column holds", 'write --map "Date of signing=signed"')
    return {column.strip(): field.strip() for column, _, field in pairs}


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        source = open(name, "rb", buffering=_PIECE)  # noqa: SIM115 - closed below; its error is not the reader's
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {name}", "nothing was taken in") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Failed(f"{name} cannot be read: {reason.lower()}", "nothing was taken in") from error
    with source:
        yield source


def _peek(source: BinaryIO) -> bytes:
    head: bytes = source.peek(4096)[:4096]  # type: ignore[attr-defined]  # files and stdin are buffered
    return head


def _take_in(session: Session, change: Change, table: Table, asked: Import) -> list[str]:
    faults = _Faults(table.unit)
    present = Present(session, table.unit, updating=asked.update, force=asked.force)
    refs = []
    with progress("importing") as advance:
        for row in table:
            advance(1)
            try:
                refs.append(_take_one(session, change, row, present, faults))
            except MouError as error:
                hint = error.hint if isinstance(error, Conflict | NotFound) else ""
                faults.add(row, Problem("", error.message, hint), conflict=isinstance(error, Conflict))
    faults.look_again(change, session.moment)
    _tell(faults, table)
    return refs


def _take_one(session: Session, change: Change, row: Row, present: Present, faults: _Faults) -> str:
    seen = change.examine(row.raw, session.moment) if row.raw is not None and not present.updating else None
    if seen is None or (seen.findings and any(map(_may_be_misread, seen.findings))):
        # Not quite as mou would have written it: what the words mean has to be made out.
        for problem in row.problems:
            faults.add(row, problem)
        if row.problems:
            return ""
        old = present.bearing(row)
        if old is not None:
            made = change.replace(old.number, {**old.fields, **row.fields}, session.moment)
            faults.note(row, made, change.warnings)
            return made.agreement.ref
        seen = change.examine(row.fields, session.moment)
    present.refuse_again(seen.given, row.number)
    made = change.add(seen, session.moment)
    faults.note(row, made, change.warnings)
    return seen.given.agreement.ref or made.agreement.ref


def _may_be_misread(finding: Finding) -> bool:
    """Whether a finding may come of a word that is yet to be made out: a sector may go by another name."""
    return finding.severity == "error" or finding.field.startswith(("sectors", "parties"))


def _tell(faults: _Faults, table: Table) -> None:
    for phrase in table.ignored:
        warn(f"left out: {phrase}")
    if faults.lines:
        for line in islice(faults.lines, _NAMED):
            say(line)
        if len(faults.lines) > _NAMED:
            say(f"and {len(faults.lines) - _NAMED:,} faults more")
        count = _many(len(faults.rows), table.unit)
        kind = Conflict if faults.conflicts_only else Usage
        raise kind(f"{count} cannot be taken in", "nothing was stored; correct the file and run it again")
    for sentence, rows in faults.warnings.items():
        more = f" and {len(rows) - 3:,} more" if len(rows) > 3 else ""
        warn(f"{table.unit} {', '.join(map(str, rows[:3]))}{more}: {sentence}")


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
