"""The history in a registry of one JSON document: reading its entries, and writing one for what a change has done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from mou_cli.agreement.history.canonical import as_written
from mou_cli.agreement.history.difference import difference
from mou_cli.agreement.history.entry import BEGIN, Doing, Head, RowChange, noted_in, read_step, sealed
from mou_cli.agreement.history.keys import key_in
from mou_cli.agreement.history.verifying import groups_of
from mou_cli.registry.layout import AGREEMENTS, HISTORY, OCCASIONS, encode, split_row
from mou_cli.registry.rows import Rows
from mou_cli.registry.snapshot import Snapshot, damaged
from mou_cli.registry.whole import row_sentence

if TYPE_CHECKING:
    from mou_cli.registry.document_file import DocumentFile
    from mou_cli.registry.protocol import History
    from mou_cli.registry.store import Store

RECORDED = (OCCASIONS, AGREEMENTS)
# Up to here each agreement that was there before the history began has a hash of its own.
FEW = 10_000
_GROUP = 10
# What makes an entry though no row is another than before.
_BY_THEMSELVES = frozenset({"replaced", "merged", "undoes", "redoes"})
# A note of the last entry that is farther ahead than this was not written by mou.
_FAR = 10**9


class Chronicle:
    """The history of a registry, for reading; see agreement.history.verifying.Recorded."""

    def __init__(self, registry: "DocumentFile") -> None:
        self._registry = registry

    def entries(self, *, backward: bool = False, holding: Sequence[str] | None = None) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every entry, with `holding` of those alone that hold one of these texts."""
        if holding is not None:
            found: Iterable[tuple[int, bytes]] = self._registry.table(HISTORY).scan([encode(word) for word in holding])
            return reversed(list(found)) if backward else found
        return self._backward() if backward else self._registry.table(HISTORY).scan()

    def _backward(self) -> Iterator[tuple[int, bytes]]:
        snapshot = self._registry.view()
        rows = Rows(snapshot, HISTORY, {}, str)
        for number, (offset, length) in reversed(snapshot.places(HISTORY).items()):
            yield number, rows.checked(number, split_row(snapshot.content.read(offset, length))[1])

    def lines(self, table: str) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every row of a table, in the order of numbers."""
        return self._registry.table(table).scan()

    def line(self, table: str, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""
        return self._registry.table(table).body(number)

    def noted(self) -> Head:
        """Return what the registry's meta notes as the last entry: 0 and empty where there is no history yet."""
        return noted_in(self._registry.meta)

    def head(self) -> Head:
        """Return number and hash of the last entry: 0 and empty where there is no history yet."""
        rows = self._registry.table(HISTORY)
        number = rows.highest()
        body = rows.body(number) if number else None
        if body is None:
            return Head(0, "")
        try:
            return Head(number, read_step(body).hash)
        except msgspec.DecodeError as error:
            raise damaged(self._registry.path, row_sentence(HISTORY, number, error)) from error


def record(store: "Store", doing: Doing) -> Head:
    """Write the entry for all that the running change has done; returns it, number 0 where it has done nothing.

    Where there is no history yet and something is there already, an entry before it says what.
    """
    changes, refs = _changes(store)
    if not changes and not _BY_THEMSELVES & doing.more.keys():
        return Head(0, "")
    login = {"login": store.login} if store.login else {}
    doing = doing._replace(more={**doing.more, **login})
    seq, prev = _followed(store.history)
    made: dict[int, bytes] = {}
    if not seq and (begun := store.begun()):
        rows = begun.pop("changes", {})
        first = sealed(doing._replace(op=BEGIN, reason="", more={**begun, **login}), 1, "", [], rows)
        seq, prev = 1, first["hash"]
        made[1] = encode(first)
    entry = sealed(doing, seq + 1, prev, refs, changes)
    made[seq + 1] = encode(entry)
    store.insert(HISTORY, made)
    return Head(seq + 1, entry["hash"])


def _followed(history: "History") -> Head:
    """Return the entry that the next one follows: the one that is noted, lest a last one that is gone be forgotten."""
    head, noted = history.head(), history.noted()
    return noted if head.seq <= noted.seq < head.seq + _FAR and noted.seq else head


def _changes(store: "Store") -> tuple[dict[str, RowChange], list[str]]:
    """Return what became of each row that the running change has touched, and the references of those rows."""
    found: dict[str, RowChange] = {}
    refs = []
    for table, number, old, new in store.touched():
        if old != new:
            fields, change = difference(table, number, old, new)
            found[key_in(found, fields.get("uid"), table, number)] = change
            refs.append(fields.get("ref"))
    return found, [str(ref) for ref in refs if ref]


def begun_in(view: Snapshot) -> dict[str, Any]:
    """Return what the first entry says of the rows of a file that were there before it."""
    count = sum(view.highest(table) for table in RECORDED)
    return beginning(count, {name: _present(view, name, anew=count <= FEW and not view.exact) for name in RECORDED})


def beginning(count: int, rows: Mapping[str, Iterable[tuple[int, bytes]]]) -> dict[str, Any]:
    """Return what the first entry says of what was there before it: a hash for each row, of many for each ten.

    `rows` are those of the tables that are recorded, `count` is how many there may be.
    """
    if not count:
        return {}
    if count > FEW:
        return {"covers": [group for table in RECORDED for group in groups_of(table, rows[table], _GROUP)]}
    changes: dict[str, RowChange] = {}
    for table in RECORDED:
        for number, line in rows[table]:
            fields, change = difference(table, number, None, line)
            changes[key_in(changes, fields.get("uid"), table, number)] = change
    return {"changes": changes}


def _present(view: Snapshot, table: str, *, anew: bool) -> Iterator[tuple[int, bytes]]:
    # Not each as strictly as a row of others is read: the whole file is checked before it is written.
    for row in view.rows(table):
        number, body = split_row(row.line)
        try:
            yield number, encode(msgspec.json.decode(body)) if anew else as_written(body)
        except (ValueError, RecursionError) as error:
            raise damaged(view.path, row_sentence(table, number, error)) from error
