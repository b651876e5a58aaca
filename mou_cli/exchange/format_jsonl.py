"""JSON lines: one agreement to a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from mou_cli.agreement.context import Context
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.documents import read_document
from mou_cli.exchange.encodings import utf8
from mou_cli.exchange.picked import json_line
from mou_cli.exchange.rows import Row, Table


def write(
    agreements: Iterable[Registered], out: BinaryIO, moment: Moment, columns: Sequence[str] | None = None
) -> None:
    """Write `agreements` to `out`, a line each in the form that `published` gives, or just `columns` of each."""
    line = json_line(columns)
    for registered in agreements:
        out.write(line(registered, moment) + b"\n")


def read(source: BinaryIO, mapping: Mapping[str, str], context: Context) -> Table:
    """Return the agreements in `source`; numbers count lines, blank ones too."""
    return Table(_rows(source, mapping, context), "line")


def _rows(source: BinaryIO, mapping: Mapping[str, str], context: Context) -> Iterator[Row]:
    first = source.readline()
    lines: Iterable[bytes] = source
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        first, *rest = utf8(first + source.read()).splitlines(keepends=True) or [b""]
        lines = rest
    number = 1
    if utf8(first).strip():
        yield read_document(number, utf8(first), mapping, context)
    for number, line in enumerate(lines, 2):
        if not line.isspace():
            yield read_document(number, line.rstrip(b"\r\n"), mapping, context)
