"""What Hypothesis draws: whole agreements as raw fields, made from the shapes of the model's types."""

from datetime import date
from functools import cache
from typing import Any

import msgspec
from hypothesis import strategies as st

from mou_cli.agreement.model import Agreement
from mou_cli.agreement.reading.paths import Shape, shapes
from mou_cli.vocabulary.sectors import Sectors

_DIRECTIONS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters=_DIRECTIONS)
_TRAPS = st.sampled_from([*"\n\t\"'\\=+-@;:,[]{}()<>|/ ", "\u200c", "\u2028", "\ufeff", "name:", "(lead)", '""'])
_WORDS = st.sampled_from(["Kazakhstan", "Министерство транспорта", "وزارت", "null", "yes", "today", "KZ", '"x"', "'=1"])
_KEYS = st.text("abcdefghij_.- тест", min_size=1, max_size=6)

texts = st.lists(_LETTERS | _TRAPS | _WORDS, min_size=1, max_size=6).map("".join)
optional_texts = texts | st.just("")
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
_singles = (
    days.map(date.isoformat) | days.map(lambda day: day.isoformat()[:7]) | days.map(lambda day: day.isoformat()[:4])
)
_intervals = st.tuples(days, days).map(lambda pair: "/".join(day.isoformat() for day in sorted(pair)))
dates = _singles | _intervals
durations = st.builds("P{}{}".format, st.integers(1, 99), st.sampled_from("YMWD")) | st.just("P1Y6M")
refs = st.from_regex(r"[A-Z]{2,4}-[0-9]{1,6}", fullmatch=True) | st.sampled_from(["Договор-5", "1995/12", "=REF"[1:]])
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_KEYS, inner, max_size=2),
    max_leaves=4,
)
_SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "ref": refs,
    "sectors": st.lists(
        st.sampled_from([*(sector.code for sector in Sectors()), "no-such-sector"]), min_size=1, max_size=3
    ),
    "parties.code": st.sampled_from(["KZ", "PK", "TR", "OIC", "ZZZZ"]),
    "links.ref": refs,
    "former_refs": st.lists(refs, min_size=1, max_size=2),
}


@st.composite
def agreements(draw: st.DrawFn) -> dict[str, Any]:
    """Draw raw fields of an agreement as a registry may hold them: all kinds of fields, some that mou does not know."""
    fields = draw(_part(Agreement, "", required=("title",), empty=False))
    return {**draw(_unknown(Agreement)), **fields}


def values_at(path: str, shape: Shape) -> st.SearchStrategy[Any]:
    """Draw what a top-level field may hold, not empty."""
    return _value(path, shape, empty=False)


@cache
def _part(
    part: type[msgspec.Struct], path: str, required: tuple[str, ...], *, empty: bool
) -> st.SearchStrategy[dict[str, Any]]:
    every = {
        name: st.deferred(lambda name=name, shape=shape: _value(f"{path}.{name}".lstrip("."), shape, empty=empty))  # type: ignore[misc]  # a default binds the loop's value
        for name, shape in shapes(part).items()
    }
    needed = {name: every.pop(name) for name in required}
    names = st.lists(st.sampled_from(sorted(every)), unique=True, max_size=5, min_size=0 if needed else 1)

    @st.composite
    def some(draw: st.DrawFn) -> dict[str, Any]:
        chosen = draw(names) if every else []
        return {name: draw(strategy) for name, strategy in {**needed, **{each: every[each] for each in chosen}}.items()}

    return some()


@cache
def _unknown(part: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, Any]]:
    keys = _KEYS.filter(lambda key: key not in shapes(part) and key != "computed")
    return st.dictionaries(keys, json_values, max_size=2)


def _value(path: str, shape: Shape, *, empty: bool = True) -> st.SearchStrategy[Any]:
    if path in _SPECIAL:
        return _SPECIAL[path]
    text = optional_texts if empty else texts
    simple: dict[str, st.SearchStrategy[Any]] = {
        "text": text,
        "date": dates,
        "duration": durations | st.just("indefinite") if shape.lasting else durations,
        "word": st.sampled_from(shape.words or ("x",)),
        "flag": st.booleans() if empty else st.just(True),
        "whole": st.integers(1, 10**9),
        "number": st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False),
        "words": st.lists(text, min_size=1, max_size=3),
        "texts": st.dictionaries(_KEYS, text, min_size=1, max_size=2),
        "data": st.lists(dates, min_size=1, max_size=2),
    }
    drawn = simple[shape.kind] if shape.kind in simple else _parts(path, shape)
    return drawn | st.none() if shape.optional and empty else drawn


def _parts(path: str, shape: Shape) -> st.SearchStrategy[Any]:
    assert shape.part is not None
    required = tuple(
        name for name in ("kind", "rel", "ref") if name in shapes(shape.part) and path in ("events", "links")
    )
    inner = _part(shape.part, path, required, empty=True)
    both = st.tuples(_unknown(shape.part) | st.just({}), inner).map(lambda pair: {**pair[0], **pair[1]})
    return both if shape.kind == "part" else st.lists(both, min_size=1, max_size=2)
