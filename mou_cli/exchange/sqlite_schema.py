"""The statements that make a database of the tables (see tables.py): tables, indexes, views, the index of words."""

from collections.abc import Iterator

from mou_cli.exchange.table_columns import Column
from mou_cli.exchange.tables import TABLES, Table

_TYPES = {"key": "INTEGER", "whole": "INTEGER", "flag": "INTEGER", "number": "NUMERIC"}
_IN_FORCE = "agreements.status IN ('in-force', 'ending')"
_ENDED = "agreements.status IN ('superseded', 'terminated', 'expired')"
# Name: what it selects. Each says what it is in the words of the desk.
VIEWS = {
    "agreements_in_force": f"""
        SELECT number, ref, title, party_names, sectors, signed, in_force_from, in_force_through, last_notice_day
        FROM agreements WHERE {_IN_FORCE} ORDER BY in_force_from""",
    "signed_and_not_in_force": """
        SELECT number, ref, title, party_names, sectors, signed, missing
        FROM agreements WHERE status IN ('signed', 'initialled', 'provisional') ORDER BY signed""",
    "coming_deadlines": """
        SELECT next_deadline, next_deadline_kind, number, ref, title, party_names, responsible
        FROM agreements WHERE next_deadline IS NOT NULL ORDER BY next_deadline""",
    "open_commitments": """
        SELECT commitments.due, commitments.text, commitments.lead, commitments.counterpart, commitments.status,
            coalesce(agreements.ref, occasions.ref) AS ref, coalesce(agreements.title, occasions.name) AS title
        FROM commitments
        LEFT JOIN agreements ON agreements.number = commitments.agreement
        LEFT JOIN occasions ON occasions.number = commitments.occasion
        WHERE coalesce(commitments.status, 'open') NOT IN ('done', 'dropped')
        ORDER BY commitments.due IS NULL, commitments.due""",
    "agreements_by_party": f"""
        SELECT parties.code, parties.name, count(DISTINCT agreements.number) AS agreements,
            count(DISTINCT CASE WHEN {_IN_FORCE} THEN agreements.number END) AS in_force,
            count(DISTINCT CASE WHEN {_ENDED} THEN agreements.number END) AS ended
        FROM parties JOIN agreements ON agreements.number = parties.agreement
        GROUP BY coalesce(parties.code, parties.name) ORDER BY agreements DESC, parties.name""",
    "agreements_by_sector": f"""
        SELECT sectors.code, sectors.label, sectors.parent, count(*) AS agreements,
            sum({_IN_FORCE}) AS in_force, sum({_ENDED}) AS ended
        FROM agreement_sectors
        JOIN sectors ON sectors.code = agreement_sectors.sector
        JOIN agreements ON agreements.number = agreement_sectors.agreement
        GROUP BY sectors.code ORDER BY agreements DESC, sectors.label""",
}


def opening_statements() -> Iterator[str]:
    """Yield what is done before the rows go in: the file is ours alone and thrown away where anything goes wrong."""
    yield "PRAGMA journal_mode = OFF"
    yield "PRAGMA synchronous = OFF"
    yield "PRAGMA foreign_keys = OFF"
    yield "PRAGMA temp_store = MEMORY"
    yield "BEGIN"
    for table in TABLES.values():
        yield _table(table)


def closing_statements() -> Iterator[str]:
    """Yield what is done when all rows are in: indexes, the index of words, views."""
    for table in TABLES.values():
        linked = [column.name for column in table.columns if column.kind == "link"]
        for name in (*linked, *table.indexed):
            yield f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")'
        if table.searched:
            yield from _words(table)
    for name, select in VIEWS.items():
        yield f"CREATE VIEW {name} AS{select}"
    yield "COMMIT"


def insertion(table: Table) -> str:
    """Return the statement that puts a row into `table`."""
    places = ", ".join("?" * len(_columns(table)))
    return f'INSERT OR REPLACE INTO "{table.name}" VALUES ({places})'


def _columns(table: Table) -> list[Column]:
    return [column for column in table.columns if column.kind != "parts"]


def _table(table: Table) -> str:
    lines = [_column(column) for column in _columns(table)]
    return f'CREATE TABLE "{table.name}" (\n    ' + ",\n    ".join(lines) + "\n)"


def _column(column: Column) -> str:
    if column.kind == "link":
        to = TABLES[column.to].columns[0]
        return f'"{column.name}" {_TYPES.get(to.kind, "TEXT")} REFERENCES "{column.to}" ("{to.name}")'
    ending = " PRIMARY KEY" if column.kind in ("key", "code") else ""
    return f'"{column.name}" {_TYPES.get(column.kind, "TEXT")}{ending}'


def _words(table: Table) -> Iterator[str]:
    # The texts stay where they are (content=...), which is also how Datasette finds the index of a table.
    name, key = f"{table.name}_fts", table.columns[0].name
    columns = ", ".join(f'"{column}"' for column in table.searched)
    yield (
        f'CREATE VIRTUAL TABLE "{name}" USING fts5 ({columns}, content="{table.name}", content_rowid="{key}",'
        f' tokenize="unicode61 remove_diacritics 2")'
    )
    yield f'INSERT INTO "{name}" ("{name}") VALUES (\'rebuild\')'
