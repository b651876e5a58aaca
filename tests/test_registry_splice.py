"""What a commit writes: the bytes that the whole edited registry would have, and where its tables then lie."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mou_cli.registry import commit as committing
from mou_cli.registry import content as reading
from mou_cli.registry.commit import write_spliced
from mou_cli.registry.content import BufferContent, Content, FileContent, pieces, read_all
from mou_cli.registry.frame import read_frame
from mou_cli.registry.layout import compose, row_line
from mou_cli.registry.rows import Edits
from mou_cli.registry.scan import last_row, row_of, rows, rows_with
from mou_cli.registry.snapshot import Snapshot
from mou_cli.registry.splice import laid, splices
from tests.registry_files import content, new_registry, numbered, own_layout, tables_of
from tests.registry_files import registry as registry_of

Tables = dict[str, dict[int | str, bytes]]

_NAMES = st.sampled_from(["meta", "occasions", "agreements", "history", "own", "тема"])
_NUMBERS = st.integers(1, 12) | st.sampled_from([99, 100, 10**17])
_BODIES = st.sampled_from(
    [b"{}", b'{"title":"A"}', b'{"title":"\xd0\x90, \\"\\n"}', b'{"b":{"c":[{},[]]}}', b'{"n":"%s"}' % (b"x" * 90)]
)
_ROWS = st.dictionaries(_NUMBERS, _BODIES, max_size=6).map(lambda found: dict(sorted(found.items())))
_TABLES = st.dictionaries(_NAMES, _ROWS, max_size=4)
_EDITS = st.dictionaries(_NAMES, st.dictionaries(_NUMBERS, _BODIES | st.none(), min_size=1, max_size=6), max_size=3)
_PIECES = st.sampled_from([1, 16, 64, 1 << 20])


def _snapshot(tables: Tables, content_of: type = BufferContent) -> Snapshot:
    data, extents = compose(tables)
    assert content_of is BufferContent
    return Snapshot(Path("registry.json"), BufferContent(data), extents, None, exact=True)


def _edited(tables: Tables, edits: Mapping[str, Edits]) -> Tables:
    """What the registry is to hold, worked out the long way."""
    result: Tables = {name: dict(found) for name, found in tables.items()}
    for name, changes in edits.items():
        table = result.setdefault(name, {})
        for number, body in changes.items():
            table.pop(number, None)
            if body is not None:
                table[number] = body
    return {name: dict(sorted(found.items())) for name, found in result.items()}


def _written(old: Content, made: Any) -> bytes:
    with tempfile.TemporaryFile() as out:
        write_spliced(old, out.fileno(), made)
        out.seek(0)
        return out.read()


def _sizes(piece: int) -> Any:
    return patch.multiple(reading, PIECE=piece)


@settings(max_examples=200, deadline=None)
@given(tables=_TABLES, edits=_EDITS, piece=_PIECES)
@example(tables={}, edits={"meta": {1: b"{}"}, "agreements": {1: b"{}"}}, piece=64)
@example(tables={"meta": {}}, edits={"occasions": {1: b"{}"}, "agreements": {2: b"{}"}}, piece=64)
@example(tables={"history": {}}, edits={"occasions": {1: b"{}"}, "agreements": {2: b"{}"}}, piece=64)
@example(tables={"agreements": {1: b"{}", 2: b"{}"}}, edits={"agreements": {1: None, 2: None, 3: b"{}"}}, piece=64)
def test_splicing_gives_what_composing_gives(tables: Tables, edits: dict[str, Edits], piece: int) -> None:
    snapshot = _snapshot(tables)

    with _sizes(piece):
        written = _written(snapshot.content, splices(snapshot, edits))

    assert written == compose(_edited(tables, edits))[0]


@settings(max_examples=200, deadline=None)
@given(tables=_TABLES, edits=_EDITS, piece=_PIECES)
@example(tables={"agreements": {1: b"{}"}}, edits={"meta": {1: b"{}"}, "history": {1: b"{}", 2: b"{}"}}, piece=64)
@example(tables={"history": {1: b"{}"}}, edits={"meta": {1: None}, "occasions": {1: b"{}"}}, piece=64)
@example(tables={}, edits={"meta": {1: b"{}"}, "own": {1: None}}, piece=64)
def test_the_frame_of_what_was_written_is_known_beforehand(tables: Tables, edits: dict[str, Edits], piece: int) -> None:
    snapshot = _snapshot(tables)
    made = splices(snapshot, edits)

    with _sizes(piece):
        written = read_frame(BufferContent(_written(snapshot.content, made)))
        assert written == laid(snapshot.tables, made, edits) or not {**tables, **edits}


@given(tables=_TABLES.filter(bool), piece=_PIECES)
def test_the_frame_is_where_composing_says_it_is(tables: Tables, piece: int) -> None:
    data, extents = compose(tables)

    with _sizes(piece):
        assert read_frame(BufferContent(data)) == extents


@given(lines=st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line), max_size=20), piece=_PIECES)
def test_pieces_are_whole_lines_and_all_there_is(lines: list[bytes], piece: int) -> None:
    data = b"\n".join(lines)

    with _sizes(piece):
        found = list(pieces(BufferContent(data), 0, len(data)))

    assert b"".join(piece.lines for piece in found) == data
    assert all(data[each.offset :].startswith(each.lines) for each in found)
    assert all(each.lines.endswith(b"\n") for each in found[:-1])


@given(tables=_TABLES.filter(bool), piece=_PIECES)
def test_rows_are_found_by_every_way_of_looking(tables: Tables, piece: int) -> None:
    data, extents = compose(tables)
    held = BufferContent(data)
    with _sizes(piece):
        for name, start, end in extents:
            lines = [row_line(number, body) for number, body in tables[name].items()]
            found = [row.line.removesuffix(b",") for row in rows(held, start, end)]
            singly = [row_of(held, start, end, int(number)) for number in tables[name]]
            last = last_row(held, start, end)
            assert found == lines
            assert [row.line.removesuffix(b",") for row in singly if row] == lines
            assert (last.line if last else b"") == (lines[-1] if lines else b"")
            assert row_of(held, start, end, 13) is None


@given(rows_given=_ROWS, needle=st.sampled_from([b"title", b'"A"', b"xx", b"\xd0\x90", b"{}"]), piece=_PIECES)
def test_a_search_for_bytes_finds_exactly_the_lines_that_hold_them(
    rows_given: dict[int | str, bytes], needle: bytes, piece: int
) -> None:
    data, (extent,) = compose({"agreements": rows_given})

    with _sizes(piece):
        found = [
            row.line.removesuffix(b",")
            for row in rows_with(BufferContent(data), extent.start, extent.end, [needle], exact=True)
        ]

    assert found == [line for line in (row_line(n, body) for n, body in rows_given.items()) if needle in line]


def test_every_agreement_has_a_line_of_its_own() -> None:
    lines = own_layout(tables_of(3)).decode().splitlines()

    assert [line[:4] for line in lines if "title" in line] == ['"1":', '"2":', '"3":']


def test_the_history_is_the_last_table_and_meta_the_first() -> None:
    data, extents = compose({"history": {}, "agreements": {}, "own": {}, "meta": {}, "occasions": {}})

    assert [extent.name for extent in extents] == ["meta", "occasions", "agreements", "own", "history"]
    assert data.endswith(b'"history":{\n}\n}\n')


def test_an_extent_is_a_tables_rows_and_nothing_else() -> None:
    data, (extent,) = compose({"agreements": {1: b"{}", 2: b"{}"}})

    assert data[extent.start : extent.end] == b'"1":{},\n"2":{}\n'


def test_a_row_longer_than_any_piece_is_kept(tmp_path: Path) -> None:
    from tests.registry_files import add, stored, titles

    path = new_registry(tmp_path)
    long = "x" * (3 << 20)
    add(path, title="First")
    add(path, title="Second", notes=long)
    add(path, title="Third")

    assert titles(path) == ["First", "Second", "Third"]
    assert stored(path)[2]["notes"] == long


def test_a_file_is_copied_by_the_kernel_as_by_hand(tmp_path: Path) -> None:
    data, extents = compose({"agreements": dict.fromkeys(range(1, 50), b'{"n":"%s"}' % (b"x" * 500))})
    path = tmp_path / "registry.json"
    path.write_bytes(data)
    snapshot = Snapshot(path, _file(path), extents, None, exact=True)
    made = splices(snapshot, {"agreements": {7: None, 20: b"{}", 60: b"{}"}})

    with patch.object(committing, "PIECE", 64):
        assert _written(snapshot.content, made) == _written(BufferContent(data), made)


def _file(path: Path) -> FileContent:
    import os

    return FileContent(os.open(path, os.O_RDONLY), path.stat().st_size)


@pytest.mark.parametrize("cut", [5, 70, 200])
def test_a_file_cut_off_while_it_is_read_is_noticed(tmp_path: Path, cut: int) -> None:
    path = registry_of(tmp_path)
    held = _file(path)
    with path.open("r+b") as out:
        out.truncate(cut)

    with pytest.raises(OSError, match="shorter"):
        read_all(held)


def test_only_the_changed_line_changes_and_the_history_grows_by_one(tmp_path: Path) -> None:
    from tests.registry_files import replace

    path = registry_of(tmp_path, 5)
    replace(path, 1, title="So that the history has begun")
    before = path.read_bytes().splitlines()

    replace(path, 3, title="Another")

    after = path.read_bytes().splitlines()
    entry = after.pop(-3)
    # Line 2 notes the last entry; the entry that was the last has a comma now.
    assert [number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] == [2, 9, 15]
    assert after[15] == before[15] + b","
    assert content(path)["agreements"]["3"] == numbered(3, title="Another")
    assert entry.startswith(b'"3":{"seq":3,')
    assert content(path)["history"]["3"]["refs"] == ["MOU-2026-0003"]
    assert content(path)["meta"]["1"] == {
        **tables_of(5)["meta"][1],
        "history": {"seq": 3, "hash": content(path)["history"]["3"]["hash"]},
    }
