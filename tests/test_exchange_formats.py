"""The formats by name, and the tables that go out for people and spreadsheets."""

from io import BytesIO

import pytest

from mou_cli.errors import Usage
from mou_cli.exchange.cells import disarm, flat_columns, rearm
from mou_cli.exchange.format_md import escaped
from mou_cli.exchange.formats import FORMATS, format_of, reader, writer
from tests.factories import MOMENT, registered


def written(name: str, columns: list[str] | None = None, **given: object) -> list[str]:
    out = BytesIO()
    writer(name)([registered(**given)], out, MOMENT, columns)  # type: ignore[arg-type]  # `number` is not among them
    return out.getvalue().decode().splitlines()


PACKED = ("xlsx", "sqlite", "datapackage")  # files that are no text: see tests/test_export_*.py


@pytest.mark.parametrize("name", [each.name for each in FORMATS.values() if each.writes and each.name not in PACKED])
def test_every_format_that_is_offered_is_written(name: str) -> None:
    promised = {"id": 1, "text": "Open the railway", "due": "2027"}
    assert any("railway" in line for line in written(name, commitments=[promised]))


@pytest.mark.parametrize("name", [each.name for each in FORMATS.values() if each.reads])
def test_every_format_that_is_offered_is_read(name: str) -> None:
    assert callable(reader(name))


@pytest.mark.parametrize(
    ("name", "said"), [("jsn", "json"), ("exe", "csv"), ("xls", "xlsx"), ("excel", "json, jsonl, csv, tsv, md, ics")]
)
def test_an_unknown_format_is_refused_with_what_there_is(name: str, said: str) -> None:
    with pytest.raises(Usage) as fault:
        writer(name)

    assert said in fault.value.hint


@pytest.mark.parametrize(
    ("path", "head", "name"),
    [
        ("a.CSV", b"", "csv"),
        ("a.ndjson", b"", "jsonl"),
        ("a.csl.json", b"", "csl"),
        ("a.json", b"", "json"),
        ("A.XLSM", b"", "xlsx"),
        ("-", b"SQLite format 3\0", "sqlite"),
        ("-", b'\xef\xbb\xbf [{"title"', "json"),
        ("-", b'{"title":"a"}\n{"title":"b"}\n', "jsonl"),
        ("-", b'{"_default": {', "json"),
        ("-", b"PK\x03\x04", "xlsx"),
        ("-", b"Title;Signed\n", "csv"),
        ("list.txt", b"Title\tSigned\n", "csv"),
        ("-", b"", None),
    ],
)
def test_a_format_is_told_by_suffix_or_by_its_beginning(path: str, head: bytes, name: str | None) -> None:
    assert format_of(path, head) == name


def test_csv_has_the_same_columns_whatever_there_is() -> None:
    assert written("csv")[0] == ",".join(flat_columns())


def test_csv_has_exactly_the_columns_asked_for() -> None:
    assert written("csv", ["ref", "parties", "status", "term.notice"], term={"notice": "P6M"}) == [
        "ref,parties,status,term.notice",
        'MOU-2026-0001,"KZ; PK",signed,P6M',
    ]


def test_csv_ends_its_lines_as_the_standard_says() -> None:
    out = BytesIO()

    writer("csv")([], out, MOMENT, ["ref"])

    assert out.getvalue() == b"ref\r\n"


@pytest.mark.parametrize("name", ["csv", "tsv", "md"])
def test_nothing_in_a_table_steers_a_terminal(name: str) -> None:
    lines = written(name, title="a\x1b[31m\x7f\x9b\u202eb", place="\x1b]0;x")

    assert all(line.replace("\t", "").isprintable() for line in lines)


def test_a_format_that_is_not_read_names_those_that_are() -> None:
    with pytest.raises(Usage) as fault:
        reader("sqlite")

    assert (fault.value.message, fault.value.hint) == (
        "sqlite is not for reading",
        "take one of json, jsonl, csv, tsv, xlsx",
    )


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "'", "''", "'=1", "plain", "", "\tx", "-"])
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert disarm(cell)[:1] not in {"=", "+", "-", "@", "\t"}
    assert rearm(disarm(cell)) == cell


def test_a_tsv_cell_is_one_line() -> None:
    assert len(written("tsv", ["ref", "notes"], notes="a\tb\nc")) == 2


def test_markdown_shows_letters_and_does_nothing() -> None:
    assert escaped("Accord [x](y) | <b>*a*</b> `c` &amp; \x1b https://e\nf") == (
        r"Accord \[x\](y) \| &lt;b\>\*a\*&lt;/b\> \`c\` &amp;amp; " + "\ufffd" + r" https\://e f"
    )
