"""Saving drafts that were kept: all of them, and the occasion at which they were signed, in one change."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from mou_cli.agreement.registered import Registered
from mou_cli.desk.placeholders import placeholders, take_place
from mou_cli.desk.proposing import SAME, Proposal
from mou_cli.errors import Ambiguous, NotFound
from mou_cli.intake.as_agreement import Origin
from mou_cli.intake.as_occasion import has_promises, occasion_fields
from mou_cli.intake.drafts import Intake
from mou_cli.registry.protocol import Change
from mou_cli.render.console import say, warn
from mou_cli.session import Session
from mou_cli.vocabulary.folding import fold


class Kept(NamedTuple):
    """What is to be saved: the drafts, what the texts say besides, and the occasion that was named, if any."""

    proposals: Sequence[Proposal]
    texts: Sequence[tuple[Intake, Origin]]
    occasion: str = ""


def save(session: Session, kept: Kept) -> list[str]:
    """Record the drafts and what the texts say of their occasion; returns the references of what is new.

    A draft that is in the registry already, with the same title, parties and signature, is left out and named.
    """
    refs: list[str] = []
    with session.changing("intake") as change:
        occasion = _occasion(session, change, kept)
        free = placeholders(session, occasion) if occasion else []
        for each in kept.proposals:
            there = next((like for like in each.likes if like.kind == SAME), None)
            if there is not None:
                say(f"is there already: {there.number} {there.ref} {there.title}")
                continue
            fields = {**each.fields, **({"occasion": occasion} if occasion else {})}
            made = _record(session, change, _linked(session, fields), free)
            for finding in change.warnings:
                warn(f"{made.number} {finding.field}: {finding.message}")
            refs.append(made.agreement.ref)
    return refs


def _record(session: Session, change: Change, fields: dict[str, Any], free: list[Registered]) -> Registered:
    if not free:
        return change.add(fields, session.moment)
    made = take_place(session, change, free.pop(0), fields)
    say(f"{made.agreement.ref} was a document without a title")
    return made


def _occasion(session: Session, change: Change, kept: Kept) -> str:
    """Return the reference of the occasion, made or added to; empty where there is none."""
    known = _named(session, kept)
    ref = known
    for found, origin in kept.texts:
        if not (known or has_promises(found)):
            continue
        fields = occasion_fields(found, origin)
        if ref:
            _add_to(session, change, ref, fields)
        else:
            name = fields.get("name") or f"From {origin.source.get('title') or 'a text'}"
            made = change.add_occasion({**fields, "name": name}, session.moment)
            ref = made.occasion.ref
            say(f"occasion {ref}: {name}")
    return ref


def _named(session: Session, kept: Kept) -> str:
    if kept.occasion:
        return session.registry.occasion(kept.occasion).occasion.ref
    names = {fold(found.occasion) for found, _ in kept.texts if found.occasion}
    return next((o.occasion.ref for o in session.registry.occasions() if fold(o.occasion.name) in names), "")


def _add_to(session: Session, change: Change, ref: str, fields: dict[str, Any]) -> None:
    """Lay what a text says beside what the occasion has: counts and targets that contradict stay side by side."""
    present = change.occasion(ref)
    added = dict(present.fields)
    for name in ("announced", "commitments", "targets", "sources"):
        there = list(added.get(name) or ())
        fresh = [each for each in fields.get(name) or () if not any(_says_the_same(each, other) for other in there)]
        first = 1 + max((each.get("id", 0) for each in there), default=0)
        numbered = [{**each, "id": first + place} if "id" in each else each for place, each in enumerate(fresh)]
        if numbered:
            added[name] = [*there, *numbered]
    if added != present.fields:
        change.replace_occasion(present.number, added, session.moment)


def _says_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one.get(name) == other.get(name) for name in {*one, *other} - {"id", "status"})


def _linked(session: Session, fields: dict[str, Any]) -> dict[str, Any]:
    """Turn the notes on links into links where one agreement alone is meant."""
    lines, links = [], []
    for line in str(fields.get("notes") or "").splitlines():
        rel, _, words = line.partition(": ")
        try:
            links.append({"rel": rel, "ref": session.registry.get([words])[0].agreement.ref})
        except (NotFound, Ambiguous):
            lines.append(line)
    kept = {name: value for name, value in fields.items() if name != "notes"}
    return {**kept, **({"links": links} if links else {}), **({"notes": "\n".join(lines)} if lines else {})}
