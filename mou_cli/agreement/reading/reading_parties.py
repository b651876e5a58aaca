"""Parties and those who sign, as people write them.

    KZ                                      a state or an organisation, by code or any usual name
    Kazakhstan: Ministry of Transport       with the agency
    KZ: Ministry of Transport (lead)        with the lead
    PK [Hanif Abbasi, Minister]             with who signed
    name:Shymkent Akimat                    a city, a company, anybody without a code

Several stand apart by semicolons or on lines of their own.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from mou_cli.agreement.reading.reading_text import read_text
from mou_cli.errors import Ambiguous, Usage
from mou_cli.vocabulary.folding import fold
from mou_cli.vocabulary.parties import find_party, party_name, resolve_party

_SIGNED_BY = re.compile(r"\s*\[([^\[\]]+)\]\Z")
_LEADS = re.compile(r"\s*\(lead\)\Z", re.IGNORECASE)
_APART = re.compile(r"[;\n]")
# What stands between two countries in one cell of a spreadsheet.
_BETWEEN = re.compile(r"\s*[,/|·،]\s*|\s+(?:-|–|—|&|and|и|және|اور)\s+")
_ADVICE = "a city or a company is written name:Shymkent Akimat"


def read_party(text: str) -> dict[str, Any]:
    """Return one party as it is stored from `text`, such as `KZ: Ministry of Transport`.

    Raises Usage where the name is no state and no organisation and is not marked with `name:`.
    """
    rest = read_text(text)
    signed = _SIGNED_BY.search(rest)
    rest = rest[: signed.start()] if signed else rest
    lead = _LEADS.search(rest)
    rest = rest[: lead.start()] if lead else rest
    party = _who(rest)
    if lead:
        party["lead"] = True
    if signed:
        party["signatory"] = read_person(signed[1])
    return party


def read_parties(text: str) -> list[dict[str, Any]]:
    """Return the parties that `text` names, apart by semicolons or lines, each as `read_party` takes it.

    Names that are all known may also stand apart by commas, slashes, dashes or `and`: `Kazakhstan - Pakistan`.
    """
    items = [item for item in map(str.strip, _APART.split(text)) if item]
    if len(items) == 1 and ":" not in items[0] and find_party(items[0]) is None:
        names = [name for name in _BETWEEN.split(items[0]) if name]
        if len(names) > 1 and all(map(find_party, names)):
            items = names
    return [read_party(item) for item in items]


def print_party(party: Mapping[str, Any]) -> str:
    """Return `party` as `read_party` takes it; what has no place in that form is left out."""
    code, name, agency, signatory = (party.get(each) for each in ("code", "name", "agency", "signatory"))
    text = str(code) if code else f"name:{name}"
    if agency:
        text += f": {agency}"
    if party.get("lead"):
        text += " (lead)"
    return f"{text} [{print_person(signatory)}]" if isinstance(signatory, Mapping) else text


def read_person(text: str) -> dict[str, str]:
    """Return who signs, from `Name, Title`; the title may be left out."""
    name, _, title = (each.strip() for each in read_text(text).partition(","))
    return {"name": name, "title": title} if title else {"name": name}


def print_person(person: Mapping[str, Any]) -> str:
    """Return `person` as `read_person` takes it."""
    return ", ".join(str(person[each]) for each in ("name", "title") if person.get(each))


def read_signatory(text: str) -> tuple[str, dict[str, str]]:
    """Return the party and who signed for it from `PK: Name, Title`: its code (else its name), and name and title.

    Raises Usage where one of the two is missing.
    """
    who, colon, person = read_text(text).partition(":")
    if fold(who.strip()) == "name":
        who, colon, person = person.partition(":")
        code = who.strip()
    else:
        code = find_party(who) or who.strip()
    if not colon or not code or not person.strip():
        raise Usage(f'"{text}" does not say who signed for whom', "write it as PK: Name, Title")
    return code, read_person(person)


def with_signatory(fields: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return `fields` of an agreement with who signed, from `PK: Name, Title`, put to that party.

    Where a party stands there by several agencies, it is the first that nobody has signed for yet. Raises Usage where
    the agreement has no such party.
    """
    code, person = read_signatory(text)
    parties = list(fields.get("parties") or ())
    places = places_of(parties, code) or _missing(code)
    free = [place for place in places if not parties[place].get("signatory")]
    chosen = (free or places)[0]
    if not free and len(places) > 1:
        raise Ambiguous(f"{code} stands there {len(places)} times", "use parties.N.signatory=Name, Title")
    parties[chosen] = {**parties[chosen], "signatory": person}
    return {**fields, "parties": parties}


def with_lead(fields: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return `fields` of an agreement where the party that `text` names leads: a code, a name, or `KZ: Agency`.

    Raises Usage where the agreement has no such party.
    """
    parties = list(fields.get("parties") or ())
    for place in places_of(parties, text) or _missing(text):
        parties[place] = {**parties[place], "lead": True}
    return {**fields, "parties": parties}


def places_of(parties: Iterable[Any], word: str) -> list[int]:
    """Return where in the list the parties stand that `word` names: a code, a name, or either with its agency."""
    who, _, agency = (each.strip() for each in word.removeprefix("name:").partition(":"))
    code = find_party(who) or who
    return [place for place, party in enumerate(parties) if _fits(party, code, fold(who), fold(agency))]


def _fits(party: Any, code: str, who: str, agency: str) -> bool:
    if not isinstance(party, Mapping):
        return False
    named = party.get("code") == code or fold(str(party.get("name", ""))) == who
    return named and agency in ("", fold(str(party.get("agency", ""))))


def _missing(word: str) -> list[int]:
    raise Usage(f'"{word}" is no party of this agreement', f"add it first: parties+={word}")


def _who(text: str) -> dict[str, Any]:
    marked = text[:5].lower() == "name:"
    who, _, agency = (each.strip() for each in (text[5:] if marked else text).partition(":"))
    if not who:
        raise Usage(f'"{text}" names no party', "write KZ, Kazakhstan or KZ: Ministry of Transport")
    party = {"name": who} if marked else _coded(who)
    return {**party, "agency": agency} if agency else party


def _coded(who: str) -> dict[str, Any]:
    try:
        code = resolve_party(who)
    except Usage as fault:
        raise Usage(fault.message, f"{fault.hint}; {_ADVICE}") from None
    return {"code": code, "name": party_name(code)}
