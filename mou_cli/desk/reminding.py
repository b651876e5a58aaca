"""What is due: gathered over a registry's agreements and occasions, and shown as a table, as text or as data."""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.columns import SEPARATOR
from mou_cli.agreement.dates.durations import add, parse_duration, split_duration
from mou_cli.agreement.due import Due, due_of, promises_due
from mou_cli.agreement.glance import Glance
from mou_cli.agreement.glimpse import Glimpse, Side
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.errors import Finding, Usage
from mou_cli.session import Session

USUAL = "90d"
TERMINAL_ROWS = 50


class Reminder(NamedTuple):
    """Something due, and the agreement (or the occasion: `number` 0) whose matter it is, in the order of a list."""

    order: int
    number: int
    ref: str
    due: Due
    title: str
    parties: Sequence[Any]


class Asked(NamedTuple):
    """What `mou due` is asked: how far ahead, in which form, at most how many (None: not said, 0: all)."""

    within: str = USUAL
    form: str | None = None
    limit: int | None = None
    check: bool = False


def show_due(session: Session, query: Query, asked: Asked) -> None:
    """Write what is due; with `check`, raise Finding where anything is."""
    form = asked.form or ("table" if session.on_terminal else "tsv")
    if form not in _FORMS:
        raise Usage(f"there is no format {form!r} here", "take table, tsv or json")
    found = gather(session, query, horizon_of(session.moment.today, asked.within))
    limit = asked.limit if asked.limit is not None else TERMINAL_ROWS if form == "table" else 0
    _FORMS[form](session, found[: limit or None], asked)
    if limit and len(found) > limit:
        from mou_cli.render.console import say

        session.out.flush()
        say(f"{len(found) - limit:,} more; --limit 0 shows all")
    if asked.check and found:
        session.out.flush()
        raise Finding(_counted(found), "")


def horizon_of(today: date, within: str) -> date:
    """Return the last day that is looked at: `within` is a period from today, 0 today alone."""
    if within.strip().lower() in ("0", "0d"):
        return today
    try:
        if within == USUAL:
            return add(today, 0, 90)  # without loading the words of time in four languages
        return add(today, *split_duration(parse_duration(within)))
    except OverflowError:
        return date.max


def gather(session: Session, query: Query, horizon: date) -> list[Reminder]:
    """Return what is due through `horizon` for the agreements and the occasions that `query` finds, soonest first."""
    moment = session.moment
    found = [*_of_occasions(session, query, horizon)]
    if query or moment.known_at is not None:
        found += _of_found(session, query, horizon)
    else:
        found += _of_all(session, horizon)
    # Of one day, occasions stand first and agreements in the order of their numbers, as they come.
    return sorted(found, key=itemgetter(0))


def _of_found(session: Session, query: Query, horizon: date) -> Iterator[Reminder]:
    for each in session.registry.find(query, session.moment):
        agreement = each.agreement
        for due in due_of(agreement, session.moment, horizon):
            yield Reminder(due.order, each.number, agreement.ref, due, agreement.title, agreement.parties)


def _of_all(session: Session, horizon: date) -> Iterator[Reminder]:
    for number, some, found in session.registry.skim(Glimpse, Glance(session.moment, horizon)):
        for due in found:
            yield Reminder(due.order, number, some.ref, due, some.title, some.parties)


def _of_occasions(session: Session, query: Query, horizon: date) -> Iterator[Reminder]:
    for each in session.registry.occasions():
        occasion = each.occasion
        if (occasion.commitments or occasion.targets) and fits(each, query, session.moment):
            for due in promises_due(occasion.commitments, occasion.targets, session.moment.today, horizon):
                yield Reminder(due.order, 0, occasion.ref, due, occasion.name, occasion.parties)


def fits(registered: RegisteredOccasion, query: Query, moment: Moment) -> bool:
    """Say whether a query for agreements takes in an occasion: by its parties, its words, its tags, its reference."""
    if not query:
        return True
    if query.needs_computed:
        return False
    occasion = registered.occasion
    fields = {"title": occasion.name, "ref": occasion.ref, "occasion": occasion.ref, "place": occasion.place}
    parts = {"parties": occasion.parties, "tags": occasion.tags, "notes": occasion.notes}
    return query.matches(Registered.of(0, msgspec.to_builtins({**fields, **parts})), moment)


def days_left(due: Due, today: date) -> int:
    """Return the days until something is due, below zero where it was."""
    return (due.day - today).days


def _counted(found: Sequence[Reminder]) -> str:
    overdue = sum(each.due.overdue for each in found)
    if len(found) == 1:
        return f"1 thing is {'overdue' if overdue else 'due'}"
    things = f"{len(found):,} things are due"
    return f"{things}, {overdue:,} of them overdue" if overdue else things


def _codes(parties: Sequence[Side]) -> list[str]:
    # Two agencies of one state are one side.
    return list(dict.fromkeys([party.code or party.name for party in parties]))


def _tsv(session: Session, found: Sequence[Reminder], _: Asked) -> None:
    from mou_cli.render.plain import write_tsv

    today = session.moment.today.toordinal()
    headings = ("date", "days", "kind", "id", "ref", "title", "parties", "who", "act")
    rows = (
        (
            due.when,
            str(due.day.toordinal() - today),
            due.kind,
            str(due.id) if due.id else "",
            ref,
            title,
            SEPARATOR.join(_codes(parties)),
            due.who,
            due.act,
        )
        for _, _, ref, due, title, parties in found
    )
    write_tsv(rows, headings, session.out)


def _json(session: Session, found: Sequence[Reminder], _: Asked) -> None:
    from mou_cli.desk.answering import answer_json

    answer_json(_data(each, session.moment.today) for each in found)


def _data(reminder: Reminder, today: date) -> dict[str, Any]:
    due = reminder.due
    data: dict[str, Any] = {
        "date": due.when,
        "days": days_left(due, today),
        "overdue": due.overdue,
        "kind": due.kind,
        "act": due.act,
        "ref": reminder.ref,
        "title": reminder.title,
        "parties": _codes(reminder.parties),
    }
    return {**data, **({"id": due.id} if due.id else {}), **({"who": due.who} if due.who else {})}


def _table(session: Session, found: Sequence[Reminder], asked: Asked) -> None:
    from mou_cli.render.console import page, say

    if not found:
        say(f"nothing is due within {asked.within}")
        return
    from mou_cli.render.due_table import Row, due_table

    today = session.moment.today
    rows = [Row(e.due, days_left(e.due, today), str(e.number or ""), e.ref, e.title, e.parties) for e in found]
    page(due_table(rows, room=session.width, colour=session.colour))


_FORMS = {"table": _table, "tsv": _tsv, "json": _json}
