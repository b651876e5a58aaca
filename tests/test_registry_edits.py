"""Edits by other programs: never lost, never taken for our own writing; and the stamp that tells."""

import os
import shutil
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mou_cli.errors import Conflict
from mou_cli.registry import commit as committing
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.snapshot import open_snapshot
from mou_cli.registry.stamp import stamp_path
from tests.factories import MOMENT
from tests.registry_cli import mou
from tests.registry_files import (
    add,
    beside,
    change,
    new_registry,
    numbered,
    registry,
    remove,
    replace,
    stamped,
    titles,
)


def _trusted(path: Path) -> bool:
    """Whether mou takes the file for its own last writing, without looking at every byte."""
    return open_snapshot(path).exact


def _edit_in_place(path: Path) -> None:
    data = path.read_bytes()
    with path.open("r+b") as out:
        out.write(data.replace(b"Memorandum 2", b"Memorandum X"))


def _edit_by_rename(path: Path) -> None:
    draft = path.with_name("theirs.json")
    draft.write_bytes(path.read_bytes().replace(b"Memorandum 2", b"Memorandum X"))
    draft.replace(path)


def _edit_and_set_the_time_back(path: Path) -> None:
    before = path.stat()
    _edit_in_place(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Memorandum 2", b"Memorandum XII"))


EDITS = [_edit_in_place, _edit_by_rename, _edit_and_set_the_time_back, _lengthen]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_between_reading_and_writing_is_not_lost(tmp_path: Path, edit: Any) -> None:
    path = registry(tmp_path)

    def edit_later(_: Any) -> None:
        time.sleep(0.02)  # clocks of files tick a hundred times a second
        edit(path)

    with pytest.raises(Conflict, match="changed by another program"):
        change(path, lambda c: c.replace(1, numbered(1, title="Mine"), MOMENT), edit_later)

    assert titles(path)[0] == "Memorandum 1"
    assert "Memorandum X" in titles(path)[1]
    assert beside(path) == set()


def test_a_registry_removed_between_reading_and_writing_is_named(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with pytest.raises(Conflict, match="is not there any more"):
        change(path, lambda c: c.replace(1, numbered(1, title="Mine"), MOMENT), lambda _: path.unlink())

    assert not path.exists()
    assert beside(path) == set()


def test_a_conflict_exits_6(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path)
    plain = committing.write_spliced

    def with_an_edit(*arguments: Any) -> None:
        plain(*arguments)
        _lengthen(path)

    monkeypatch.setattr(committing, "write_spliced", with_an_edit)

    run = mou(path, "set", "1", "place=Astana")

    assert run.code == 6
    assert run.lines == [
        f"mou: {path} was changed by another program in the meantime",
        "hint: nothing was written; run it again",
    ]


@pytest.mark.parametrize("edit", EDITS)
def test_a_stamp_counts_no_more_after_an_edit(tmp_path: Path, edit: Any) -> None:
    path = stamped(registry(tmp_path))
    assert _trusted(path)
    time.sleep(0.02)

    edit(path)

    assert not _trusted(path)
    assert "Memorandum X" in titles(path)[1]
    add(path, title="Another")
    assert _trusted(path)


def test_a_copied_folder_has_no_stamp_that_counts(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    stamped(registry(tmp_path / "old"))

    shutil.copytree(tmp_path / "old", tmp_path / "new")

    assert not _trusted(tmp_path / "new" / "registry.json")


@pytest.mark.parametrize("stamp", [b"", b"{}", b"[]", b"\xff", b'{"identity":1}', b"{" * 100_000])
def test_a_broken_stamp_does_not_count(tmp_path: Path, stamp: bytes) -> None:
    path = stamped(registry(tmp_path))
    stamp_path(path).write_bytes(stamp)

    assert not _trusted(path)
    assert len(titles(path)) == 4


def test_a_stamp_with_places_that_cannot_be_does_not_count(tmp_path: Path) -> None:
    path = stamped(registry(tmp_path))
    stamp = msgspec.json.decode(stamp_path(path).read_bytes())
    stamp["tables"] = [[name, start + 1, end + 1] for name, start, end in stamp["tables"]]
    stamp_path(path).write_bytes(msgspec.json.encode(stamp))

    assert not _trusted(path)


def test_a_stamp_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    path = registry(tmp_path)
    stamp_path(path).mkdir()

    add(path, title="Another")

    assert len(titles(path)) == 4
    assert beside(path) == set()


def test_the_stamp_of_every_kind_of_write_is_right(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    for title in ("First", "Second", "Third"):
        add(path, title=title)
    remove(path, 3)
    replace(path, 1, title="Another, longer")
    remove(path, 1, 2)
    add(path, title="Fourth")

    assert _trusted(path)
    stamp_path(path).unlink()
    by_stamp = titles(path)
    assert by_stamp == ["Fourth"]


def test_what_was_read_stays_as_it_is_while_others_write(tmp_path: Path) -> None:
    path = registry(tmp_path)
    reading = DocumentFile(path)
    rows = iter(reading.table("agreements"))
    first = next(rows)

    replace(path, 2, title="Changed meanwhile")

    assert [first["title"], *(row["title"] for row in rows)] == ["Memorandum 1", "Memorandum 2", "Memorandum 3"]
    assert [row["title"] for row in reading.table("agreements")][1] == "Changed meanwhile"
