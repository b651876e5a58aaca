"""What is read is what any reader of JSON would read, whoever wrote the file, or it is refused as damaged."""

import json
import math
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from mou_cli.agreement.query.query import parse_query
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Damaged
from mou_cli.registry import content as reading
from mou_cli.registry import snapshot as opening
from mou_cli.registry.storage import Database
from tests.factories import MOMENT
from tests.registry_files import CONTEXT, add, content, found, numbered, own_layout, registry, stored, tables_of, titles
from tests.registry_history import entries, problems, recorded
from tests.registry_layouts import BY_HAND, LAYOUTS
from tests.strategies import agreements


def _write(folder: Path, layout: str, count: int = 3, **given_fields: Any) -> Path:
    path = folder / "registry.json"
    tables = {
        name: {str(key): row for key, row in rows.items()} for name, rows in tables_of(count, **given_fields).items()
    }
    path.write_bytes(LAYOUTS[layout](tables))
    return path


@pytest.mark.parametrize("strict_size", [0, 4 << 20])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read(tmp_path: Path, layout: str, strict_size: int) -> None:
    path = _write(tmp_path, layout)

    with patch.object(opening, "STRICT_SIZE", strict_size):
        assert titles(path) == ["Memorandum 1", "Memorandum 2", "Memorandum 3"]
        assert found(path, "sector:rail", "party:KZ") == [1, 2, 3]
        assert found(path, "sector:road") == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_next_write_gives_the_own_layout(tmp_path: Path, layout: str) -> None:
    path = _write(tmp_path, layout)
    before = content(path)

    add(path, title="The fourth", uid="00000000-0000-4000-8000-000000000004")

    expected = tables_of(3)
    expected["agreements"][4] = numbered(4, title="The fourth")
    expected["meta"][1]["next"]["MOU"] = 5
    assert {key: row for key, row in content(path)["agreements"].items() if key != "4"} == before["agreements"]
    if layout != "own, edited by hand":  # there the rows that nobody changed stay as the hand left them
        assert path.read_bytes() == own_layout(recorded(tables_of(3), expected))
    assert problems(path) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tables_that_mou_does_not_know_are_kept(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "registry.json"
    own = {"contacts": {"1": {"name": "Äýgül"}, "12": {}}, "тема": {"3": {"a": [1.5, None]}}}
    path.write_bytes(LAYOUTS[layout]({"history": {}, **own, "agreements": {"7": numbered(7)}}))

    add(path, title="Another")

    after = content(path)
    assert {name: after[name] for name in own} == own
    assert problems(path) == []
    if layout not in BY_HAND:  # there the order is what the hand made it
        assert next(iter(after)) == "meta"
        assert list(after)[-1] == "history"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_stock_tinydb_reads_what_mou_wrote(tmp_path: Path, layout: str) -> None:
    path = _write(tmp_path, layout)
    add(path, title="Желдің хаты")

    with TinyDB(path, encoding="utf-8") as database:
        assert [row["title"] for row in database.table("agreements")][3] == "Желдің хаты"


def test_what_stock_tinydb_wrote_is_read_and_found(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    with TinyDB(path) as database:
        database.table("agreements").insert(numbered(1, title="Теміржол", sectors=["rail"]))
    add(path, title="Second")

    with TinyDB(path, encoding="utf-8") as database:
        database.table("agreements").insert(numbered(3, title="Третий"))

    assert titles(path) == ["Теміржол", "Second", "Третий"]
    assert found(path, "title:теміржол") == [1]


def test_a_new_tinydb_file_becomes_a_registry(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    path.write_text("{}")

    assert add(path, title="First") == "MOU-2026-0001"
    assert add(path, title="Second") == "MOU-2026-0002"
    assert list(content(path)) == ["meta", "agreements", "history"]
    assert [entry["op"] for entry in entries(path)] == ["test", "test"]  # nothing was there before


@pytest.mark.parametrize("strict_size", [0, 4 << 20])
@pytest.mark.parametrize("row", ['"r\\u0061il"', '"\\u0072\\u0061\\u0069\\u006c"', ' "rail" ', ' "\\u0072ail"\t'])
def test_a_sector_is_found_however_it_is_spelled(tmp_path: Path, row: str, strict_size: int) -> None:
    path = registry(tmp_path, 3, sectors=["road"])
    path.write_bytes(path.read_bytes().replace(b'"road"', row.encode(), 2))

    with patch.object(opening, "STRICT_SIZE", strict_size):
        assert found(path, "sector:rail") == [1, 2]


def test_an_escape_that_somebody_wrote_is_found_after_mou_has_written_too(tmp_path: Path) -> None:
    path = registry(tmp_path, 3, sectors=["road"])
    path.write_bytes(path.read_bytes().replace(b'"road"', b'"r\\u0061il"', 1))

    add(path, title="One that makes mou write")

    assert found(path, "sector:rail") == [1, 4]
    assert b'"rail"' in path.read_bytes().splitlines()[7]


_ASKED = (
    "sector:rail sector:transport sector:energy party:KZ party:PK party:OIC lead:KZ type:mou type:treaty binding:yes "
    "-sector:rail -party:KZ party:Kazakhstan signed:2000..2050 occasion:OCC-2026-0001 occasion:visit untitled:yes "
    "tag:null status:unknown министерство"
)
_WORDS = st.sampled_from(_ASKED.split())


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(agreements(), min_size=1, max_size=5),
    words=st.lists(st.lists(_WORDS, min_size=1, max_size=2), min_size=1, max_size=4),
    layout=st.sampled_from(sorted(LAYOUTS)),
    piece=st.sampled_from([64, 1 << 20]),
)
def test_a_query_finds_what_looking_at_every_agreement_finds(
    rows: list[dict[str, Any]], words: Sequence[Sequence[str]], layout: str, piece: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, patch.object(reading, "PIECE", piece):
        path = Path(folder) / "registry.json"
        path.write_bytes(LAYOUTS[layout]({"agreements": {str(n): row for n, row in enumerate(rows, 1)}}))
        for asked in words:
            assert found(path, *asked) == _looked_through(rows, asked)
        add(path, title="One that makes mou write", sectors=["rail"])
        for asked in words:
            assert found(path, *asked) == _looked_through(list(stored(path).values()), asked)


def _looked_through(rows: Sequence[dict[str, Any]], words: Sequence[str]) -> list[int]:
    query = parse_query(words, CONTEXT)
    return [number for number, row in enumerate(rows, 1) if query.matches(Registered.of(number, row), MOMENT)]


_TOKENS = st.sampled_from(
    [*b'{}[]":,\\ \n\r\t0123456789eE.-ntfu', *"я\ud7ff".encode(), 0, 0xFF, 0xC3],
).map(lambda byte: bytes([byte])) | st.sampled_from(
    [b'"1":{', b"},\n", b'"1":{},\n', b'"a":1,', b'"agreements":{\n', b"NaN", b"{}"]
)
_PLAIN: dict[str, dict[int, dict[str, Any]]] = {
    "meta": {1: {"format": 1}},
    "agreements": {1: {"title": "A", "b": [1, {"c": None}]}, 2: {"title": 'q"\\'}, 10: {"title": "я"}},
    "history": {1: {"seq": 1}, 2: {"seq": 2}, 3: {"seq": 3}},
}


@pytest.mark.parametrize("strict_size", [0, 4 << 20])
@settings(max_examples=200, deadline=None)
@given(
    place=st.integers(0, 190),
    length=st.integers(0, 12),
    put=st.lists(_TOKENS, max_size=4).map(b"".join),
    piece=st.sampled_from([32, 1 << 20]),
)
@example(place=0, length=0, put=b"\xef\xbb\xbf", piece=32)
@example(place=46, length=0, put=b'"1":{"title":"twice"},\n', piece=32)  # the number 1 twice
@example(place=83, length=1, put=b"", piece=32)  # two rows in one line
@example(place=83, length=1, put=b"", piece=1 << 20)
@example(place=106, length=1, put=b"", piece=32)
@example(place=47, length=0, put=b"0", piece=32)  # the number 01
@example(place=157, length=0, put=b'"1":{},\n', piece=32)  # an entry twice
@example(place=157, length=0, put=b'"7":{},\n', piece=32)  # entries in another order
def test_a_file_with_bytes_changed_is_read_as_json_says_or_refused(
    strict_size: int, place: int, length: int, put: bytes, piece: int
) -> None:
    data = own_layout(_PLAIN)
    data = data[:place] + put + data[place + length :]
    sizes = patch.object(opening, "STRICT_SIZE", strict_size), patch.object(reading, "PIECE", piece)
    with tempfile.TemporaryDirectory() as folder, sizes[0], sizes[1]:
        path = Path(folder) / "registry.json"
        path.write_bytes(data)
        read = _read(path)
    # A large file is refused where two rows share a line: nobody writes one so, and looking for it would cost.
    refused = read is None and strict_size == 0 and re.search(rb'\},"[0-9]+":\{', data)
    assert refused or read == _as_json_says(data)


def _read(path: Path) -> Any:
    try:
        database = Database(path)
        return {
            name: {str(row.doc_id): dict(row) for row in database.table(name)} for name in sorted(database.tables())
        }
    except Damaged:
        return None


def _as_json_says(data: bytes) -> Any:
    """The tables, or None where the bytes are no JSON, could be read in two ways, or are no tables of numbered rows."""
    try:
        tables = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_never, parse_int=_whole)
        text = json.dumps(tables, allow_nan=False, ensure_ascii=False)
        text.encode()
        for rows in tables.values():
            assert all(re.fullmatch("[1-9][0-9]{0,17}", key) and isinstance(row, dict) for key, row in rows.items())
    except (ValueError, AssertionError, AttributeError):
        return None
    return {name: dict(sorted(rows.items(), key=lambda item: int(item[0]))) for name, rows in sorted(tables.items())}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def _never(word: str) -> float:
    raise ValueError(word)


def _whole(digits: str) -> int:
    assert -(2**63) <= int(digits) < 2**64
    return int(digits)


def test_the_oracle_tells_numbers_apart() -> None:
    assert _as_json_says(b'{"a":{"1":{"n":1e999}}}') is None
    assert math.isfinite(_as_json_says(b'{"a":{"1":{"n":1e9}}}')["a"]["1"]["n"])
