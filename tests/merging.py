"""Two copies of a register for tests: each goes its own way, then they are merged."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

from mou_cli.desk.merging import Asked, merge
from mou_cli.errors import MouError
from mou_cli.registry.document_file import DocumentFile
from mou_cli.session import Session
from tests.factories import TODAY
from tests.registry_history import problems
from tests.tampering import make, read

Row = dict[str, Any]
Rows = dict[tuple[str, int], Row]
TABLES = ("occasions", "agreements")


class Done(NamedTuple):
    """What a merge did: the error that it ended with or None, and what it wrote to standard output and error."""

    fault: MouError | None
    out: str
    err: str


class Pair:
    """Two copies of one register, in two folders."""

    def __init__(self, folder: Path) -> None:
        self.ours, self.theirs = (folder / side / "registry.json" for side in ("ours", "theirs"))

    def copied(self) -> "Pair":
        """Itself, with theirs a copy of ours."""
        self.theirs.parent.mkdir(exist_ok=True)
        shutil.copy(self.ours, self.theirs)
        return self

    def swapped(self) -> "Pair":
        """The same pair as the other desk sees it."""
        other = Pair(self.ours.parent.parent)
        other.ours, other.theirs = self.theirs, self.ours
        return other

    def reading(self, theirs: Path) -> "Pair":
        """The same registry beside another state of the other copy."""
        other = Pair(self.ours.parent.parent)
        other.ours, other.theirs = self.ours, theirs
        return other

    def merge(self, *wanted: str, **more: Any) -> Done:
        """Merge theirs into ours."""
        out, err = StringIO(), StringIO()
        session = Session(str(self.ours), TODAY.isoformat(), None, "desk")
        fault = None
        with redirect_stdout(out), redirect_stderr(err):
            try:
                merge(session, Asked(str(self.theirs), wanted, **more))
            except MouError as error:
                fault = error
        return Done(fault, out.getvalue(), err.getvalue())

    def merged(self, *wanted: str, **more: Any) -> dict[str, Any]:
        """Merge theirs into ours and return what it told a script; it must have been done."""
        done = self.merge(*wanted, form="json", **more)
        assert done.fault is None, done.fault
        told: dict[str, Any] = json.loads(done.out)
        assert problems(self.ours) == []
        return told


@contextmanager
def pair(first: Any, steps: Sequence[Any] = (), few: int = 10_000) -> Iterator[Pair]:
    """A register after some steps and a copy of it; where it held more than `few` rows, its history has groups."""
    limits = patch.multiple("mou_cli.registry.chronicle", FEW=few, _GROUP=2)
    with TemporaryDirectory() as folder, limits:
        both = Pair(Path(folder))
        both.ours.parent.mkdir()
        both.ours.write_text(json.dumps(first), "utf-8")
        make(both.ours, steps)
        yield both.copied()


def rows(path: Path) -> Rows:
    """All agreements and occasions by table and number."""
    tables = read(path)
    return {(name, int(number)): row for name in TABLES for number, row in tables.get(name, {}).items()}


def lines(path: Path) -> dict[str, list[tuple[int, bytes]]]:
    """All agreements and occasions to the byte."""
    history = DocumentFile(path).history
    return {table: list(history.lines(table)) for table in TABLES}


def by_identity(state: Rows, base: Rows) -> dict[Any, tuple[int, Row]]:
    """Rows by what tells them from others: their place where both copies began with it, else their uid."""
    return {(place if place in base else (place[0], row.get("uid"))): (place[1], row) for place, row in state.items()}
