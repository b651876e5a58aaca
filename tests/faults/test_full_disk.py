"""Disks that are full, and files that may not grow: nothing is lost, it is said, and once there is room it goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.desk import ROOT
from tests.faults.limited import limited
from tests.registry_files import beside, registry, stored, titles
from tests.registry_history import problems

DISK = 8 << 20  # bytes
ADD = ("add", "One too many", "--party", "KZ", "--party", "PK", "--note", "y" * 50_000)
FULL = "hint: nothing was changed; make room on the disk and run it again"
only_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(tmp_path)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


@contextmanager
def _filled(disk: Path, room: int) -> Iterator[None]:
    """Fill a disk but for so many bytes; what fills it goes again."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(b"\0" * 65536)
    os.truncate(filler, max(0, filler.stat().st_size - room))
    yield
    filler.unlink()


def test_a_file_that_may_not_grow_keeps_what_it_holds(tmp_path: Path) -> None:
    path = registry(tmp_path, 3, notes="x" * 50_000)
    before = path.read_bytes()

    done = limited(path, *ADD, file_size=len(before) + 1000)

    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        f"mou: {path} cannot be written: File too large",
        "hint: nothing was changed; the file would be larger than is allowed here",
    ]
    assert path.read_bytes() == before
    assert beside(path) == set()


@only_root
def test_a_full_disk_keeps_what_it_holds(disk: Path) -> None:
    path = registry(disk, 3, notes="x" * 1_800_000)  # there is no room for a second one
    before = path.read_bytes()
    done = limited(path, *ADD)

    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [f"mou: {path} cannot be written: No space left on device", FULL]
    assert path.read_bytes() == before
    assert beside(path) == set()


@only_root
@pytest.mark.parametrize("words", [("set", "1", "place=Astana"), ("undo",), ("remove", "2", "--yes", "--reason", "x")])
def test_a_disk_without_a_byte_left_is_read_and_refuses_and_recovers(disk: Path, words: tuple[str, ...]) -> None:
    path = registry(disk, 3)
    assert limited(path, *ADD).code == 0
    with _filled(disk, 0):
        before = path.read_bytes()

        assert len(titles(path)) == 4
        done = limited(path, *words)
        assert (done.code, done.out) == (1, "")
        assert done.err.splitlines()[-1] == FULL
        assert path.read_bytes() == before
        assert beside(path) == {"filler"}

    assert limited(path, *words).code == 0
    assert path.read_bytes() != before
    assert problems(path) == []
    assert beside(path) == set()


@only_root
def test_a_disk_that_fills_up_takes_each_change_or_refuses_it(disk: Path) -> None:
    """Many changes until there is no room: what was acknowledged is there, what was refused is not."""
    path = registry(disk, 3)
    acknowledged, refused = _many(path, 60)

    assert 0 < len(acknowledged) < 60
    assert {run["code"] for run in refused} == {1}
    assert all("No space left on device" in run["err"] and "Traceback" not in run["err"] for run in refused)
    assert [row["ref"] for number, row in stored(path).items() if number > 3] == acknowledged
    assert problems(path) == []
    assert beside(path) == set()


def _many(path: Path, count: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Add many agreements in one process, as its start would take longer than all else."""
    program = """
import json, sys
from tests.registry_cli import mou
runs = [mou(sys.argv[1], "add", f"Number {number}", "--party", "KZ", "--party", "PK", "--note", "y" * 20_000)
        for number in range(int(sys.argv[2]))]
print(json.dumps([run._asdict() for run in runs]))
"""
    command = [sys.executable, "-B", "-c", program, str(path), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=True)
    runs: list[dict[str, Any]] = json.loads(done.stdout)
    return [run["out"].strip() for run in runs if not run["code"]], [run for run in runs if run["code"]]
