"""The steps in an agreement's life, on a terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from mou_cli.agreement.dates.durations import format_duration
from mou_cli.agreement.wording import day, place_words
from mou_cli.render.card import dotted
from mou_cli.render.table import render_table


def event_table(events: Sequence[Mapping[str, Any]], *, room: int, colour: bool) -> str:
    """Return `events` (raw fields) as a table for a terminal of `room` cells, in the order given."""
    rows = [(_text(event, "date", day) or "day unknown", *_said(event), _note(event)) for event in events]
    names, headings = ("date", "label", "parties", "notes"), ("Date", "What happened", "By", "More")
    kept = [0, 1, *(place for place in (2, 3) if any(row[place] for row in rows))]
    return render_table(
        [names[place] for place in kept],
        [headings[place] for place in kept],
        [[row[place] or "-" for place in kept] for row in rows],
        room=room,
        colour=colour,
        droppable=False,
    )


def _said(event: Mapping[str, Any]) -> tuple[str, str]:
    kind = str(event.get("kind") or "").replace("-", " ")
    until = f"until {_text(event, 'until', day)}" if event.get("until") else ""
    adds = f"adds {_text(event, 'adds', format_duration)}" if event.get("adds") else ""
    return dotted((kind, until, adds)), _text(event, "party", place_words)


def _note(event: Mapping[str, Any]) -> str:
    known = f"known since {_text(event, 'known', day)}" if event.get("known") else ""
    by = f"by {event['by']}" if event.get("by") else ""
    return dotted((by, known, " ".join(str(event.get("note") or "").split())))


def _text(event: Mapping[str, Any], name: str, words: Any) -> str:
    value = event.get(name)
    return str(words(str(value))) if value else ""
