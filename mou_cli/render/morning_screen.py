"""The desk's morning as one screen: what is overdue, what is due soon, what waits, and how much there is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from rich.text import Text

from mou_cli.render.console import to_text
from mou_cli.render.due_table import Row, when_tone, when_words
from mou_cli.render.safe import safe
from mou_cli.render.tones import DIM, status_tone
from mou_cli.render.widths import cut, cut_middle, width
from mou_cli.vocabulary.statuses import status_label

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ROOMY = 84  # cells from which an item and its agreement stand side by side
_LEAST = 3  # lines that each part may take however low the screen


class Waiting(NamedTuple):
    """An agreement that is not signed yet."""

    number: int
    title: str
    parties: Sequence[Any]
    status: str


class Changed(NamedTuple):
    """An agreement that is not as it was yesterday: its number (0: none) and title, what changed, and who did it."""

    number: int
    title: str
    words: str
    actor: str = ""


class Morning(NamedTuple):
    """What there is to see: deadlines, drafts, what changed, how many have waited for longer than a year, counts."""

    today: date
    place: str
    overdue: Sequence[Row]
    soon: Sequence[Row]
    drafts: Sequence[Waiting]
    changed: Sequence[Changed]
    late: int
    agreements: int
    statuses: Mapping[str, int]
    occasions: int


def morning_screen(morning: Morning, *, room: int, height: int, colour: bool) -> str:
    """Return the screen as text for a terminal of `room` cells by `height` lines; what does not fit is counted."""
    lines: list[Text] = [_head(morning, room), *_counts(morning, room), Text("")]
    parts: list[tuple[str, Sequence[list[Text]]]] = [
        ("Overdue", [_item(row, room) for row in morning.overdue]),
        ("Due within 30 days", [_item(row, room) for row in morning.soon]),
        ("Drafts waiting", [_draft(each, room) for each in morning.drafts]),
        ("Since yesterday", _changes(morning.changed, room)),
    ]
    shown = [(label, items) for label, items in parts if items]
    left = height - len(lines) - 4 - (2 if morning.late else 0) - 2 * len(shown)
    for (label, items), most in zip(shown, _shares([items for _, items in shown], left), strict=True):
        lines += [*_part(label, items, most), Text("")]
    if not morning.agreements:
        lines += [Text("The registry is empty: mou add records the first agreement."), Text("")]
    elif not (morning.overdue or morning.soon):
        lines += [Text("Nothing is due within 30 days.", style="green"), Text("")]
    if morning.late:
        lines += [_late(morning.late, room), Text("")]
    lines.append(Text(cut("mou due · mou list · mou add · mou --help", room), style=DIM))
    return "".join(to_text(line, room, colour) for line in lines)


def _head(morning: Morning, room: int) -> Text:
    day = morning.today
    text = Text(f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}", style="bold")
    place = safe(morning.place)
    gap = room - len(text.plain) - width(place)
    if gap < 2:
        place = cut_middle(place, max(room - len(text.plain) - 2, 8))
        gap = 2
    return text.append(" " * gap + place, style=f"not bold {DIM}")


def _counts(morning: Morning, room: int) -> Iterator[Text]:
    text = Text(_many(morning.agreements, "agreement"))
    for place, (status, count) in enumerate(sorted(morning.statuses.items(), key=lambda item: -item[1])):
        text.append(": " if not place else " · ")
        text.append(f"{count:,} {status_label(status)}", style=status_tone(status))
    if morning.occasions:
        text.append(f"; {_many(morning.occasions, 'occasion')}")
    yield from text.wrap(_console(room), room)


def _console(room: int) -> Any:
    import sys

    from mou_cli.render.console import make_console

    return make_console(sys.stdout, room, False)


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _item(row: Row, room: int) -> list[Text]:
    when = Text(f"  {when_words(row.due, row.days):<14} ", style=when_tone(row.due, row.days))
    left = room - len(when.plain)
    act = safe(row.due.act)
    named = safe(" ".join(filter(None, (row.number or row.ref, row.title))))
    if room >= _ROOMY:
        side = left * 2 // 5
        first = cut(act, left - side - 2)
        return [when + Text(first + " " * (left - side - width(first))) + Text(cut_middle(named, side), style=DIM)]
    return [when + Text(cut(act, left)), Text(" " * len(when.plain) + cut_middle(named, left), style=DIM)]


def _draft(each: Waiting, room: int) -> list[Text]:
    parties = " · ".join(dict.fromkeys(party.code or party.name for party in each.parties))
    start = f"  {each.number:>5}  "
    title = cut_middle(safe(each.title), max(room - len(start) - width(safe(parties)) - 2, 16))
    return [
        Text(start, style=DIM) + Text(title) + Text(f"  {safe(parties)}"[: max(room - len(start) - width(title), 0)])
    ]


def _changes(changed: Sequence[Changed], room: int) -> list[list[Text]]:
    left = room - 9
    longest = max((width(safe(each.title)) for each in changed), default=0)
    cells = min(longest, left * 3 // 5)
    return [[_change(each, cells, left)] for each in changed]


def _change(each: Changed, cells: int, left: int) -> Text:
    text = Text(f"  {each.number or '':>5}  ", style=DIM)
    if each.title:
        title = cut_middle(safe(each.title), cells)
        text.append(title + " " * (cells - width(title) + 2), style="not dim")
        left -= cells + 2
    words = cut(safe(each.words), left)
    text.append(words, style="not dim bold")
    actor = f"  {safe(each.actor)}"
    return text.append(actor) if each.actor and width(words) + width(actor) <= left else text


def _shares(parts: Sequence[Sequence[list[Text]]], left: int) -> list[int]:
    # Each part gets what it needs as long as there is room, the first ones first, but none less than a few lines.
    needs = [sum(map(len, items)) for items in parts]
    shares = []
    for place, need in enumerate(needs):
        kept = sum(min(later, _LEAST) for later in needs[place + 1 :])
        share = min(need, max(left - kept, _LEAST))
        shares.append(share)
        left -= share
    return shares


def _part(label: str, items: Sequence[list[Text]], most: int) -> Iterator[Text]:
    yield Text(label, style="bold") + Text(f"  {len(items):,}", style=DIM)
    if sum(map(len, items)) <= most:
        yield from (line for item in items for line in item)
        return
    used = shown = 0
    for item in items:
        if used + len(item) > most - 1:
            break
        yield from item
        used += len(item)
        shown += 1
    yield Text(f"  and {len(items) - shown:,} more", style=DIM)


def _late(count: int, room: int) -> Text:
    have = "that was signed over a year ago is" if count == 1 else "that were signed over a year ago are"
    return Text(cut(f"{count:,} {have} not in force yet", room), style="yellow")
