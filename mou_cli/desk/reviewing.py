"""The review of drafts with a person, one by one."""

import sys
from collections.abc import Sequence
from typing import Any

from mou_cli.agreement.wording import person_words
from mou_cli.ask.review import Doing, review
from mou_cli.desk.proposing import Proposal, agreement_of
from mou_cli.errors import Interrupted, MouError, Usage
from mou_cli.intake.changing_drafts import joined, parted
from mou_cli.intake.sectors_of import SectorFinder
from mou_cli.render.console import say, wants_colour, width_of
from mou_cli.render.draft_text import draft_card
from mou_cli.session import Session


def reviewed(session: Session, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Go through proposals with a person and return those that are kept; raises Interrupted at Ctrl-C."""
    doing = Doing(
        show=_show,
        edit=lambda each: _edited(session, each),
        join=_joined,
        split=lambda each, titles: _split(session, each, titles),
    )
    return review(proposals, doing)


def _joined(one: Proposal, other: Proposal) -> Proposal:
    draft = joined(one.draft, other.draft, one.origin.language)
    return one.changed(draft, {**other.edits, **one.edits})._replace(likes=(*one.likes, *other.likes))


def _split(session: Session, each: Proposal, titles: Sequence[str]) -> list[Proposal]:
    finder = SectorFinder(session.registry.sectors(), each.origin.language)
    return [each.changed(draft) for draft in parted(each.draft, titles, finder.find)]


def _show(each: Proposal, number: int, count: int) -> None:
    fields = _facts(each)
    likes = [f"{like.kind}: {like.name} {like.title}" for like in each.likes]
    colour, room = wants_colour(sys.stderr), width_of(sys.stderr)
    card = draft_card(f"{number} of {count}", fields, likes, each.draft.remarks, room=room, colour=colour)
    sys.stderr.write(card)


def _facts(each: Proposal) -> dict[str, str]:
    made, draft = agreement_of(each), each.draft
    sides = [" · ".join(filter(None, (side.code, side.name, side.agency))) for side in made.parties]
    signers = [f"{side.code or side.name}: {person_words(side.signatory)}" for side in made.parties if side.signatory]
    hints = [] if made.signed else [f"{hint.text} ({hint.kind})" for hint in draft.signed_hint]
    return {
        "title": made.title,
        "as written": draft.full_title if draft.full_title != made.title else "",
        "type": made.type,
        "parties": "; ".join(sides),
        "sectors": ", ".join(made.sectors),
        "signed": made.signed or "the text gives no day",
        "hint": "; ".join(hints),
        "signed by": "; ".join(signers),
        "place": made.place,
        "occasion": made.occasion,
        "until": made.term.until if made.term else "",
        "notes": "; ".join(made.notes.splitlines()),
        "quote": " ".join(draft.quote.split()),
        "certainty": draft.certainty,
    }


def _edited(session: Session, each: Proposal) -> Proposal:
    from mou_cli.ask.editor import edit_fields

    def check(fields: dict[str, Any]) -> list[str]:
        try:
            found = session.registry.findings(fields, session.moment)
        except Usage as fault:
            return [fault.message]
        return [f"{finding.field}: {finding.message}" for finding in found if finding.severity == "error"]

    try:
        edited = edit_fields(each.fields, name="draft", title=each.draft.title, check=check)
    except Interrupted:
        raise
    except MouError as fault:
        say("; ".join(filter(None, (fault.message, fault.hint))))
        return each
    if edited is None:
        return each
    edited.discard()
    return each.edited(edited.fields)
