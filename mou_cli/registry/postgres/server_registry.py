"""A registry on a PostgreSQL server: reading it, and the one transaction in which it is changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mou_cli.errors import Conflict, Damaged
from mou_cli.registry.layout import AGREEMENTS, HISTORY, META
from mou_cli.registry.postgres import faults
from mou_cli.registry.postgres.address import read_address
from mou_cli.registry.postgres.link import Link, Unconfirmed
from mou_cli.registry.postgres.meta import ServerMeta
from mou_cli.registry.postgres.tables import ServerTable
from mou_cli.registry.skimming import Form, Found, Skimmed, skim_over
from mou_cli.registry.tabled import TabledRegistry

if TYPE_CHECKING:
    import re

    from mou_cli.agreement.history.entry import Doing
    from mou_cli.registry.change import StoreChange
    from mou_cli.registry.postgres.chronicle import ServerHistory
    from mou_cli.registry.postgres.files import ServerDelivery, ServerFiles
    from mou_cli.registry.postgres.held import HeldServer, ServerCare
    from mou_cli.registry.postgres.pending import Pending
    from mou_cli.registry.store import Touched

VERSION = 3
# After so many new agreements the server's own notes of what there is are out of date.
_MANY = 1_000


class ServerRegistry(TabledRegistry):
    """The registry in a database; see protocol.Registry for the methods."""

    def __init__(self, location: str) -> None:
        self.link = Link(read_address(location))
        self.location = self.link.address.shown
        self._pending: Pending | None = None

    @cached_property
    def _top(self) -> ServerMeta:
        """What is known of the registry as a whole, looked at once; raises where this mou cannot use it."""
        return self._usable(ServerMeta.read(self.link))

    def _usable(self, top: ServerMeta) -> ServerMeta:
        if top.version != VERSION:
            raise (faults.newer_schema if top.version > VERSION else faults.older_schema)(self.link.address)
        return top

    @property
    def login(self) -> str:
        """The database user."""
        return self.link.login

    def rows(self, table: str) -> "ServerTable":
        """Return one of its tables."""
        top = self._top
        if table == META:
            return top  # type: ignore[return-value]  # the one row of settings is a table of its own kind
        return ServerTable(self.link, table, folded_alike=top.folded_alike)

    @property
    def folded_alike(self) -> bool:
        """Whether the words on the server are folded as this mou folds, so that they can be used."""
        return self._top.folded_alike

    def damaged(self, sentence: str) -> Damaged:
        """Return the error for a registry that cannot be relied on."""
        return Damaged(f"{self.location} is damaged: {sentence}", "nothing was changed; mou doctor looks at all of it")

    def skim(
        self, form: type[Form], look: Callable[[Form], Found], holding: Sequence[str] = ()
    ) -> Iterator[Skimmed[Form, Found]]:
        """Stream the agreements in whose fields, those that `form` names, `look` finds anything."""
        table = self.rows(AGREEMENTS)
        return skim_over(table.concerning(holding) if holding else table.scan(), form, look, self.damaged)

    def count(self) -> int:
        """Return how many agreements there are."""
        return self.rows(AGREEMENTS).count_rows()

    @property
    def history(self) -> "ServerHistory":
        """What was changed, by whom, when and why."""
        from mou_cli.registry.postgres.chronicle import ServerHistory

        _ = self._top
        return ServerHistory(self)

    @property
    def files(self) -> "ServerFiles":
        """The bytes of attached files."""
        from mou_cli.registry.postgres.files import ServerFiles

        _ = self._top
        return ServerFiles(self.link)

    def delivery(self) -> "ServerDelivery":
        """Return what brings files in, around the change that names them."""
        from mou_cli.registry.postgres.files import ServerDelivery

        return ServerDelivery(self.files)

    def arriving(self, since: int | None) -> Iterator[tuple[int, bytes]]:
        """Yield number and JSON of every entry after `since`, and of each that comes, as it is committed."""
        from mou_cli.registry.postgres.arriving import arriving

        return arriving(self, since)

    def held(self) -> "HeldServer":
        """Return the registry as it stands at this moment, for verification."""
        from mou_cli.registry.postgres.held import HeldServer

        return HeldServer(self)

    def care(self) -> "ServerCare":
        """Return what looks after the tables themselves."""
        from mou_cli.registry.postgres.held import ServerCare

        return ServerCare(self)

    def written_elsewhere(self, table: str, pattern: "re.Pattern[bytes]") -> set[tuple[bytes, ...]]:  # noqa: ARG002
        """Return nothing: counters were looked after when the rows came."""
        return set()

    @contextmanager
    def changing(self, doing: "Doing") -> Iterator["StoreChange"]:
        """Hold the registry for one change; it is made when the block ends, and not at all if it raises.

        Where the connection is cut while it is being committed, another is made to see whether it was: the hash of its
        entry tells.
        """
        from mou_cli.registry.change import StoreChange  # and all the checks: only who writes needs them

        with self.alone() as pending:
            pending.begin(self.history.noted())
            change = StoreChange(self, doing)
            yield change
            change.finish()

    @contextmanager
    def alone(self) -> Iterator["Pending"]:
        """Hold the registry: what is written inside is committed at the end, and not at all where anything raises."""
        from mou_cli.registry.postgres.pending import Pending

        _ = self._top
        pending = self._pending = Pending(self.link, self.rows)
        try:
            with self.link.writing():
                self.forget()
                self.__dict__["_top"] = self._usable(ServerMeta.hold(self.link))
                yield pending
        except Unconfirmed as cut:
            self._look_again(cut, pending.entries)
        finally:
            self._pending = None
            self.forget()
        if pending.sent >= _MANY:
            self.rows(AGREEMENTS).analyse()

    def close(self) -> None:
        """Let go of the connection."""
        self.link.close()

    def forget(self) -> None:
        """Look at the registry anew when it is next asked."""
        self.__dict__.pop("meta", None)
        self.__dict__.pop("_top", None)

    def _look_again(self, cut: Unconfirmed, made: Mapping[int, bytes]) -> None:
        """Return where the change that was being committed is there; raises Unconfirmed where nobody can tell.

        The registry is held for that: the server may not have come to an end with the change yet.
        """
        self.link.again()
        self.forget()
        try:
            with self.link.writing():
                ServerMeta.hold(self.link)
                there = {number: self.history.line(HISTORY, number) for number in made}
        except Exception:
            raise cut from None
        if not made:
            raise cut
        if there != made:
            raise Conflict(
                f"the connection to {self.location} was cut before the change was stored",
                "nothing was changed; run it again",
            ) from None

    def insert(self, table: str, bodies: Mapping[int, bytes]) -> None:
        """Put new rows in a table, for the running change."""
        assert self._pending is not None
        self._pending.insert(table, bodies)

    def fill(self, table: str, rows: Iterator[tuple[int, bytes]]) -> None:
        """Put rows in a table that is empty, for the running change."""
        assert self._pending is not None
        self._pending.fill(table, rows)

    def put(self, table: str, number: int, line: bytes | None) -> None:
        """Make a row what is given, for the running change; None takes it out."""
        assert self._pending is not None
        if table == META:
            assert line is not None
            ServerMeta.write(self.link, line)
        else:
            self._pending.put(table, number, line)

    def touched(self) -> "Iterator[Touched]":
        """Yield the agreements and occasions that the running change has touched, occasions first, by number."""
        assert self._pending is not None
        return self._pending.touched()

    def begun(self) -> dict[str, Any]:
        """Return what the first entry of a history says of what was there before the running change."""
        assert self._pending is not None
        return self._pending.begun
