"""Implementation: who answers for each agreement, who signed it, how far each promise is, and what became of it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.model import Agreement, Commitment
from mou_cli.agreement.promises import is_open, occurrences
from mou_cli.agreement.registered import Registered
from mou_cli.reports.cells import (
    agency_words,
    end_words,
    own_and_others,
    parting_for,
    sector_words,
    side_words,
    signatory_words,
    title_cell,
)
from mou_cli.reports.document import Block, Cell, Column, Document, Facts, Paragraph, Table, Text
from mou_cli.reports.material import Material
from mou_cli.vocabulary.folding import fold
from mou_cli.vocabulary.parties import party_name
from mou_cli.vocabulary.statuses import status_label

_COLUMNS = (
    Column("No", "number", 0.6),
    Column("Agreement", "text", 3.6),
    Column("Ministry", "text", 1.9),
    Column("Country", "text", 1.5),
    Column("Foreign signatory", "text", 1.8),
    Column("Own signatory", "text", 1.8),
    Column("Signed", "date", 1.35),
    Column("Expires", "date", 1.5),
    Column("Area of cooperation", "text", 1.7),
    Column("Progress on each area", "text", 3),
    Column("Converted into", "text", 1.8),
)


def write(material: Material) -> Document:
    """Return the form that asks of each agreement: ministry, signatories, dates, area, progress, conversion."""
    rows = [_row(each, material) for each in material.agreements]
    own = material.wishes.own
    side = f"Our side: {party_name(own)}" if own else "Our side: the first party of each agreement"
    return Document(
        title="Implementation of agreements",
        subtitle=Text(f"{side}. Progress is what is recorded of each commitment."),
        blocks=[*_totals(material), *([Table("Implementation", _COLUMNS, rows)] if rows else [])],
        footing=material.footing,
        wide=True,
    )


def _row(each: Registered, material: Material) -> Sequence[Cell]:
    agreement = each.agreement
    ours, others = own_and_others(agreement, material.wishes.own)
    computed = compute(agreement, material.moment)
    return (
        each.number,
        title_cell(agreement, translations=True),
        agency_words(ours) or agreement.responsible,
        side_words(others),
        signatory_words(others),
        signatory_words(ours),
        agreement.signed,
        _expiry(agreement, computed, material),
        sector_words(agreement, material),
        [*_progress(agreement, material)],
        [line for words, ref in _converted(agreement, material) for line in (Text(words), Text(ref, quiet=True))],
    )


def _expiry(agreement: Agreement, computed: Computed, material: Material) -> str:
    # A date where there is one, for a workbook; else the words. For a side of ours that leaves alone, its own.
    own = [material.wishes.own] if material.wishes.own else []
    parting = parting_for(own, agreement, computed, material.moment)
    if parting is not None and parting.through:
        return parting.through
    return computed.in_force_through or end_words(computed, agreement) or ""


def _converted(agreement: Agreement, material: Material) -> Sequence[tuple[str, str]]:
    found = [material.converted.get(fold(ref), ()) for ref in (agreement.ref, *agreement.former_refs) if ref]
    return list(dict.fromkeys(pair for each in found for pair in each))


def _progress(agreement: Agreement, material: Material) -> Iterator[Text]:
    for area in dict.fromkeys(each.area for each in agreement.commitments):
        if area:
            yield Text(f"{area}:")
        for each in agreement.commitments:
            if each.area == area:
                yield Text(each.text)
                yield Text(_stands(each, material), quiet=True)


def _stands(commitment: Commitment, material: Material) -> str:
    due = f"due {format_day(commitment.due)}" if commitment.due and is_open(commitment) else ""
    late = " (overdue)" if due and _is_late(commitment, material) else ""
    done = f"done {format_day(commitment.done)}" if commitment.done else commitment.status or "open"
    return "; ".join(filter(None, (commitment.progress or done, due + late)))


def _is_late(commitment: Commitment, material: Material) -> bool:
    today = material.moment.today
    return any(each.last < today for each in occurrences(commitment, today, today))


def _totals(material: Material) -> Iterator[Block]:
    agreements = [each.agreement for each in material.agreements]
    if not agreements:
        yield Paragraph(Text("No agreement fits."))
        return
    memoranda = [each for each in agreements if each.type == "mou"]
    commitments = [each for agreement in agreements for each in agreement.commitments]
    statuses = Counter(compute(each, material.moment).status for each in agreements)
    pairs = [
        ("Agreements", f"{len(agreements):,}"),
        ("Of these memoranda", f"{len(memoranda):,}"),
        ("Memoranda converted into agreements", f"{sum(bool(_converted(each, material)) for each in memoranda):,}"),
        ("Standing", ", ".join(f"{count:,} {status_label(code)}" for code, count in statuses.most_common())),
        ("Commitments", _kept(commitments, material)),
        ("Agreements without a recorded commitment", f"{sum(not each.commitments for each in agreements):,}"),
    ]
    yield Facts(pairs)


def _kept(commitments: Sequence[Commitment], material: Material) -> str:
    done = sum(each.status == "done" for each in commitments)
    late = sum(_is_late(each, material) for each in commitments)
    return f"{len(commitments):,} ({done:,} done, {late:,} overdue)" if commitments else "none recorded"
