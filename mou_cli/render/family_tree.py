"""The family of an agreement as a tree on its card: the oldest on top, each with how it stands to the one above."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mou_cli.agreement.family import Branch
from mou_cli.render.card import Block, Line, block, dotted
from mou_cli.render.card_text import LABEL_CELLS, MOST_CELLS
from mou_cli.render.safe import safe
from mou_cli.render.widths import cut_middle, width
from mou_cli.vocabulary.statuses import status_label

_LEAST = 16  # cells of a title below which it says nothing


class Member(NamedTuple):
    """What the tree says of an agreement; without a title it is not in this registry."""

    ref: str
    title: str = ""
    status: str = ""
    number: int = 0


def family_block(
    branches: Sequence[Branch], members: Mapping[str, Member], own: str, room: int | None = None
) -> list[Block]:
    """Return the block of a card that draws `branches`, or none where there is no family.

    `members` says what the folded references in them stand for, `own` is the one whose card it is. `room` is the width
    of a terminal in cells, for which long titles are cut; None stands for a file or a pipe.
    """
    cells = None if room is None else min(room, MOST_CELLS) - LABEL_CELLS
    lines = [line for branch in branches for line in _lines(branch, members, own, cells, "", "")]
    return block("Family", lines if len(lines) > 1 else [], apart=True)


def _lines(
    branch: Branch, members: Mapping[str, Member], own: str, cells: int | None, before: str, below: str
) -> Iterator[Line]:
    member = members.get(branch.ref, Member(branch.ref))
    rels = " and ".join(rel.replace("-", " ") for rel in branch.rels)
    start = f"{before}{rels}: " if rels else before
    mine = branch.ref == own
    aside = _aside(member, mine, again=branch.again)
    title = safe(member.title or member.ref)
    if cells is not None:
        if cells - width(start) - width(aside) - 2 < _LEAST:
            aside = aside.partition(" · ")[0]
        title = cut_middle(title, max(cells - width(start) - width(aside) - 2, _LEAST))
    yield Line(start + title, aside=aside, tone="bold" if mine else "")
    for place, child in enumerate(branch.below):
        last = place == len(branch.below) - 1
        deeper = below + ("   " if last else "│  ")
        yield from _lines(child, members, own, cells, below + ("└─ " if last else "├─ "), deeper)


def _aside(member: Member, mine: bool, *, again: bool) -> str:
    if not member.title:
        return "not in this registry"
    return dotted(
        ("this one" if mine else f"No {member.number}", status_label(member.status), "see above" if again else "")
    )
