"""A workbook that is written row by row, none of them kept: sheets whose cells are of the kinds of their columns."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from msgspec import Struct

from mou_cli.agreement.dates.edtf import is_day
from mou_cli.agreement.moment import Moment
from mou_cli.errors import Usage
from mou_cli.exchange.cells import rearm
from mou_cli.exchange.full_cells import fitted

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575  # below the headings
TABLE_ROWS = 10_000  # a table of more makes a spreadsheet slow to open
_FIRST_DAY = "1900-03-01"  # before it, spreadsheets count a day that there never was
_DAY_ZERO = date(1899, 12, 30).toordinal()
_EXACT = 2**53  # a number in a cell is a double
_BATCH = 100
_DIGITS = 16
_LONG = 16_383  # of how many characters a text is short enough for a cell, whatever they are
_DELICATE = "<'"
_FLAGS: dict[Any, bool] = {True: True, False: False, "yes": True, "no": False}


class Heading(NamedTuple):
    """The head of a column: what it says, of what kind its cells are (see table_columns.Column), and its width."""

    text: str
    kind: str = "text"
    width: int = 12


# XlsxWriter knows the kind of a cell by the name of its class. To hand it cells is a tenth cheaper than its methods,
# which ask of each whether it is named as A1, whether there is such a place and whether its row is the next; what it
# writes is the same to the byte.
class String(Struct, gc=False):
    """A cell that holds a text."""

    string: str
    format: None = None


class Number(Struct, gc=False):
    """A cell that holds a number, or a day as a number."""

    number: int | float
    format: None = None


class Boolean(Struct, gc=False):
    """A cell that holds yes (1) or no (0)."""

    boolean: int
    format: None = None


Cell = String | Number | Boolean


@contextmanager
def opened(out: BinaryIO, folder: Path, moment: Moment) -> "Iterator[Workbook]":
    """Open a workbook that is written to `out` at the end; its rows wait for that in `folder`, not in memory.

    Raises OSError where there is no room.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "tmpdir": str(folder),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "use_zip64": True,
    }
    book = Workbook(out, options)
    day = datetime.combine(moment.today, time())  # a date alone would be replaced by the present
    book.set_properties({"title": "Agreements", "comments": f"As of {moment.today}", "created": day})
    yield book
    try:
        book.close()
    except FileCreateError as fault:
        raise fault.args[0] from None


class Sheet:
    """A sheet with headings, the first `frozen` columns of which stay in sight; rows are added below them.

    `rearmed` says that import reads the sheet, and takes an apostrophe away before what would begin a formula.
    """

    def __init__(
        self, book: "Workbook", name: str, headings: Sequence[Heading], *, frozen: int, rearmed: bool = False
    ) -> None:
        self._sheet: Worksheet = book.add_worksheet(name)
        self._name, self._headings = name, headings
        self._row = 0
        self._waiting: list[Sequence[Any]] = []  # rows of one sheet after the other cost a tenth less than by turns
        kinds = {"date": self._date, "flag": self._flag, **dict.fromkeys(("key", "whole", "number"), self._number)}
        self._kinds: list[Callable[[Any], Cell] | None] = [kinds.get(heading.kind) for heading in headings]
        self._rearmed = rearmed
        self._sheet._escape_control_characters = _glanced(self._sheet._escape_control_characters)
        self._dress(book, frozen)

    def _dress(self, book: "Workbook", frozen: int) -> None:
        bold: Format = book.add_format({"bold": True, "bottom": 1})
        # As the format of a column and not of each cell: a text among the days stays as it is, and it costs less.
        day: Format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        for place, heading in enumerate(self._headings):
            self._sheet.set_column(place, place, heading.width, day if heading.kind == "date" else None)
            self._sheet.write_string(0, place, heading.text, bold)
        self._sheet.freeze_panes(1, frozen)
        self._sheet.set_landscape()
        self._sheet.repeat_rows(0)

    def add(self, row: Sequence[Any]) -> None:
        """Add a row, a value for each heading, None or "" for an empty cell; raises Usage where the sheet is full."""
        self._waiting.append(row)
        if len(self._waiting) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        sheet, kinds = self._sheet, self._kinds
        for row in self._waiting:
            number = self._row = self._next()
            sheet._write_single_row(number)  # the one before it
            cells = sheet.table[number]
            for place, value in enumerate(row):
                if value is None or value == "":
                    continue
                kind = kinds[place]
                if kind:
                    cells[place] = kind(value)
                else:
                    # What nearly all cells are: no call more than it takes, for a register has a million of them.
                    text = value if value[0] not in _DELICATE and len(value) < _LONG else self._text(value)
                    cells[place] = String(text)
            if cells:
                sheet.dim_rowmax = number
        self._waiting.clear()

    def _next(self) -> int:
        if self._row >= MOST_ROWS:
            raise Usage(
                f"a sheet has room for {MOST_ROWS:,} rows, and there are more {self._name.lower()}",
                "export fewer, or take --format sqlite or csv",
            )
        return self._row + 1

    def close(self) -> None:
        """Make a table of up to TABLE_ROWS rows; let more be filtered by their headings."""
        from xlsxwriter.utility import xl_range

        self._flush()
        last = len(self._headings) - 1
        if not 0 < self._row <= TABLE_ROWS:
            self._sheet.autofilter(0, 0, max(self._row, 1), last)
            return
        options = {
            "name": self._name,
            "style": "Table Style Light 1",
            "columns": [{"header": heading.text} for heading in self._headings],
        }
        # The library makes no table where rows are not kept, for it would write the headings with it. These are there
        # already, and what it writes of them once more goes nowhere. It looks at each cell of a table, so it is told of
        # the first row alone.
        self._sheet.constant_memory = False
        self._sheet.add_table(0, 0, 1, last, options)
        self._sheet.constant_memory = True
        whole = xl_range(0, 0, self._row, last)
        self._sheet.tables[-1].update({"range": whole, "a_range": whole, "autofilter": whole})

    def _text(self, text: str) -> str:
        if self._rearmed and rearm(text) != text:
            text = "'" + text
        # The library writes what looks like its own markup of rich text as it stands.
        if text.startswith("<r>") and text.endswith("</r>"):
            text += " "
        return fitted(text)

    def _date(self, text: str) -> Cell:
        serial = serial_of(text)
        return Number(serial) if serial else String(self._text(text))

    def _number(self, value: int | float | str) -> Cell:
        if isinstance(value, str) and value.isdecimal() and len(value) < _DIGITS:
            value = int(value)
        if isinstance(value, str) or abs(value) > _EXACT:
            return String(self._text(str(value)))
        return Number(value)

    def _flag(self, value: bool | str) -> Cell:
        flag = _FLAGS.get(value)
        return String(self._text(str(value))) if flag is None else Boolean(int(flag))


def _glanced(escape: Callable[[Any], Any]) -> Callable[[Any], Any]:
    # The library goes through each text three times for what hardly any holds; to see that it holds nothing is quick.
    def escaped(value: Any) -> Any:
        if isinstance(value, str) and value.isprintable() and "_x" not in value:
            return value
        return escape(value)

    return escaped


@lru_cache(16384)
def serial_of(text: str) -> int:
    """Return the number that a spreadsheet has for the day `text` (ISO), or 0 where it is no day or has none."""
    return date.fromisoformat(text).toordinal() - _DAY_ZERO if text >= _FIRST_DAY and is_day(text) else 0
