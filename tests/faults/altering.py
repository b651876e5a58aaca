"""Documents and bytes as damage, other programs and chance leave them: strategies of Hypothesis."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]

# Of every kind of JSON, and where a reader of it may stumble.
ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 2**63, 2**64, -(2**63) - 1, 10**400, 1e308, float("nan"), float("inf"),
    "", "x", " ", "\0", "\ud800", "\u202e", "2026-13-45", "P5Y", "P0D", "P99999999Y", "9999-12-31", "0000", "9" * 40,
    "1" * 5000, "MOU-2026-0001", "../../x", [], {}, [[]], [None], [{}], {"": None},
    {"1": {}}, {"code": 1}, ["x"] * 50,
]  # fmt: skip
KEYS = ["", "0", "-1", "01", "1.0", "1e1", " 1", "9" * 25, "18446744073709551616", "title", "uid", "ref", "seq", "x\0"]
FOREIGN = [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"<<<<<<< HEAD\n", b"}", b"\n\n", b'"', b"\\", b",", b"[" * 5000,
           b"NaN", b"\xed\xa0\x80", b"\r"]  # fmt: skip


def places(document: Any, above: Path = ()) -> list[Path]:
    """Return the way to everything in a document, itself left out."""
    inside = document.items() if isinstance(document, dict) else enumerate(document)
    found: list[Path] = []
    for key, value in inside:
        found.append((*above, key))
        if isinstance(value, (dict, list)):
            found += places(value, (*above, key))
    return found


@st.composite
def altered(draw: st.DrawFn, document: Any) -> Any:
    """Draw a document with one to three things in it made otherwise."""
    other = deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        ways = places(other)
        if ways:
            _alter(draw, other, draw(st.sampled_from(ways)))
    return other


def _alter(draw: st.DrawFn, document: Any, way: Path) -> None:
    *above, key = way
    holder = document
    for step in above:
        holder = holder[step]
    doing = draw(st.sampled_from(["put", "put", "put", "drop", "copy", "rename", "deep"]))
    if doing == "drop":
        del holder[key]
    elif doing == "copy":
        holder[key] = deepcopy(_at(document, draw(st.sampled_from(places(document)))))
    elif doing == "rename" and isinstance(holder, dict):
        holder[draw(st.sampled_from(KEYS))] = holder.pop(key)
    elif doing == "deep":
        holder[key] = json.loads("[" * 120 + "]" * 120)
    else:
        holder[key] = deepcopy(draw(st.sampled_from(ODD)))


def _at(document: Any, way: Path) -> Any:
    for step in way:
        document = document[step]
    return document


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """Draw bytes with bits flipped, a piece lost, doubled or foreign, or the end missing."""
    doing = draw(st.sampled_from(["flip", "flip", "cut", "lose", "double", "insert", "zeros"]))
    place = draw(st.integers(0, len(data) - 1))
    if doing == "flip":
        flipped = bytearray(data)
        for where in draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=4)):
            flipped[where] ^= 1 << draw(st.integers(0, 7))
        return bytes(flipped)
    length = draw(st.integers(1, 200))
    foreign = draw(st.sampled_from(FOREIGN))
    pieces = {
        "cut": b"",
        "lose": data[place + length :],
        "double": data[place : place + length] + data[place:],
        "insert": foreign + data[place:],
        "zeros": bytes(length) + data[place + length :],
    }
    return data[:place] + pieces[doing]
