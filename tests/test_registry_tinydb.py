"""Our table does what TinyDB's own does, on a file instead of in memory."""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, operations, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from mou_cli.registry import content as reading
from mou_cli.registry import snapshot as opening
from mou_cli.registry.storage import Database
from tests.registry_layouts import LAYOUTS

_KEYS = st.sampled_from(["a", "b", "тема", 'q"\\']) | st.text(max_size=3)
_INTEGERS = st.integers(-(2**63), 2**64 - 1)
_SCALARS = (
    st.none() | st.booleans() | _INTEGERS | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
)
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_KEYS, inner, max_size=2), max_leaves=4
)
_DOCUMENTS = st.dictionaries(_KEYS, _VALUES, max_size=3) | st.builds(lambda n: {"a": n}, st.integers(0, 3))
_IDS = st.integers(1, 12)
_ID_LISTS = st.lists(_IDS, max_size=3)
_NAMED = st.builds(Document, _DOCUMENTS, _IDS)
_ANY = _DOCUMENTS | _NAMED


def _even(value: Any) -> bool:
    return isinstance(value, int) and value % 2 == 0


_CONDITIONS = st.sampled_from(
    [
        where("a") == 1,
        where("a").exists(),
        ~where("b").exists(),
        where("a").test(_even),
        (where("a") == 1) | (where("b") == 2),
        where("nowhere") == 1,
    ]
)
_CHANGES = _DOCUMENTS | st.sampled_from(
    [operations.delete("a"), operations.set("b", [1, {"c": None}]), operations.increment("a"), operations.add("a", 1)]
)
# Rows of any form: what an agreement must have is not TinyDB's business.
_TABLES = st.sampled_from(["meta", "history", "_default"])


class _Text(MemoryStorage):
    """Stock TinyDB in memory, through JSON as its file storage goes: what an operation that fails has done is lost."""

    def read(self) -> Any:
        return None if self.memory is None else json.loads(self.memory)

    def write(self, data: Any) -> None:
        self.memory = json.dumps(data)


def _plain(value: Any) -> Any:
    """A result in a form that tells 1 from 1.0 and True, and in which the order of rows does not count."""
    if isinstance(value, Document):
        return (value.doc_id, json.dumps(value))
    if isinstance(value, list):
        return sorted((_plain(each) for each in value), key=repr)
    return value


def _outcome(act: Callable[[], Any]) -> Any:
    try:
        return _plain(act())
    except (KeyError, TypeError):
        # Of several rows that a change does not fit, stock meets the one first inserted and ours that of least number.
        return "a row that it does not fit"
    except Exception as error:
        return type(error)


class SameAsStock(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "registry.json"
        self.path.write_bytes(b"{\n}\n")
        self.ours = Database(self.path)
        self.stock = TinyDB(storage=_Text)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def both(self, act: Callable[[Any], Any]) -> None:
        assert _outcome(lambda: act(self.ours)) == _outcome(lambda: act(self.stock))

    @rule(table=_TABLES, document=_ANY)
    def insert(self, table: str, document: Mapping[str, Any]) -> None:
        self.both(lambda db: db.table(table).insert(document))

    @rule(table=_TABLES, documents=st.lists(_ANY, max_size=4))
    def insert_multiple(self, table: str, documents: list[Mapping[str, Any]]) -> None:
        self.both(lambda db: db.table(table).insert_multiple(documents))

    @rule(table=_TABLES, wrong=st.sampled_from([[1], "text", None, 5]))
    def insert_what_is_no_document(self, table: str, wrong: Any) -> None:
        self.both(lambda db: db.table(table).insert(wrong))
        self.both(lambda db: db.table(table).insert_multiple([{"a": 1}, wrong]))

    @rule(table=_TABLES)
    def all(self, table: str) -> None:
        self.both(lambda db: db.table(table).all())
        self.both(lambda db: list(db.table(table)))
        self.both(lambda db: len(db.table(table)))

    @rule(table=_TABLES, condition=_CONDITIONS)
    def search(self, table: str, condition: Any) -> None:
        self.both(lambda db: db.table(table).search(condition))
        self.both(lambda db: db.table(table).count(condition))
        self.both(lambda db: db.table(table).contains(condition))

    @rule(table=_TABLES, condition=_CONDITIONS)
    def get_the_first(self, table: str, condition: Any) -> None:
        matching = sorted(self.stock.table(table).search(condition), key=lambda document: document.doc_id)
        first = matching[0] if matching else None
        assert _plain(self.ours.table(table).get(condition)) == _plain(first)

    @rule(table=_TABLES, number=st.integers(-1, 20) | st.just(10**20), numbers=_ID_LISTS)
    def get_by_number(self, table: str, number: int, numbers: list[int]) -> None:
        self.both(lambda db: db.table(table).get(doc_id=number))
        self.both(lambda db: db.table(table).contains(doc_id=number))
        self.both(lambda db: db.table(table).get(doc_ids=numbers))

    @rule(table=_TABLES)
    def ask_for_nothing(self, table: str) -> None:
        self.both(lambda db: db.table(table).get())
        self.both(lambda db: db.table(table).contains())
        self.both(lambda db: db.table(table).remove())
        self.both(lambda db: db.table(table).upsert({"a": 1}))

    @rule(table=_TABLES, change=_CHANGES, condition=_CONDITIONS | st.none())
    def update(self, table: str, change: Any, condition: Any) -> None:
        self.both(lambda db: db.table(table).update(change, condition))

    @rule(table=_TABLES, change=_CHANGES, numbers=_ID_LISTS)
    def update_by_number(self, table: str, change: Any, numbers: list[int]) -> None:
        self.both(lambda db: db.table(table).update(change, doc_ids=numbers))

    @rule(table=_TABLES, updates=st.lists(st.tuples(_CHANGES, _CONDITIONS), max_size=3))
    def update_multiple(self, table: str, updates: list[Any]) -> None:
        self.both(lambda db: db.table(table).update_multiple(updates))

    @rule(table=_TABLES, document=_ANY, condition=_CONDITIONS | st.none())
    def upsert(self, table: str, document: Mapping[str, Any], condition: Any) -> None:
        self.both(lambda db: db.table(table).upsert(document, condition))

    @rule(table=_TABLES, condition=_CONDITIONS)
    def remove(self, table: str, condition: Any) -> None:
        self.both(lambda db: db.table(table).remove(condition))

    @rule(table=_TABLES, numbers=_ID_LISTS)
    def remove_by_number(self, table: str, numbers: list[int]) -> None:
        self.both(lambda db: db.table(table).remove(doc_ids=numbers))

    @rule(table=_TABLES)
    def truncate(self, table: str) -> None:
        self.both(lambda db: db.table(table).truncate())
        self.both(lambda db: db.table(table).clear_cache())

    @rule(table=_TABLES)
    def drop_table(self, table: str) -> None:
        self.both(lambda db: db.drop_table(table))
        assert table not in self.ours.tables()

    @rule()
    def drop_tables(self) -> None:
        self.both(lambda db: db.drop_tables())
        assert self.ours.tables() == set()

    @rule(layout=st.sampled_from(sorted(LAYOUTS)))
    def rewritten_by_another_program(self, layout: str) -> None:
        self.path.write_bytes(LAYOUTS[layout](json.loads(self.path.read_bytes())))

    @rule()
    def opened_anew(self) -> None:
        self.ours = Database(self.path)
        self.stock._tables.clear()

    @invariant()
    def the_file_holds_what_stock_holds(self) -> None:
        assert _filled(json.loads(self.path.read_text("utf-8"))) == _filled(self.stock.storage.read() or {})

    @invariant()
    def stock_opens_the_file(self) -> None:
        with TinyDB(self.path, encoding="utf-8") as database:
            assert _names(database) == _names(self.stock) == _names(self.ours)
            for name in database.tables():
                assert _plain(database.table(name).all()) == _plain(self.ours.table(name).all())


def _filled(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Tables with rows, rows as JSON: stock makes a table by looking for something to change in it, ours does not."""
    return {name: {key: json.dumps(row) for key, row in rows.items()} for name, rows in tables.items() if rows}


def _names(database: Any) -> set[str]:
    return {name for name in database.tables() if len(database.table(name))}


SameAsStock.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestSameAsStock = SameAsStock.TestCase


class SameAsStockInALargeFile(SameAsStock):
    """The same where a file is taken for large: read in many pieces, and not from end to end."""

    def __init__(self) -> None:
        self.sizes = patch.object(opening, "STRICT_SIZE", 0), patch.object(reading, "PIECE", 64)
        for size in self.sizes:
            size.start()
        super().__init__()

    def teardown(self) -> None:
        super().teardown()
        for size in self.sizes:
            size.stop()


SameAsStockInALargeFile.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestSameAsStockInALargeFile = SameAsStockInALargeFile.TestCase


@pytest.fixture
def database(tmp_path: Path) -> Database:
    (tmp_path / "registry.json").write_bytes(b"{\n}\n")
    return Database(tmp_path / "registry.json")


@pytest.mark.parametrize("number", [0, -1, 10**18])
def test_a_number_that_the_layout_has_no_place_for_is_refused(database: Database, number: int) -> None:
    with pytest.raises(ValueError, match="number"):
        database.table("_default").insert(Document({"a": 1}, number))


@pytest.mark.parametrize("value", [float("nan"), float("-inf"), [{"b": float("inf")}], object(), "\ud800"])
def test_what_json_cannot_say_is_refused_and_nothing_is_written(database: Database, tmp_path: Path, value: Any) -> None:
    table = database.table("_default")
    table.insert({"a": 1})

    with pytest.raises((TypeError, ValueError)):
        table.insert({"a": value})

    assert [dict(row) for row in Database(tmp_path / "registry.json").table("_default")] == [{"a": 1}]


def test_a_failing_update_of_many_changes_none(database: Database) -> None:
    table = database.table("_default")
    table.insert_multiple([{"a": 1}, {"a": 2}, {"b": 3}])

    with pytest.raises(KeyError):
        table.update(operations.increment("a"))

    assert [dict(row) for row in table] == [{"a": 1}, {"a": 2}, {"b": 3}]


def test_rows_come_in_the_order_of_their_numbers(database: Database) -> None:
    table = database.table("_default")
    table.insert_multiple(Document({"a": number}, number) for number in (10, 2, 7))

    assert [row.doc_id for row in table] == [2, 7, 10]


def test_an_update_of_every_row_reads_the_table_once(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = database.table("_default")
    table.insert_multiple({"a": number} for number in range(300))
    reads = _counted_reads(monkeypatch)

    table.update({"b": 1}, where("a") >= 0)

    assert sum(reads) < 20 * (tmp_path / "registry.json").stat().st_size


def _counted_reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    from mou_cli.registry.content import FileContent

    reads: list[int] = []
    plain = FileContent.read

    def counted(self: FileContent, offset: int, length: int) -> bytes:
        reads.append(length)
        return plain(self, offset, length)

    monkeypatch.setattr(FileContent, "read", counted)
    return reads
