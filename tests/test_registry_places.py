"""Where a registry may lie and where not: folders, links, devices, places that cannot be read or written."""

import os
import socket
from pathlib import Path

import pytest

from tests.registry_cli import Run, mou
from tests.registry_files import add, beside, new_registry, registry, stored, titles, untouched

READ = ["list", "show 1", "export --format json", "sectors", "occasion list"]
WRITE = ["add Another", "set 1 place=Astana", "remove 1 --reason x --yes", "occasion add Visit"]


def _assert_one_line(run: Run, code: int, *sentences: str) -> None:
    assert run.code == code
    assert run.out == ""
    assert len(run.lines) <= 2
    assert run.lines[0].startswith("mou: ")
    assert all(sentence in run.err for sentence in sentences)


@pytest.mark.parametrize("words", READ + WRITE)
def test_no_registry_there(tmp_path: Path, words: str) -> None:
    _assert_one_line(mou(tmp_path / "r.json", *words.split()), 4, "there is no registry at", "mou init")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", READ + WRITE)
def test_a_missing_folder(tmp_path: Path, words: str) -> None:
    _assert_one_line(mou(tmp_path / "no" / "such" / "r.json", *words.split()), 4, "there is no ")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    path = registry(tmp_path)

    for words in READ + WRITE:
        _assert_one_line(mou(path / "r.json", *words.split()), 4)


@pytest.mark.parametrize("words", READ + WRITE)
def test_a_folder(tmp_path: Path, words: str) -> None:
    folder = tmp_path / "registry.json"
    folder.mkdir()

    _assert_one_line(mou(folder, *words.split()), 1, "is a folder, not a registry")
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


@pytest.mark.timeout(10)
@pytest.mark.parametrize("words", READ + WRITE)
def test_a_fifo_does_not_hang(tmp_path: Path, words: str) -> None:
    os.mkfifo(tmp_path / "fifo")

    _assert_one_line(mou(tmp_path / "fifo", *words.split()), 1, "is a FIFO, not a registry")
    assert os.listdir(tmp_path) == ["fifo"]


@pytest.mark.parametrize("words", ["list", "add Another"])
@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/full"])
def test_a_device(device: str, words: str) -> None:
    before = set(os.listdir("/dev"))

    _assert_one_line(mou(device, *words.split()), 1, f"{device} is a device, not a registry")
    assert set(os.listdir("/dev")) == before


@pytest.mark.parametrize("words", ["list", "add Another"])
def test_a_socket(tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path may have no more than about 100 characters
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        _assert_one_line(mou("s", *words.split()), 1)


@pytest.mark.parametrize("words", ["list", "add Another"])
@pytest.mark.parametrize("name", ["a" * 300 + ".json", "b" * 255, "/".join(["c" * 200] * 40), "nul\0byte", " ", "."])
def test_a_name_that_no_file_can_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str) -> None:
    monkeypatch.chdir(tmp_path)

    run = mou(name, *words.split())

    assert run.code in (1, 4)
    assert run.lines[0].startswith("mou: ")
    assert os.listdir(tmp_path) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "share"
    real.mkdir()
    path = new_registry(real)
    link = tmp_path / "registry.json"
    link.symlink_to("share/registry.json")

    add(link, title="Through the link")

    assert link.is_symlink()
    assert titles(path) == titles(link) == ["Through the link"]
    assert beside(path) == set()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["registry.json", "share"]


def test_all_links_to_a_registry_have_one_lock_and_one_stamp(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    (tmp_path / "chain.json").symlink_to("registry.json")
    (tmp_path / "link.json").symlink_to("chain.json")

    add(tmp_path / "link.json", title="First")
    add(path, title="Second")

    assert {each.name for each in tmp_path.iterdir() if each.name.startswith(".")} == {
        ".registry.json.lock",
        ".registry.json.stamp",
        ".registry.json.backups",
    }


@pytest.mark.parametrize("words", READ + WRITE)
def test_a_link_to_nothing(tmp_path: Path, words: str) -> None:
    link = tmp_path / "registry.json"
    link.symlink_to("nowhere.json")

    _assert_one_line(mou(link, *words.split()), 4, "there is no registry at")
    assert os.listdir(tmp_path) == ["registry.json"]


@pytest.mark.parametrize("words", READ + WRITE)
def test_a_link_to_itself(tmp_path: Path, words: str) -> None:
    link = tmp_path / "registry.json"
    link.symlink_to("registry.json")

    _assert_one_line(mou(link, *words.split()), 1, str(link))
    assert os.listdir(tmp_path) == ["registry.json"]


def test_init_does_not_write_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "registry.json").symlink_to("nowhere.json")

    _assert_one_line(mou(tmp_path / "registry.json", "init"), 6, "is there already")
    assert os.listdir(tmp_path) == ["registry.json"]


@pytest.mark.parametrize("words", WRITE)
def test_a_read_only_file_is_left_alone(tmp_path: Path, words: str) -> None:
    path = registry(tmp_path)
    path.chmod(0o444)

    with untouched(path):
        run = mou(path, *words.split())
    assert run.code == 1
    assert f"mou: {path} cannot be written: it is read-only" in run.lines[-2]
    assert path.stat().st_mode & 0o777 == 0o444


def test_a_read_only_file_is_read(tmp_path: Path) -> None:
    path = registry(tmp_path)
    path.chmod(0o444)

    assert mou(path, "list", "--columns", "title", "--no-header").out.splitlines() == [
        "Memorandum 1",
        "Memorandum 2",
        "Memorandum 3",
    ]


def test_an_empty_change_of_a_read_only_file_is_no_failure(tmp_path: Path) -> None:
    path = registry(tmp_path, 1, place="Astana")
    path.chmod(0o444)

    with untouched(path):
        assert mou(path, "set", "1", "place=Astana").code == 0


def test_the_whole_registry_may_be_moved(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    path = new_registry(old)
    add(path, title="Before")

    old.rename(new)
    add(new / "registry.json", title="After")

    assert [row["title"] for row in stored(new / "registry.json").values()] == ["Before", "After"]
