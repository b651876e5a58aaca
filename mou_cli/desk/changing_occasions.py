"""Changing occasions: what `occasion add` and `occasion set` do, one change each."""

from collections.abc import Mapping, Sequence
from typing import Any

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.model import Occasion
from mou_cli.agreement.reading.assign import assign
from mou_cli.agreement.registered import RegisteredOccasion
from mou_cli.desk.answering import answer
from mou_cli.desk.changing import DryRun
from mou_cli.render.console import warn
from mou_cli.session import Session
from mou_cli.vocabulary.folding import fold


def add_occasion(session: Session, fields: Mapping[str, Any], *, dry_run: bool) -> RegisteredOccasion:
    """Record an occasion; one that has the name and the date of another is recorded with a warning."""
    registered: RegisteredOccasion | None = None
    try:
        with session.changing("occasion add") as change:
            _name_likes(session, fields)
            registered = change.add_occasion(fields, session.moment)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    assert registered is not None
    return registered


def _name_likes(session: Session, fields: Mapping[str, Any]) -> None:
    name, date = fold(str(fields.get("name", ""))), fields.get("date", "")
    likes = [each.occasion for each in session.registry.occasions() if fold(each.occasion.name) == name]
    named = [f"{each.ref} {each.name}{_on(each.date)}" for each in likes if not date or each.date in ("", date)]
    if named:
        warn(f"like what is there already: {'; '.join(named)}")


def _on(date: str) -> str:
    return f", {format_day(date)}" if date else ""


def set_occasion(session: Session, word: str, assignments: Sequence[str]) -> None:
    """Make assignments to an occasion; prints its reference."""
    with session.changing("occasion set") as change:
        present = change.occasion(word)
        fields: dict[str, Any] = dict(present.fields)
        for assignment in assignments:
            fields = assign(fields, assignment, session.context, Occasion)
        made = change.replace_occasion(present.number, fields, session.moment)
    answer(made.occasion.ref or made.number)
