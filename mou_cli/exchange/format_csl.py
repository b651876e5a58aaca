"""References for Zotero, Pandoc and whatever else reads CSL-JSON: an agreement is an item of the type `treaty`."""

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import msgspec

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.addresses import address_of, main_source
from mou_cli.exchange.clean import clean, clean_text
from mou_cli.exchange.scratch import refuse_columns
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.vocabulary.parties import party_name
from mou_cli.vocabulary.sectors import Sectors
from mou_cli.vocabulary.statuses import status_label
from mou_cli.vocabulary.types import type_label

_ENCODE = msgspec.json.Encoder().encode


def write(
    agreements: Iterable[Registered],
    out: BinaryIO,
    moment: Moment,
    columns: Sequence[str] | None = None,
    *,
    around: Surroundings | None = None,
) -> None:
    """Write `agreements` to `out` as an array of items, one to a line; raises Usage where columns are named."""
    refuse_columns(columns, "a list of references")
    sectors = around.sectors if around else Sectors()
    before = b"[\n"
    for registered in agreements:
        out.write(before + _ENCODE(item_of(registered, moment, sectors)))
        before = b",\n"
    out.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def item_of(registered: Registered, moment: Moment, sectors: Sectors) -> dict[str, Any]:
    """Return an agreement as a CSL item (CSL 1.0.2, Appendix IV); what is absent is left out.

    The parties are its authors, as styles for treaties print them.
    """
    cleaned = clean(registered)
    agreement = cleaned.agreement
    found = {
        "id": agreement.ref or agreement.uid or f"no-{cleaned.number}",
        "type": "treaty",
        "title": agreement.title,
        "author": [{"literal": name} for name in _parties(agreement)],
        "authority": party_name(agreement.depositary) if agreement.depositary else "",
        "issued": date_of(agreement.signed),
        "event-place": agreement.place,
        "publisher-place": agreement.place,
        "number": agreement.identifiers.get("unts") or agreement.ref,
        "collection-title": "United Nations Treaty Series" if agreement.identifiers.get("unts") else "",
        "genre": type_label(agreement.type) if agreement.type else "",
        "status": status_label(compute(agreement, moment).status),
        "language": ", ".join(each.code for each in agreement.languages if each.code),
        "keyword": clean_text(", ".join((*map(sectors.label, agreement.sectors), *agreement.tags))),
        "archive": agreement.original.place if agreement.original else "",
        "archive_location": agreement.original.file if agreement.original else "",
        **_told(agreement),
    }
    return {name: value for name, value in found.items() if value}


def date_of(text: str) -> dict[str, Any]:
    """Return a date as stored (EDTF) as CSL has it: `date-parts`, two of them for an interval; else `literal`."""
    if not text:
        return {}
    try:
        bounds(text)
    except ValueError:
        return {"literal": text}
    return {"date-parts": [[int(number) for number in each.split("-")] for each in text.split("/")]}


def _parties(agreement: Agreement) -> list[str]:
    names = (party_name(each.code) if each.code else each.name or each.agency for each in agreement.parties)
    return list(dict.fromkeys(filter(None, names)))


def _told(agreement: Agreement) -> dict[str, Any]:
    source = main_source(agreement)
    if source is None:
        return {}
    return {"URL": address_of(source.url), "source": source.publisher}
