"""What is put into a registry comes out of it, and what nobody touched stays as it was."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mou_cli.errors import Usage
from mou_cli.registry.document_file import DocumentFile
from tests.factories import DOING, MOMENT, fields
from tests.registry_cli import mou
from tests.registry_files import add, content, new_registry, numbered, own_layout, registry, remove, replace, stored
from tests.registry_history import entries
from tests.strategies import agreements

# Fields that this mou does not know, at every level, as a newer version or a hand may have left them.
UNKNOWN: dict[str, Any] = {
    "classification": "open",
    "x-annex": {"pages": [1, 2.5, None, True], "ә": {"ü": ""}},
    "parties": [
        {"code": "KZ", "name": "Kazakhstan", "desk": "Astana", "signatory": {"name": "A", "rank": 2}},
        {"code": "PK", "name": "Pakistan"},
    ],
    "term": {"duration": "P5Y", "clause": "Art. 9"},
    "big": 2**63,
    "small": -(2**63),
    "ratio": 1e-300,
}


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@settings(max_examples=40, deadline=None)
@given(given_fields=agreements())
def test_an_agreement_comes_out_as_it_went_in(given_fields: dict[str, Any]) -> None:
    with _folder() as folder:
        path = new_registry(folder)
        try:
            with DocumentFile(path).changing(DOING) as change:
                made = change.add(given_fields, MOMENT)
        except Usage:
            assume(False)  # what is refused is not stored
        expected = {"ref": made.agreement.ref, "uid": made.agreement.uid, **given_fields}

        assert DocumentFile(path).get([str(made.number)])[0].fields == made.fields
        assert _same(stored(path)[made.number], expected)


def _same(one: Any, other: Any) -> bool:
    """Equal, and 1 is not 1.0 or true."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(agreements(), min_size=2, max_size=4), which=st.integers(0, 3))
def test_what_nobody_touched_stays_as_it_was(rows: list[dict[str, Any]], which: int) -> None:
    touched = which % len(rows) + 1
    tables = {"agreements": dict(enumerate(rows, 1)), "occasions": {1: {"name": "Visit", "x": [1]}}}
    with _folder() as folder:
        path = folder / "registry.json"
        path.write_bytes(own_layout(tables))
        lines = path.read_bytes().splitlines()
        remove(path, touched)
        add(path, title="Another")

        left = {number: row for number, row in enumerate(rows, 1) if number != touched}
        now = stored(path)
        assert {number: now[number] for number in left} == left
        assert content(path)["occasions"] == {"1": {"name": "Visit", "x": [1]}}
        kept = set(path.read_bytes().replace(b"},\n", b"}\n").splitlines())
        assert sum(line.removesuffix(b",") in kept for line in lines) >= len(left)


def test_unknown_fields_survive_being_added(tmp_path: Path) -> None:
    path = new_registry(tmp_path)

    add(path, title="With more", **UNKNOWN)

    assert _same({name: stored(path)[1][name] for name in UNKNOWN}, UNKNOWN)


def test_unknown_fields_survive_a_change_of_their_agreement(tmp_path: Path) -> None:
    path = registry(tmp_path, 2, **UNKNOWN)

    assert mou(path, "set", "1", "place=Astana", "tags=a,b", "term.notice=6 months").code == 0

    assert _same(stored(path)[2], numbered(2, **UNKNOWN))
    changed = {**UNKNOWN, "term": {**UNKNOWN["term"], "notice": "P6M"}}
    assert _same({name: stored(path)[1][name] for name in UNKNOWN}, changed)


def test_unknown_fields_survive_changes_of_others(tmp_path: Path) -> None:
    path = registry(tmp_path, 3, **UNKNOWN)

    add(path, title="Another")
    replace(path, 1, place="Astana")
    remove(path, 3)

    assert _same(stored(path)[2], numbered(2, **UNKNOWN))


def test_unknown_settings_of_a_registry_survive(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    meta = {"format": 1, "own": "PK", "next": {"MOU": 2, "OCC": 1, "X": 7}, "sectors": {}, "theme": "dark"}
    path.write_bytes(own_layout({"meta": {1: meta, 2: {"more": 1}}, "agreements": {1: numbered(1)}}))

    add(path, title="Another")

    noted = {"seq": 2, "hash": entries(path)[-1]["hash"]}
    counted = {"MOU": 3, "OCC": 1, "X": 7}
    assert content(path)["meta"] == {"1": {**meta, "next": counted, "history": noted}, "2": {"more": 1}}


def test_a_registry_of_a_newer_format_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    path.write_bytes(own_layout({"meta": {1: {"format": 2}}, "agreements": {1: numbered(1)}}))
    before = path.read_bytes()

    run = mou(path, "add", "Another", "--party", "KZ", "--party", "PK")

    assert run.code == 6
    assert run.lines[0] == f"mou: {path} was written by a newer mou"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["a\u2028b", "​zero width", "Ünïcödé 🤝", "\ufeffmark", "</script>", "[red]:bug:", 'q"\\/', "'"]
)
def test_a_text_is_stored_to_the_letter(tmp_path: Path, text: str) -> None:
    path = new_registry(tmp_path)

    add(path, title="Title", notes=text, tags=["x"])

    assert stored(path)[1]["notes"] == text
    assert DocumentFile(path).get(["1"])[0].agreement.notes == text


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\x00b", "a\u202eb", "a\x9bb", "a\x7fb", "a\ud800b", "a\rb"])
def test_a_text_with_what_is_never_legitimate_is_refused(tmp_path: Path, text: str) -> None:
    path = new_registry(tmp_path)
    before = path.read_bytes()

    with pytest.raises(Usage):
        add(path, title="Title", notes=text)
    assert path.read_bytes() == before


def test_the_fields_of_a_line_stand_in_the_order_of_the_model(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    with DocumentFile(path).changing(DOING) as change:
        change.add({"zz": 1, "tags": ["a"], "title": "A", "signed": "2026", "parties": fields()["parties"]}, MOMENT)

    assert list(stored(path)[1]) == ["ref", "uid", "title", "parties", "signed", "tags", "zz"]
