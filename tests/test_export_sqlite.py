"""Databases that go out: keys that hold, words that are found, views that answer, and numbers of any size."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mou_cli.errors import Failed
from mou_cli.exchange import format_sqlite
from mou_cli.exchange.sqlite_schema import VIEWS
from mou_cli.exchange.tables import TABLES
from tests.exported import exported
from tests.factories import registered

FULL: dict[str, Any] = {
    "titles": {"ru": "Соглашение о железных дорогах", "ur": "ریلوے میں تعاون"},
    "entry_into_force": {"mode": "signature"},
    "term": {"duration": "P5Y", "renewal": "tacit", "notice": "P6M"},
    "parties": [
        {
            "code": "KZ",
            "agency": "Министерство транспорта",
            "lead": True,
            "signatory": {"name": "A. B.", "title": "Minister"},
        },
        {"name": "Chamber of Commerce"},
    ],
    "sectors": ["rail", "our-own"],
    "events": [{"kind": "ratified", "date": "2026-05-01", "party": "KZ"}],
    "commitments": [{"id": 1, "text": "Open a café", "due": "2027", "sources": [{"title": "Minutes"}]}],
    "targets": [
        {
            "id": 1,
            "metric": "trade",
            "unit": "USD",
            "value": 1e9,
            "by": ["2027-02", {"date": "2028-02", "source": {"publisher": "APP"}}],
            "observed": [
                {"date": "2026-12", "value": 3e8},
                {"date": "2026-06", "value": 2e8, "source": {"title": "Customs"}},
            ],
        }
    ],
    "sources": [
        {"title": "Gazette", "url": "https://example.org", "fields": ["title", "signed"], "certainty": "exact"}
    ],
    "links": [{"rel": "amends", "ref": "MOU-2019-0001"}],
    "identifiers": {"unts": "I-1"},
    "languages": [{"code": "en", "authentic": True}],
    "attachments": [{"name": "text.pdf", "sha256": "ab", "size": 3}],
    "tags": ["visit", "visit-2026"],
    "dossier": "12/4",
}
VISIT = {
    "ref": "OCC-2026-0001",
    "name": "State visit",
    "announced": [{"count": 37, "text": "37 memoranda", "source": {"publisher": "APP"}}],
    "commitments": [{"id": 1, "text": "Meet again"}],
}


@contextmanager
def opened(folder: Path, data: bytes) -> Iterator[sqlite3.Connection]:
    path = folder / "x.sqlite"
    path.write_bytes(data)
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A database of one agreement with everything, one with little, and a visit."""
    bare = registered(2, ref="MOU-2026-0002", sectors=["road"], signed="2025-06", occasion="OCC-2026-0001")
    data = exported("sqlite", registered(1, **FULL), bare, occasions=[VISIT])
    with opened(tmp_path_factory.mktemp("sqlite"), data) as connection:
        yield connection


def asked(database: sqlite3.Connection, query: str, *values: object) -> list[dict[str, Any]]:
    return [dict(row) for row in database.execute(query, values)]


def test_it_is_whole_and_every_key_leads_somewhere(database: sqlite3.Connection) -> None:
    assert asked(database, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    assert asked(database, "PRAGMA foreign_key_check") == []


def test_every_table_has_a_key_and_is_linked_to_others(database: sqlite3.Connection) -> None:
    keys = {
        name: [each["name"] for each in asked(database, f"PRAGMA table_info({name})") if each["pk"]] for name in TABLES
    }
    assert all(len(key) == 1 for key in keys.values()), keys
    linked = {each["table"] for name in TABLES for each in asked(database, f"PRAGMA foreign_key_list({name})")}
    assert linked == {"agreements", "occasions", "commitments", "targets", "sources", "sectors"}


def test_every_table_holds_something_of_a_full_agreement(database: sqlite3.Connection) -> None:
    empty = [name for name in TABLES if not asked(database, f"SELECT 1 FROM {name} LIMIT 1")]
    assert empty == []


def test_an_agreement_is_a_row_with_what_is_computed(database: sqlite3.Connection) -> None:
    [row] = asked(database, "SELECT * FROM agreements WHERE number = 1")
    told = (
        "ref",
        "party_names",
        "sectors",
        "signed_year",
        "status",
        "ceases_on",
        "last_notice_day",
        "more",
        "untitled",
    )
    assert {name: row[name] for name in told} == {
        "ref": "MOU-2026-0001",
        "party_names": "Kazakhstan; Chamber of Commerce",
        "sectors": "rail, our-own",
        "signed_year": 2026,
        "status": "in-force",
        "ceases_on": "2031-02-04",
        "last_notice_day": "2030-08-03",
        "more": '{"dossier":"12/4"}',
        "untitled": 0,
    }


def test_what_is_absent_is_null(database: sqlite3.Connection) -> None:
    [row] = asked(database, "SELECT place, term_duration, ceases_on, missing FROM agreements WHERE number = 2")
    assert row == {"place": None, "term_duration": None, "ceases_on": None, "missing": "entry into force is missing"}


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        ("agreements", "railway", 2),
        ("agreements", "железных", 1),
        ("agreements", "ریلوے", 1),
        ("agreements", "министер*", 1),
        ("agreements", "chamber", 1),
        ("parties", "minister", 1),
        ("commitments", "cafe", 1),
        ("sources", "gazette", 1),
    ],
)
def test_words_are_found(database: sqlite3.Connection, table: str, words: str, found: int) -> None:
    key = TABLES[table].columns[0].name
    query = f"SELECT {key} FROM {table} WHERE {key} IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"
    assert len(asked(database, query, words)) == found


def test_datasette_would_find_the_index_of_words(database: sqlite3.Connection) -> None:
    # It looks for a virtual table that says which table its content is.
    made = asked(database, "SELECT sql FROM sqlite_master WHERE name = 'agreements_fts'")[0]["sql"]
    assert made.startswith("CREATE VIRTUAL TABLE")
    assert 'content="agreements"' in made


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_asked(database: sqlite3.Connection, view: str) -> None:
    assert asked(database, f"SELECT * FROM {view}")


def test_open_commitments_say_whose_they_are(database: sqlite3.Connection) -> None:
    found = asked(database, "SELECT text, due, ref FROM open_commitments")
    assert found == [
        {"text": "Open a café", "due": "2027", "ref": "MOU-2026-0001"},
        {"text": "Meet again", "due": None, "ref": "OCC-2026-0001"},
    ]


def test_a_sector_counts_what_is_in_force(database: sqlite3.Connection) -> None:
    found = asked(
        database, "SELECT code, label, parent, agreements, in_force FROM agreements_by_sector WHERE code = 'rail'"
    )
    assert found == [{"code": "rail", "label": "Railways", "parent": "transport", "agreements": 1, "in_force": 1}]


def test_a_sector_that_nobody_knows_is_known_by_its_code(database: sqlite3.Connection) -> None:
    assert asked(database, "SELECT label FROM sectors WHERE code = 'our-own'") == [{"label": "our-own"}]


def test_a_source_says_what_it_is_about(database: sqlite3.Connection) -> None:
    found = asked(database, "SELECT about, coalesce(title, publisher) AS told FROM sources ORDER BY id")
    assert [(each["about"], each["told"]) for each in found] == [
        ("commitment 1", "Minutes"),
        ("target 1, by 2028-02", "APP"),
        ("target 1, 2026-06", "Customs"),
        (None, "Gazette"),
        ("announced", "APP"),
    ]


def test_a_deadline_leads_to_whoever_gave_it(database: sqlite3.Connection) -> None:
    query = "SELECT deadlines.date, publisher FROM deadlines LEFT JOIN sources ON sources.id = deadlines.source"
    assert [tuple(each.values()) for each in asked(database, query)] == [("2027-02", None), ("2028-02", "APP")]


def test_a_target_shows_its_latest_value(database: sqlite3.Connection) -> None:
    [row] = asked(database, "SELECT deadlines, latest_value, latest_date FROM targets")
    assert row == {"deadlines": "2027-02; 2028-02", "latest_value": 3e8, "latest_date": "2026-12"}


def test_it_says_for_which_day_it_is_computed(database: sqlite3.Connection) -> None:
    assert asked(database, "SELECT value FROM about WHERE name = 'as_of'") == [{"value": "2026-11-21"}]


def test_a_number_without_room_in_a_database_is_text(tmp_path: Path) -> None:
    huge = registered(targets=[{"id": 1, "value": 2**63}, {"id": 2, "value": 5}])
    with opened(tmp_path, exported("sqlite", huge)) as database:
        assert [row["value"] for row in asked(database, "SELECT value FROM targets")] == [float(2**63), 5]


def test_the_same_agreements_make_the_same_database() -> None:
    assert exported("sqlite", registered(**FULL)) == exported("sqlite", registered(**FULL))


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("database or disk is full", OSError, "No space left on device"),
        ("no such module: fts5", Failed, "full-text"),
        ("disk I/O error", OSError, "disk I/O error"),
    ],
)
def test_what_sqlite_says_is_said_in_words(
    said: str, kind: type[Exception], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> Iterator[str]:
        raise sqlite3.OperationalError(said)
        yield

    monkeypatch.setattr(format_sqlite, "closing_statements", full)
    with pytest.raises(kind, match=told):
        exported("sqlite")
