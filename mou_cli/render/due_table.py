"""What is due, on a terminal: a table where there is room for one, else an entry of a few lines for each."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.table import Table
from rich.text import Text

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.edtf import is_partial
from mou_cli.agreement.due import COMMITMENT, LEAVES, NOT_IN_FORCE, TARGET, Due
from mou_cli.agreement.life.deadlines import ENDS, LAST_NOTICE_DAY, NOTICE_OPENS, RENEWAL
from mou_cli.render.console import to_text
from mou_cli.render.safe import safe
from mou_cli.render.table import RULE, two_lines
from mou_cli.render.tones import DIM
from mou_cli.render.widths import cut, width

_WHAT = {
    LAST_NOTICE_DAY: "last notice day",
    NOTICE_OPENS: "notice window opens",
    RENEWAL: "renewal to agree",
    ENDS: "ends",
    LEAVES: "leaves",
    COMMITMENT: "commitment",
    TARGET: "target",
    NOT_IN_FORCE: "not in force",
}
_ROOMY = 96  # cells from which a table reads better than entries
_SOON = 14
_YEAR = 365
_WHAT_CELLS, _WHAT_CELLS_TIGHT = 30, 20
_ROOM_FOR_DATES = 130


class Row(NamedTuple):
    """One line of what is due: `days` left (below zero: overdue), and the agreement's number, reference and title."""

    due: Due
    days: int
    number: str
    ref: str
    title: str
    parties: Sequence[Any]


def due_table(rows: Sequence[Row], *, room: int, colour: bool) -> str:
    """Return what is due as text for a terminal of `room` cells, in the order of `rows`."""
    return to_text(_table(rows, room) if room >= _ROOMY else _entries(rows, room), room, colour)


def when_words(due: Due, days: int) -> str:
    """Return in words how long there is still: `in 54 days`, `within 40 days` of a day that is known in part,
    `overdue 12 d`; for what waits, how long it has."""
    if due.kind == NOT_IN_FORCE:
        waited = _YEAR - days
        return f"waits {waited} d" if waited < 2 * _YEAR else f"waits {int(waited / 365.2425)} years"
    if days < 0:
        return f"overdue {-days:,} d"
    if is_partial(due.when) and days:
        return f"within {days:,} day{'' if days == 1 else 's'}"  # at some time until then
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days:,} days")


def when_tone(due: Due, days: int) -> str:
    """Return the style of these words: red for what is overdue, bold for what is near."""
    if due.kind == NOT_IN_FORCE:
        return "yellow"
    return "red" if due.overdue or days < 0 else "bold yellow" if days <= _SOON else ""


def what_words(due: Due) -> str:
    """Return what is due in words: `commitment 3 (PK: Planning Minister)`."""
    number = f" {due.id}" if due.id else ""
    who = f" ({due.who})" if due.who else ""
    return f"{_WHAT[due.kind]}{number}{who}"


def _when(row: Row, dated: bool) -> Text:
    text = Text(when_words(row.due, row.days), style=when_tone(row.due, row.days))
    if dated and row.due.kind != NOT_IN_FORCE:
        text.append(f"\n{format_day(row.due.when)}", style=f"not bold {DIM} default")
    return text


def _agreement(row: Row, cells: int) -> Text:
    parties = safe(_codes(row.parties))
    title = safe(row.title)
    lines = two_lines(title, cells)
    text = Text("\n".join(lines))
    if parties:
        room = cells - width(lines[-1]) - 2
        text.append(("  " if width(parties) <= room else "\n") + cut(parties, cells), style=DIM)
    return text


def _codes(parties: Sequence[Any]) -> str:
    return " · ".join(dict.fromkeys(party.code or party.name for party in parties))


def _table(rows: Sequence[Row], room: int) -> Table:
    dates = room >= _ROOM_FOR_DATES
    heads = ("When", *(("Date",) if dates else ()), "What", "No", "Agreement", "What to do")
    columns = [[_when(row, not dates), *_date(row, dates), _what(row), Text(row.number, style=DIM)] for row in rows]
    fixed = [max(width(heads[place]), *(_longest(row[place]) for row in columns)) for place in range(len(heads) - 2)]
    what = len(fixed) - 2
    fixed[what] = min(fixed[what], _WHAT_CELLS if dates else _WHAT_CELLS_TIGHT)
    rest = room - sum(fixed) - 2 * (len(heads) - 1)
    widths = [*fixed, rest // 2, rest - rest // 2]
    table = Table(box=RULE, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.border_style = DIM
    for head, cells in zip(heads, widths, strict=True):
        table.add_column(Text(head), width=cells, justify="right" if head == "No" else "left", overflow="fold")
    for row, first in zip(rows, columns, strict=True):
        table.add_row(*first, _agreement(row, widths[-2]), Text(safe(row.due.act)))
    return table


def _date(row: Row, dates: bool) -> list[Text]:
    shown = "" if row.due.kind == NOT_IN_FORCE else format_day(row.due.when)
    return [Text(shown, style=DIM)] if dates else []


def _what(row: Row) -> Text:
    return Text(safe(what_words(row.due)))


def _longest(text: Text) -> int:
    return max(map(width, text.plain.split("\n")))


def _entries(rows: Sequence[Row], room: int) -> Table:
    leads = [_when(row, True) for row in rows]
    lead = max(map(_longest, leads))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=lead, no_wrap=True)
    body = max(room - lead - 2, 12)
    table.add_column(width=body, overflow="fold")
    for row, when in zip(rows, leads, strict=True):
        what = _what(row)
        what.stylize("bold")
        named = Text(f"{row.number} " if row.number else "", style=DIM) + _agreement(row, body - len(row.number) - 1)
        table.add_row(when, Text("\n").join((what, named, Text(safe(row.due.act)))))
    return table
