"""What the running change does to a registry on a server: written at once, seen by nobody else before the commit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from mou_cli.agreement.history.entry import Head
from mou_cli.errors import Conflict
from mou_cli.registry.layout import AGREEMENTS, HISTORY, OCCASIONS
from mou_cli.registry.postgres.binary import entries_in_binary, rows_in_binary
from mou_cli.registry.postgres.derived import derived
from mou_cli.registry.postgres.filling import indexed_afterwards
from mou_cli.registry.postgres.link import Link
from mou_cli.registry.postgres.tables import ServerTable
from mou_cli.registry.store import Touched

# From so many rows on they are sent by COPY.
_MANY = 20
# From so many on the indexes are made after them.
_FILLING = 5_000
_COLUMNS = "number, line, derived, words"
_RECORDED = (OCCASIONS, AGREEMENTS)


class Pending:
    """The rows that a change has touched, each with what it was and is.

    `entries` are those of the history, `sent` says how many rows are new.
    """

    def __init__(self, link: Link, rows: Callable[[str], ServerTable]) -> None:
        self._link, self._rows = link, rows
        self._before: dict[tuple[str, int], bytes | None] = {}
        self._after: dict[tuple[str, int], bytes | None] = {}
        self.entries: dict[int, bytes] = {}
        self.begun: dict[str, Any] = {}
        self.sent = 0
        self._telling = False  # whether what is touched must be told to a history

    def begin(self, noted: Head) -> None:
        """Take note of what is touched from now on, and of what was there before where no history tells of it."""
        self._telling = True
        if noted.seq:
            return
        from mou_cli.registry.chronicle import beginning

        tables = {name: self._rows(name) for name in _RECORDED}
        count = sum(table.highest() for table in tables.values())
        self.begun = beginning(count, {name: table.scan() for name, table in tables.items()}) if count else {}

    def touched(self) -> Iterator[Touched]:
        """Yield the agreements and occasions that were touched, occasions first, by number."""
        places = sorted(self._after, key=lambda place: (_RECORDED.index(place[0]), place[1]))
        for place in places:
            yield Touched(*place, self._before[place], self._after[place])

    def insert(self, table: str, bodies: Mapping[int, bytes]) -> None:
        """Put new rows in a table."""
        if not bodies:
            return
        if table == HISTORY:
            self.entries = dict(bodies)
            send_entries(self._link, bodies)
            return
        self.sent += send_rows(self._link, table, bodies.items(), len(bodies))
        for number, body in bodies.items():
            self._note(table, number, None, body)

    def fill(self, table: str, rows: Iterator[tuple[int, bytes]]) -> None:
        """Put rows in a table that is empty, which no history is told of."""
        some = list(islice(rows, _FILLING))
        if len(some) < _FILLING:
            self.sent += send_rows(self._link, table, some, len(some))
            return
        with indexed_afterwards(self._link, table) as new:
            self.sent += copy_rows(self._link, table, chain(some, rows), "BINARY, FREEZE" if new else "BINARY")

    def put(self, table: str, number: int, line: bytes | None) -> None:
        """Make a row what is given, None takes it out; raises Conflict where another changed it at this moment."""
        found = self._link.rows(f"SELECT line, rev FROM mou.{table} WHERE number = %s", [number])
        present, rev = found[0] if found else (None, 0)
        if present == line:
            return
        if present is None and line is not None:
            send_rows(self._link, table, [(number, line)], 1)
        elif line is None:
            self._one(f"DELETE FROM mou.{table} WHERE number = %s AND rev = %s", [number, rev])
        else:
            self.replace(table, number, rev, line)
        self._note(table, number, present, line)

    def _note(self, table: str, number: int, before: bytes | None, after: bytes | None) -> None:
        if self._telling:
            self._before.setdefault((table, number), before)
            self._after[table, number] = after

    def replace(self, table: str, number: int, rev: int, line: bytes) -> None:
        """Put a line in the place of one of a revision; raises Conflict where that is not there any more."""
        self._one(
            f"UPDATE mou.{table} SET line = %s, words = %s, derived = %s WHERE number = %s AND rev = %s",
            [line.decode(), derived(table, line), rev + 1, number, rev],
        )

    def _one(self, statement: str, params: list[Any]) -> None:
        if self._link.run(statement, params) != 1:
            raise Conflict("it was changed by another program at the same moment", "nothing was changed; run it again")


def _patience(count: int) -> float:
    return 1 + count / 100


def send_entries(link: Link, entries: Mapping[int, bytes]) -> None:
    """Put new entries in the history, in the order of their numbers."""
    if len(entries) < _MANY:
        rows = [(number, body.decode()) for number, body in entries.items()]
        link.run_for_each("INSERT INTO mou.history (seq, line) VALUES (%s, %s)", rows)
    else:
        portions = entries_in_binary(entries.items())
        link.copy_in("COPY mou.history (seq, line) FROM STDIN (FORMAT BINARY)", portions, _patience(len(entries)))


def send_rows(link: Link, table: str, rows: Iterable[tuple[int, bytes]], count: int) -> int:
    """Put new rows (number and JSON) in a table, by COPY where there are so many; returns how many."""
    if count >= _MANY:
        return copy_rows(link, table, rows)
    made = [(number, line.decode(), 1, derived(table, line)) for number, line in rows]
    link.run_for_each(f"INSERT INTO mou.{table} ({_COLUMNS}) VALUES (%s, %s, %s, %s)", made)
    return len(made)


def copy_rows(link: Link, table: str, rows: Iterable[tuple[int, bytes]], how: str = "BINARY") -> int:
    """Put new rows in a table by COPY, for which `how` is more of the statement; returns how many."""
    portions = rows_in_binary(table, rows)
    return link.copy_in(f"COPY mou.{table} ({_COLUMNS}) FROM STDIN (FORMAT {how})", portions, _patience(_FILLING))
