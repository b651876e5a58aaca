"""The questions about the parties: who they are, who leads, who signed for each."""

from collections.abc import Mapping
from typing import Any

from mou_cli.agreement.context import Context
from mou_cli.agreement.reading.reading_parties import print_party, print_person, read_party, read_person, with_lead
from mou_cli.ask.choices import Choice, merged
from mou_cli.ask.question import Fields, Question, always, read_list, texts, with_value, without
from mou_cli.ask.suggestions import Suggestions
from mou_cli.vocabulary.parties import all_parties, party_name


def _parties(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(fields.get("parties") or ())


def _party_label(fields: Fields, item: int) -> str:
    return f"Party {item + 1}" if item < 2 or item < len(_parties(fields)) else f"Party {item + 1}, if there is one"


def _party_at(fields: Fields, item: int) -> str:
    parties = _parties(fields)
    return print_party(without(parties[item], "signatory")) if item < len(parties) else ""


def _put_party(fields: Fields, item: int, text: str, _: Context) -> Fields:
    parties = _parties(fields)
    before = parties[item] if item < len(parties) else {}
    parties[item : item + 1] = [{**_unwritten(before), **read_party(text)}] if text.strip() else []
    return with_value(fields, "parties", parties)


def _unwritten(party: Mapping[str, Any]) -> dict[str, Any]:
    # What the line of a party does not show, and so cannot have taken away.
    return {name: value for name, value in party.items() if name not in ("code", "name", "agency", "lead")}


def _party_choices(suggestions: Suggestions, _: Context, fields: Fields, item: int) -> list[Choice]:
    every = {code: Choice(code, name) for code, name in all_parties()}
    used = [every.get(code, Choice(code, party_name(code))) for code in suggestions.parties]
    with_agency = [
        Choice(f"{code}: {agency}", party_name(code))
        for code in suggestions.parties
        for agency in suggestions.agencies.get(code, ())
    ]
    taken = {party.get("code") for place, party in enumerate(_parties(fields)) if place != item}
    return merged([choice for choice in used if choice.value not in taken], [*every.values(), *with_agency])


def _own_party(_: Fields, suggestions: Suggestions, item: int) -> str:
    return suggestions.own if item == 0 else ""


def _party_names(_: Suggestions, __: Context, fields: Fields, ___: int) -> list[Choice]:
    return [
        Choice(party.get("code") or f"name:{party.get('name', '')}", party.get("name", ""))
        for party in _parties(fields)
    ]


def _lead(fields: Fields, _: int) -> str:
    return ", ".join(str(party.get("code") or party.get("name")) for party in _parties(fields) if party.get("lead"))


def _put_lead(fields: Fields, _: int, text: str, __: Context) -> Fields:
    led = with_value(fields, "parties", [without(party, "lead") for party in _parties(fields)])
    for name in read_list(text):
        led = with_lead(led, name)
    return led


def _signer_label(fields: Fields, item: int) -> str:
    party = _parties(fields)[item]
    return f"Signed for {party.get('name') or party.get('code')} by"


def _signer(fields: Fields, item: int) -> str:
    signatory = _parties(fields)[item].get("signatory")
    return print_person(signatory) if isinstance(signatory, Mapping) else ""


def _put_signer(fields: Fields, item: int, text: str, _: Context) -> Fields:
    parties = _parties(fields)
    parties[item] = with_value(parties[item], "signatory", read_person(text) if text.strip() else "")
    return with_value(fields, "parties", parties)


def _signer_choices(suggestions: Suggestions, _: Context, fields: Fields, item: int) -> list[Choice]:
    party = _parties(fields)[item]
    return texts(suggestions.people.get(party.get("code") or party.get("name", ""), ()))


PARTIES = Question(
    "parties",
    _party_label,
    _party_at,
    _put_party,
    "KZ, Kazakhstan or KZ: Ministry of Transport",
    offered=_party_choices,
    default=_own_party,
    asked=lambda _fields, _item: True,
    repeats=True,
)
LEAD = Question(
    "lead",
    always("Led by"),
    _lead,
    _put_lead,
    "one of the parties; several apart by commas",
    offered=_party_names,
    asked=lambda fields, item: item == 0 and bool(_parties(fields)),
    separator=",",
)
SIGNATORIES = Question(
    "signatories",
    _signer_label,
    _signer,
    _put_signer,
    "Name, Title",
    offered=_signer_choices,
    asked=lambda fields, item: item < len(_parties(fields)),
)
