"""Cells are handed to XlsxWriter past its methods: what it writes is the same to the byte."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from mou_cli.exchange.workbook import Heading, Sheet, opened, serial_of
from tests.factories import MOMENT

KINDS = ("text", "date", "whole", "flag")
ROWS: dict[str, list[tuple[Any, ...]]] = {
    "of every kind": [
        ("Rail", "2026-02-04", 4, True),
        ("Road", "2026-02", "5", "no"),
        ("Sea", "1850-01-01", 2**60, "?"),
    ],
    "marks": [("a & b < c > d \" e ' f", "", None, None), ("_x0041_", "", None, None), ("_x", "", None, None)],
    "ends of lines": [
        ("two\nlines\r\n", None, None, None),
        ("\ttabbed", None, None, None),
        (" led ", None, None, None),
    ],
    "what steers": [("\x00\x07\x1b[31m", None, None, None), ("\u202e\u200c\u2028", None, None, None)],
    "no characters": [("\ufffe\uffff", None, None, None), ("\U0001f600", None, None, None)],
    "scripts": [("Меморандум · Әуе · یادداشت", "2026-02-04/2026-02-05", 1.5, False)],
    "gaps": [(None, None, None, None), ("a", "", None, ""), ("", "", "", "")],
    "many": [(f"title {number}", "2026-02-04", number, number % 2 == 0) for number in range(250)],
}


def ours(rows: list[tuple[Any, ...]], folder: Path) -> dict[str, bytes]:
    out = BytesIO()
    with opened(out, folder, MOMENT) as book:
        sheet = Sheet(book, "Rows", [Heading(kind, kind) for kind in KINDS], frozen=0)
        for row in rows:
            sheet.add(row)
        sheet.close()
    return parts(out)


def theirs(rows: list[tuple[Any, ...]], folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The same through the public methods of the library."""

    def flush(self: Any) -> None:
        for row in self._waiting:
            self._row += 1
            for place, value in enumerate(row):
                put(self._sheet, self._row, place, value)
        self._waiting.clear()

    monkeypatch.setattr(Sheet, "_flush", flush)
    monkeypatch.setattr("mou_cli.exchange.workbook._glanced", lambda escape: escape)
    return ours(rows, folder)


def put(sheet: Any, row: int, place: int, value: Any) -> None:
    kind = KINDS[place]
    if value is None or value == "":
        return
    if kind == "flag" and value in (True, False, "yes", "no"):
        sheet.write_boolean(row, place, value in (True, "yes"))
    elif kind == "date" and serial_of(value):
        sheet.write_number(row, place, serial_of(value))
    elif kind == "whole" and abs(float(value)) <= 2**53:
        sheet.write_number(row, place, int(value) if isinstance(value, str) else value)
    else:
        sheet.write_string(row, place, str(value))


def parts(out: BytesIO) -> dict[str, bytes]:
    with ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", ROWS)
def test_a_sheet_is_what_the_library_itself_writes(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = ours(ROWS[name], tmp_path)
    assert found == theirs(ROWS[name], tmp_path, monkeypatch)
    assert b"<sheetData>" in found["xl/worksheets/sheet1.xml"]


def test_the_library_has_what_is_taken_of_it() -> None:
    sheet = Workbook(BytesIO(), {"constant_memory": True}).add_worksheet()
    assert all(
        hasattr(sheet, name) for name in ("_write_single_row", "table", "dim_rowmax", "_escape_control_characters")
    )
