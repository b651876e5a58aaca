"""The short ways to a flat cell say what the long way says: what people write, held against its reading back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mou_cli.agreement.reading.paths import leaf_paths
from mou_cli.agreement.reading.printings import print_value
from mou_cli.exchange.cells import flat_fields
from tests.factories import fields
from tests.hostile import hostile_agreements
from tests.strategies import agreements


def at(stored: dict[str, Any], path: str) -> Any:
    name, _, inner = path.partition(".")
    value = stored.get(name)
    return value.get(inner) if inner and isinstance(value, dict) else value if not inner else None


def told(stored: dict[str, Any], *, one_line: bool) -> dict[str, str]:
    cells = flat_fields(stored, one_line=one_line)
    return {path: cell for path, cell in zip(leaf_paths(), cells, strict=False) if cell}


def printed(stored: dict[str, Any], *, one_line: bool) -> dict[str, str]:
    return {path: print_value(path, at(stored, path), one_line=one_line) for path in told(stored, one_line=one_line)}


@settings(max_examples=30, deadline=None)
@given(stored=agreements(), one_line=st.booleans())
def test_of_any_agreement(stored: dict[str, Any], one_line: bool) -> None:
    assert told(stored, one_line=one_line) == printed(stored, one_line=one_line)


@pytest.mark.parametrize("one_line", [False, True])
def test_of_a_hostile_one(one_line: bool) -> None:
    for stored in hostile_agreements():
        assert told(stored, one_line=one_line) == printed(stored, one_line=one_line)


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "signed"},
        {"kind": "in-force", "date": "2026-02-04"},
        {"kind": "ratified", "date": "2026-02-04", "party": "KZ"},
        {"kind": "ratified", "date": "2026-02-04", "party": "OIC"},
        {"kind": "ratified", "date": "2026-02-04", "party": "kz"},
        {"kind": "ratified", "date": "2026-02-04", "party": ""},
        {"kind": "ratified", "date": "2026-02-04", "party": "ZZ"},
        {"kind": "ratified", "date": ""},
        {"kind": "in-force", "date": "2026-02"},
        {"kind": "in-force", "date": "2026-02-30"},
        {"kind": "in-force", "date": "0026-02-03"},
        {"kind": "concluded", "date": "2026-02-04"},
        {"kind": "signed", "date": "2026-02-04", "note": "x"},
    ],
)
def test_of_an_event(event: dict[str, Any]) -> None:
    stored = fields(events=[event])
    assert told(stored, one_line=False) == printed(stored, one_line=False)


@pytest.mark.parametrize("text", ["", " x", "x ", '"x"', "x\ny", "a\u00a0b", "\u200f", "ریلوے", "\u2028", "x" * 40_000])
def test_of_a_text(text: str) -> None:
    stored = fields(notes=text, place=text)
    assert told(stored, one_line=True) == printed(stored, one_line=True)
    assert ("notes" in told(stored, one_line=True)) is bool(text)


def test_a_name_with_a_dot_is_no_path() -> None:
    cells = flat_fields(fields(**{"term.notice": "P6M"}), one_line=False)
    assert cells[leaf_paths().index("term.notice")] == ""
    assert cells[-1] == '{"term.notice":"P6M"}'
