"""A write: whole or not at all, noticed edits by others, backups, and the stamp that says who wrote last."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mou_cli.errors import Conflict, Failed, MouError
from mou_cli.registry import backups as keeping
from mou_cli.registry import commit as committing
from mou_cli.registry.backups import backups
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.snapshot import open_snapshot
from mou_cli.registry.stamp import stamp_path
from tests.factories import MOMENT, fields
from tests.registry_cli import mou
from tests.registry_files import (
    add,
    beside,
    content,
    found,
    new_registry,
    numbered,
    own_layout,
    registry,
    remove,
    replace,
    stamped,
    stored,
    tables_of,
    titles,
    untouched,
)


def _trusted(path: Path) -> bool:
    """Whether mou takes the file for its own last writing, without looking at every byte."""
    return open_snapshot(path).exact


# --- what a write leaves -----------------------------------------------------------------------------------------


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

    with untouched(path), pytest.raises(RuntimeError), DocumentFile(path).changing() as change:
        change.add(fields(ref=None, uid=None, title="Lost"), MOMENT)
        raise RuntimeError


def test_several_doings_of_one_change_are_one_write(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with DocumentFile(path).changing() as change:
        change.add(fields(ref=None, uid=None, title="Added"), MOMENT)
        change.replace(1, numbered(1, title="Replaced"), MOMENT)
        change.remove(3)
        change.add_occasion({"name": "Visit"}, MOMENT)

    assert [(n, row["title"]) for n, row in stored(path).items()] == [
        (1, "Replaced"),
        (2, "Memorandum 2"),
        (4, "Added"),
    ]
    assert content(path)["occasions"]["1"]["name"] == "Visit"
    assert len(backups(path)) == 1


def test_a_change_sees_its_own_doings(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with DocumentFile(path).changing() as change:
        added = change.add(fields(ref=None, uid=None, title="Added"), MOMENT)
        change.replace(added.number, {**added.fields, "place": "Astana"}, MOMENT)
        assert change.get([added.agreement.ref])[0].agreement.place == "Astana"


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


# --- edits by others ---------------------------------------------------------------------------------------------


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

    with pytest.raises(Conflict, match="changed by another program"), DocumentFile(path).changing() as change:
        change.replace(1, numbered(1, title="Mine"), MOMENT)
        time.sleep(0.02)  # clocks of files tick a hundred times a second
        edit(path)

    assert titles(path)[0] == "Memorandum 1"
    assert "Memorandum X" in titles(path)[1]
    assert beside(path) == set()


def test_a_registry_removed_between_reading_and_writing_is_named(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with pytest.raises(Conflict, match="is not there any more"), DocumentFile(path).changing() as change:
        change.replace(1, numbered(1, title="Mine"), MOMENT)
        path.unlink()

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


# --- backups -----------------------------------------------------------------------------------------------------


def test_every_write_keeps_what_was_before(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    states = [path.read_bytes()]
    for title in ("First", "Second", "Third"):
        add(path, title=title)
        states.insert(0, path.read_bytes())

    assert [backup.read_bytes() for backup in backups(path)] == states[1:]


def test_a_backup_is_the_old_file_itself(tmp_path: Path) -> None:
    path = registry(tmp_path)
    inode = path.stat().st_ino

    add(path, title="Another")

    assert [backup.stat().st_ino for backup in backups(path)] == [inode]
    assert path.stat().st_nlink == 1


def test_ten_backups_are_kept(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    for count in range(13):
        add(path, title=f"Number {count}")

    assert len(backups(path)) == 10
    assert [len(stored(backup)) for backup in backups(path)] == list(range(12, 2, -1))


def test_fewer_backups_are_kept_of_a_large_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path, 20)
    monkeypatch.setattr(keeping, "KEEP_BYTES", 3 * path.stat().st_size + 6000)
    for count in range(6):
        add(path, title=f"Number {count}")

    assert len(backups(path)) == 3


def test_one_backup_is_kept_however_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path)
    monkeypatch.setattr(keeping, "KEEP_BYTES", 1)
    for count in range(3):
        add(path, title=f"Number {count}")

    assert [len(stored(backup)) for backup in backups(path)] == [5]


def test_what_is_no_backup_is_left_alone(tmp_path: Path) -> None:
    path = registry(tmp_path)
    folder = tmp_path / ".registry.json.backups"
    folder.mkdir()
    (folder / "README").write_text("mine")

    for count in range(12):
        add(path, title=f"Number {count}")

    assert (folder / "README").read_text() == "mine"


# --- systems that can do less ------------------------------------------------------------------------------------


@contextmanager
def _without(monkeypatch: pytest.MonkeyPatch, *names: str) -> Iterator[None]:
    with monkeypatch.context() as patch:
        for name in names:
            patch.delattr(os, name, raising=False)
        yield


@pytest.mark.parametrize(
    "names",
    [
        ("copy_file_range",),
        ("O_NOFOLLOW", "O_CLOEXEC"),
        ("fchmod", "fchown"),
        ("pread",),
        ("copy_file_range", "O_NOFOLLOW", "fchmod", "fchown", "pread"),
    ],
)
def test_a_system_without_some_calls_writes_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    path = registry(tmp_path, 3, notes="x" * (1 << 20))
    uid = "00000000-0000-4000-8000-000000000004"
    import filelock  # its own use of the calls is not what is tested here

    assert filelock
    with _without(monkeypatch, *names):
        add(path, title="Fourth", uid=uid)
        remove(path, 2)
        read = titles(path)

    expected = tables_of(3, notes="x" * (1 << 20))
    del expected["agreements"][2]
    expected["agreements"][4] = numbered(4, title="Fourth")
    expected["meta"][1]["next"]["MOU"] = 5
    assert path.read_bytes() == own_layout(expected)
    assert read == ["Memorandum 1", "Memorandum 3", "Fourth"]


@pytest.mark.parametrize("number", ["EPERM", "EOPNOTSUPP", "EMLINK", "EXDEV"])
def test_without_hard_links_backups_are_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    import errno

    path = registry(tmp_path)
    path.chmod(0o640)
    before = path.read_bytes()

    def refuse(*arguments: Any, **named: Any) -> None:
        raise OSError(getattr(errno, number), "no links here")

    monkeypatch.setattr(os, "link", refuse)
    add(path, title="Another")

    assert [backup.read_bytes() for backup in backups(path)] == [before]
    assert backups(path)[0].stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("number", ["EXDEV", "ENOSYS", "EINVAL", "EOPNOTSUPP", "EPERM", "ETXTBSY", "EIO"])
def test_where_the_kernel_does_not_copy_mou_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    import errno

    path = registry(tmp_path, 3, notes="x" * (1 << 20))
    calls: list[int] = []

    def refuse(*arguments: Any, **named: Any) -> int:
        calls.append(1)
        raise OSError(getattr(errno, number), "not here")

    monkeypatch.setattr(os, "copy_file_range", refuse)
    add(path, title="Another")

    assert calls
    assert len(titles(path)) == 4


def test_a_file_system_that_cannot_sync_folders_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import stat

    path = registry(tmp_path)
    plain = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    add(path, title="Another")

    assert len(titles(path)) == 4
    assert found(path, "title:another") == [4]


# --- order -------------------------------------------------------------------------------------------------------


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


def test_an_error_of_the_store_is_one_of_ours(tmp_path: Path) -> None:
    assert issubclass(Conflict, MouError)
    assert issubclass(Failed, MouError)
