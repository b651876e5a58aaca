"""Systems and file systems that can do less."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mou_cli.registry.backups import backups
from tests.registry_files import (
    add,
    found,
    numbered,
    own_layout,
    registry,
    remove,
    tables_of,
    titles,
)
from tests.registry_history import recorded


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

    added, removed = tables_of(3, notes="x" * (1 << 20)), tables_of(3, notes="x" * (1 << 20))
    for state in (added, removed):
        state["agreements"][4] = numbered(4, title="Fourth")
        state["meta"][1]["next"]["MOU"] = 5
    del removed["agreements"][2]
    assert path.read_bytes() == own_layout(recorded(tables_of(3, notes="x" * (1 << 20)), added, removed))
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
def test_where_the_kernel_does_not_copy_mou_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
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


def test_a_file_system_that_cannot_sync_folders_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
