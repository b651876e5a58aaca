"""Whoever reads agreements does not wait for the history: what is looked at at once, and what by who asks for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mou_cli.errors import Damaged
from mou_cli.registry import content as reading
from mou_cli.registry import frame as framing
from mou_cli.registry import snapshot as opening
from mou_cli.registry.content import BufferContent
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.frame import ascends, read_frame
from mou_cli.registry.layout import HISTORY, compose
from tests.registry_cli import mou
from tests.registry_files import add, content, registry, remove, replace, titles, untouched
from tests.registry_history import entries, problems

_NAMES = st.sampled_from(["meta", "agreements", "own", "тема"])
_BODIES = st.sampled_from([b"{}", b'{"t":"},\\n"}', b'{"n":{"a":[{}]}}', b'{"t":"%s"}' % (b"x" * 50)])
_NUMBERS = st.integers(1, 12) | st.sampled_from([99, 10**17])
_ROWS = st.dictionaries(_NUMBERS, _BODIES, max_size=5).map(lambda rows: dict(sorted(rows.items())))
_MORE = st.sampled_from(
    [b"", b"\n", b"\r\n", b"}", b"},\n", b"\n},\n", b"\n}\n", b",", b'"', b"0", b'"1":{', b'"2":{},\n', b"<<<<<<< a\n"]
)
_OTHER_TABLE = b'},\n"own":{\n"1":{}\n'


def _read_both(data: bytes, piece: int) -> tuple[Any, Any]:
    """The frame as line after line says, and in a hurry with the look at the history that follows it."""
    held = BufferContent(data)
    with patch.multiple(reading, PIECE=piece), patch.multiple(framing, PIECE=piece):
        quick = read_frame(held, hurried=True)
        history = next((extent for extent in quick or () if extent.name == HISTORY), None)
        if history and not ascends(held, history):
            quick = None
        with patch.object(framing._Walk, "swallow", return_value=False):
            return read_frame(held), quick


@settings(max_examples=120, deadline=None)
@given(
    tables=st.dictionaries(_NAMES, _ROWS, max_size=2),
    history=_ROWS,
    place=st.integers(-200, -1),
    length=st.integers(0, 8),
    put=_MORE,
    piece=st.sampled_from([1, 7, 16, 64, 1 << 18]),
)
@example(tables={}, history={}, place=-1, length=0, put=b"", piece=64)
@example(tables={}, history={3: b"{}"}, place=-4, length=0, put=b",", piece=64)
@example(tables={}, history={3: b"{}"}, place=-11, length=0, put=b"<<<<<<< a\n", piece=64)
@example(tables={}, history={3: b"{}"}, place=-11, length=0, put=b"0", piece=64)
@example(tables={}, history={3: b"{}", 4: b"{}"}, place=-13, length=1, put=b"", piece=64)
@example(tables={"meta": {3: b"{}", 4: b"{}", 5: b"{}"}}, history={}, place=-36, length=1, put=b"", piece=16)
@example(tables={}, history={3: b"{}", 4: b"{}"}, place=-4, length=0, put=_OTHER_TABLE, piece=64)
@example(tables={}, history={3: b"{}", 4: b"{}"}, place=-12, length=0, put=b'"4":{},\n', piece=64)
@example(tables={}, history={3: b"{}", 4: b"{}"}, place=-1, length=1, put=b"", piece=64)
@example(tables={}, history={1: b"{}"}, place=-5, length=1, put=b"", piece=64)
def test_a_hurried_look_and_one_at_the_history_see_what_a_look_at_every_line_sees(
    tables: dict[str, Any], history: dict[Any, bytes], place: int, length: int, put: bytes, piece: int
) -> None:
    data, _ = compose({**tables, HISTORY: history})
    place = max(0, len(data) + place)

    every_line, quick = _read_both(data[:place] + put + data[place + length :], piece)

    assert quick == every_line


class _Cut(BufferContent):
    """What another program cuts off after its end was seen."""

    def read(self, offset: int, length: int) -> bytes:
        found = super().read(offset, length)
        return found[:-20] if length > 40 and offset > 200 else found


def test_a_history_that_becomes_shorter_while_it_is_looked_at_is_noticed() -> None:
    data, _ = compose({HISTORY: dict.fromkeys(range(1, 50), b'{"t":"%s"}' % (b"x" * 50))})

    with (
        patch.multiple(reading, PIECE=128),
        patch.multiple(framing, PIECE=128),
        pytest.raises(OSError, match="shorter"),
    ):
        read_frame(_Cut(data), hurried=True)


@pytest.fixture
def large() -> Iterator[None]:
    """Files of any size are read as large ones are."""
    with patch.object(opening, "STRICT_SIZE", 0):
        yield


@pytest.fixture
def path(tmp_path: Path, large: None) -> Path:
    """A registry with three entries, and then written by another program: no stamp speaks for it."""
    path = registry(tmp_path)
    add(path, title="The fourth")
    replace(path, 2, place="Astana")
    _put(path, path.read_bytes())
    return path


def _put(path: Path, data: bytes) -> None:
    theirs = path.with_name("theirs")
    theirs.write_bytes(data)
    theirs.replace(path)


def _lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\n")


FOUR = ["Memorandum 1", "Memorandum 2", "Memorandum 3", "The fourth"]


def test_reading_agreements_does_not_look_at_the_numbers_of_the_history(path: Path) -> None:
    with patch.object(opening, "ascends", side_effect=AssertionError):
        assert titles(path) == FOUR
        assert mou(path, "list").code == 0
        assert mou(path, "show", "2").code == 0


def test_reading_the_history_looks_at_them_once(path: Path) -> None:
    with patch.object(opening, "ascends", wraps=ascends) as looked:
        history = DocumentFile(path).history
        assert [number for number, _ in history.entries()] == [1, 2, 3]
        assert history.head().seq == 3
        assert [number for number, _ in history.entries(backward=True)] == [3, 2, 1]
    assert looked.call_count == 1


def _twice(path: Path, seq: int) -> None:
    lines = _lines(path)
    last = next(line for line in lines if line.startswith(b'"%d":{"seq":' % seq))
    lines.insert(lines.index(last), last + b",")
    _put(path, b"\n".join(lines))


def test_an_entry_that_is_there_twice_is_damage_for_who_asks_for_the_history(path: Path) -> None:
    _twice(path, 3)

    assert titles(path) == FOUR
    history = DocumentFile(path).history
    for _ in range(2):
        with pytest.raises(Damaged, match="the name '3' occurs twice"):
            history.head()


def test_an_entry_that_is_there_twice_stops_every_write(path: Path) -> None:
    _twice(path, 3)

    with untouched(path):
        for words in (("set", "1", "place=Astana"), ("remove", "1", "--yes", "--reason", "twice")):
            run = mou(path, *words)
            assert (run.code, run.out) == (7, "")
            assert run.lines[0].startswith(f"mou: {path} is damaged: the name '3' occurs twice")


def test_entries_in_another_order_are_put_in_theirs(path: Path) -> None:
    lines = _lines(path)
    second, third = (next(n for n, line in enumerate(lines) if line.startswith(b'"%d":{"seq"' % seq)) for seq in (2, 3))
    lines[second], lines[third] = lines[third] + b",", lines[second].removesuffix(b",")
    _put(path, b"\n".join(lines))

    assert titles(path) == FOUR
    assert problems(path) == []
    remove(path, 1)
    assert [entry["seq"] for entry in entries(path)] == [1, 2, 3, 4]
    assert problems(path) == []


def test_rows_that_are_read_while_somebody_asks_for_the_history_are_read_to_their_end(path: Path) -> None:
    lines = _lines(path)
    second = next(n for n, line in enumerate(lines) if line.startswith(b'"2":{"seq"'))
    lines[second], lines[second - 1] = lines[second - 1], lines[second]
    _put(path, b"\n".join(lines))
    held = DocumentFile(path)
    rows = iter(held.table("agreements"))
    first = next(rows)

    assert held.history.head().seq == 3

    assert [first["title"], *(row["title"] for row in rows)] == FOUR
    assert [row["title"] for row in held.table("agreements")] == FOUR


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"3":{"seq":3', b'<<<<<<< ours\n"3":{"seq":3'),
        (b'"3":{"seq":3', b'},\n"agreements":{\n"3":{"seq":3'),
        (b'"3":{"seq":3', b'"3":{"seq"\n'),
        (b'"3":{"seq":3', b'"three":{"seq":3'),
        (b"}\n}\n}\n", b"}\n}\n"),
        (b"}\n}\n}\n", b"}\n}\n}\n}\n"),
        (b"}\n}\n}\n", b"}\n},\n"),
    ],
)
def test_other_damage_within_the_history_stops_whoever_reads(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    at = data.rindex(old)
    _put(path, data[:at] + new + data[at + len(old) :])

    with pytest.raises(Damaged):
        titles(path)


def _head(path: Path) -> int:
    return path.read_bytes().index(b'"history":{\n')


def test_a_table_behind_the_history_is_seen(path: Path) -> None:
    _put(path, path.read_bytes().removesuffix(b"}\n}\n") + b'},\n"own":{\n"7":{"a":1}\n}\n}\n')

    assert titles(path) == FOUR
    assert list(DocumentFile(path).view().tables) == ["meta", "occasions", "agreements", "history", "own"]
    add(path, title="Another")
    assert content(path)["own"] == {"7": {"a": 1}}
    assert [entry["seq"] for entry in entries(path)] == [1, 2, 3, 4]


def test_agreements_that_follow_the_history_are_read(path: Path) -> None:
    data, history, tables = path.read_bytes(), _head(path), content(path)
    agreements = data.index(b'"agreements":{\n')
    block = data[agreements:history].removesuffix(b",\n")
    _put(path, data[:agreements] + data[history:].removesuffix(b"\n}\n") + b",\n" + block + b"\n}\n")

    assert content(path) == tables
    assert titles(path) == FOUR


def test_a_history_that_is_there_twice_is_damage_for_who_reads(path: Path) -> None:
    data, history = path.read_bytes(), _head(path)
    _put(path, data[:history] + b'"history":{\n},\n' + data[history:])

    with pytest.raises(Damaged, match="'history' occurs twice"):
        titles(path)


def test_an_empty_history_at_the_end_is_one(tmp_path: Path, large: None) -> None:
    path = registry(tmp_path)

    assert titles(path) == ["Memorandum 1", "Memorandum 2", "Memorandum 3"]
    assert DocumentFile(path).history.head().seq == 0


def test_a_small_file_is_looked_at_from_end_to_end(tmp_path: Path) -> None:
    path = registry(tmp_path)
    add(path, title="The fourth")
    _twice(path, 2)

    with pytest.raises(Damaged, match="occurs twice"):
        titles(path)
