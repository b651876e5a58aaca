"""Attached files on a terminal."""

from collections.abc import Sequence
from typing import NamedTuple

from mou_cli.render.file_words import kind_words, size_words
from mou_cli.render.table import render_table
from mou_cli.render.tones import WARNING_TONE

_DIGITS = 12
_PRESENT = "present"
_COLUMNS = (
    ("no", "No"),
    ("nth", "#"),
    ("name", "Name"),
    ("size", "Size"),
    ("media", "Type"),
    ("sha256", "SHA-256"),
    ("standing", "State"),
)


class Row(NamedTuple):
    """A file: of which agreement, its number there, name, media type, bytes, hash, and how its bytes stand."""

    number: int
    place: int
    name: str
    media_type: str
    size: int
    sha256: str
    how: str


def attachment_table(rows: Sequence[Row], *, room: int, colour: bool) -> str:
    """Return files as a table for a terminal of `room` cells, in the order given; what is amiss stands out."""
    several = len({row.number for row in rows}) > 1
    columns = _COLUMNS if several else _COLUMNS[1:]
    cells = [
        [
            str(r.number),
            str(r.place),
            r.name,
            size_words(r.size) or "-",
            kind_words(r.media_type),
            r.sha256[:_DIGITS],
            r.how,
        ]
        for r in rows
    ]
    return render_table(
        [name for name, _ in columns],
        [heading for _, heading in columns],
        [row if several else row[1:] for row in cells],
        room=room,
        colour=colour,
        tones=["" if row.how == _PRESENT else WARNING_TONE for row in rows],
    )
