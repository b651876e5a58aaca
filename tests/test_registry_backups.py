"""The states that a registry had before."""

from pathlib import Path

import pytest

from mou_cli.registry import backups as keeping
from mou_cli.registry.backups import backups
from tests.registry_files import (
    add,
    new_registry,
    registry,
    stored,
)


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
    path = registry(tmp_path, 20, notes="x" * 5000)
    monkeypatch.setattr(keeping, "KEEP_BYTES", int(3.5 * path.stat().st_size))
    for count in range(6):
        add(path, title=f"Number {count}")

    assert [len(stored(backup)) for backup in backups(path)] == [25, 24, 23]


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
