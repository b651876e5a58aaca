"""The desk's morning: what `mou` alone shows on a terminal, on one screen."""

import os
from collections import Counter
from datetime import timedelta

from mou_cli.agreement.due import NOT_IN_FORCE
from mou_cli.agreement.glimpse import Glimpse
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.query.query import Query
from mou_cli.desk.reminding import days_left, gather
from mou_cli.desk.since_yesterday import passed, recorded
from mou_cli.render.console import page
from mou_cli.render.due_table import Row
from mou_cli.render.morning_screen import Changed, Morning, Waiting, morning_screen
from mou_cli.session import Session
from mou_cli.settings.places import is_address

_AHEAD, _DAY = timedelta(30), timedelta(1)
# In a larger registry statuses are left uncounted: a morning should not begin with waiting.
_COUNTED = 2000
_LINES = 24
# What has not been signed yet, and so waits for somebody.
_BEFORE_SIGNATURE = ("draft", "initialled")


def has_registry(session: Session) -> bool:
    """Say whether there is a registry to look at: a server's is taken to be there."""
    return is_address(session.location) or os.path.exists(os.path.expanduser(session.location))


def show_morning(session: Session) -> None:
    """Write the screen: what is overdue and due within 30 days, drafts, what changed since yesterday, the counts."""
    today = session.moment.today
    found = gather(session, Query(), today + _AHEAD)
    rows = [Row(e.due, days_left(e.due, today), str(e.number or ""), e.ref, e.title, e.parties) for e in found]
    deadlines = [row for row in rows if row.due.kind != NOT_IN_FORCE]
    drafts, counts, passed = _standing(session)
    morning = Morning(
        today=today,
        place=session.place,
        overdue=[row for row in deadlines if row.due.overdue],
        # What is due at some time of a year may be due within 30 days, or not: that is for `mou due`.
        soon=[row for row in deadlines if not row.due.overdue and row.days <= _AHEAD.days],
        drafts=drafts,
        changed=[*passed, *recorded(session, today)],
        late=len(rows) - len(deadlines),
        agreements=session.registry.count(),
        statuses=counts,
        occasions=len(session.registry.occasions()),
    )
    page(morning_screen(morning, room=session.width, height=_height(session), colour=session.colour))


def _standing(session: Session) -> tuple[list[Waiting], Counter[str], list[Changed]]:
    every = session.registry.count() <= _COUNTED
    yesterday = session.moment._replace(today=session.moment.today - _DAY)

    def look(glimpse: Glimpse) -> tuple[str, str] | None:
        # Of those that are signed, a large registry need not know how they stand.
        if glimpse.signed and not every:
            return None
        now = compute(glimpse.agreement, session.moment)
        return now.status, passed(compute(glimpse.agreement, yesterday), now) if every else ""

    drafts: list[Waiting] = []
    counts: Counter[str] = Counter()
    changed: list[Changed] = []
    for number, some, found in session.registry.skim(Glimpse, look):
        status, news = found or ("", "")
        counts[status] += 1
        if status in _BEFORE_SIGNATURE:
            drafts.append(Waiting(number, some.title, some.parties, status))
        if news:
            changed.append(Changed(number, some.title, news))
    return drafts, counts if every else Counter(), changed


def _height(session: Session) -> int:
    asked = os.environ.get("LINES", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(session.out.fileno()).lines or _LINES
    except (OSError, ValueError):
        return _LINES
