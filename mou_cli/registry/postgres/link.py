"""The connection to a server: opened when it is first needed, every statement bounded in time, no error unexplained."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any, Self

from mou_cli.errors import Conflict
from mou_cli.registry.postgres import faults
from mou_cli.registry.postgres.address import Address
from mou_cli.registry.postgres.dialling import GRACE, break_off, connect, driver, timeout

if TYPE_CHECKING:
    import psycopg
    from psycopg import Connection

Params = Sequence[Any] | Mapping[str, Any]

_FIRST, _MOST = 100, 4000  # rows fetched at once
_PORTIONS = 100  # so many of a COPY may take as long as a statement


class Link:
    """A connection to the server at an address.

    Reading goes in transactions of their own that end with the last row that is read; `writing` is one transaction for
    all that is done inside. `login` is the database user, once there is a connection.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self.login = ""
        self._connection: Connection[Any] | None = None
        self._readers = 0
        self._writing = False
        self._names = count(1)
        self._warned: list[str] = []
        self._timeout = timeout()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def connection(self) -> "Connection[Any]":
        """The connection, made now if there is none yet; raises Failed, NotFound or Conflict."""
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> "Connection[Any]":
        made = connect(self.address, self._timeout)
        self.login = str(made.info.user)
        made.add_notice_handler(self._notice)
        return made

    def _notice(self, diagnostic: Any) -> None:
        if diagnostic.severity_nonlocalized == "WARNING":
            self._warned.append(str(diagnostic.sqlstate))

    def limits(self) -> tuple[str, str]:
        """Return what a statement, and the wait for a lock, may take on the server, as its settings write it."""
        milliseconds = round(self._timeout * 1000)
        # The shorter one is told of: that another holds the registry says more than that it took long.
        return str(milliseconds), str(max(1, milliseconds * 9 // 10))

    def rows(self, statement: str, params: Params = (), *, patience: float = 1.0) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows, texts as bytes; `patience` multiplies what it may take."""
        with self._bounded(patience), self.connection.cursor(binary=True) as cursor:
            _texts_as_bytes(cursor)
            cursor.execute(statement, params)
            return cursor.fetchall() if cursor.description else []

    def run(self, statement: str, params: Params = ()) -> int:
        """Run a statement and return how many rows it touched."""
        with self._bounded():
            return self.connection.execute(statement, params).rowcount

    def run_for_each(self, statement: str, params: Sequence[Params]) -> None:
        """Run a statement once for each set of parameters."""
        with self._bounded(1 + len(params) / 100), self.connection.cursor() as cursor:
            cursor.executemany(statement, params)

    def script(self, text: str) -> None:
        """Run several statements without parameters."""
        with self._bounded(10):
            self.connection.execute(text, prepare=False)

    def stream(self, statement: str, params: Params = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement, texts as bytes, fetched in portions through a cursor on the server."""
        with self.reading():
            with self._bounded():
                cursor = self.connection.cursor(name=f"mou_{next(self._names)}", binary=True)
                _texts_as_bytes(cursor)
                cursor.execute(statement, params)
            size = _FIRST
            try:
                while True:
                    with self._bounded():
                        portion = cursor.fetchmany(size)
                    yield from portion
                    if len(portion) < size:
                        return
                    size = min(size * 4, _MOST)
            finally:
                self._close(cursor)

    def _close(self, cursor: Any) -> None:
        with suppress(Exception):  # what went wrong before has been said; the transaction ends all cursors
            cursor.close()

    def copy_in(self, statement: str, portions: Iterator[bytes], patience: float) -> int:
        """Send rows to a table by COPY; returns how many. `patience` multiplies what a portion of them may take."""
        with self.untimed(), self._bounded(patience) as anew, self.connection.cursor() as cursor:
            with cursor.copy(statement) as copy:
                for place, portion in enumerate(portions):
                    copy.write(portion)
                    if place % _PORTIONS == 0:
                        anew()
            return cursor.rowcount

    @contextmanager
    def untimed(self) -> Iterator[None]:
        """Let the server take its time, within the running transaction: how long it may take is watched from here."""
        self.run("SELECT set_config('statement_timeout', '0', true)")
        yield
        self.run("SELECT set_config('statement_timeout', %s, true)", [self.limits()[0]])

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See the registry as it is at one moment, for as long as this lasts."""
        if self._writing:
            yield
            return
        if not self._readers:
            self.run("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        self._readers += 1
        try:
            yield
        finally:
            self._readers -= 1
            if self._readers == 0 and not self._writing:
                self._end_reading()

    def _end_reading(self) -> None:
        if self._connection is None or self._connection.closed:
            return
        with suppress(Exception):  # nothing hangs on how a reading ends
            self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do all inside in one transaction, which is committed at the end and undone where anything is raised."""
        if self._readers:
            self._end_reading()  # what is half read is of the past now
        self.run("BEGIN")
        self._writing = True
        try:
            yield
            self._commit()
        finally:
            if self._connection is not None and not self._connection.closed and self._in_transaction():
                with suppress(Exception):
                    self._connection.execute("ROLLBACK")
            self._writing, self._readers = False, 0

    def _in_transaction(self) -> bool:
        assert self._connection is not None
        return bool(self._connection.info.transaction_status.value)

    def _commit(self) -> None:
        self._warned.clear()
        try:
            self.run("COMMIT")
        except faults.Cut as cut:
            raise Unconfirmed(self.address.shown) from cut
        if self._warned:  # committed here, and maybe not where it was to be kept as well
            raise Conflict(
                f"{self.address.shown} could not confirm that the change is kept on its standby as well",
                "it is stored on one server alone: mou history shows it; tell who looks after the server",
            )

    def close(self) -> None:
        """Let go of the connection; what was not committed is undone."""
        self.again()

    def again(self) -> None:
        """Let go of the connection, so that the next statement makes another."""
        with suppress(Exception):
            if self._connection is not None:
                self._connection.close()
        self._connection, self._readers = None, 0

    def wait(self, seconds: float) -> None:
        """Wait until the server tells of something, for so many seconds at most."""
        with self._explained():
            for _ in self.connection.notifies(timeout=seconds, stop_after=1):
                pass

    @contextmanager
    def _explained(self) -> Iterator[None]:
        psycopg = driver()
        try:
            yield
        except psycopg.Error as error:
            raise faults.told(error, self.address) from None

    @contextmanager
    def _bounded(self, patience: float = 1.0) -> Iterator[Callable[[], None]]:
        """Break off what takes longer than it may; what is yielded, called, begins to count anew."""
        from threading import Event, Timer

        done = Event()
        timer: Timer | None = None

        def anew() -> None:
            nonlocal timer
            if timer:
                timer.cancel()
            timer = Timer(self._timeout * patience + GRACE, break_off, [self.connection, done])
            timer.daemon = True
            timer.start()

        anew()
        try:
            with self._explained():
                yield anew
        finally:
            done.set()
            if timer:
                timer.cancel()


class Unconfirmed(Conflict):
    """The connection was cut while a change was being committed: whether it was made is not known."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"the connection to {where} was cut while the change was being stored: whether it is, is not known",
            "mou history shows it",
        )


def _texts_as_bytes(cursor: "psycopg.Cursor[Any]") -> None:
    """Have texts as the bytes that they are: a row's JSON is decoded from bytes."""
    from psycopg.pq import Format

    loader = cursor.adapters.get_loader(17, Format.BINARY)  # that of bytea
    assert loader is not None
    cursor.adapters.register_loader("text", loader)
