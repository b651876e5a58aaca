"""Many processes at one registry, processes that are killed, and disks that are full: nothing acknowledged is lost."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.registry_files import beside, content, new_registry, registry, stored, titles
from tests.registry_history import entries, problems

HERE = Path(__file__).parents[1]
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def _hands(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.registry_hands", *map(str, arguments)]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@needs_fork
def test_twenty_processes_that_add_twenty_each_lose_none(tmp_path: Path) -> None:
    path = new_registry(tmp_path)

    told = _hands("crowd", path, 20, 20)

    references = {row["ref"] for row in stored(path).values()}
    assert len(set(told["acknowledged"])) == 400
    assert references == set(told["acknowledged"])
    assert sorted(stored(path)) == list(range(1, 401))
    assert len({row["uid"] for row in stored(path).values()}) == 400
    assert (told["failed"], told["reader_failed"], told["reads_went_back"]) == (0, False, False)
    assert told["reads"] > 5
    assert content(path)["meta"]["1"]["next"]["MOU"] == 401
    assert [entry["refs"] for entry in entries(path)] == [[row["ref"]] for row in stored(path).values()]
    assert problems(path) == []
    assert beside(path) == set()


@needs_fork
def test_whatever_was_acknowledged_before_a_kill_is_there(tmp_path: Path) -> None:
    path = registry(tmp_path, 40, notes="x" * 20_000)  # large enough for a write to take a while

    told = _hands("kills", path, 100, 6, random.randrange(10**6))

    assert told["kills"] >= 60
    assert told["acknowledged"] > 20
    assert (told["lost"], told["torn"], told["unfit"], told["left_beside"]) == (0, 0, 0, 0)


def _mou(path: Path, *words: str, limit: int | None = None) -> "subprocess.CompletedProcess[str]":
    def hold_back() -> None:
        if limit is not None:
            import resource  # not on Windows

            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "mou_cli", "--registry", str(path), *words]
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, preexec_fn=hold_back, env=environment, timeout=60)


ADD = ("add", "One too many", "--party", "KZ", "--party", "PK", "--note", "y" * 50_000)


def test_a_file_that_may_not_grow_keeps_what_it_holds(tmp_path: Path) -> None:
    path = registry(tmp_path, 3, notes="x" * 50_000)
    before = path.read_bytes()

    done = _mou(path, *ADD, limit=len(before) + 1000)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"mou: {path} cannot be written: File too large",
        "hint: nothing was changed; the file would be larger than is allowed here",
    ]
    assert path.read_bytes() == before
    assert beside(path) == set()


@contextmanager
def _small_disk(folder: Path, size: int) -> Iterator[Path]:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _fill(filler: Path) -> None:
    with suppress(OSError), filler.open("wb", buffering=0) as out:
        while True:
            out.write(b"\0" * 4096)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
def test_a_full_disk_keeps_what_it_holds(tmp_path: Path) -> None:
    with _small_disk(tmp_path, 1 << 20) as folder:
        path = registry(folder, 3, notes="x" * 200_000)
        before = path.read_bytes()
        done = _mou(path, *ADD)

        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.splitlines() == [
            f"mou: {path} cannot be written: No space left on device",
            "hint: nothing was changed; make room on the disk and run it again",
        ]
        assert path.read_bytes() == before
        assert beside(path) == set()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
def test_a_disk_without_a_byte_left_is_read_and_refuses_and_recovers(tmp_path: Path) -> None:
    with _small_disk(tmp_path, 1 << 20) as folder:
        path = registry(folder, 3)
        filler = folder / "filler"
        _fill(filler)
        before = path.read_bytes()

        assert _mou(path, "list").returncode == 0
        assert _mou(path, *ADD).returncode == 1
        assert path.read_bytes() == before
        filler.unlink()
        assert _mou(path, *ADD).returncode == 0
        assert len(titles(path)) == 4
        assert beside(path) == set()
