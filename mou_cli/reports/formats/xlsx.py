"""A report as a workbook: a summary, and a sheet with real dates and numbers for each table."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mou_cli.agreement.dates.edtf import is_day
from mou_cli.reports.document import (
    Bars,
    Beside,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    is_right_to_left,
    lines_of,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767  # characters of a cell, those beyond the basic plane twice
_FIRST_DAY = "1900-03-01"  # before it, spreadsheets count a day that there never was
_WIDTH = 7  # characters for a share of 1
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FORMS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12},
    "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "text": {"text_wrap": True, "valign": "top"},
    "right": {"text_wrap": True, "valign": "top", "reading_order": 2, "align": "right"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
    "number": {"num_format": "#,##0", "valign": "top"},
    "quiet": {"font_color": "#555555"},
}


def write(document: Document) -> bytes:
    """Return the document as an .xlsx."""
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        day = date.fromisoformat(document.footing.day)
        book.set_properties({"title": fitted(document.title)[:255], "created": day})
        _Book(book, document).fill()
    return out.getvalue()


class _Book:
    def __init__(self, book: "Workbook", document: Document) -> None:
        self._book, self._document = book, document
        self._forms = {name: book.add_format(told) for name, told in _FORMS.items()}
        self._names: set[str] = set()
        self._summary = self._sheet("Summary")
        self._row = 0

    def fill(self) -> None:
        self._summary.set_column(0, 0, 40)
        self._summary.set_column(1, 1, 60)
        self._line("title", self._document.title)
        self._line("quiet", self._document.subtitle.words)
        for block in self._document.blocks:
            self._block(block)
        self._row += 1
        for words in filter(None, (self._document.footing.line, self._document.footing.history)):
            self._line("quiet", words)

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._row += 1
            self._line("heading", block.words)
        elif isinstance(block, Paragraph):
            self._line("", block.text.words)
        elif isinstance(block, Facts):
            for name, value in block.pairs:
                self._line("text", name, value)
        elif isinstance(block, Table):
            self._line("quiet", f"see the sheet {self._table(block)}")
        elif isinstance(block, Bars):
            self._bars(block)
        elif isinstance(block, Beside):
            self._bars(block.first)
            self._bars(block.second)

    def _line(self, form: str, *words: str) -> None:
        for place, each in enumerate(words):
            self._summary.write_string(self._row, place, fitted(each), self._forms.get(form))
        self._row += 1

    def _bars(self, bars: Bars) -> None:
        self._row += 1
        self._line("heading", bars.name)
        first = self._row
        for bar in bars.bars:
            self._summary.write_string(self._row, 0, fitted(bar.label), self._forms["text"])
            self._summary.write_number(self._row, 1, bar.value, self._forms["number"])
            self._row += 1
        if bars.bars:
            told = {"type": "data_bar", "bar_solid": True, "bar_color": "#9DB8D2", "min_type": "num", "min_value": 0}
            self._summary.conditional_format(first, 1, self._row - 1, 1, told)

    def _sheet(self, name: str) -> "Worksheet":
        # A name of up to 31 characters, each once, whatever their case.
        base = " ".join(name.translate(_FORBIDDEN).split())[:27] or "Sheet"
        unique, number = base, 2
        while unique.lower() in self._names:
            unique, number = f"{base} {number}", number + 1
        self._names.add(unique.lower())
        sheet: Worksheet = self._book.add_worksheet(unique)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        line = self._document.footing.line.replace("&", "&&")
        sheet.set_footer(f"&L&8{line[:200]}&R&8&P / &N")
        return sheet

    def _table(self, table: Table) -> str:
        sheet = self._sheet(table.name)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, max(column.share * _WIDTH, 6))
            sheet.write_string(0, place, fitted(column.heading), self._forms["head"])
        for number, row in enumerate(table.rows, 1):
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self._cell(sheet, number, place, cell, column)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
        return str(sheet.get_name())

    def _cell(self, sheet: "Worksheet", row: int, place: int, cell: Cell, column: Column) -> None:
        if isinstance(cell, int | float):
            sheet.write_number(row, place, cell, self._forms["number"])
        elif column.kind == "date" and isinstance(cell, str) and is_day(cell) and cell >= _FIRST_DAY:
            sheet.write_datetime(row, place, date.fromisoformat(cell), self._forms["date"])
        else:
            lines: Sequence[str] = [line.words for line in lines_of(cell, column.kind)]
            right = bool(lines) and all(map(is_right_to_left, lines))
            if lines:
                sheet.write_string(row, place, fitted("\n".join(lines)), self._forms["right" if right else "text"])


def fitted(text: str) -> str:
    """Return `text` as a cell can hold it: what is too long ends in an ellipsis, what looks like markup is none."""
    if len(text) > _LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > _LONGEST:
        text = text.encode("utf-16-le")[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
    # The library writes what looks like its own markup of rich text as it stands.
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text
