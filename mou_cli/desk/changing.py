"""Changing agreements: what `add`, `set` and `edit` do, one change each."""

from collections.abc import Mapping, Sequence
from typing import Any

from mou_cli.agreement.likeness import Lookout
from mou_cli.agreement.reading.assign import assign, split_assignment
from mou_cli.agreement.registered import Registered
from mou_cli.desk.answering import answer
from mou_cli.desk.meanwhile import on_top
from mou_cli.desk.placeholders import titled
from mou_cli.errors import Conflict, Interrupted, Usage
from mou_cli.registry.protocol import Change
from mou_cli.render.console import say, warn
from mou_cli.session import Session

_NAMED = 5


class DryRun(Exception):
    """Ends a change without making it: all was checked, nothing is kept."""


def add(session: Session, fields: Mapping[str, Any], *, force: bool, dry_run: bool) -> Registered:
    """Record an agreement.

    The same title, parties and signature again raise Conflict; a similar one is asked about on a terminal and named in
    a warning elsewhere. `force` leaves both out; `dry_run` checks everything and stores nothing.
    """
    # Questions are asked before the lock is taken: a person may think for longer than other desks can wait.
    asked = session.can_ask and not force and not dry_run
    if asked:
        with session.changing("add") as change:
            likes = _likes(change, fields)
        _ask_about(likes)
    registered: Registered | None = None
    try:
        with session.changing("add") as change:
            if not force and not asked:
                _name_likes(_likes(change, fields))
            registered = change.add(fields, session.moment)
            _show_warnings(change)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    assert registered is not None
    return registered


def _likes(change: Change, fields: Mapping[str, Any]) -> list[tuple[str, Registered]]:
    likes = change.likes(Lookout(Registered.of(0, fields).agreement))
    same = next((each for kind, each in likes if kind == "same"), None)
    if same:
        raise Conflict(
            f"it is in the registry already: {same.number} {same.agreement.ref}, the same title, parties and signature",
            "--force records it all the same",
        )
    return likes


def _named(likes: Sequence[tuple[str, Registered]]) -> str:
    names = "; ".join(f"{each.number} {each.agreement.title}" for _, each in likes[:_NAMED])
    return names + (f"; and {len(likes) - _NAMED} more" if len(likes) > _NAMED else "")


def _name_likes(likes: Sequence[tuple[str, Registered]]) -> None:
    if likes:
        warn(f"like what is there already: {_named(likes)}")


def _ask_about(likes: Sequence[tuple[str, Registered]]) -> None:
    from mou_cli.ask.confirm import confirm

    if likes and not confirm(f"It is like {_named(likes)}. Record it?"):
        raise Interrupted("nothing was recorded")


def _show_warnings(change: Change, which: str = "") -> None:
    for finding in change.warnings:
        warn(f"{which}{finding.field}: {finding.message}")


def set_fields(session: Session, words: Sequence[str], *, dry_run: bool) -> None:
    """Make assignments to agreements; `words` are references, then assignments. Prints what changed."""
    refs = session.words([word for word in words if "=" not in word])
    assignments = [word for word in words if "=" in word]
    for assignment in assignments:
        split_assignment(assignment)
    if assignments and not refs and "-" in words:
        say("standard input named no agreement: nothing changed")
        return
    if not refs or not assignments:
        missing = "no agreement is named" if assignments else "nothing is said to change"
        raise Usage(missing, "mou set 14 signed=2026-02-04")
    occasion = next((word for word in refs if word.upper().startswith("OCC-")), "")
    if occasion:
        raise Usage(f"{occasion} is an occasion", f"mou occasion set {occasion} {assignments[0]}")
    changed: list[Registered] = []
    try:
        with session.changing("set") as change:
            changed = [made for each in change.get(refs) if (made := _set_one(session, change, each, assignments))]
            if dry_run:
                raise DryRun
    except DryRun:
        say("nothing was stored")
    for each in changed:
        answer(each.agreement.ref or each.number)
    if not changed:
        say("nothing changed: they are so already")


def _set_one(session: Session, change: Change, present: Registered, assignments: Sequence[str]) -> Registered | None:
    fields: dict[str, Any] = dict(present.fields)
    for assignment in assignments:
        fields = assign(fields, assignment, session.context)
    if fields == present.fields:
        return None
    fields = _titled(present, fields)
    made = change.replace(present.number, fields, session.moment)
    _show_warnings(change, f"{present.number} ")
    return made


def _titled(present: Registered, fields: dict[str, Any]) -> dict[str, Any]:
    # A placeholder that is given a title is one no longer.
    if fields.get("untitled") and fields.get("title") != present.fields.get("title"):
        return titled(fields)
    return fields


def edit(session: Session, word: str, language: str) -> None:
    """Let a person change an agreement in an editor; a change made meanwhile is never overwritten."""
    from mou_cli.ask.editor import edit_fields

    present = session.registry.get([word])[0]

    def check(fields: dict[str, Any]) -> list[str]:
        try:
            found = session.registry.findings(fields, session.moment)
        except Usage as fault:
            return [fault.message]
        return [f"{finding.field}: {finding.message}" for finding in found if finding.severity == "error"]

    agreement = present.agreement
    edited = edit_fields(present.fields, name=agreement.ref, title=agreement.title, language=language, check=check)
    if edited is None:
        say("nothing changed")
        return
    try:
        with session.changing("edit") as change:
            fields = on_top(session, present, change.get([str(present.number)])[0], edited.fields)
            made = change.replace(present.number, _titled(present, fields), session.moment)
            _show_warnings(change)
    except Exception as error:
        if hasattr(error, "hint"):
            error.hint = f"your draft is kept in {edited.path}"
        raise
    edited.discard()
    answer(made.agreement.ref or made.number)
