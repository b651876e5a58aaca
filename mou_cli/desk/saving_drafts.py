"""Saving drafts that were kept: all of them, and the occasions at which they were signed, in one change."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from mou_cli.agreement.codes import LINK_RELATIONS
from mou_cli.agreement.likeness import identity
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.desk.placeholders import placeholders, take_place
from mou_cli.desk.proposing import SAME, Proposal, agreement_of
from mou_cli.errors import Ambiguous, NotFound
from mou_cli.intake.as_agreement import Fields, Origin
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
    """Record the drafts and what the texts say of their occasions; returns the references of what is new.

    A draft that is in the registry already, with the same title, parties and signature, is left out and named; one
    that is like something else there is recorded with a warning. Raises NotFound where there is no registry.
    """
    refs: list[str] = []
    with session.changing("intake") as change:
        occasions = _occasions(session, change, kept)
        present = {identity(each.agreement): each for each in session.registry.find(Query(), session.moment)}
        free = {ref: placeholders(session, ref) for ref in set(occasions.values()) if ref}
        for each in kept.proposals:
            there = present.get(identity(agreement_of(each)))
            if there is not None:
                say(f"is there already: {there.number} {there.agreement.ref} {there.agreement.title}")
                continue
            occasion = occasions.get(id(each.origin), "")
            made = _record(session, change, _linked(session, each, occasion), free.get(occasion, []))
            present[identity(made.agreement)] = made
            _warn(change, made, each)
            refs.append(made.agreement.ref)
    return refs


def _record(session: Session, change: Change, fields: Fields, free: list[Registered]) -> Registered:
    if not free:
        return change.add(fields, session.moment)
    made = take_place(session, change, free.pop(0), fields)
    say(f"{made.agreement.ref} was a document without a title")
    return made


def _warn(change: Change, made: Registered, proposal: Proposal) -> None:
    for finding in change.warnings:
        warn(f"{made.number} {finding.field}: {finding.message}")
    for like in proposal.likes:
        if like.kind != SAME:
            warn(f"{made.number} is like {like.name} {like.title}")


def _occasions(session: Session, change: Change, kept: Kept) -> dict[int, str]:
    """Return the reference of each text's occasion, made or added to, by the identity of the text's origin."""
    named = session.registry.occasion(kept.occasion).occasion.ref if kept.occasion else ""
    made: list[tuple[str, Fields]] = []
    refs: dict[int, str] = {}
    for found, origin in kept.texts:
        fields = occasion_fields(found, origin)
        ref = named or _made_before(made, fields) or _recorded(session, fields)
        if ref:
            _add_to(session, change, ref, fields)
        elif has_promises(found):
            ref = _new_occasion(session, change, fields, origin)
        made += [(ref, fields)] if ref else []
        refs[id(origin)] = ref
    return refs


def _made_before(made: Sequence[tuple[str, Fields]], fields: Fields) -> str:
    # Two outlets on one visit: in one run, the same sides mean the same occasion.
    sides = _codes(fields)
    return next((ref for ref, other in made if sides and _codes(other) == sides), "")


def _recorded(session: Session, fields: Fields) -> str:
    return next((each.occasion.ref for each in session.registry.occasions() if _is_meant(each, fields)), "")


def _is_meant(there: RegisteredOccasion, fields: Fields) -> bool:
    """Return whether a recorded occasion is that of a text: the same sides on one day, or its name."""
    sides, others = _codes(fields), {party.code for party in there.occasion.parties}
    if sides and sides == others and fields.get("date") == there.occasion.date != "":
        return True
    named = fold(there.occasion.name) == fold(str(fields.get("name") or ""))
    # Half of all visits are called "the state visit".
    return named and (not sides or not others or sides == others)


def _codes(fields: Fields) -> set[str]:
    return {party["code"] for party in fields.get("parties", ())}


def _new_occasion(session: Session, change: Change, fields: Fields, origin: Origin) -> str:
    name = fields.get("name") or f"From {origin.source.get('title') or 'a text'}"
    made = change.add_occasion({**fields, "name": name}, session.moment)
    say(f"occasion {made.occasion.ref}: {name}")
    return made.occasion.ref


def _add_to(session: Session, change: Change, ref: str, fields: Fields) -> None:
    """Lay what a text says beside what the occasion has: what contradicts stays side by side.

    A commitment or a target that another outlet told of before has one more source.
    """
    present = change.occasion(ref)
    added = dict(present.fields)
    for name in ("announced", "commitments", "targets", "sources"):
        joined = _joined(added.get(name) or (), fields.get(name) or ())
        if joined:
            added[name] = joined
    if added != present.fields:
        change.replace_occasion(present.number, added, session.moment)


def _joined(present: Sequence[Fields], told: Sequence[Fields]) -> list[Fields]:
    joined = list(present)
    for each in told:
        if any(_says_the_same(each, other) for other in present):
            continue
        meaning = _meaning(each)
        place = next((place for place, other in enumerate(joined) if meaning and _meaning(other) == meaning), None)
        if place is not None:
            there = joined[place]
            sources = list(there.get("sources") or ())
            sources += [source for source in each.get("sources") or () if source not in sources]
            joined[place] = {**there, "sources": sources}
        else:
            number = 1 + max((other.get("id", 0) for other in joined), default=0)
            joined.append({**each, "id": number} if "id" in each else each)
    return joined


def _meaning(item: Fields) -> object:
    """Return what a commitment or a target says, whoever tells of it; None for what is neither."""
    if "metric" in item:
        return (
            fold(item["metric"]),
            item.get("unit"),
            item.get("value"),
            {each.get("date") for each in item.get("by", ())},
        )
    return (fold(item["text"]), item.get("due")) if "text" in item and "id" in item else None


def _says_the_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one.get(name) == other.get(name) for name in {*one, *other} - {"id", "status"})


def _linked(session: Session, proposal: Proposal, occasion: str) -> Fields:
    """Return the fields of a proposal, its notes on other documents as links where one agreement alone is meant."""
    lines, links = [], list(proposal.fields.get("links") or ())
    codes = {party.code for party in agreement_of(proposal).parties}
    for line in str(proposal.fields.get("notes") or "").splitlines():
        rel, _, words = line.partition(": ")
        meant = _meant(session, words, codes) if rel in LINK_RELATIONS else ""
        if meant:
            links.append({"rel": rel, "ref": meant})
        else:
            lines.append(line)
    fields = {name: value for name, value in proposal.fields.items() if name != "notes"}
    made = {"occasion": occasion, "links": links, "notes": "\n".join(lines)}
    return {**fields, **{name: value for name, value in made.items() if value}}


def _meant(session: Session, words: str, codes: set[str]) -> str:
    """Return the reference of the one agreement of the same parties whose title holds these words, else empty."""
    if not any(char.isalpha() for char in words):
        return ""  # a number would name an agreement by its place
    try:
        there = session.registry.get([words])[0].agreement
    except (NotFound, Ambiguous):
        return ""
    return there.ref if {party.code for party in there.parties} == codes else ""
