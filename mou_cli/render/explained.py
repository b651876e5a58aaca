"""How the computed dates follow, under a card: each with its sum and its clause, in columns."""

from collections.abc import Sequence

from mou_cli.agreement.life.explain import AHEAD, Explained
from mou_cli.agreement.wording import day
from mou_cli.render.card import Block, Line, block
from mou_cli.render.widths import pad, width

_NAMES = {
    "in_force_from": "in force from",
    "in_force_through": "in force through",
    "ceases_on": "ceases on",
    "notice_opens": "notice opens",
    "last_notice_day": "last notice day",
    "survival_through": "survives through",
}
# What lies ahead is told, not reckoned.
_SIGN = {AHEAD: "   "}


def explained_block(explained: Sequence[Explained]) -> list[Block]:
    """Return the block of a card that says how each date is reckoned; no block where there is nothing to say."""
    days = [day(each.date) for each in explained]
    cells = max(map(width, days), default=0)
    lines = [
        Line(
            f"{pad(said, cells)}{_SIGN.get(each.name, ' = ')}{each.sum}" if said else each.sum, each.clause, _name(each)
        )
        for said, each in zip(days, explained, strict=True)
    ]
    return block("Reckoned", lines, apart=True)


def _name(each: Explained) -> str:
    return f"for {each.party} through" if each.party else _NAMES.get(each.name, each.name)
