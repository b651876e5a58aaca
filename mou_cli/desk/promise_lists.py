"""Commitments and targets of agreements and occasions, listed: as tables for people, as text or data for scripts."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from mou_cli.agreement.model import Commitment, Target
from mou_cli.agreement.promises import Progress, is_open, occurrences, progress
from mou_cli.agreement.query.query import Query
from mou_cli.desk.answering import answer_json
from mou_cli.desk.reminding import fits
from mou_cli.errors import Usage
from mou_cli.render.promise_tables import Promised, commitments_text, targets_text
from mou_cli.session import Session

_DIGITS = 4


def list_commitments(session: Session, query: Query, asked: str | None, *, only_open: bool) -> None:
    """Write the commitments of the agreements and occasions that `query` finds; with `only_open`, those to be kept."""
    form = _form(session, asked)
    found = [
        each._replace(commitments=[c for c in each.commitments if is_open(c) or not only_open])
        for each in _promised(session, query)
    ]
    found = [each for each in found if each.commitments]
    today = session.moment.today
    if form == "table":
        from mou_cli.render.console import page, say

        if not found:
            say("no commitment fits" if query or only_open else "nothing is promised yet: mou commitment add")
            return
        page(commitments_text(found, today, room=session.width, colour=session.colour))
    elif form == "json":
        answer_json(_data(each, msgspec.to_builtins(item)) for each in found for item in each.commitments)
    else:
        names = ("id", "text", "area", "lead", "counterpart", "due", "repeats", "status", "progress", "done", "note")
        _tsv(session, ["ref", *names, "overdue"], (
            [each.ref, *(str(getattr(item, name) or "") for name in names), "yes" if is_overdue(item, session) else ""]
            for each in found for item in each.commitments
        ))  # fmt: skip


def list_targets(session: Session, query: Query, asked: str | None) -> None:
    """Write the targets of the agreements and occasions that `query` finds, each against the line to its deadlines."""
    form = _form(session, asked)
    found = [each for each in _promised(session, query) if each.targets]
    today = session.moment.today
    if form == "table":
        from mou_cli.render.console import page, say

        if not found:
            say("no target fits" if query else "no target is recorded yet: mou target add")
            return
        page(targets_text(found, today, room=session.width, colour=session.colour))
        return
    rows = [(each, target, way) for each in found for target in each.targets for way in progress(target, today)]
    if form == "json":
        whole = ((each, target) for each in found for target in each.targets)
        answer_json(
            _data(each, {**msgspec.to_builtins(target), "progress": [_way(way) for way in progress(target, today)]})
            for each, target in whole
        )
        return
    names = ["ref", "id", "metric", "unit", "baseline", "since", "value", "by", "observed", "on"]
    _tsv(session, [*names, "share", "line", "reached"], (_target_cells(*row) for row in rows))


def is_overdue(commitment: Commitment, session: Session) -> bool:
    """Say whether a commitment should have been kept before today."""
    today = session.moment.today
    return any(each.last < today for each in occurrences(commitment, today, today))


def _promised(session: Session, query: Query) -> Iterator[Promised]:
    for each in session.registry.find(query, session.moment):
        one = each.agreement
        if one.commitments or one.targets:
            yield Promised(each.number, one.ref, one.title, one.parties, one.commitments, one.targets)
    for kept in session.registry.occasions():
        if fits(kept, query, session.moment):
            held = kept.occasion
            yield Promised(0, held.ref, held.name, held.parties, held.commitments, held.targets)


def _form(session: Session, asked: str | None) -> str:
    form = asked or ("table" if session.on_terminal else "tsv")
    if form not in ("table", "tsv", "json"):
        raise Usage(f"there is no format {form!r} here", "take table, tsv or json")
    return form


def _data(each: Promised, fields: dict[str, Any]) -> dict[str, Any]:
    return {"ref": each.ref, "title": each.title, **fields}


def _way(way: Progress) -> dict[str, Any]:
    fields = {"by": way.deadline, "share": way.share, "line": way.line, "expected": way.expected, "ahead": way.ahead}
    rounded = {name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in fields.items()}
    return {**rounded, "reached": way.reached}


def _target_cells(each: Promised, target: Target, way: Progress) -> list[str]:
    start, seen = target.baseline, way.seen
    return [
        each.ref,
        str(target.id or ""),
        target.metric,
        target.unit,
        _number(start.value if start else None),
        start.date if start else "",
        _number(target.value),
        way.deadline,
        _number(seen.value if seen else None),
        seen.date if seen else "",
        _number(way.share),
        _number(way.line),
        "yes" if way.reached else "no",
    ]


def _number(value: float | int | None) -> str:
    return "" if value is None else str(round(value, _DIGITS) if isinstance(value, float) else value)


def _tsv(session: Session, names: Sequence[str], rows: Iterator[list[str]]) -> None:
    from mou_cli.render.plain import write_tsv

    write_tsv(rows, names, session.out)
