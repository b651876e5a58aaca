"""Commitments and targets on a terminal, under the agreement or the occasion where they were promised."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mou_cli.agreement.amounts import amount_words
from mou_cli.agreement.model import Commitment, Target
from mou_cli.agreement.promises import Progress, is_open, latest, occurrences, progress
from mou_cli.agreement.repeat_words import repeat_words
from mou_cli.agreement.wording import day, said_by
from mou_cli.render.card import dotted
from mou_cli.render.console import to_text
from mou_cli.render.safe import safe
from mou_cli.render.tones import DIM, commitment_tone
from mou_cli.render.widths import cut, width

_ROOMY = 96
_INDENT = 4
_BAR, _SHORT_BAR = 24, 12
_FULL, _REST, _MARK = "█", "─", "│"


class Promised(NamedTuple):
    """An agreement (or an occasion: number 0) and what was promised in it."""

    number: int
    ref: str
    title: str
    parties: Sequence[Any]
    commitments: Sequence[Commitment]
    targets: Sequence[Target]


def commitments_text(promised: Iterable[Promised], today: date, *, room: int, colour: bool) -> str:
    """Return commitments as text for a terminal of `room` cells."""
    promised = list(promised)
    parts: list[RenderableType] = []
    longest = max((width(line) for each in promised for item in each.commitments for line in _lines(item)), default=0)
    for each in promised:
        table = _grid(room, with_side=room >= _ROOMY, longest=longest)
        for item in each.commitments:
            _add_commitment(table, item, today, with_side=room >= _ROOMY)
        parts += [_heading(each, room), table]
    return to_text(Group(*parts), room, colour)


def targets_text(promised: Iterable[Promised], today: date, *, room: int, colour: bool) -> str:
    """Return targets as text for a terminal of `room` cells: for each deadline a bar, with a mark where the line is."""
    parts: list[RenderableType] = []
    for each in promised:
        table = _grid(room, with_side=False)
        for target in each.targets:
            table.add_row(Text(str(target.id or "")), _aim(target, today))
            table.add_row("", _ways(target, today, room - _INDENT - 2))
        parts += [_heading(each, room), table]
    return to_text(Group(*parts), room, colour)


def bar(share: float | None, line: float | None, cells: int) -> str:
    """Return a bar of so many cells: full up to `share` (0 to 1), with a mark at `line` where the straight line is."""
    full = round(min(max(share or 0.0, 0.0), 1.0) * cells)
    drawn = [_FULL] * full + [_REST] * (cells - full)
    if line is not None:
        drawn[min(int(line * cells), cells - 1)] = _MARK
    return "".join(drawn)


def _heading(each: Promised, room: int) -> Text:
    named = str(each.number or each.ref)
    parties = " · ".join(dict.fromkeys(party.code or party.name for party in each.parties))
    left = max(room - width(named) - 2, 12)
    text = Text(named, style=DIM) + Text("  ") + Text(cut(safe(each.title), left), style="bold not dim")
    if width(safe(each.title)) + 2 + width(parties) <= left:
        text.append(f"  {safe(parties)}", style=DIM)
    return text


def _grid(room: int, *, with_side: bool, longest: int = 0) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    table.add_column(width=_INDENT, justify="right")
    body = room - _INDENT - 2
    side = body * 2 // 5 if with_side else 0
    text = body - side - (2 if side else 0)
    table.add_column(width=min(text, longest) if side else text, overflow="fold")
    if side:
        table.add_column(width=side, overflow="fold")
    return table


def _lines(item: Commitment) -> list[str]:
    return [safe(" ".join(text.split())) for text in (item.text or "-", item.progress, item.note) if text]


def _add_commitment(table: Table, item: Commitment, today: date, *, with_side: bool) -> None:
    dropped = item.status == "dropped"
    first, *rest = _lines(item)
    text = Text(first, style="strike" if dropped else "")
    for more in rest:
        text.append(f"\n{more}", style=f"not strike {DIM}")
    state = _state(item, today)
    who = " and ".join(filter(None, (item.lead, item.counterpart)))
    if who:
        state.append("\n" + safe(who), style=DIM)
    number = Text(str(item.id or ""))
    if with_side:
        table.add_row(number, text, state)
    else:
        table.add_row(number, Text("\n").join((text, state)))


def _state(item: Commitment, today: date) -> Text:
    if not is_open(item):
        when = f"{item.status} {day(item.done)}" if item.done else item.status
        return Text(safe(dotted((when, item.area))), style=commitment_tone(item.status))
    due = occurrences(item, today, date.max)
    text = Text()
    if due:
        left = (due[0].last - today).days
        text.append(f"due {day(due[0].text)}")
        text.append(f" · {_left(left)}", style="red" if left < 0 else "bold yellow" if left <= 14 else "")
    status = item.status if item.status != "open" else ""
    done = f"last {day(item.done)}" if item.done and item.repeats else ""
    rest = dotted((status, repeat_words(item.repeats) if item.repeats else "", done, item.area))
    text.append((" · " if due and rest else "") + safe(rest), style=commitment_tone(item.status))
    return text if text.plain else Text("no date is known", style=DIM)


def _left(days: int) -> str:
    if days < 0:
        return f"overdue {-days:,} d"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days:,} days")


def _aim(target: Target, today: date) -> Text:
    start, seen = target.baseline, latest(target, today)
    goal = amount_words(target.value, target.unit) if target.value is not None else ""
    text = Text(safe(": ".join(filter(None, (target.metric, goal)))))
    began = f"from {amount_words(start.value)}{_on(start.date)}" if start else ""
    now = f"now {amount_words(seen.value)}{_on(seen.date)}" if seen else "nothing is observed yet"
    text.append("\n" + safe(dotted((began, now, said_by(seen.source) if seen else ""))), style=DIM)
    return text


def _on(text: str) -> str:
    return f" ({day(text)})" if text else ""


def _ways(target: Target, today: date, room: int) -> Table:
    cells = _BAR if room >= 72 else _SHORT_BAR
    table = Table.grid(padding=(0, 2, 0, 0))
    ways = progress(target, today)
    table.add_column(max_width=max(room // 3, 12), overflow="fold")
    table.add_column(width=cells, no_wrap=True)
    table.add_column(overflow="fold")
    for way in ways:
        by = Text(f"by {day(way.deadline)}" if way.deadline else "no deadline")
        if way.said_by:
            by.append(f"\n{safe(said_by(way.said_by))}", style=DIM)
        shown = Text(bar(way.share, way.line, cells), style=_tone(way)) if way.share is not None or way.line else ""
        table.add_row(by, shown, Text(safe(_words(way, target))))
    return table


def _tone(way: Progress) -> str:
    if way.reached or (way.ahead is not None and way.ahead >= 0):
        return "green"
    return "yellow" if way.ahead is None else "red"


def _words(way: Progress, target: Target) -> str:
    return ", ".join(_clauses(way, target))


def _clauses(way: Progress, target: Target) -> Iterator[str]:
    if way.reached:
        yield "reached"
    if way.share is not None:
        yield f"{way.share:.0%} of the way"
    if way.reached or way.line is None or way.expected is None:
        return
    if way.ahead is None:
        yield f"the straight line is at {way.line:.0%}, {amount_words(_rough(way.expected), target.unit)}"
        return
    yield f"{way.line:.0%} on the straight line"
    yield f"{amount_words(_rough(abs(way.ahead)), target.unit)} {'ahead' if way.ahead >= 0 else 'behind'}"


def _rough(value: float) -> float | int:
    # Three digits say as much as a straight line can.
    rounded = float(f"{value:.3g}")
    return int(rounded) if rounded.is_integer() else rounded
