"""A card as text: wrapped and in colour for a terminal, whole and plain for everything else."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mou_cli.render.card import WARNING, Block, Card, Line, dotted
from mou_cli.render.safe import safe
from mou_cli.render.tones import DIM, LABEL, WARNING_TONE
from mou_cli.render.widths import pad, width

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

LABEL_CELLS = 14
MOST_CELLS = 110  # longer lines are hard to follow
_INDENT = "  "


def card_text(card: Card, *, room: int | None = None, colour: bool = False) -> str:
    """Return a card as text.

    `room` is the width of a terminal in cells, to which lines are wrapped; None stands for a file or a pipe: nothing
    is wrapped, cut or coloured, and what a card says is the same.
    """
    return _plain(card) if room is None else _drawn(card, min(room, MOST_CELLS), colour)


def cards_text(cards: Sequence[Card], *, room: int | None = None, colour: bool = False) -> str:
    """Return several cards one below the other, apart by an empty line; see card_text()."""
    return "\n".join(card_text(card, room=room, colour=colour) for card in cards)


def _plain(card: Card) -> str:
    lines = [safe(card.title), safe(dotted((*card.place, card.badge)))]
    for block in card.blocks:
        lines += [""] if block.apart else []
        body = list(_plain_body(block))
        lines += [pad(block.label if place == 0 else "", LABEL_CELLS) + text for place, text in enumerate(body)]
    return "".join(line.rstrip() + "\n" for line in lines)


def _plain_body(block: Block) -> Iterator[str]:
    lead = _lead_cells(block)
    for line in block.lines:
        first, *more = safe(line.text, lines=line.keeps_lines).split("\n")
        start = pad(safe(line.lead), lead) + _INDENT * line.depth
        aside = safe(line.aside)
        yield start + (f"{first}  ({aside})" if first and aside else first or aside)
        yield from (" " * width(start) + each for each in more)


def _lead_cells(block: Block) -> int:
    longest = max(width(safe(line.lead)) for line in block.lines)
    return longest + 2 if longest else 0


def _drawn(card: Card, room: int, colour: bool) -> str:
    from rich.console import Group
    from rich.rule import Rule
    from rich.text import Text

    from mou_cli.render.console import to_text

    table = _grid((LABEL_CELLS, None))
    for block in card.blocks:
        if block.apart:
            table.add_row("", "")
        table.add_row(Text(block.label, style=LABEL), _body(block, colour))
    drawn = Group(Text(safe(card.title), style="bold"), _place(card), Rule(style=DIM), table)
    return to_text(drawn, room, colour)


def _grid(columns: Sequence[int | None]) -> "Table":
    from rich.table import Table

    table = Table.grid(padding=0, expand=True)
    for cells in columns:
        table.add_column(width=cells, ratio=None if cells else 1, overflow="fold")
    return table


def _place(card: Card) -> "Text":
    from rich.text import Text

    line = Text(safe(dotted(card.place)), style=DIM)
    if card.badge:
        line.append("  ")
        line.append(f" {safe(card.badge)} ", style=f"reverse not dim {card.badge_tone}")
    return line


def _body(block: Block, colour: bool) -> "Table":
    from rich.text import Text

    lead = _lead_cells(block)
    table = _grid((lead, None) if lead else (None,))
    for line in block.lines:
        first = [Text(safe(line.lead), style=DIM)] if lead else []
        table.add_row(*first, _spoken(line, colour))
    return table


def _spoken(line: Line, colour: bool) -> "Text | Table":
    from rich.text import Text

    tone = WARNING_TONE if line.tone == WARNING else line.tone
    text = Text(safe(line.text, lines=line.keeps_lines), style=tone)
    if line.aside:
        # Without grey, brackets set it apart, as in a pipe.
        aside = safe(line.aside) if colour or not line.text else f"({safe(line.aside)})"
        text.append(("  " if line.text else "") + aside, style=f"not strike {DIM}")
    if not line.depth:
        return text
    indented = _grid((len(_INDENT) * line.depth, None))
    indented.add_row("", text)
    return indented
