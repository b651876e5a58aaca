"""CSV (RFC 4180): UTF-8 without a mark and lines ended by CR LF when writing; what desks have when reading."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, TextIO

from mou_cli.agreement.context import Context
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.exchange.columned import table_of
from mou_cli.exchange.encodings import opened, refusal
from mou_cli.exchange.headers import guess
from mou_cli.exchange.rows import Table
from mou_cli.exchange.sheet import Line, read_sheet

_QUOTED = re.compile(r"""[",;\r\n\t]|^[ ]|[ ]$""")
_LONGEST_CELL = 16 * 1024 * 1024
_DELIMITERS = ",;\t|"


def write(
    agreements: Iterable[Registered], out: BinaryIO, moment: Moment, columns: Sequence[str] | None = None
) -> None:
    """Write `agreements` to `out` as a table with headings: every field, or `columns` of `mou list`."""
    for cells in table_of(agreements, moment, columns, one_line=False):
        out.write(csv_line(cells))


def csv_line(cells: Iterable[str]) -> bytes:
    """Return `cells` as one row of a CSV file, its end with it."""
    return (",".join([_cell(text) if text else text for text in cells]) + "\r\n").encode()


def read(source: BinaryIO, mapping: Mapping[str, str], context: Context) -> Table:
    """Return the agreements in `source`, cells apart by comma, semicolon, tab or bar; numbers are rows."""
    head, text = opened(source)
    return read_sheet(_lines(text, delimiter_of(head)), mapping, context)


def delimiter_of(head: str) -> str:
    """Return what stands between the cells of the text that begins with `head`, by what makes known headings of it."""
    import csv

    lines = [line for line in head.splitlines() if line.strip()][:5]

    def fitness(delimiter: str) -> tuple[int, int]:
        rows = list(csv.reader(lines, delimiter=delimiter))
        return max((sum(guess(cell) is not None for cell in row) for row in rows), default=0), len(
            rows[0]
        ) if rows else 0

    return max(_DELIMITERS, key=fitness)


def _lines(text: TextIO, delimiter: str) -> Iterator[Line]:
    import csv

    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    start = 1
    try:
        # A row is numbered as spreadsheets do, whatever ends of lines its cells hold; what breaks off, by its line.
        for number, row in enumerate(rows, 1):
            yield number, row
            start = rows.line_num + 1
    except csv.Error as fault:
        raise Usage(f"the table breaks off in the row that begins in line {start}: {_said(str(fault))}") from None
    except UnicodeDecodeError as fault:
        raise refusal(fault, start) from None


def _said(fault: str) -> str:
    if "unexpected end" in fault:
        return "a quotation mark is opened and never closed"
    if "expected after" in fault:
        return "something stands after a closing quotation mark; inside a cell it is written twice"
    return fault


def _cell(text: str) -> str:
    if not _QUOTED.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
