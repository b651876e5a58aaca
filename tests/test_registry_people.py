"""Several people at one registry: what modes and owners allow and forbid."""

import os
from pathlib import Path

import pytest

from tests.registry_files import add, new_registry, registry, stored, titles
from tests.registry_people import NOBODY, mou_as, open_folder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


@pytest.mark.parametrize("words", ["add Another", "set 1 place=Astana", "remove 1 --reason x --yes"])
def test_a_read_only_folder(words: str) -> None:
    with open_folder() as folder:
        path = registry(folder)
        path.chmod(0o666)
        before = path.read_bytes()
        folder.chmod(0o555)

        run = mou_as(NOBODY, path, *words.split())

        assert run.code == 1
        assert run.lines[-2:] == [
            f"mou: {path} cannot be changed: Permission denied",
            "hint: check who may write to its folder",
        ]
        assert path.read_bytes() == before
        assert os.listdir(folder) == [path.name]


def test_a_read_only_folder_is_read() -> None:
    with open_folder() as folder:
        path = registry(folder)
        folder.chmod(0o555)

        assert mou_as(NOBODY, path, "list", "--columns", "ref", "--no-header").out.splitlines() == [
            "MOU-2026-0001",
            "MOU-2026-0002",
            "MOU-2026-0003",
        ]


@as_root
@pytest.mark.parametrize("words", ["list", "add Another", "show 1", "set 1 place=x"])
def test_a_file_that_may_not_be_read(words: str) -> None:
    with open_folder() as folder:
        path = registry(folder)
        path.chmod(0o600)

        run = mou_as(NOBODY, path, *words.split())

        assert run.code == 1
        assert run.lines[0] == f"mou: {path} cannot be read: Permission denied"
        assert os.listdir(folder) == [path.name]


@as_root
def test_somebody_elses_file_that_may_only_be_read_is_left_alone() -> None:
    with open_folder() as folder:
        path = registry(folder)
        path.chmod(0o644)

        run = mou_as(NOBODY, path, "add", "Another")

        assert run.code == 1
        assert f"mou: {path} cannot be written: it is read-only" in run.err
        assert len(stored(path)) == 3


@as_root
def test_two_people_share_a_folder() -> None:
    with open_folder() as folder:
        path = new_registry(folder)
        path.chmod(0o666)
        add(path, title="Root's")

        for title, user in (("First", NOBODY), ("Second", 12345), ("Third", NOBODY)):
            run = mou_as(user, path, "add", title, "--party", "KZ", "--party", "PK")
            assert run.err == ""

        assert titles(path) == ["Root's", "First", "Second", "Third"]
        assert len(list((folder / ".registry.json.backups").iterdir())) == 4


@as_root
def test_owner_and_mode_are_kept(tmp_path: Path) -> None:
    path = registry(tmp_path)
    os.chown(path, 12345, 23456)
    path.chmod(0o640)

    add(path, title="Another")

    status = path.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o7777) == (12345, 23456, 0o640)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755])
def test_the_mode_is_kept_whatever_the_umask(tmp_path: Path, mode: int) -> None:
    path = registry(tmp_path)
    path.chmod(mode)
    umask = os.umask(0o077)
    try:
        add(path, title="Another")
    finally:
        os.umask(umask)

    assert path.stat().st_mode & 0o7777 == mode
