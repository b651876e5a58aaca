"""A draft as the raw fields of an agreement, its source filled in."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mou_cli.agreement.codes import CERTAINTIES
from mou_cli.intake.drafts import Draft, DraftParty, Signatory

Fields = dict[str, Any]
# Fields of a draft that an agreement has under the same name, each with what it rests on.
_SAME = ("title", "type", "signed", "place")


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
    fields["parties"] = _parties(draft)
    fields["sectors"] = list(draft.sectors)
    fields["occasion"] = occasion or draft.occasion
    fields["term"] = {"until": draft.period.rpartition("/")[2]} if draft.period else {}
    fields["events"] = [] if draft.signed else [{"kind": "signed"}]
    fields["sources"] = _sources(draft, origin)
    fields["notes"] = "\n".join(f"{link.rel}: {link.text}" for link in draft.links)
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}


def _titles(draft: Draft, language: str) -> dict[str, str]:
    return {language: draft.full_title or draft.title} if language not in ("", "en") else {}


def _parties(draft: Draft) -> list[Fields]:
    signatories = list(draft.signatories)
    found = []
    for party in draft.parties:
        signed = next((person for person in signatories if person.code and person.code == party.code), None)
        if signed is not None:
            signatories.remove(signed)
        found.append(_party(party, signed))
    return found


def _party(party: DraftParty, signed: Signatory | None) -> Fields:
    person = {"name": signed.name, "title": signed.title} if signed else {}
    fields = {"code": party.code, "name": party.name, "agency": party.agency, "signatory": said(person)}
    return said(fields)


def _sources(draft: Draft, origin: Origin) -> list[Fields]:
    """Return a source for each degree of certainty, with the fields that are as certain."""
    by_certainty: dict[str, list[str]] = {}
    for name, evidence in draft.evidence.items():
        by_certainty.setdefault(evidence.certainty, []).append("parties" if name == "signatories" else name)
    if not by_certainty:
        by_certainty[draft.certainty] = []
    order = [*CERTAINTIES, *by_certainty]
    return [
        said({**origin.source, "quote": draft.quote, "fields": list(dict.fromkeys(names)), "certainty": certainty})
        for certainty, names in sorted(by_certainty.items(), key=lambda item: order.index(item[0]))
    ]


def said(fields: Mapping[str, Any]) -> Fields:
    """Return fields without those that say nothing."""
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}
