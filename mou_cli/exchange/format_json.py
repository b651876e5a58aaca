"""JSON: an array of agreements, one to a line; reading takes a single object and the tables of TinyDB as well."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

import msgspec

from mou_cli.agreement.context import Context
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.reading.reading_json import decode, refuse_doubles
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.exchange.documents import read_document
from mou_cli.exchange.encodings import utf8
from mou_cli.exchange.picked import json_line
from mou_cli.exchange.rows import Row, Table
from mou_cli.exchange.tinydb_tables import agreements_table

_ITEMS = msgspec.json.Decoder(list[msgspec.Raw])
_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])


def write(
    agreements: Iterable[Registered], out: BinaryIO, moment: Moment, columns: Sequence[str] | None = None
) -> None:
    """Write `agreements` to `out` as an array in the form that `published` gives, or just `columns` of each."""
    line = json_line(columns)
    before = b"[\n"
    for registered in agreements:
        out.write(before + line(registered, moment))
        before = b",\n"
    out.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def read(source: BinaryIO, mapping: Mapping[str, str], context: Context) -> Table:
    """Return the agreements in `source`: an array, one object, or a TinyDB file; numbers count items or are TinyDB's.

    Raises Usage where it is no JSON, or holds nothing that could be agreements.
    """
    data = utf8(source.read())
    begun = data.lstrip()[:1]
    if begun == b"[":
        return Table(_rows(enumerate(decode(data, _ITEMS), 1), mapping, context), "item")
    if begun != b"{":
        decode(data, _ITEMS)
        raise Usage("it holds one value, no agreements", "an array of objects is expected")
    members = decode(data, _MEMBERS)
    if data.count(b'"') > _quotes(members):
        refuse_doubles(data)
    ignored: list[str] = []
    table = agreements_table(members, ignored)
    if table is None:
        return Table(_rows(iter([(1, data)]), mapping, context), "item")
    return Table(_rows(table, mapping, context), "item", ignored)


def _rows(
    items: Iterable[tuple[int, bytes | msgspec.Raw]], mapping: Mapping[str, str], context: Context
) -> Iterator[Row]:
    for number, item in items:
        yield read_document(number, bytes(item), mapping, context)


def _quotes(members: Mapping[str, msgspec.Raw]) -> int:
    # An object that says a key twice has more quotation marks than what is kept of it.
    return sum(2 + name.count('"') + bytes(value).count(b'"') for name, value in members.items())
