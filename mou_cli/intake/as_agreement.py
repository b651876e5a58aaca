"""A draft as the raw fields of an agreement, its source filled in."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mou_cli.agreement.codes import CERTAINTIES
from mou_cli.intake.drafts import EXACT, REPORTED, Draft, DraftParty, Evidence, Signatory

Fields = dict[str, Any]
# Fields of a draft that an agreement has under the same name, each with what it rests on.
_SAME = ("title", "type", "signed", "place")
# What a draft's evidence calls in its own way.
_RENAMED = {"signatories": "parties", "period": "term"}


class Origin(NamedTuple):
    """Where a text is from: the fields of a source without quote and certainty, and the language of the text."""

    source: Mapping[str, Any]
    language: str = ""


def agreement_fields(draft: Draft, origin: Origin, occasion: str = "") -> Fields:
    """Return the fields of the agreement that a draft proposes, at an occasion (its reference, or free text).

    Signed it is in any case: without a day, an event `signed` without a date says so.
    """
    fields: Fields = {name: getattr(draft, name) for name in _SAME}
    fields["titles"] = _titles(draft, origin.language)
    fields["parties"], unplaced = _parties(draft)
    fields["sectors"] = list(draft.sectors)
    fields["occasion"] = occasion or draft.occasion
    fields["term"] = {"until": f"{draft.period.rpartition('/')[2]}-12-31"} if draft.period else {}
    fields["events"] = [] if draft.signed else [{"kind": "signed"}]
    fields["notes"] = "\n".join([*(f"{link.rel}: {link.text}" for link in draft.links), *map(_signer, unplaced)])
    fields = said(fields)
    return {**fields, "sources": _sources(draft, origin, fields)}


def _titles(draft: Draft, language: str) -> dict[str, str]:
    return {language: draft.full_title or draft.title} if language not in ("", "en") else {}


def _parties(draft: Draft) -> tuple[list[Fields], list[Signatory]]:
    """Return the parties with whoever signed for them, and the signatories whose party the text does not tell."""
    signatories = list(draft.signatories)
    found = []
    for party in draft.parties:
        signed = next((person for person in signatories if person.code and person.code == party.code), None)
        if signed is not None:
            signatories.remove(signed)
        found.append(_party(party, signed))
    return found, signatories


def _party(party: DraftParty, signed: Signatory | None) -> Fields:
    person = {"name": signed.name, "title": signed.title} if signed else {}
    fields = {"code": party.code, "name": party.name, "agency": party.agency, "signatory": said(person)}
    return said(fields)


def _signer(person: Signatory) -> str:
    return "signed by: " + ", ".join(filter(None, (person.name, person.title)))


def _sources(draft: Draft, origin: Origin, fields: Fields) -> list[Fields]:
    """Return a source for each quote and degree of certainty, with the fields that rest on it."""
    named: dict[tuple[int, str], list[str]] = {}
    for name, evidence in _evidence(draft, fields).items():
        quote = draft.quote if evidence.quote.casefold() in draft.quote.casefold() else evidence.quote
        named.setdefault((CERTAINTIES.index(evidence.certainty), quote), []).append(name)
    return [
        said({**origin.source, "quote": quote, "fields": names, "certainty": CERTAINTIES[place]})
        for (place, quote), names in sorted(named.items(), key=lambda item: item[0][0])
    ]


def _evidence(draft: Draft, fields: Fields) -> dict[str, Evidence]:
    """Return what each field of the agreement rests on: as the draft says, else the words that it holds itself."""
    found: dict[str, Evidence] = {}
    for name, evidence in draft.evidence.items():
        name = _RENAMED.get(name, name)
        found[name] = max(found.get(name, evidence), evidence, key=lambda each: CERTAINTIES.index(each.certainty))
    whole = Evidence(draft.quote, draft.certainty)
    whole = found.setdefault("title", whole)
    signed = {"events": Evidence(draft.quote, REPORTED)} if "events" in fields else {}
    own = {
        "titles": found["title"],
        "place": Evidence(draft.place, REPORTED),
        "occasion": Evidence(draft.occasion, REPORTED),
        "term": Evidence(draft.full_title, EXACT),
        "notes": whole,
        **signed,
    }
    return {name: found.get(name) or own.get(name) or whole for name in fields}


def said(fields: Mapping[str, Any]) -> Fields:
    """Return fields without those that say nothing."""
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}
