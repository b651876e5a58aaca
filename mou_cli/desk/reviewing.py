"""The review of drafts with a person, one by one."""

import sys
from collections.abc import Sequence

from msgspec.structs import replace

from mou_cli.ask.review import Doing, review
from mou_cli.desk.proposing import Proposal
from mou_cli.errors import MouError, Usage
from mou_cli.intake.changing_drafts import joined, parted
from mou_cli.render.console import say, wants_colour
from mou_cli.render.draft_text import draft_card
from mou_cli.session import Session


def reviewed(session: Session, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Go through proposals with a person and return those that are kept; raises Interrupted at Ctrl-C."""
    doing = Doing(
        show=_show,
        edit=lambda each: _edited(session, each),
        join=lambda one, other: one.changed(joined(one.draft, other.draft)),
        split=lambda each, titles: [each.changed(draft) for draft in parted(each.draft, titles)],
    )
    return review(proposals, doing)


def _show(each: Proposal, number: int, count: int) -> None:
    draft = each.draft
    parties = "; ".join(" · ".join(filter(None, (side.code, side.name, side.agency))) for side in draft.parties)
    fields = {
        "title": draft.title,
        "as written": draft.full_title if draft.full_title != draft.title else "",
        "type": draft.type,
        "parties": parties,
        "sectors": ", ".join(draft.sectors),
        "signed": draft.signed or "the text gives no day",
        "hint": "; ".join(f"{hint.text} ({hint.kind})" for hint in draft.signed_hint) if not draft.signed else "",
        "place": draft.place,
        "occasion": draft.occasion,
        "quote": " ".join(draft.quote.split()),
        "certainty": draft.certainty,
    }
    likes = [f"{like.kind}: {like.number} {like.title}" for like in each.likes]
    sys.stderr.write(draft_card(number, count, fields, likes, draft.remarks, colour=wants_colour(sys.stderr)))


def _edited(session: Session, each: Proposal) -> Proposal:
    from mou_cli.ask.editor import edit_fields

    def check(fields: dict[str, object]) -> list[str]:
        try:
            found = session.registry.findings(fields, session.moment)
        except Usage as fault:
            return [fault.message]
        return [f"{finding.field}: {finding.message}" for finding in found if finding.severity == "error"]

    try:
        edited = edit_fields(each.fields, name="draft", title=each.draft.title, check=check)
    except MouError as fault:
        say(f"{fault.message}; {fault.hint}")
        return each
    if edited is None:
        return each
    edited.discard()
    title = str(edited.fields.get("title") or each.draft.title)
    return each._replace(fields=edited.fields, draft=replace(each.draft, title=title))
