"""Files to import that chance has altered: taken in whole or refused whole, never a traceback, bounded in all."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from tests.faults.altering import ODD, altered, damaged
from tests.faults.surviving import fuzzed, survived

TABLE = [
    ["Title", "Parties", "Signed", "Sectors", "Term", "Entry into force", "Tags", "Notes", "Ref", "uid"],
    ["Railways", "KZ; PK", "2026-02-04", "rail", "5 years", "2026-03-01", "visit", "one\ntwo", "K-1", ""],
    ["Порты", "Kazakhstan; Turkey", "2026-02", "maritime; transit", "indefinite", "", "a; b", 'say "so"', "", ""],
    ["Visas", "KZ", "2026", "consular", "", "", "", "=1+1", "K-3", "00000000-0000-4000-8000-000000000001"],
]
HEADERS = [*TABLE[0], "", "title", "parties.code", "events.in-force", "term.duration", "computed.status", "x" * 300,
           "commitments", "links", "targets", "occasion", "lead", "signatory", "more", "attachments", "Ω"]  # fmt: skip
CELLS = [
    *(cell for row in TABLE[1:] for cell in row), *(str(odd) for odd in ODD), "[{]", '{"a":', "KZ: ; :", ";;;",
    "04/02/2026", "yesterday", "31.02.2026", "-5y", "name:", "P1Y/P2Y", "x" * 40_000, "\u2028", "\r", "A\tB", "1e999",
]  # fmt: skip
_cells = st.sampled_from([cell.encode("utf-8", "replace").decode() for cell in CELLS]) | st.text(max_size=12)
_tables = st.builds(
    lambda head, rows: [head, *rows],
    st.lists(st.sampled_from(HEADERS), max_size=6),
    st.lists(st.lists(_cells, max_size=7), max_size=4),
)


def _csv(rows: list[list[str]], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk")).holding()


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook as mou itself writes one."""
    desk = Desk(tmp_path_factory.mktemp("workbook")).holding()
    (desk.folder / "table.csv").write_bytes(_csv(TABLE))
    desk.run("import", "table.csv").ok()
    desk.run("export", "-o", "good.xlsx").ok()
    return (desk.folder / "good.xlsx").read_bytes()


def _taken(desk: Desk, name: str, data: bytes, *options: str) -> None:
    """Import a file; what is refused leaves nothing, and what is taken in can be read."""
    desk.holding()
    (desk.folder / name).write_bytes(data)
    run = survived(desk, "import", name, *options)
    if run.code == 0 and run.out:
        assert desk.run("list").code == 0
        assert desk.run("verify").code == 0


_FORMS = st.sampled_from([",", ";", "\t", "|"])
_OPTIONS = st.sampled_from([(), (), ("--force",), ("--update",), ("--dry-run",), ("--map", "Title=notes")])


@fuzzed(40)
@given(_tables, _FORMS, _OPTIONS)
def test_a_table_of_anything(desk: Desk, rows: list[list[str]], delimiter: str, options: tuple[str, ...]) -> None:
    _taken(desk, "table.csv", _csv(rows, delimiter), *options)


@fuzzed(40)
@given(damaged(_csv(TABLE)), st.sampled_from(["utf-8", "utf-16", "cp1251", "utf-32"]))
def test_a_table_whose_bytes_are_others(desk: Desk, data: bytes, encoding: str) -> None:
    if encoding != "utf-8":
        data = data.decode("utf-8", "replace").encode(encoding, "replace")
    _taken(desk, "table.csv", data)


_DOCUMENT = {
    "agreements": [
        {"title": "Railways", "parties": [{"code": "KZ"}, {"code": "PK", "lead": True}], "signed": "2026-02-04",
         "term": {"duration": "P5Y", "renewal": "tacit"}, "events": [{"kind": "in-force", "date": "2026-03-01"}],
         "commitments": [{"id": 1, "text": "Meet", "due": "2027-02"}],
         "sources": [{"title": "x", "fields": ["signed"]}],
         "links": [{"rel": "amends", "ref": "K-1"}], "sectors": ["rail"], "tags": ["a"], "dossier": {"x": [1]}},
        {"title": "Ports", "ref": "K-1", "uid": "00000000-0000-4000-8000-000000000001", "titles": {"ru": "Порты"}},
    ]
}  # fmt: skip


@fuzzed(40)
@given(altered(_DOCUMENT), st.sampled_from(["whole", "list", "lines"]))
def test_a_document_whose_values_are_others(desk: Desk, document: object, form: str) -> None:
    items = document.get("agreements", document) if isinstance(document, dict) else document
    if form == "lines" and isinstance(items, list):
        _taken(desk, "file.jsonl", "\n".join(map(json.dumps, items)).encode())
    else:
        _taken(desk, "file.json", json.dumps(document if form == "whole" else items).encode())


@fuzzed(30)
@given(damaged(json.dumps(_DOCUMENT, ensure_ascii=False).encode()))
def test_a_document_whose_bytes_are_others(desk: Desk, data: bytes) -> None:
    _taken(desk, "file.json", data)


@fuzzed(20)
@given(st.data())
def test_a_workbook_whose_bytes_are_others(desk: Desk, workbook: bytes, data: st.DataObject) -> None:
    _taken(desk, "book.xlsx", data.draw(damaged(workbook)))


@fuzzed(25)
@given(st.data())
def test_a_workbook_whose_parts_are_others(desk: Desk, workbook: bytes, data: st.DataObject) -> None:
    """The archive is sound, so that what is wrong inside comes to the library that reads it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = data.draw(st.sampled_from(names))
        doing = data.draw(st.sampled_from(["damage", "damage", "damage", "drop", "empty", "twice"]))
        for name in names:
            content = old.read(name)
            if name == chosen and doing == "drop":
                continue
            if name == chosen and doing in ("damage", "empty"):
                content = data.draw(damaged(content)) if doing == "damage" and content else b""
            new.writestr(name, content)
            if name == chosen and doing == "twice":
                new.writestr(name.upper(), content)
    _taken(desk, "book.xlsx", out.getvalue())


@fuzzed(15)
@given(damaged((Path(__file__).parents[2] / "registry.json").read_bytes()[:6000]))
def test_a_registry_that_was_damaged_given_for_import_or_restore(desk: Desk, data: bytes) -> None:
    _taken(desk, "other.json", data)
    survived(desk, "restore", "other.json", "--yes")
