"""What a text yields, on a terminal: the drafts as a table, one draft in full, and the rest as sentences."""

from collections.abc import Mapping, Sequence

from mou_cli.render.safe import safe
from mou_cli.render.segments import Segment, join
from mou_cli.render.table import render_table
from mou_cli.render.tones import DIM, LABEL, WARNING_TONE

_CELLS = 11


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
    lines: list[list[Segment]] = [[(f"{label:<{_CELLS}}", LABEL), (safe(text), "")] for label, text in sentences]
    return table + ("\n" if rows and lines else "") + join(lines, colour=colour)


def draft_card(
    number: int, count: int, fields: Mapping[str, str], likes: Sequence[str], remarks: Sequence[str], *, colour: bool
) -> str:
    """Return one draft in full: its fields by name, what is like it, what to look at."""
    lines: list[list[Segment]] = [[(f"{number} of {count}", DIM)]]
    lines += [[(f"{name:<{_CELLS}}", LABEL), (safe(text), "")] for name, text in fields.items() if text]
    lines += [[(f"{'is there':<{_CELLS}}", WARNING_TONE), (safe(text), "")] for text in likes]
    lines += [[(f"{'look at':<{_CELLS}}", WARNING_TONE), (safe(text), "")] for text in remarks]
    return "\n" + join(lines, colour=colour)
