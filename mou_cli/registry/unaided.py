"""A registry read without trusting anything: every row is looked at, whatever the stamp says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.history.canonical import is_as_written
from mou_cli.agreement.history.entry import Entry
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.registry.content import read_all
from mou_cli.registry.diagnosis import Unreadable, parse
from mou_cli.registry.frame import read_frame
from mou_cli.registry.layout import AGREEMENTS, HISTORY, OCCASIONS, encode, split_row
from mou_cli.registry.snapshot import Snapshot, damaged, open_file, open_snapshot
from mou_cli.registry.stamp import Identity
from mou_cli.registry.strict import check_row
from mou_cli.registry.whole import row_sentence

_FORMS: dict[str, Any] = {AGREEMENTS: Agreement, OCCASIONS: Occasion, HISTORY: Entry}


class Row(NamedTuple):
    """A row as it stands: its number and its JSON, what is wrong with it (`fault`), and whether mou wrote it so."""

    number: int
    body: bytes
    fault: str
    as_written: bool


def open_unaided(path: Path) -> Snapshot:
    """Open a registry for a check of all of it.

    Raises NotFound and Failed as any opening does, Damaged where the file as a whole is no registry.
    """
    content, status = open_file(path)
    tables = read_frame(content)
    if tables is not None:
        return Snapshot(path, content, tables, Identity.of(status), exact=False)
    try:
        parse(read_all(content))
    except Unreadable as error:
        raise damaged(path, str(error)) from error
    return open_snapshot(path)


def rows_of(snapshot: Snapshot, table: str) -> Iterator[Row]:
    """Yield every row of a table, damaged ones too: a fault says in which line of the file, and what."""
    decode = msgspec.json.Decoder(_FORMS.get(table, dict[str, Any])).decode
    line = _lines_before(snapshot, table)
    for place, row in enumerate(snapshot.rows(table)):
        number, body = split_row(row.line)
        try:
            check_row(body)
            decode(body)
            yield Row(number, body, "", is_as_written(body) or encode(msgspec.json.decode(body)) == body)
        except (ValueError, RecursionError, Unreadable) as error:
            where = f" (line {line + place + 1})" if snapshot.own_layout else ""
            yield Row(number, body, row_sentence(table, number, error) + where, True)


def _lines_before(snapshot: Snapshot, table: str) -> int:
    start, count, offset = snapshot.extent(table).start, 0, 0
    while offset < start:
        piece = snapshot.content.read(offset, min(1 << 20, start - offset))
        if not piece:
            break
        count += piece.count(b"\n")
        offset += len(piece)
    return count
