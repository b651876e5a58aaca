"""Expiring: what ends, or needs notice, within a time."""

from collections import Counter
from collections.abc import Sequence

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.due import KINDS, LEAVES, NOT_IN_FORCE, Due, life_due
from mou_cli.agreement.life.deadlines import ENDS, LAST_NOTICE_DAY, NOTICE_OPENS, RENEWAL
from mou_cli.agreement.registered import Registered
from mou_cli.reports.cells import NUMBER, TITLE, WITH, columns_for, others_words, title_cell
from mou_cli.reports.document import Bar, Bars, Block, Cell, Column, Document, Paragraph, Table, Text, counted
from mou_cli.reports.material import Material

KIND_WORDS = {
    LAST_NOTICE_DAY: "last notice day",
    NOTICE_OPENS: "notice window opens",
    RENEWAL: "renewal to agree",
    ENDS: "ends",
    LEAVES: "leaves",
    "commitment": "commitment",
    "target": "target",
    NOT_IN_FORCE: "not in force",
}
_COLUMNS = (
    Column("When", "date", 1.5),
    Column("Days", "number", 0.8),
    Column("What", "text", 1.6),
    NUMBER,
    TITLE,
    WITH,
    Column("What to do", "text", 4),
)


def write(material: Material) -> Document:
    """Return what ends, renews itself or needs notice through the horizon, the soonest first, lapsed terms included."""
    horizon = material.wishes.horizon
    found = [
        (due, each)
        for each in material.agreements
        for due in life_due(each.agreement, material.moment, horizon)
        if due.kind != NOT_IN_FORCE
    ]
    found.sort(key=lambda pair: (pair[0].order, pair[1].number))
    concerned = len({each.number for _, each in found})
    said = f"{counted(concerned, 'agreement')} of {len(material.agreements):,} {_verb(concerned)}"
    blocks: list[Block] = [Paragraph(Text(f"{said} through {format_day(horizon.isoformat())}."))]
    if found:
        kinds = Counter(due.kind for due, _ in found)
        blocks.append(Bars("By kind", [Bar(KIND_WORDS[kind], kinds[kind]) for kind in KINDS if kinds[kind]]))
        blocks.append(
            Table("Expiring", columns_for(_COLUMNS, material), [_row(due, each, material) for due, each in found])
        )
    title = "Agreements that end or need notice"
    return Document(title, Text(f"Within {material.wishes.within}"), blocks, material.footing, wide=True)


def _verb(concerned: int) -> str:
    return "ends or needs notice" if concerned == 1 else "end or need notice"


def _row(due: Due, each: Registered, material: Material) -> Sequence[Cell]:
    return (
        due.when,
        (due.day - material.moment.today).days,
        KIND_WORDS[due.kind] + (" (overdue)" if due.overdue else ""),
        each.number,
        title_cell(each.agreement),
        others_words(each.agreement, [material.wishes.own]),
        due.act,
    )
