"""Tables for a terminal, by Rich: one rule under the headings, titles on two lines at most, statuses in colour."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rich.box import Box
from rich.table import Table
from rich.text import Text

from mou_cli.render.console import to_text
from mou_cli.render.layout import GAP, fit, look
from mou_cli.render.safe import safe
from mou_cli.render.tones import DIM, label_tones
from mou_cli.render.widths import cut, cut_middle, head, width

# One rule under the headings, nothing else.
RULE = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def render_table(
    names: Sequence[str],
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    room: int,
    colour: bool,
    header: bool = True,
    droppable: bool = True,
    tones: Sequence[str] = (),
) -> str:
    """Return a table as text for a terminal of `room` cells.

    `names` say how each column behaves (layout.look) and which is the status; `headings` and `rows` are words for
    people, taken as text, never as markup. `droppable` allows the least important columns to be left out where there
    is no room for them; `header` wants headings; `tones` are styles of whole rows, one for each.
    """
    cells = [[safe(cell) for cell in row] for row in rows]
    least = list(headings) if header else [""] * len(headings)
    natural = [max(width(row[place]) for row in [least, *cells]) for place in range(len(names))]
    widths = fit(names, natural, room, droppable=droppable)
    kept = [place for place, wide in enumerate(widths) if wide]
    table = _frame([names[p] for p in kept], [headings[p] for p in kept], [widths[p] for p in kept], header)
    for row, tone in zip_longest(cells, tones, fillvalue=""):
        table.add_row(*(_cell(names[place], row[place], widths[place]) for place in kept), style=tone)
    return to_text(table, max(room, sum(widths) + GAP * len(kept)), colour)


def _frame(names: Sequence[str], headings: Sequence[str], widths: Sequence[int], header: bool) -> Table:
    table = Table(box=RULE, show_header=header, show_edge=False, pad_edge=False, padding=0, header_style="bold")
    table.border_style = DIM
    table.padding = (0, 1, 0, 0)  # with the box's own blank between columns: a gap of two
    for name, heading, wide in zip(names, headings, widths, strict=True):
        side = "right" if look(name).right else "left"
        table.add_column(Text(cut(heading, wide)), justify=side, width=wide, no_wrap=True)  # type: ignore[arg-type]
    return table


def _cell(name: str, text: str, cells: int) -> Text:
    if look(name).wraps:
        return Text("\n".join(two_lines(text, cells)), overflow="crop")
    shown = Text(cut(text, cells), overflow="crop")
    if name == "status":
        shown.stylize(label_tones().get(text, ""))
    elif text == "-":
        shown.stylize(DIM)
    return shown


def two_lines(text: str, cells: int) -> list[str]:
    """Return `text` on one line or two of `cells` cells each; of a longer one the middle of the second line goes."""
    if width(text) <= cells:
        return [text]
    first = head(text, cells)
    if text[len(first)] != " ":
        space = first.rfind(" ", len(first) // 2)
        first = first[:space] if space > 0 else first
    return [first.rstrip(), cut_middle(text[len(first) :].lstrip(), cells)]
