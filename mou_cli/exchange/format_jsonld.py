"""JSON-LD: an agreement is a schema.org Legislation, for the web and for those who link data."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import msgspec

from mou_cli.agreement.dates.edtf import bounds, is_day
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.model import Agreement, Link, Party, Source
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.addresses import address_of
from mou_cli.exchange.clean import clean, clean_text
from mou_cli.exchange.scratch import refuse_columns
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.vocabulary.parties import party_kind, party_name
from mou_cli.vocabulary.sectors import Sectors
from mou_cli.vocabulary.statuses import status_label
from mou_cli.vocabulary.types import type_label

_ENCODE = msgspec.json.Encoder().encode
# Said here and not by the address of schema.org's own context: nobody needs a network to read it.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "legislationLegalForce": {"@type": "@vocab"},
    **{
        name: {"@type": "Date"}
        for name in ("legislationDate", "legislationDateOfApplicability", "expires", "datePublished")
    },
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")  # BCP 47
_FORCE = {
    **dict.fromkeys(("in-force", "ending"), "InForce"),
    "provisional": "PartiallyInForce",
    "unknown": "",
}
_RELATIONS = {
    "amends": "legislationAmends",
    "supersedes": "legislationRepeals",
    "extends": "legislationChanges",
    "implements": "legislationApplies",
    "under": "legislationApplies",
    "converted-from": "isBasedOn",
}


def write(
    agreements: Iterable[Registered],
    out: BinaryIO,
    moment: Moment,
    columns: Sequence[str] | None = None,
    *,
    around: Surroundings | None = None,
) -> None:
    """Write `agreements` to `out` as a graph, one to a line; raises Usage where columns are named."""
    refuse_columns(columns, "a graph")
    sectors = around.sectors if around else Sectors()
    out.write(b'{"@context":' + _ENCODE(CONTEXT) + b',"@graph":[')
    before = b"\n"
    for registered in agreements:
        out.write(before + _inert(_ENCODE(node_of(registered, moment, sectors))))
        before = b",\n"
    out.write(b"\n]}\n")


def node_of(registered: Registered, moment: Moment, sectors: Sectors) -> dict[str, Any]:
    """Return an agreement as a node of the type Legislation; what is absent is left out."""
    cleaned = clean(registered)
    agreement = cleaned.agreement
    computed = compute(agreement, moment)
    found = {
        "@type": "Legislation",
        "@id": f"urn:uuid:{agreement.uid}" if _is_uuid(agreement.uid) else "",
        "name": agreement.title,
        "alternateName": [{"@value": text, "@language": code} for code, text in _titles(agreement)],
        "legislationIdentifier": agreement.ref,
        "identifier": [_identifier(scheme, value) for scheme, value in agreement.identifiers.items()],
        "legislationType": type_label(agreement.type) if agreement.type else "",
        "legislationDate": _date(agreement.signed),
        "legislationPassedBy": [_organisation(party) for party in agreement.parties],
        "legislationResponsible": _named("Organization", agreement.responsible),
        "spatialCoverage": _states(agreement),
        "about": [_sector(code, sectors.label(code)) for code in dict.fromkeys(agreement.sectors)],
        "keywords": list(agreement.tags),
        "inLanguage": [each.code for each in agreement.languages if each.code],
        "locationCreated": _named("Place", agreement.place),
        "citation": [found for found in map(_citation, agreement.sources) if found],
        **_in_time(computed),
        **_linked(agreement.links),
    }
    return {name: value for name, value in found.items() if value}


def _in_time(computed: Computed) -> dict[str, Any]:
    since, through = computed.in_force_from or "", computed.in_force_through or ""
    return {
        "legislationLegalForce": _FORCE.get(computed.status, "NotInForce"),
        "creativeWorkStatus": status_label(computed.status),
        "legislationDateOfApplicability": since if is_day(since) else "",
        "temporalCoverage": f"{since}/{through or '..'}" if is_day(since) and (not through or is_day(through)) else "",
        "expires": through if is_day(through) else "",
    }


def _titles(agreement: Agreement) -> list[tuple[str, str]]:
    # A key that is no tag of a language would make the whole invalid.
    return [(code, text) for code, text in agreement.titles.items() if text and _LANGUAGE.match(code)]


def _identifier(scheme: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value}


def _organisation(party: Party) -> dict[str, Any]:
    name = party.name or (party_name(party.code) if party.code else "")
    agency = _named("GovernmentOrganization", party.agency) if name else {}
    signatory = party.signatory
    found = {
        "@type": "GovernmentOrganization" if not party.code or party_kind(party.code) == "state" else "Organization",
        "name": name or party.agency,
        "identifier": party.code,
        "department": agency,
        "employee": {**_named("Person", signatory.name), "jobTitle": signatory.title} if signatory else {},
    }
    return {name: value for name, value in found.items() if value}


def _states(agreement: Agreement) -> list[dict[str, str]]:
    codes = dict.fromkeys(each.code for each in agreement.parties if each.code and party_kind(each.code) == "state")
    return [{"@type": "Country", "name": party_name(code), "identifier": code} for code in codes]


def _sector(code: str, label: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "termCode": code, "name": clean_text(label)}


def _citation(source: Source) -> dict[str, Any]:
    found = {
        "name": source.title,
        "publisher": _named("Organization", source.publisher),
        "url": address_of(source.url),
        "datePublished": _date(source.date),
    }
    told = {name: value for name, value in found.items() if value}
    return {"@type": "CreativeWork", **told} if told else {}


def _linked(links: Iterable[Link]) -> dict[str, Any]:
    found: dict[str, list[dict[str, str]]] = {}
    for link in links:
        relation = _RELATIONS.get(link.rel, "isRelatedTo")
        found.setdefault(relation, []).append({"@type": "Legislation", "legislationIdentifier": link.ref})
    return found


def _date(text: str) -> str:
    # A year, a month or a day; of an interval nobody can say which day it was.
    try:
        return text if text and "/" not in text and bounds(text) else ""
    except ValueError:
        return ""


def _named(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and all(char in "0123456789abcdefABCDEF-" for char in text)


def _inert(line: bytes) -> bytes:
    # It is mostly put into a page: nothing in it may end the script that it stands in.
    return line.replace(b"<", b"\\u003c").replace(b">", b"\\u003e")
