"""What a registry's own agreements suggest for the next one: its usual parties, people, places and words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from mou_cli.agreement.model import Agreement, Party
from mou_cli.ask.choices import Choice


class Suggestions(NamedTuple):
    """What is offered while the answers are typed, the most used first.

    `parties` and `sectors` hold codes; `agencies` and `people` are kept per party's code, people as `Name, Title`;
    `occasions` pairs references with names; `own` is the code of our own side, offered as the first party.
    """

    parties: Sequence[str] = ()
    agencies: Mapping[str, Sequence[str]] = {}
    people: Mapping[str, Sequence[str]] = {}
    sectors: Sequence[str] = ()
    places: Sequence[str] = ()
    occasions: Sequence[Choice] = ()
    tags: Sequence[str] = ()
    sources: Sequence[str] = ()
    own: str = ""


def gather(agreements: Iterable[Agreement], occasions: Iterable[tuple[str, str]] = (), own: str = "") -> Suggestions:
    """Return what `agreements` suggest; `occasions` are references with names, `own` is our side's code."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("parties", "sectors", "places", "tags", "sources")}
    agencies: dict[str, Counter[str]] = {}
    people: dict[str, Counter[str]] = {}
    for agreement in agreements:
        counts["sectors"].update(agreement.sectors)
        counts["tags"].update(agreement.tags)
        counts["places"].update(filter(None, (agreement.place,)))
        counts["sources"].update(source.publisher for source in agreement.sources if source.publisher)
        for party in agreement.parties:
            counts["parties"].update(filter(None, (party.code,)))
            _count_people(party, agencies, people)
    return Suggestions(
        parties=_ranked(counts["parties"]),
        agencies={code: _ranked(counter) for code, counter in agencies.items()},
        people={code: _ranked(counter) for code, counter in people.items()},
        sectors=_ranked(counts["sectors"]),
        places=_ranked(counts["places"]),
        occasions=[Choice(ref, name) for ref, name in occasions],
        tags=_ranked(counts["tags"]),
        sources=_ranked(counts["sources"]),
        own=own,
    )


def _count_people(party: Party, agencies: dict[str, Counter[str]], people: dict[str, Counter[str]]) -> None:
    code = party.code or party.name
    if party.agency:
        agencies.setdefault(code, Counter())[party.agency] += 1
    if party.signatory and party.signatory.name:
        person = ", ".join(filter(None, (party.signatory.name, party.signatory.title)))
        people.setdefault(code, Counter())[person] += 1


def _ranked(counter: Counter[str]) -> list[str]:
    return [value for value, _ in counter.most_common()]
