"""What a merge did or would do, in words for people and as data for scripts."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from mou_cli.agreement.history.entry import OCCASIONS
from mou_cli.agreement.history.problem import THINGS
from mou_cli.agreement.history.telling import told
from mou_cli.agreement.merging.joining import Clash, Edit, Plan
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.desk.answering import answer_line
from mou_cli.render.console import page, wants_colour, width_of
from mou_cli.session import Session

if TYPE_CHECKING:
    from mou_cli.desk.merging import Merge

_HEADINGS = ("what", "no", "ref", "title", "field", "before", "ours", "theirs")
_KINDS = ("added", "changed", "removed")
_WHATS = (*_KINDS, "renumbered")


def summary(plan: Plan, *, undecided: int = 0) -> str:
    """Return how many agreements and occasions a merge adds, changes, removes and renumbers."""
    counts = Counter((edit.table, kind_of(edit)) for edit in plan.edits)
    parts = [
        f"{_many(counts[table, kind], thing)} {kind}"
        for table, thing in reversed(THINGS.items())
        for kind in _KINDS
        if counts[table, kind]
    ]
    parts += [f"{len(plan.renumbered):,} renumbered"] if plan.renumbered else []
    parts += [f"{_many(undecided, 'collision')} to settle"] if undecided else []
    return ", ".join(parts) or "nothing changed here"


def kind_of(edit: Edit) -> str:
    """Return whether something is `added`, `changed` or `removed` here."""
    return "removed" if edit.after is None else "changed" if edit.was else "added"


def edit_ref(edit: Edit) -> str:
    """Return the reference of what is changed, else its number."""
    return str(_fields(edit).get("ref") or edit.number)


def clash_words(clash: Clash) -> str:
    """Return in a few words what collides: `MOU-2026-0004 place`."""
    return f"{clash.ref or clash.number} {clash.at.path or 'as a whole'}"


def show_clash(clash: Clash, place: int, count: int) -> None:
    """Show a person one collision, side by side."""
    from mou_cli.render.side_by_side import side_by_side

    head = f"{place} of {count}  {clash.ref or clash.number}  {clash.name}"
    rows = [(clash.at.path or "the whole", _texts(clash))]
    sys.stderr.write(side_by_side(head, rows, room=width_of(sys.stderr), colour=wants_colour(sys.stderr)))


def report(session: Session, made: "Merge", form: str | None, *, written: bool, settled: bool) -> None:
    """Write what a merge does, and what collides in it, in a format; None: what fits the terminal."""
    form = form or ("table" if session.on_terminal else "tsv")
    if form == "json":
        answer_line(_data(made, written=written, settled=settled))
        return
    rows = [*_edit_rows(made.plan), *_clash_rows(made, settled=settled)]
    if form == "tsv":
        from mou_cli.render.plain import write_tsv

        write_tsv(rows, _HEADINGS, session.out)
        return
    page(_table(session, made, rows))


def _table(session: Session, made: "Merge", rows: Sequence[Sequence[str]]) -> str:
    from mou_cli.render.side_by_side import side_by_side
    from mou_cli.render.table import render_table

    edits = [row[:4] if row[0] in _KINDS else (*row[:3], f"was {row[5]}") for row in rows if row[0] in _WHATS]
    names = ("status", "no", "ref", "title")
    text = ""
    if edits:
        text = render_table(names, ("What", "No", "Ref", "Title"), edits, room=session.width, colour=session.colour)
    clashes = made.plan.clashes
    if clashes:
        told = [(clash_words(clash), _texts(clash)) for clash in clashes]
        text += side_by_side("What both changed", told, room=session.width, colour=session.colour)
    return text


def _edit_rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    for edit in plan.edits:
        fields = _fields(edit)
        yield kind_of(edit), str(edit.number), edit_ref(edit), _name(fields), "", "", "", ""
    for each in plan.renumbered:
        yield "renumbered", "", each.after, "", "", each.before, each.after, ""


def _clash_rows(made: "Merge", *, settled: bool) -> Iterator[tuple[str, ...]]:
    for clash in made.plan.clashes:
        what = ("theirs" if made.taken.get(clash.id) else "ours") if settled else "collides"
        yield what, str(clash.number), clash.ref, clash.name, clash.at.path, *_texts(clash, "")


def _texts(clash: Clash, absent: str = "-") -> tuple[str, str, str]:
    form = Occasion if clash.key[0] == OCCASIONS else Agreement
    base, ours, theirs = clash.at.base, clash.at.ours, clash.at.theirs
    if not clash.at.path:
        return "it was there", _fate(base, ours), _fate(base, theirs)
    gone = "taken out" if clash.at.path.endswith("]") else absent
    path = clash.at.path
    return tuple(told(path, value, form) or (gone if base is not None else absent) for value in (base, ours, theirs))  # type: ignore[return-value]  # three


def _fate(base: Any, fields: Any) -> str:
    if fields is None:
        return "removed"
    before = base or {}
    names = [name for name in dict.fromkeys((*fields, *before)) if fields.get(name) != before.get(name)]
    return f"changed: {', '.join(names)}"


def _data(made: "Merge", *, written: bool, settled: bool) -> dict[str, Any]:
    plan = made.plan
    return {
        "other": str(made.source.path),
        "merged": made.head,
        "common": made.common.hash,
        "written": written,
        "changes": [
            {
                "what": kind_of(edit),
                "about": THINGS.get(edit.table, edit.table),
                "no": edit.number,
                "ref": edit_ref(edit),
                "uid": _fields(edit).get("uid"),
            }
            for edit in plan.edits
        ],
        "renumbered": [{"from": each.before, "to": each.after} for each in plan.renumbered],
        "collisions": [
            {
                "about": THINGS.get(clash.key[0], clash.key[0]),
                "no": clash.number,
                "ref": clash.ref,
                "field": clash.at.path,
                "before": clash.at.base,
                "ours": clash.at.ours,
                "theirs": clash.at.theirs,
                "taken": ("theirs" if made.taken.get(clash.id) else "ours") if settled else None,
            }
            for clash in plan.clashes
        ],
    }


def _fields(edit: Edit) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(edit.after or edit.before or b"{}")
    return found


def _name(fields: dict[str, Any]) -> str:
    return str(fields.get("title") or fields.get("name") or "")


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
