"""A brief before a meeting, on a country or a sector: how things stand, what is due, what was promised, the list."""

from collections.abc import Collection, Sequence

from mou_cli.agreement.counts import ABSENT, Counts, Names, count
from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.due import NOT_IN_FORCE, Due, due_of, promises_due
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.life.life import OVER
from mou_cli.agreement.model import Agreement
from mou_cli.reports.cells import agreement_list, parting_for, title_cell
from mou_cli.reports.document import (
    Bar,
    Bars,
    Beside,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Table,
    Text,
    counted,
)
from mou_cli.reports.expiring import KIND_WORDS
from mou_cli.reports.material import Material
from mou_cli.reports.promised import commitments_block, targets_block

_MOST_BARS = 8
_DUE = (
    Column("When", "date", 1.4),
    Column("What", "text", 1.6),
    Column("Agreement or occasion", "text", 3.6),
    Column("What to do", "text", 4),
)


def brief(material: Material, beside: str, known: Collection[str] = ()) -> Sequence[Block]:
    """Return the parts of a brief on all parties or on those `known`, which are then not named again in its list.

    Its pictures are the counts by `beside` (a field of counts.py) and by status. What one of `known` has left counts as
    that, whatever its status is for the others.
    """
    if not material.agreements:
        return [
            Paragraph(Text("No agreement fits.")),
            *commitments_block(material),
            *targets_block(material),
        ]
    left = _left(material, known)
    return [
        _standing(material, left),
        _pictures(material, beside, left),
        *_due(material, left),
        *commitments_block(material),
        *targets_block(material),
        Heading("The agreements"),
        agreement_list(material, known=known),
    ]


def _left(material: Material, known: Collection[str]) -> Collection[int]:
    # The numbers of the agreements that go on without one of the parties that the brief is about.
    left = set()
    for each in material.agreements if known else ():
        computed = compute(each.agreement, material.moment)
        parting = parting_for(known, each.agreement, computed, material.moment)
        if parting is not None and parting.gone:
            left.add(each.number)
    return left


def _standing(material: Material, left: Collection[int]) -> Facts:
    stayed = [each.agreement for each in material.agreements if each.number not in left]
    statuses = [compute(each, material.moment).status for each in stayed]
    dates = sorted(each.agreement.signed for each in material.agreements if each.agreement.signed)
    in_force = sum(status in ("in-force", "ending") for status in statuses)
    pairs = [
        ("Agreements", f"{len(material.agreements):,}"),
        ("In force", f"{in_force:,}"),
        ("Signed, not in force", f"{sum(status in ('signed', 'provisional') for status in statuses):,}"),
        ("Over", f"{sum(status in OVER for status in statuses):,}"),
        *([("Left", f"{len(left):,}")] if left else []),
    ]
    if dates:
        pairs += [("First signed", format_day(dates[0])), ("Last signed", format_day(dates[-1]))]
    return Facts(pairs)


def _pictures(material: Material, beside: str, left: Collection[int]) -> Beside:
    names = Names(material.sectors, {})
    stayed = [each for each in material.agreements if each.number not in left]
    first = count(material.agreements, (beside,), material.moment, names)[0]
    second = _bars(count(stayed, ("status",), material.moment, names)[0], material)
    if left:
        second = second._replace(bars=[*second.bars, Bar("left", len(left))])
    return Beside(_bars(first, material), second)


def _bars(counts: Counts, material: Material) -> Bars:
    own = material.wishes.own if counts.by == "party" else ""
    rows = [row for row in counts.rows if not row.parent and row.value not in (own or ABSENT, ABSENT)]
    absent = [row for row in counts.rows if row.value == ABSENT]
    shown = rows if len(rows) <= _MOST_BARS else rows[: _MOST_BARS - 1]
    bars = [Bar(row.label, row.agreements) for row in shown]
    if len(rows) > len(shown):
        bars.append(Bar(f"{len(rows) - len(shown)} others", sum(row.agreements for row in rows[len(shown) :])))
    return Bars(f"By {counts.by}", [*bars, *(Bar(row.label, row.agreements) for row in absent)])


def _due(material: Material, left: Collection[int]) -> Sequence[Block]:
    today, horizon = material.moment.today, material.wishes.horizon
    found = [
        (due.order, due, [*title_cell(each.agreement), Text(f"No {each.number}", quiet=True)])
        for each in material.agreements
        for due in _of(each.agreement, material, gone=each.number in left)
    ]
    for each in material.occasions:
        held = each.occasion
        found += [
            (due.order, due, [Text(held.name)]) for due in promises_due(held.commitments, held.targets, today, horizon)
        ]
    # What merely waits is counted, not listed: it would push the rest off the page.
    waiting = sum(due.kind == NOT_IN_FORCE for _, due, _ in found)
    listed = sorted((each for each in found if each[1].kind != NOT_IN_FORCE), key=lambda each: each[0])
    rows: list[Sequence[Cell]] = [
        (due.when, KIND_WORDS[due.kind] + (" (overdue)" if due.overdue else ""), of, due.act) for _, due, of in listed
    ]
    return [
        Heading(f"What is due within {material.wishes.within}"),
        *([Table("Due", _DUE, rows)] if rows else []),
        *([] if rows else [Paragraph(Text("Nothing has a date in that time."))]),
        *([Paragraph(Text(_waiting(waiting)))] if waiting else []),
    ]


def _of(agreement: Agreement, material: Material, *, gone: bool) -> Sequence[Due]:
    # Of a party that has left it, its life asks for nothing more; what was promised stays promised.
    moment, horizon = material.moment, material.wishes.horizon
    if gone:
        return promises_due(agreement.commitments, agreement.targets, moment.today, horizon)
    return due_of(agreement, moment, horizon)


def _waiting(number: int) -> str:
    been, has = ("was", "has") if number == 1 else ("were", "have")
    return f"{counted(number, 'agreement')} {been} signed more than a year ago and {has} not entered into force."
