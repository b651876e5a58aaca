"""What a text yields, on a terminal: the drafts as a table, one draft in full, and the rest as sentences."""

from collections.abc import Iterator, Mapping, Sequence

from mou_cli.render.safe import safe
from mou_cli.render.segments import Segment, join
from mou_cli.render.table import render_table
from mou_cli.render.tones import DIM, LABEL, WARNING_TONE
from mou_cli.render.widths import head, width

_CELLS = 11
_LEAST = 20  # cells beside the label, on whatever terminal


def draft_table(
    names: Sequence[str],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    sentences: Sequence[tuple[str, str]],
    *,
    room: int,
    colour: bool,
) -> str:
    """Return drafts as a table for a terminal of `room` cells, and below it the sentences, each with its label."""
    shown = [place for place in range(len(names)) if place < 2 or any(row[place] for row in rows)]
    table = ""
    if rows:
        cells = [[row[place] or "-" for place in shown] for row in rows]
        kept = [names[place] for place in shown]
        table = render_table(kept, [headings[place] for place in shown], cells, room=room, colour=colour)
    lines = [line for label, text in sentences for line in labelled(label, text, LABEL, room)]
    return table + ("\n" if rows and lines else "") + join(lines, colour=colour)


def draft_card(
    place: str,
    fields: Mapping[str, str],
    likes: Sequence[str],
    remarks: Sequence[str],
    *,
    room: int,
    colour: bool,
) -> str:
    """Return one draft in full for a terminal of `room` cells: its fields by name, what is like it, what to look at.

    `place` says which of how many it is.
    """
    lines: list[list[Segment]] = [[(place, DIM)]]
    for name, text in fields.items():
        lines += labelled(name, text, LABEL, room) if text else []
    for text in likes:
        lines += labelled("is there", text, WARNING_TONE, room)
    for text in remarks:
        lines += labelled("look at", text, WARNING_TONE, room)
    return "\n" + join(lines, colour=colour)


def labelled(label: str, text: str, tone: str, room: int) -> Iterator[list[Segment]]:
    """Yield the lines of a text beside its label, wrapped at words to `room` cells under the text's own edge."""
    for place, line in enumerate(_wrapped(safe(text), max(room - _CELLS, _LEAST))):
        yield [(f"{'' if place else label:<{_CELLS}}", tone), (line, "")]


def _wrapped(text: str, cells: int) -> Iterator[str]:
    while width(text) > cells:
        line = head(text, cells)
        space = line.rfind(" ") if text[len(line)] != " " else len(line)
        line = line[:space] if space > 0 else line
        yield line.rstrip()
        text = text[len(line) :].lstrip()
    yield text
