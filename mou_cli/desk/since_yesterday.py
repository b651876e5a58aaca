"""What changed since yesterday: by the calendar, and by what was recorded."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import msgspec

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.history.entry import AGREEMENTS, BEGIN, Entry, RowChange, read_entry, read_step
from mou_cli.agreement.life.computed import Computed
from mou_cli.render.morning_screen import Changed
from mou_cli.session import Session
from mou_cli.vocabulary.statuses import status_label

_DAY = timedelta(1)
# Of a change of so many agreements, as an import is, only their number is told.
_MANY = 10


def passed(was: Computed, now: Computed) -> str:
    """Return in words what a day made of an agreement by itself; nothing where it stands as it stood."""
    if was.status != now.status:
        return f"now {status_label(now.status)}"
    if now.renewals is not None and was.renewals is not None and now.renewals > was.renewals:
        return f"renewed through {format_day(now.in_force_through)}" if now.in_force_through else "renewed"
    return ""


def recorded(session: Session, today: date) -> Iterator[Changed]:
    """Yield what was recorded yesterday and today, the latest first: each agreement and occasion once."""
    met: dict[tuple[str, int], list[tuple[Entry, RowChange]]] = {}
    for entry in _entries(session, today):
        if len(entry.changes) > _MANY:
            yield Changed(0, "", _counted(entry), entry.actor)
            continue
        for change in entry.changes.values():
            met.setdefault(change.place, []).append((entry, change))
    for place, steps in met.items():
        words = _words([change for _, change in steps])
        if words:
            title = _title(session, place, steps[0][1])
            yield Changed(place[1] if place[0] == AGREEMENTS else 0, title, words, _actors(entry for entry, _ in steps))


def _entries(session: Session, today: date) -> Iterator[Entry]:
    # What is recorded bears the time in UTC, where it may be tomorrow already.
    first, last = (today - _DAY).isoformat(), (today + _DAY).isoformat()
    for _, body in session.registry.history.entries(backward=True):
        step = read_step(body)
        if step.at[:10] < first:
            return
        if step.at[:10] <= last and step.op != BEGIN:
            yield read_entry(body)


def _counted(entry: Entry) -> str:
    kinds = [change.kind for change in entry.changes.values()]
    counts = [f"{kinds.count(kind):,} {kind}" for kind in dict.fromkeys(kinds)]
    return f"{', '.join(counts)} by {entry.op}"


def _words(changes: Sequence[RowChange]) -> str:
    # The latest first: what there is of it now, and what came of it since yesterday.
    first, last = changes[-1].kind, changes[0].kind
    if last == "removed":
        return "" if first == "added" else "removed"
    if first == "added" or last != "changed":
        return first
    names = dict.fromkeys(name for change in reversed(changes) for name in _fields(change))
    return f"changed: {', '.join(names)}" if names else "changed"


def _fields(change: RowChange) -> list[str]:
    after = change.after if isinstance(change.after, dict) else {}
    return [name.replace("_", " ") for name in dict.fromkeys((*(change.before or {}), *after))]


def _title(session: Session, place: tuple[str, int], change: RowChange) -> str:
    line = session.registry.history.line(*place)
    fields = msgspec.json.decode(line) if line else change.before or {}
    return str(fields.get("title") or fields.get("name") or fields.get("ref") or "")


def _actors(entries: Iterable[Entry]) -> str:
    return ", ".join(dict.fromkeys(entry.actor for entry in entries))
