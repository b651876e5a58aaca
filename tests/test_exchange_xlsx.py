"""Agreements from spreadsheets."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from mou_cli.agreement.context import Context
from mou_cli.errors import Usage
from mou_cli.exchange import workbook_guards
from mou_cli.exchange.format_xlsx import read
from mou_cli.exchange.rows import Table
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT

CONTEXT = Context(MOMENT, Sectors())


def workbook(fill: Callable[[Any], None]) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        fill(book)
    return file.getvalue()


def one_sheet(*lines: list[Any], name: str = "Sheet1", top: int = 0) -> bytes:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines, top):
            sheet.write_row(number, 0, line)

    return workbook(fill)


def table(data: bytes) -> Table:
    return read(BytesIO(data), {}, CONTEXT)


def test_cells_of_every_kind_are_read() -> None:
    data = one_sheet(
        ["Title", "Signed", "Entry into force", "Tags", "term.max_renewals", "Untitled"],
        ["Railways", date(2026, 2, 4), datetime(2026, 3, 1), 2026, 2, True],
    )

    [row] = table(data)

    assert row.fields == {
        "title": "Railways",
        "signed": "2026-02-04",
        "events": [{"kind": "in-force", "date": "2026-03-01"}],
        "tags": ["2026"],
        "term": {"max_renewals": 2},
        "untitled": True,
    }


def test_rows_are_numbered_as_the_spreadsheet_does() -> None:
    data = one_sheet(["Title", "Signed"], ["fine", "2026"], [], ["bad", "04/02/2026"], top=3)

    assert [(row.number, [fault.column for fault in row.problems]) for row in table(data)] == [(5, []), (7, ["Signed"])]


@pytest.mark.parametrize("signed", [datetime(2026, 2, 4, 13, 5), 46057])
def test_a_time_of_day_or_a_bare_number_is_no_date(signed: object) -> None:
    [row] = table(one_sheet(["Title", "Signed"], ["x", signed]))

    assert [fault.column for fault in row.problems] == ["Signed"]


def test_the_sheet_named_like_agreements_is_taken() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Notes").write_row(0, 0, ["Title"])
        sheet = book.add_worksheet("MoUs")
        sheet.write_row(0, 0, ["Title"])
        sheet.write_row(1, 0, ["Railways"])

    found = table(workbook(fill))

    assert [row.fields["title"] for row in found] == ["Railways"]
    assert found.ignored == ['sheet "Notes"']


def test_a_blank_sheet_is_passed_over() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Cover").write_row(0, 0, [" "])
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Title"])
        sheet.write_row(1, 0, ["Railways"])

    assert [row.fields["title"] for row in table(workbook(fill))] == ["Railways"]


def test_a_workbook_of_blank_sheets_is_empty() -> None:
    assert list(table(one_sheet(["", " "], [" "]))) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"title\nx\n", b"PK\x03\x04" + b"x" * 200, b"\xd0\xcf\x11\xe0" + b"\0" * 512, one_sheet(["Title"])[:-100]],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Usage):
        table(data)


def test_a_zip_of_something_else_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")

    with pytest.raises(Usage):
        table(file.getvalue())


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_guards, "LARGEST", 10_000)
    file = BytesIO(one_sheet(["Title"]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb", b"\0" * 1_000_000)

    with pytest.raises(Usage) as fault:
        table(file.getvalue())

    assert "unpacks" in fault.value.message


def test_two_cells_at_the_ends_of_the_sheet_take_no_memory() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Title")
        sheet.write(1_048_575, 16_383, "far")

    with pytest.raises(Usage) as fault:
        table(workbook(fill))

    assert "1048576" in fault.value.message
