"""What collides, side by side: what it was, what it is here, and what it is in the other copy."""

from collections.abc import Iterable, Sequence

from mou_cli.render.safe import safe
from mou_cli.render.tones import DIM, LABEL

MOST_CELLS = 120


def side_by_side(head: str, rows: Iterable[tuple[str, Sequence[str]]], *, room: int, colour: bool) -> str:
    """Return collisions as a table for a terminal of `room` cells.

    `head` stands above it; `rows` are what collides and three texts: before, ours, theirs. Nothing is cut off.
    """
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from mou_cli.render.console import to_text
    from mou_cli.render.table import RULE

    table = Table(box=RULE, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.border_style = DIM
    for heading, share in (("What", 3), ("Before", 4), ("Ours", 4), ("Theirs", 4)):
        table.add_column(Text(heading), ratio=share, overflow="fold")
    table.expand = True
    for what, texts in rows:
        table.add_row(
            Text(safe(what), style=LABEL), *(Text(safe(text), style="" if text != "-" else DIM) for text in texts)
        )
    return to_text(Group(Text(safe(head), style="bold"), table), min(room, MOST_CELLS), colour)
