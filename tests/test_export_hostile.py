"""One hostile register through every format: text stays text, nothing steers, nothing runs."""

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Namespace

from mou_cli.exchange.formats import FORMATS
from tests.desk import Desk
from tests.exported import sheets, unpacked
from tests.hostile import NASTY, hostile_agreements, hostile_occasions, steering

WRITTEN = {each.name: each.suffixes[0] for each in FORMATS.values() if each.writes}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The hostile register in every format."""
    folder = tmp_path_factory.mktemp("hostile")
    desk = Desk(folder).holding(*hostile_agreements(), occasions=hostile_occasions())
    for suffix in WRITTEN.values():
        assert desk.run("export", "-o", f"register{suffix}") == (0, "", "")
    return {name: folder / f"register{suffix}" for name, suffix in WRITTEN.items()}


def texts(name: str, path: Path) -> Iterator[str]:
    """Every text in the file as whoever opens it gets it; of a plain file the whole."""
    if name == "xlsx":
        yield from (str(cell) for rows in sheets(path.read_bytes()).values() for row in rows for cell in row)
    elif name == "sqlite":
        yield from (str(value) for row in stored(path) for value in row)
    elif name == "datapackage":
        yield from (content.decode() for content in unpacked(path.read_bytes()).values())
    else:
        yield path.read_text("utf-8")


def stored(path: Path) -> Iterator[tuple[Any, ...]]:
    database = sqlite3.connect(path)
    try:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'")
        for (table,) in tables.fetchall():
            yield from database.execute(f'SELECT * FROM "{table}"')
    finally:
        database.close()


@pytest.mark.parametrize("name", WRITTEN)
def test_no_control_character_reaches_a_file(files: dict[str, Path], name: str) -> None:
    assert set().union(*map(steering, texts(name, files[name]))) == set()


@pytest.mark.parametrize("name", WRITTEN)
def test_letters_of_any_script_are_there(files: dict[str, Path], name: str) -> None:
    assert any(NASTY["urdu"] in text for text in texts(name, files[name]))


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_that_a_spreadsheet_opens_is_a_formula(files: dict[str, Path], name: str, delimiter: str) -> None:
    limit = csv.field_size_limit(1_000_000)
    cells = [cell for row in csv.reader(StringIO(files[name].read_text("utf-8"), newline=""), delimiter=delimiter)
             for cell in row]  # fmt: skip
    csv.field_size_limit(limit)
    assert "'" + NASTY["command"] in cells
    assert [cell for cell in cells if re.match(r"[=+@\t\r]|-(?![0-9.]+\Z)", cell)] == []


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(files: dict[str, Path]) -> None:
    inside = unpacked(files["xlsx"].read_bytes())
    parts = [name for name in inside if name.startswith("xl/worksheets/")]
    assert len(parts) > 6
    assert [name for name in parts if b"<f>" in inside[name] or b"<f " in inside[name]] == []
    assert [name for name in parts if b"hyperlink" in inside[name]] == []


def test_a_workbook_says_letter_for_letter_what_attacks_it(files: dict[str, Path]) -> None:
    titles = {row[2] for row in sheets(files["xlsx"].read_bytes())["Parties"]}
    assert {NASTY[name] for name in ("formula", "command", "plus", "at", "markup", "script", "escape", "sql")} <= titles


def test_markup_of_the_librarys_own_stays_text(files: dict[str, Path]) -> None:
    titles = [row[2] for row in sheets(files["xlsx"].read_bytes())["Agreements"]]
    assert NASTY["rich"] in [str(title).strip() for title in titles]


def test_no_cell_of_a_workbook_is_longer_than_it_may_be(files: dict[str, Path]) -> None:
    longest = max(len(text.encode("utf-16-le")) // 2 for text in texts("xlsx", files["xlsx"]))
    assert 32_000 < longest <= 32_767


def test_a_database_holds_the_whole_of_a_long_text(files: dict[str, Path]) -> None:
    assert any(NASTY["long"] in row for row in stored(files["sqlite"]))


def test_a_database_is_whole(files: dict[str, Path]) -> None:
    database = sqlite3.connect(files["sqlite"])
    checked = [database.execute(f"PRAGMA {name}").fetchall() for name in ("integrity_check", "foreign_key_check")]
    database.close()
    assert checked == [[("ok",)], []]


def test_each_reference_is_one_item(files: dict[str, Path]) -> None:
    assert len(json.loads(files["csl"].read_bytes())) == len(NASTY)


def test_no_address_of_a_reference_runs_anything(files: dict[str, Path]) -> None:
    assert {item.get("URL") for item in json.loads(files["csl"].read_bytes())} == {None}


def test_a_graph_is_read_and_ends_no_script(files: dict[str, Path]) -> None:
    data = files["jsonld"].read_bytes()
    assert b"<" not in data
    found = Graph().parse(data=data, format="json-ld")
    names = {str(name) for name in found.objects(None, Namespace("https://schema.org/").name)}
    assert NASTY["script"] in names
