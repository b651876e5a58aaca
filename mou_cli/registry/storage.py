"""TinyDB's extension points, filled: a storage and a table that scan, splice and rename."""

import os
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from mou_cli.agreement.query.query import Query
from mou_cli.errors import Damaged
from mou_cli.registry.commit import commit, refuse_if_changed
from mou_cli.registry.content import BufferContent, pieces
from mou_cli.registry.layout import compose, encode, split_row
from mou_cli.registry.lock import locked
from mou_cli.registry.needles import beginnings, needles
from mou_cli.registry.rows import BEYOND, Edits, Rows
from mou_cli.registry.scan import Needles, rows_beginning, rows_with
from mou_cli.registry.snapshot import Snapshot, damaged, open_file, open_snapshot
from mou_cli.registry.whole import check_whole


class DocumentStorage(Storage):
    """A registry file: read through snapshots, written by transactions."""

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        # The rename must land on the file itself, not on a symbolic link to it.
        self.path = Path(os.path.realpath(path))
        self._snapshot: Snapshot | None = None
        self._edits: dict[str, Edits] | None = None
        self._dropped = False

    def view(self) -> Snapshot:
        """Return the snapshot that the running transaction works on, else one of the file as it is now."""
        if self._edits is None and not (self._snapshot and self._snapshot.is_current()):
            self._snapshot = open_snapshot(self.path)
        assert self._snapshot is not None
        return self._snapshot

    def edits(self, table: str) -> Edits:
        """Return what the running transaction has changed in a table so far."""
        return {} if self._edits is None else self._edits.setdefault(table, {})

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock and commit all changes made inside in one rename; an exception drops them all."""
        if self._edits is not None:
            yield
            return
        open_file(self.path)  # before a lock is left beside what is no registry
        with locked(self.path):
            self._snapshot, self._edits = open_snapshot(self.path), {}
            try:
                yield
                self._commit(self.view(), {name: made for name, made in self._edits.items() if made})
            except Damaged:
                refuse_if_changed(self.view())  # it may be sound, and half of what was read be another program's
                raise
            finally:
                self._snapshot, self._edits, self._dropped = None, None, False

    def _commit(self, snapshot: Snapshot, edits: dict[str, Edits]) -> None:
        if not edits and not self._dropped:
            return
        if not (snapshot.exact and snapshot.own_layout):
            for table, rewritten in check_whole(snapshot).items():
                edits[table] = {**rewritten, **edits.get(table, {})}
        commit(snapshot, edits)

    def read(self) -> dict[str, Any]:
        """Return all tables, each decoding its rows when they are asked for."""
        snapshot = self.view()
        names = [*snapshot.tables, *(name for name in self._edits or () if name not in snapshot.tables)]
        return {name: Rows(snapshot, name, self.edits(name), str) for name in names}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Make the tables those of `data`, all in one rename."""
        with self.transaction():
            if any(name not in data for name in self.read()):
                self._drop_all_but(data)
            for name, rows in data.items():
                wanted = {int(key): encode(dict(row)) for key, row in rows.items()}
                present = dict(Rows(self.view(), name, self.edits(name), str).bodies())
                edits = self.edits(name)
                edits.update({number: None for number in present if number not in wanted})
                edits.update({number: body for number, body in wanted.items() if present.get(number) != body})

    def _drop_all_but(self, names: Container[str]) -> None:
        """Go on with a registry of some of the tables, laid out anew in memory; mou itself never drops one."""
        snapshot, edits = self.view(), self._edits or {}
        kept = {name: dict(Rows(snapshot, name, edits.get(name, {}), str).bodies()) for name in self.read()}
        whole = {name: rows for name, rows in kept.items() if name in names}
        data, tables = compose(whole)
        self._snapshot = Snapshot(self.path, BufferContent(data), tables, snapshot.identity, exact=True)
        self._edits, self._dropped = {}, True


class DocumentTable(Table):
    """TinyDB's table over rows that are decoded when they are asked for."""

    _storage: DocumentStorage
    _next_id: int | None  # type: ignore[assignment]  # TinyDB types it by its first value, None

    def _read_table(self) -> Any:
        return Rows(self._storage.view(), self.name, self._storage.edits(self.name), str)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._storage.transaction():
            rows = Rows(self._storage.view(), self.name, self._storage.edits(self.name), int)
            updater(rows)
            rows.settle()
            self._storage.edits(self.name).update(rows.edits)
        self.clear_cache()

    def insert_encoded(self, bodies: Mapping[int, bytes]) -> None:
        """Insert rows whose JSON is at hand, as mou writes it: an import of many need not decode and encode each."""
        if not bodies:
            return
        with self._storage.transaction():
            if min(bodies) <= self.highest() and any(self.contains(doc_id=number) for number in bodies):
                raise ValueError("a row of this number is there already")
            if max(bodies) >= BEYOND:
                raise damaged(self._storage.path, f"the table {self.name!r} has a row with the last number there is")
            self._storage.edits(self.name).update(bodies)

    def _get_next_id(self) -> int:
        """Return the next free number as TinyDB does, from the last row instead of from all."""
        if self._next_id is None:
            self._next_id = self.highest() + 1
        number: int = self._next_id
        self._next_id = number + 1
        return number

    def highest(self) -> int:
        """Return the highest number in use, 0 where the table is empty."""
        snapshot, edits = self._storage.view(), self._storage.edits(self.name)
        stored = snapshot.highest(self.name)
        if edits.get(stored, b"") is None:
            return max((number for number, _ in Rows(snapshot, self.name, edits, int).bodies()), default=0)
        return max([stored, *(number for number, body in edits.items() if body is not None)])

    def written_elsewhere(self, pattern: re.Pattern[bytes]) -> set[tuple[bytes, ...]]:
        """Return the groups of what a pattern finds in the rows, if another program wrote the registry last."""
        snapshot = self._storage.view()
        if snapshot.exact and snapshot.own_layout:
            return set()
        extent = snapshot.extent(self.name)
        found = pieces(snapshot.content, extent.start, extent.end)
        return {match.groups() for piece in found for match in pattern.finditer(piece.lines)}

    def count_rows(self) -> int:
        """Return how many rows there are, by counting lines."""
        snapshot = self._storage.view()
        if self._storage.edits(self.name):
            return len(self)
        extent = snapshot.extent(self.name)
        return sum(piece.lines.count(b"\n") for piece in pieces(snapshot.content, extent.start, extent.end))

    def search(self, cond: QueryLike) -> list[Document]:
        """Return all rows that `cond` holds for; see `scan` for the streaming twin."""
        return [document for document in self if cond(document)]

    def body(self, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""
        return Rows(self._storage.view(), self.name, self._storage.edits(self.name), str).body(number)

    def scan(self, needles: Needles | None = None, also: Needles = ()) -> Iterator[tuple[int, bytes]]:
        """Stream number and JSON of the rows that may contain one of `needles` (all rows without) and all of `also`.

        The caller decides on the decoded row; this only leaves out what cannot match.
        """
        snapshot, edits = self._storage.view(), self._storage.edits(self.name)
        rows = Rows(snapshot, self.name, edits, str)
        if needles is None or edits:
            yield from rows.bodies()
            return
        extent = snapshot.extent(self.name)
        content, exact = snapshot.content, snapshot.exact
        for row in rows_with(content, extent.start, extent.end, needles, also, exact=exact):
            number, body = split_row(row.line)
            yield number, rows.checked(number, body)

    def bearing(self, words: Sequence[str]) -> Iterator[tuple[int, bytes]]:
        """Yield the rows that hold one of these words."""
        return self.scan([encode(word) for word in words])

    def alike(self, ref: str) -> Iterator[tuple[int, bytes]]:
        """Yield the rows that bear or bore a folded reference or uid, however it is spelled, and others."""
        snapshot = self._storage.view()
        if self._storage.edits(self.name) or not snapshot.exact:
            yield from self.scan()
            return
        extent = snapshot.extent(self.name)
        for row in rows_beginning(snapshot.content, extent.start, extent.end, beginnings(ref)):
            yield split_row(row.line)
        yield from self.scan([b'"former_refs":'])

    def naming(self, text: str) -> Iterator[tuple[int, bytes]]:  # noqa: ARG002 - a folded text has many spellings
        """Yield every row: in which a folded text lies, only their texts can tell."""
        return self.scan()

    def holding(self, first: Sequence[str], also: Sequence[str] = ()) -> Iterator[tuple[int, bytes]]:
        """Yield the rows that may hold one of some words (all rows without) and all of `also`."""
        return self.scan([encode(word) for word in first] or None, [encode(word) for word in also])

    def labels(self) -> Iterator[tuple[int, bytes]]:
        """Yield every row."""
        return self.scan()

    def answering(self, query: Query) -> Iterator[tuple[int, bytes]]:
        """Yield the rows that a query may find, in the order of numbers."""
        return self.scan(needles(query))


class Database(TinyDB):
    """TinyDB with our storage and our table."""

    table_class = DocumentTable
    default_storage_class = DocumentStorage  # type: ignore[assignment]  # TinyDB types it as its own JSONStorage
    _storage: DocumentStorage

    def drop_table(self, name: str) -> None:
        """Drop a table; nobody else can change the registry between TinyDB's reading and writing."""
        with self._storage.transaction():
            super().drop_table(name)

    def drop_tables(self) -> None:
        """Drop every table."""
        with self._storage.transaction():
            super().drop_tables()
