"""A database (SQLite 3): tables with keys, views of what is asked most, and an index of all words."""

from collections.abc import Iterable, Sequence
from shutil import copyfileobj
from typing import TYPE_CHECKING, BinaryIO

from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Failed
from mou_cli.exchange.picking import Row, Value
from mou_cli.exchange.scratch import refuse_columns, refuse_terminal, scratch
from mou_cli.exchange.sqlite_schema import closing_statements, insertion, opening_statements
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.exchange.table_rows import Rows
from mou_cli.exchange.tables import TABLES

if TYPE_CHECKING:
    from sqlite3 import Connection

_BATCH = 4000  # rows of all tables together
_LARGEST = 2**63 - 1


def write(
    agreements: Iterable[Registered],
    out: BinaryIO,
    moment: Moment,
    columns: Sequence[str] | None = None,
    *,
    around: Surroundings | None = None,
) -> None:
    """Write a database of `agreements` as they stand on `moment.today`, and of their occasions, to `out`.

    The same agreements on the same day give the same database. Raises Usage for a terminal and where columns are
    named, OSError where there is no room for it.
    """
    refuse_terminal(out, "sqlite")
    refuse_columns(columns, "a database")
    from sqlite3 import Error, connect

    rows = Rows(moment, around)
    with scratch(out) as folder:
        database = connect(folder / "register.sqlite", isolation_level=None)
        try:
            _fill(database, agreements, rows)
        except Error as fault:
            raise _told(fault) from fault
        finally:
            database.close()
        with open(folder / "register.sqlite", "rb") as made:
            copyfileobj(made, out, 1 << 20)


def _fill(database: "Connection", agreements: Iterable[Registered], rows: Rows) -> None:
    for statement in opening_statements():
        database.execute(statement)
    batches: dict[str, list[Row]] = {name: [] for name in TABLES}
    waiting = 0
    for registered in agreements:
        for name, row in rows.of(registered):
            batches[name].append(row)
            waiting += 1
        if waiting >= _BATCH:
            _insert(database, batches)
            waiting = 0
    for name, row in rows.rest():
        batches[name].append(row)
    _insert(database, batches)
    for statement in closing_statements():
        database.execute(statement)


def _insert(database: "Connection", batches: dict[str, list[Row]]) -> None:
    for name, rows in batches.items():
        if rows:
            try:
                database.executemany(insertion(TABLES[name]), rows)
            except OverflowError:
                # A number that has no room in 64 bits is kept as text; what went in before it is put in again.
                database.executemany(insertion(TABLES[name]), [[_fitting(value) for value in row] for row in rows])
            rows.clear()


def _fitting(value: Value) -> Value:
    return str(value) if isinstance(value, int) and abs(value) > _LARGEST else value


def _told(fault: Exception) -> Exception:
    # What SQLite says of a disk, as the system would say it.
    import errno
    import os

    if "full" in str(fault):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if "fts5" in str(fault):
        return Failed("this Python's SQLite has no full-text search (FTS5)", "take --format datapackage")
    return OSError(errno.EIO, str(fault))
