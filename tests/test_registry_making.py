"""A new registry: there whole or not at all, and never in the place of another."""

import errno
import json
import multiprocessing
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from mou_cli.errors import Conflict, Failed, NotFound
from mou_cli.registry.making import make_registry
from tests.registry_files import add, content, titles


def test_a_new_registry_is_empty_and_knows_its_side(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"

    make_registry(path, "PK")

    assert content(path) == {
        "meta": {"1": {"format": 1, "own": "PK", "next": {"MOU": 1, "OCC": 1}, "sectors": {}}},
        "occasions": {},
        "agreements": {},
        "history": {},
    }
    assert titles(path) == []
    assert add(path, title="First") == "MOU-2026-0001"


def test_nothing_else_is_left(tmp_path: Path) -> None:
    make_registry(tmp_path / "registry.json")

    assert os.listdir(tmp_path) == ["registry.json"]


@pytest.mark.parametrize("there", [b"", b"precious", b"{}"])
def test_what_is_there_already_is_kept(tmp_path: Path, there: bytes) -> None:
    path = tmp_path / "registry.json"
    path.write_bytes(there)

    with pytest.raises(Conflict, match="is there already"):
        make_registry(path)
    assert path.read_bytes() == there
    assert os.listdir(tmp_path) == ["registry.json"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no folder"):
        make_registry(tmp_path / "no" / "registry.json")


def test_only_one_of_many_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    forking = multiprocessing.get_context("fork")
    made = forking.SimpleQueue()

    def make(own: str) -> None:
        with suppress(Conflict):
            make_registry(path, own)
            made.put(own)

    processes = [forking.Process(target=make, args=(own,)) for own in ("KZ", "PK", "TR", "UZ")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert made.get() == content(path)["meta"]["1"]["own"]
    assert made.empty()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    assert os.listdir(tmp_path) == ["registry.json"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_without_hard_links_it_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*arguments: Any, **named: Any) -> None:
        raise OSError(number, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    make_registry(tmp_path / "registry.json")

    assert titles(tmp_path / "registry.json") == []
    with pytest.raises(Conflict):
        make_registry(tmp_path / "registry.json")
    assert os.listdir(tmp_path) == ["registry.json"]


@pytest.mark.parametrize("name", ["fsync", "link"])
def test_a_failing_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def refuse(*arguments: Any, **named: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, name, refuse)

    with pytest.raises(Failed, match="cannot be made: No space left on device"):
        make_registry(tmp_path / "registry.json")
    assert os.listdir(tmp_path) == []


def test_it_is_json_that_ends_in_a_line(tmp_path: Path) -> None:
    make_registry(tmp_path / "registry.json")

    text = (tmp_path / "registry.json").read_text()
    assert json.loads(text)
    assert text.endswith("}\n")
