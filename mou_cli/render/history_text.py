"""The history on a terminal: who did what and when, and below it what became of which fields."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.history.telling import Difference, Told, ToldRow
from mou_cli.render.safe import safe
from mou_cli.render.tones import DIM, LABEL

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_KIND = {"added": ("+ ", "green"), "removed": ("- ", "red"), "changed": ("", ""), "adopted": ("~ ", "yellow")}
_INDENT = 6
MOST_CELLS = 120


def history_text(told: Sequence[Told], *, room: int, colour: bool) -> str:
    """Return entries as text for a terminal of `room` cells, in their order."""
    from rich.console import Group

    from mou_cli.render.console import to_text

    parts = [part for each in told for part in _entry(each)]
    return to_text(Group(*parts), min(room, MOST_CELLS), colour) if parts else ""


def _entry(told: Told) -> Iterator["Text | Table"]:
    from rich.text import Text

    entry = told.entry
    of = f" of {', '.join(map(str, entry.reverts))}" if entry.reverts else ""
    yield Text.assemble(
        (f"{entry.seq:>4}  ", "bold"),
        (f"{format_day(entry.at[:10])} {entry.at[11:16]}", DIM),
        "  ",
        (safe(entry.actor), LABEL),
        (f" (as {safe(entry.login)})" if entry.login not in ("", entry.actor) else "", DIM),
        "  ",
        (safe(entry.op) + of, "bold"),
        f": {safe(entry.reason)}" if entry.reason else "",
    )
    for row in told.rows:
        yield from _row(row)
    if told.more:
        yield Text(f"{'':{_INDENT}}and {told.more:,} more", style=DIM)


def _row(row: ToldRow) -> Iterator["Text | Table"]:
    from rich.padding import Padding
    from rich.text import Text

    sign, tone = _KIND[row.kind]
    name = Text.assemble((sign, tone), (f"{row.number} ", DIM), safe(row.title), (f"  {safe(row.ref)}", DIM))
    yield Padding(name, (0, 0, 0, _INDENT))  # type: ignore[misc]  # a renderable like the others
    if row.differences:
        yield _grid(row.differences)


def _grid(differences: Sequence[Difference]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=_INDENT)
    grid.add_column(no_wrap=True, max_width=28)
    grid.add_column(overflow="fold")
    for each in differences:
        grid.add_row("", Text(safe(each.field), style=LABEL), _change(each))
    return grid


def _change(each: Difference) -> "Text":
    from rich.text import Text

    before, after = safe(each.before), safe(each.after)
    if before and after:
        return Text.assemble((before, DIM), " → ", after)
    return Text.assemble(("+ ", "green"), after) if after else Text.assemble(("- ", "red"), (before, DIM))
