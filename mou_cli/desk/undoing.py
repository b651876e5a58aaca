"""Taking changes back, and taking that back: each is a change of its own, with an entry in the history."""

from collections.abc import Sequence

import msgspec

from mou_cli.agreement.history.difference import Misfit, encoded, step_back
from mou_cli.agreement.history.entry import REDO, UNDO, Entry, RowChange, Step, read_entry, read_step
from mou_cli.agreement.history.trail import Trail, to_redo, to_undo, trail_of
from mou_cli.agreement.history.verifying import THINGS
from mou_cli.desk.answering import answer
from mou_cli.errors import Conflict, Interrupted, NotFound
from mou_cli.registry.protocol import Change, Registry
from mou_cli.registry.rows_apart import Apart, put_there
from mou_cli.render.console import say
from mou_cli.session import Session

_NAMED = 5


def undo(session: Session, seq: int | None, count: int, *, yes: bool) -> None:
    """Take back the entry `seq`, else the last `count` changes; prints the references of what changed.

    Asks on a terminal. Raises NotFound where there is nothing to undo, Conflict where a later change stands in the way;
    then nothing is taken back.
    """
    trail = _trail(session.registry)
    wanted = to_undo(trail, seq, count)
    _ask(session, "Undo", [trail.steps[each] for each in wanted], yes=yes)
    with session.changing(UNDO) as change:
        _same(session, trail)
        change.note(undoes=wanted)
        _take_back(session.registry, change, wanted, "undone")
    _tell(session.registry, change, "undid", [trail.steps[each] for each in wanted])


def redo(session: Session, *, yes: bool) -> None:
    """Take the last undo back; prints the references of what changed."""
    trail = _trail(session.registry)
    seq = to_redo(trail)
    undone = [trail.steps[each] for each in reversed(trail.steps[seq].undoes)]
    _ask(session, "Redo", undone, yes=yes)
    with session.changing(REDO) as change:
        _same(session, trail)
        change.note(redoes=seq)
        _take_back(session.registry, change, [seq], "redone")
    _tell(session.registry, change, "redid", undone)


def _trail(registry: Registry) -> Trail:
    return trail_of(read_step(body) for _, body in registry.history.entries())


def _same(session: Session, trail: Trail) -> None:
    if session.registry.history.head()[0] != max(trail.steps, default=0):
        raise Conflict("somebody else changed the registry meanwhile", "look at what they did: mou history")


def _ask(session: Session, verb: str, steps: Sequence[Step], *, yes: bool) -> None:
    from mou_cli.ask.confirm import confirm

    question = f"{verb} {'; '.join(_told(step) for step in steps[:_NAMED])}{_more(len(steps))}?"
    if not yes and session.can_ask and not confirm(question, default=True):
        raise Interrupted("nothing was changed")


def _take_back(registry: Registry, change: Change, seqs: Sequence[int], verb: str) -> None:
    for seq in seqs:
        body = registry.history.line("history", seq)
        if body is None:
            raise NotFound(f"entry {seq} of the history is gone", "mou verify says what is wrong")
        entry = read_entry(body)
        rows = []
        for key, row in entry.changes.items():
            try:
                rows.append(_back(registry, row))
            except Misfit as misfit:
                raise _in_the_way(registry, entry, key, row, f"cannot be {verb}: {misfit}") from misfit
        put_there(change, rows)  # all at once: a merge may have given agreements one another's numbers


def _back(registry: Registry, row: RowChange) -> Apart:
    line = registry.history.line(*row.place)
    present = None if line is None else msgspec.json.decode(line)
    return Apart(*row.place, line, encoded(step_back(row, present)))


def _in_the_way(registry: Registry, entry: Entry, key: str, row: RowChange, fault: str) -> Conflict:
    done = set(_trail(registry).done)
    since = (read_entry(body) for seq, body in registry.history.entries(holding=[key]) if seq > entry.seq)
    later = [other for other in since if other.seq in done and _touches(other.changes.get(key), row)]
    what = f"entry {entry.seq} {fault} ({THINGS.get(row.table, row.table)} {row.no})"
    if not later:
        return Conflict(f"{what}: another program changed it", "mou verify says more")
    names = "; ".join(_told(step) for step in later[:_NAMED]) + _more(len(later))
    return Conflict(f"{what} after {names}", f"undo that first: mou undo {later[-1].seq}")


def _touches(other: RowChange | None, row: RowChange) -> bool:
    """Return whether another change is about the same fields, or about the whole."""
    if other is None or not isinstance(other.after, dict) or not isinstance(row.after, dict):
        return other is not None
    return bool({*(row.before or {}), *row.after} & {*(other.before or {}), *other.after})


def _told(step: Step) -> str:
    refs = " ".join(step.refs[:_NAMED]) + _more(len(step.refs))
    return f"{step.seq} ({step.op} {refs} by {step.actor}, {step.at[:16].replace('T', ' ')})"


def _more(count: int) -> str:
    return f" and {count - _NAMED:,} more" if count > _NAMED else ""


def _tell(registry: Registry, change: Change, verb: str, steps: Sequence[Step]) -> None:
    for ref in _refs(registry, change):
        answer(ref)
    say(f"{verb} {'; '.join(_told(step) for step in steps[:_NAMED])}{_more(len(steps))}")


def _refs(registry: Registry, change: Change) -> Sequence[str]:
    body = registry.history.line("history", change.seq)
    return read_step(body).refs if body else ()
