"""A write: what it leaves, in which order it is done, and that it is all or nothing."""

import os
from pathlib import Path
from typing import Any

import pytest

from mou_cli.registry.backups import backups
from mou_cli.registry.document_file import DocumentFile
from tests.factories import DOING, MOMENT, fields
from tests.registry_files import (
    add,
    beside,
    change,
    content,
    fail,
    new_registry,
    numbered,
    registry,
    replace,
    stamped,
    stored,
    untouched,
)


def test_nothing_is_left_beside_but_lock_stamp_and_backups(tmp_path: Path) -> None:
    path = new_registry(tmp_path)

    add(path, title="First")

    assert beside(path) == set()


def test_a_change_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    path = stamped(registry(tmp_path))

    with untouched(path):
        replace(path, 2, title="Memorandum 2")


def test_a_change_that_raises_writes_nothing(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with untouched(path), pytest.raises(RuntimeError):
        change(path, lambda c: c.add(fields(ref=None, uid=None, title="Lost"), MOMENT), fail)


def test_several_doings_of_one_change_are_one_write(tmp_path: Path) -> None:
    path = registry(tmp_path)

    change(
        path,
        lambda c: c.add(fields(ref=None, uid=None, title="Added"), MOMENT),
        lambda c: c.replace(1, numbered(1, title="Replaced"), MOMENT),
        lambda c: c.remove(3),
        lambda c: c.add_occasion({"name": "Visit"}, MOMENT),
    )

    assert [(n, row["title"]) for n, row in stored(path).items()] == [
        (1, "Replaced"),
        (2, "Memorandum 2"),
        (4, "Added"),
    ]
    assert content(path)["occasions"]["1"]["name"] == "Visit"
    assert len(backups(path)) == 1


def test_a_change_sees_its_own_doings(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with DocumentFile(path).changing(DOING) as changing:
        added = changing.add(fields(ref=None, uid=None, title="Added"), MOMENT)
        changing.replace(added.number, {**added.fields, "place": "Astana"}, MOMENT)
        assert changing.get([added.agreement.ref])[0].agreement.place == "Astana"


def test_a_draft_of_a_killed_writer_is_cleared_away(tmp_path: Path) -> None:
    path = registry(tmp_path)
    for stale in (".registry.json.99999.tmp", ".registry.json.stamp.99999"):
        (tmp_path / stale).write_bytes(b"half a reg")
    (tmp_path / ".registry.json.notes.tmp").write_bytes(b"somebody's own")

    add(path, title="Another")

    assert beside(path) == {".registry.json.notes.tmp"}


def test_a_link_laid_in_the_way_of_the_draft_is_not_written_through(tmp_path: Path) -> None:
    path = registry(tmp_path)
    (tmp_path / f".registry.json.{os.getpid()}.tmp").symlink_to(tmp_path / "precious")
    (tmp_path / "precious").write_bytes(b"precious")

    add(path, title="Another")

    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert len(stored(path)) == 4


def test_the_new_file_is_on_the_disk_before_it_has_the_name_and_success_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import stat

    path = registry(tmp_path)
    order: list[str] = []
    plain_fsync, plain_replace, plain_link = os.fsync, os.replace, os.link

    def fsync(descriptor: int) -> None:
        order.append("sync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "sync file")
        plain_fsync(descriptor)

    def rename(old: Any, new: Any) -> None:
        order.extend(["rename"] if Path(new) == path else [])
        plain_replace(old, new)

    def link(old: Any, new: Any, **named: Any) -> None:
        order.append("backup")
        plain_link(old, new, **named)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", rename)
    monkeypatch.setattr(os, "link", link)
    add(path, title="Another")

    assert order == ["sync file", "backup", "rename", "sync folder"]
