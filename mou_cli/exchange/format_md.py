"""A Markdown table for people, in which nothing from the registry is Markdown or HTML."""

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from mou_cli.agreement.columns import DEFAULT_COLUMNS, Column, resolve_columns
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.reading.reading_text import UNSAFE
from mou_cli.agreement.registered import Registered

_LIVE = re.compile(r"[\\`*_{}\[\]<>#|~!&$@]|:(?=//)|(?<=www)\.")


def write(
    agreements: Iterable[Registered], out: BinaryIO, moment: Moment, columns: Sequence[str] | None = None
) -> None:
    """Write `agreements` to `out` as a table with the columns that `mou list` shows, or with `columns`."""
    chosen = DEFAULT_COLUMNS if columns is None else resolve_columns(",".join(columns))
    out.write(_line(escaped(column.heading) for column in chosen))
    out.write(_line(_rule(column) for column in chosen))
    computed = any(column.computed for column in chosen)
    for registered in agreements:
        values = compute(registered.agreement, moment) if computed else None
        out.write(_line(escaped(column.shown(registered, values)) for column in chosen))


def escaped(text: str) -> str:
    """Return `text` on one line as Markdown that shows its letters and does nothing."""
    one_line = UNSAFE.sub("\ufffd", " ".join(text.split()))
    return _LIVE.sub(lambda found: {"&": "&amp;", "<": "&lt;"}.get(found[0], "\\" + found[0]), one_line)


def _line(cells: Iterable[str]) -> bytes:
    return ("| " + " | ".join(cells) + " |\n").encode()


def _rule(column: Column) -> str:
    return "---:" if column.kind == "number" else "---"
