"""Tab-separated text: no cell holds a tab or the end of a line; cells that a spreadsheet quoted are read as well."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, TextIO

from mou_cli.agreement.context import Context
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.columned import table_of
from mou_cli.exchange.encodings import opened, refusal
from mou_cli.exchange.rows import Table
from mou_cli.exchange.sheet import Line, read_sheet

# A whole cell in quotation marks in which each one is doubled: what a spreadsheet makes of a cell that holds some.
_DOUBLED = re.compile(r'"(?:[^"]|"")*""(?:[^"]|"")*"\Z', re.DOTALL)


def write(
    agreements: Iterable[Registered], out: BinaryIO, moment: Moment, columns: Sequence[str] | None = None
) -> None:
    """Write `agreements` to `out` as a table with headings: every field, or `columns` of `mou list`."""
    for cells in table_of(agreements, moment, columns, one_line=True):
        out.write(("\t".join(map(_cell, cells)) + "\n").encode())


def read(source: BinaryIO, mapping: Mapping[str, str], context: Context) -> Table:
    """Return the agreements in `source`, cells apart by tabs; numbers are lines of the file."""
    _, text = opened(source)
    return read_sheet(_lines(text), mapping, context)


def _lines(text: TextIO) -> Iterator[Line]:
    number = 0
    try:
        for number, line in enumerate(text, 1):
            yield number, [_plain(cell) for cell in line.rstrip("\r\n").split("\t")]
    except UnicodeDecodeError as fault:
        raise refusal(fault, number + 1) from None


def _cell(text: str) -> str:
    # A spreadsheet takes a quotation mark at the beginning away, and would then run "=1+1".
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text


def _plain(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if _is_doubled(cell) else cell


def _is_doubled(cell: str) -> bool:
    return len(cell) > 3 and '""' in cell[1:-1] and _DOUBLED.match(cell) is not None
