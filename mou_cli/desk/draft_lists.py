"""Drafts as a table for people and as lines for scripts, with what else the texts say."""

from collections.abc import Iterator, Sequence

from mou_cli.desk.proposing import Proposal
from mou_cli.intake.drafts import DraftDeadline, Intake
from mou_cli.render.console import page
from mou_cli.session import Session

_NAMES = ("number", "title", "type", "parties", "sectors", "signed", "certainty", "like")
_HEADINGS = ("No", "Title", "Type", "Parties", "Sectors", "Signed", "Certainty", "Like")


def list_drafts(session: Session, proposals: Sequence[Proposal], found: Sequence[Intake], *, plain: bool) -> None:
    """Write the drafts in their order; for people also counts, commitments and targets."""
    rows = [_row(number, each) for number, each in enumerate(proposals, 1)]
    if plain:
        from mou_cli.render.plain import write_tsv

        write_tsv(rows, tuple(heading.lower() for heading in _HEADINGS), session.out)
        return
    from mou_cli.render.draft_text import draft_table

    page(draft_table(_NAMES, _HEADINGS, rows, list(_sentences(found)), room=session.width, colour=session.colour))


def _row(number: int, each: Proposal) -> list[str]:
    draft = each.draft
    codes = list(dict.fromkeys(party.code or party.name for party in draft.parties))
    like = f"{each.likes[0].kind}: {each.likes[0].ref or each.likes[0].number}" if each.likes else ""
    words = (draft.title, draft.type, " · ".join(codes), " ".join(draft.sectors), draft.signed, draft.certainty, like)
    return [str(number), *words]


def _sentences(found: Sequence[Intake]) -> Iterator[tuple[str, str]]:
    for each in found:
        for count in each.counts:
            yield "announced", count.text or f"{count.count} {count.of}"
        for commitment in each.commitments:
            leads = "; ".join(f"{lead.code}: {lead.title or lead.name}" for lead in commitment.leads)
            yield "promised", commitment.text + (f" ({leads})" if leads else "")
        for target in each.targets:
            by = " or ".join(_deadline(deadline) for deadline in target.by)
            yield "target", f"{target.metric}: {target.value:,} {target.unit}".strip() + (f" by {by}" if by else "")
            yield from (("", remark) for remark in target.remarks)


def _deadline(deadline: DraftDeadline) -> str:
    return deadline.date or deadline.text
