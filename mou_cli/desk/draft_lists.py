"""Drafts as a table for people and as lines for scripts, with what else the texts say."""

from collections.abc import Iterator, Sequence

from mou_cli.agreement.wording import number_words
from mou_cli.desk.proposing import Proposal
from mou_cli.intake.drafts import DraftCommitment, DraftCount, DraftTarget, Intake
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
    like = f"{each.likes[0].kind}: {each.likes[0].name}" if each.likes else ""
    words = (draft.title, draft.type, " · ".join(codes), " ".join(draft.sectors), draft.signed, draft.certainty, like)
    return [str(number), *words]


def _sentences(found: Sequence[Intake]) -> Iterator[tuple[str, str]]:
    for each in found:
        yield from (("announced", _count(count)) for count in each.counts)
        yield from (("promised", _promise(commitment)) for commitment in each.commitments)
        for target in each.targets:
            yield "target", _target(target)
            yield from (("", remark) for remark in target.remarks)


def _count(count: DraftCount) -> str:
    return count.text or f"{count.count} {count.of}"


def _promise(commitment: DraftCommitment) -> str:
    leads = "; ".join(": ".join(filter(None, (lead.code, lead.title or lead.name))) for lead in commitment.leads)
    due = f", by {commitment.due}" if commitment.due else ""
    return commitment.text + due + (f" ({leads})" if leads else "")


def _target(target: DraftTarget) -> str:
    """Return such as `trade: 1 billion USD, from 250 million USD, within the next year or by 2027`."""
    since = f", from {number_words(target.baseline, target.unit)}" if target.baseline is not None else ""
    by = " or ".join(each.text or f"by {each.date}" for each in target.by)
    return f"{target.metric}: {number_words(target.value, target.unit)}{since}" + (f", {by}" if by else "")
