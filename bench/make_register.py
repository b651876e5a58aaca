"""Write a register of N invented agreements in mou's own layout: `python bench/make_register.py N PATH`.

The same N gives the same bytes. About 1 kB an agreement; it streams, so that a million need no memory.
"""

import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, TextIO
from uuid import UUID

import msgspec
from words import (
    AGENCIES,
    FAMILY,
    GIVEN,
    LEAVES,
    OFFICES,
    PLACES,
    PUBLISHERS,
    REMARKS,
    STATES,
    TAGS,
    TYPES,
)

SEED = 20260204
LAST_YEAR = 2026  # nothing is dated after its February, so that nothing lies ahead of whoever measures
_LEAF_WEIGHTS = list(accumulate(weight for _, weight, *_ in LEAVES))
_TYPE_WEIGHTS = list(accumulate(weight for _, weight, _ in TYPES))
_STATE_WEIGHTS = list(accumulate(1 / (place + 3) for place in range(len(STATES))))

Fields = dict[str, Any]


def _signed(chance: Random) -> str:
    year, day = chance.randint(1992, LAST_YEAR), chance.randint(1, 27)
    month = chance.randint(1, 12 if year < LAST_YEAR else 2)
    precision = chance.random()
    if precision < 0.05:
        return f"{year}"
    if precision < 0.1:
        return f"{year}-{month:02}"
    if precision < 0.12:
        return f"{year}-{month:02}-{day:02}/{year}-{month:02}-{day + 1:02}"
    return f"{year}-{month:02}-{day:02}"


def _later(chance: Random, signed: str, years: int) -> str:
    return f"{int(signed[:4]) + years}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _party(chance: Random, code: str, lead: bool) -> Fields:
    party: Fields = {"code": code, "name": f"State of {code}"}
    if chance.random() < 0.7:
        party["agency"] = chance.choice(AGENCIES)
    if lead:
        party["lead"] = True
    if chance.random() < 0.6:
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        party["signatory"] = {"name": name, "title": chance.choice(OFFICES)}
    return party


def _parties(chance: Random) -> list[Fields]:
    count = 2 if chance.random() < 0.93 else chance.randint(3, 5)
    codes = list(dict.fromkeys(chance.choices(STATES, cum_weights=_STATE_WEIGHTS, k=count)))
    if len(codes) < 2:
        codes.append("KZ" if codes[0] != "KZ" else "PK")
    return [_party(chance, code, lead=place == 0 and chance.random() < 0.3) for place, code in enumerate(codes)]


def _term(chance: Random) -> Fields:
    if chance.random() < 0.2:
        return {"duration": "indefinite", "notice": "P6M"}
    term: Fields = {"duration": f"P{chance.choice((1, 3, 5, 5, 10))}Y", "renewal": "none"}
    if chance.random() < 0.7:
        term |= {"renewal": "tacit", "period": f"P{chance.choice((1, 5))}Y", "notice": f"P{chance.choice((3, 6))}M"}
    return term


def _events(chance: Random, signed: str, parties: list[Fields]) -> list[Fields]:
    events: list[Fields] = [
        {"kind": "notified", "date": _later(chance, signed, 1), "party": party["code"]}
        for party in parties
        if chance.random() < 0.5
    ]
    if chance.random() < 0.7:
        events.append({"kind": "in-force", "date": _later(chance, signed, 2)})
    if chance.random() < 0.08:
        events.append({"kind": "terminated", "date": _later(chance, signed, 9), "note": chance.choice(REMARKS)})
    return [event for event in events if int(event["date"][:4]) < LAST_YEAR]


def _sources(chance: Random, number: int, signed: str) -> list[Fields]:
    return [
        {
            "title": f"{chance.choice(('Report', 'Text', 'Notice', 'Communique'))} no. {number % 977 + 1}",
            "publisher": chance.choice(PUBLISHERS),
            "url": f"https://{chance.choice(('gazette', 'news', 'treaties'))}.example.org/{signed[:4]}/{number}",
            "fields": ["title", "parties", "signed"],
            "certainty": chance.choice(("exact", "reported", "reported", "unclear")),
        }
        for _ in range(chance.randint(1, 2))
    ]


def agreement(number: int, chance: Random) -> Fields:
    """Return the raw fields of the invented agreement `number`, drawn from `chance`."""
    leaf, _, english, russian, urdu = chance.choices(LEAVES, cum_weights=_LEAF_WEIGHTS)[0]
    kind, _, opening = chance.choices(TYPES, cum_weights=_TYPE_WEIGHTS)[0]
    signed, parties = _signed(chance), _parties(chance)
    between = " and ".join(party["name"] for party in parties)
    fields: Fields = {
        "ref": f"MOU-2026-{number:04}",
        "uid": str(UUID(int=chance.getrandbits(128), version=4)),
        "title": f"{opening} {english} between {between}, no. {number}",
    }
    if chance.random() < 0.15:
        fields["titles"] = {"ru": f"Соглашение о сотрудничестве в сфере {russian}", "ur": f"{urdu} میں تعاون"}
    fields |= {"type": kind, "parties": parties, "sectors": [leaf], "signed": signed, "place": chance.choice(PLACES)}
    if chance.random() < 0.2:
        second = chance.choices(LEAVES, cum_weights=_LEAF_WEIGHTS)[0][0]
        fields["sectors"] = list(dict.fromkeys((leaf, second)))
    if chance.random() < 0.6:
        fields["entry_into_force"] = {"mode": "last-notification"}
        fields["term"] = _term(chance)
    fields |= {"events": _events(chance, signed, parties), "sources": _sources(chance, number, signed)}
    fields["tags"] = chance.sample(TAGS, chance.randint(1, 3))
    fields["notes"] = " ".join(chance.sample(REMARKS, chance.randint(1, 3)))
    return fields


def agreements(count: int) -> Iterator[Fields]:
    """Yield `count` invented agreements, always the same ones."""
    chance = Random(SEED)
    for number in range(1, count + 1):
        yield agreement(number, chance)


def _write(count: int, out: TextIO) -> None:
    encode = msgspec.json.Encoder().encode
    meta = encode({"format": 1, "next": {"MOU": count + 1, "OCC": 1}, "sectors": {}}).decode()
    out.write('{\n"meta":{\n"1":' + meta + "\n},\n")
    out.write('"occasions":{\n},\n"agreements":{\n')
    for number, fields in enumerate(agreements(count), 1):
        comma = ",\n" if number > 1 else ""
        out.write(f'{comma}"{number}":{encode(fields).decode()}')
    out.write("\n}\n}\n" if count else "}\n}\n")


def write_register(count: int, path: Path) -> None:
    """Write a registry of `count` agreements to `path`."""
    with path.open("w", encoding="utf-8", newline="\n", buffering=1 << 20) as out:
        _write(count, out)


def write_rows(count: int, path: Path) -> None:
    """Write the same agreements to `path` as JSON Lines, as `mou import` takes them."""
    encode = msgspec.json.Encoder().encode
    with path.open("wb", buffering=1 << 20) as out:
        out.writelines(encode(fields) + b"\n" for fields in agreements(count))


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit("usage: python bench/make_register.py N PATH")
    write_register(int(sys.argv[1]), Path(sys.argv[2]))
