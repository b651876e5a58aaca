"""Occasion: what was signed at a visit or a session, and the account of it against what was announced."""

import re
from collections.abc import Iterator, Sequence

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.reckoning import Counted, reckon
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.agreement.wording import party_words
from mou_cli.reports.cells import NUMBER, TITLE, agency_words, sector_words, standing, title_cell
from mou_cli.reports.document import Block, Cell, Column, Document, Facts, Heading, Paragraph, Table, Text, lean
from mou_cli.reports.material import Material
from mou_cli.reports.promised import commitments_block, targets_block
from mou_cli.vocabulary.types import type_label

_ANNOUNCED = (
    Column("Announced", "number", 1),
    Column("In its words", "text", 4),
    Column("By", "text", 3),
    Column("Missing here", "text", 1.4),
)
_SIGNED = (
    NUMBER,
    TITLE,
    Column("Type", "text", 2),
    Column("Agencies", "text", 2.2),
    Column("Sectors", "text", 1.9),
    Column("Title", "text", 1.4),
    Column("Standing", "text", 1.6),
)
# Filters that leave out nothing of an occasion.
_WHOLE = re.compile(r'(?:occasion:(?:"[^"]*"|[^\s"]+)\s*)*\Z')


def write(material: Material) -> Document:
    """Return the account of the occasions of a report, each with its own reckoning."""
    occasions = material.occasions
    if len(occasions) == 1:
        held = occasions[0].occasion
        blocks = [*_account(occasions[0], material)]
        return Document(held.name, Text(_where(occasions[0])), blocks, material.footing)
    blocks = [] if occasions else [Paragraph(Text("No occasion fits."))]
    for occasion in occasions:
        blocks += [Heading(occasion.occasion.name), Paragraph(Text(_where(occasion), quiet=True))]
        blocks += _account(occasion, material)
    return Document("Occasions", Text("What was signed, against what was announced"), blocks, material.footing)


def _where(occasion: RegisteredOccasion) -> str:
    held = occasion.occasion
    sides = " · ".join(dict.fromkeys(map(party_words, held.parties)))
    return ", ".join(filter(None, (held.place, format_day(held.date) if held.date else "", sides, held.ref)))


def _account(occasion: RegisteredOccasion, material: Material) -> Iterator[Block]:
    ref = occasion.occasion.ref
    signed = [each for each in material.agreements if ref and each.agreement.occasion == ref]
    reckoning = reckon(occasion, signed, ())
    whole = _WHOLE.match(material.footing.filters) is not None  # else what is left out would seem to be missing
    in_force = sum(compute(each.agreement, material.moment).status in ("in-force", "ending") for each in signed)
    yield Facts(
        [
            ("Announced", _range(reckoning.announced)),
            ("Recorded", f"{reckoning.recorded:,}"),
            ("With their exact title", f"{reckoning.exact_titles:,}"),
            ("Without a title yet", f"{reckoning.placeholders:,}"),
            ("In force", f"{in_force:,}"),
            ("Missing", _missing(reckoning.announced) if whole else "not told of a part"),
        ]
    )
    if reckoning.announced:
        yield Heading("What was announced")
        shown = len(_ANNOUNCED) if whole else -1
        yield Table("Announced", _ANNOUNCED[:shown], [_said(each)[:shown] for each in reckoning.announced])
    if signed:
        yield Heading("What was signed")
        yield lean(Table("Signed", _SIGNED, [_row(each, occasion, material) for each in signed]))
    alone = material._replace(occasions=[occasion], agreements=signed)
    yield from commitments_block(alone)
    yield from targets_block(alone)
    if occasion.occasion.notes:
        yield Paragraph(Text(occasion.occasion.notes, quiet=True))


def _range(announced: Sequence[Counted]) -> str:
    counts = sorted({each.count for each in announced if each.count is not None})
    if not counts:
        return "no number is recorded"
    return f"{counts[0]:,}" if len(counts) == 1 else f"{counts[0]:,} to {counts[-1]:,}"


def _missing(announced: Sequence[Counted]) -> str:
    missing = sorted({max(each.missing, 0) for each in announced if each.missing is not None})
    if not missing:
        return "cannot be told"
    return f"{missing[0]:,}" if len(missing) == 1 else f"{missing[0]:,} to {missing[-1]:,}"


def _said(each: Counted) -> Sequence[Cell]:
    missing = "cannot be told" if each.missing is None else max(each.missing, 0) or "none"
    return each.count, each.text, each.source, missing


def _row(each: Registered, occasion: RegisteredOccasion, material: Material) -> Sequence[Cell]:
    agreement = each.agreement
    titled = "exact" if reckon(occasion, [each], ()).exact_titles else "descriptive"
    return (
        each.number,
        title_cell(agreement, translations=True),
        type_label(agreement.type) if agreement.type else "",
        agency_words(agreement.parties),
        sector_words(agreement, material),
        "none yet" if agreement.untitled else titled,
        standing(agreement, compute(agreement, material.moment)),
    )
