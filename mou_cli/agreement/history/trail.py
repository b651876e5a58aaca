"""Which changes are in effect and which were undone: what `undo` and `redo` would do next."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mou_cli.agreement.history.entry import ADOPT, BEGIN, REDO, RESTORE, UNDO, Step
from mou_cli.errors import Conflict, NotFound, Usage

# What cannot be undone, and across which nothing can.
_FIRM = {
    BEGIN: "the history begins there",
    ADOPT: "it took over what another program had changed",
}
_WALLS = frozenset({BEGIN, ADOPT, RESTORE})


class Trail(NamedTuple):
    """The steps that may be undone, the latest last; the undoings that may be redone; every step by its number."""

    done: list[int]
    undone: list[Step]
    steps: dict[int, Step]


def trail_of(steps: Iterable[Step]) -> Trail:
    """Walk a history forward."""
    trail = Trail([], [], {})
    for step in steps:
        trail.steps[step.seq] = step
        if step.op == UNDO:
            trail.done[:] = [seq for seq in trail.done if seq not in step.undoes]
            trail.undone.append(step)
        elif step.op == REDO:
            trail.undone[:] = [undo for undo in trail.undone if undo.seq != step.redoes]
            trail.done.extend(reversed(trail.steps[step.redoes].undoes if step.redoes in trail.steps else ()))
        else:
            if step.op in _WALLS:
                trail.done.clear()
            trail.undone.clear()
            if step.op not in _FIRM and step.replaced is None:
                trail.done.append(step.seq)
    return trail


def to_undo(trail: Trail, seq: int | None, count: int) -> Sequence[int]:
    """Return the numbers of the entries to undo, the latest first: one by its number, else the last `count`.

    Raises NotFound where there is nothing, or no such entry, and Conflict where it cannot be undone.
    """
    if seq is not None:
        _must_be_done(trail, seq)
        return [seq]
    if count < 1:
        raise Usage(f"{count} is no number of changes", "mou undo --last 2")
    if not trail.done:
        raise NotFound("there is nothing to undo", "mou history shows what was done")
    if count > len(trail.done):
        raise NotFound(f"only {len(trail.done)} changes can be undone", "mou history shows what was done")
    return trail.done[: -count - 1 : -1]


def _must_be_done(trail: Trail, seq: int) -> None:
    if seq in trail.done:
        return
    step = trail.steps.get(seq)
    if step is None:
        raise NotFound(f"there is no entry {seq} in the history", "mou history shows what was done")
    if step.op in _FIRM:
        raise Conflict(f"entry {seq} cannot be undone: {_FIRM[step.op]}", "")
    if step.replaced is not None:
        raise Conflict(f"entry {seq} cannot be undone: it put a whole backup in place", "mou restore lists the backups")
    if step.op == UNDO:
        raise Conflict(f"entry {seq} is an undo itself", "mou redo takes an undo back")
    by = next((other.seq for other in reversed(trail.steps.values()) if seq in other.undoes), None)
    if by is not None:
        raise Conflict(f"entry {seq} was undone already, by entry {by}", "mou redo takes an undo back")
    if step.op == REDO:
        undo = trail.steps.get(step.redoes)
        redone = ", ".join(str(each) for each in undo.undoes) if undo else "another entry"
        raise Conflict(f"entry {seq} is a redo of {redone}", f"mou undo {redone}")
    wall = next(other for other in trail.steps.values() if other.seq > seq and other.op in _WALLS)
    raise Conflict(f"entry {seq} lies before entry {wall.seq}, a {wall.op}", "nothing is undone across that")


def to_redo(trail: Trail) -> int:
    """Return the number of the undo to take back; raises NotFound where there is none, or something came after it."""
    if not trail.undone:
        raise NotFound("there is nothing to redo", "mou history shows what was done")
    return trail.undone[-1].seq
