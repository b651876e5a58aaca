"""Many processes at one registry, and processes that are killed: nothing acknowledged is lost."""

import os
import random
from pathlib import Path

import pytest

from tests.faults.running import report_of
from tests.registry_files import beside, content, new_registry, registry, stamped, stored
from tests.registry_history import entries, problems

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@needs_fork
def test_twenty_processes_that_add_twenty_each_lose_none(tmp_path: Path) -> None:
    path = new_registry(tmp_path)

    told = report_of("hands", "crowd", path, 20, 20)

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
def test_two_desks_on_a_large_registry_take_turns_and_lose_nothing(tmp_path: Path) -> None:
    path = stamped(registry(tmp_path, 250, notes="x" * 20_000))
    assert path.stat().st_size > 5_000_000

    told = report_of("hands", "desks", path, 2, 15)

    assert told == {"acknowledged": 30, "failed": 0, "counted": 30}
    assert problems(path) == []
    assert beside(path) == set()


@needs_fork
def test_readers_beside_a_writer_see_the_old_or_the_new_and_no_mixture(tmp_path: Path) -> None:
    path = stamped(registry(tmp_path, 60, notes="x" * 5_000))

    told = report_of("hands", "readers", path, 3, 1.5)

    assert (told["torn"], told["failed"]) == (0, 0)
    assert told["writes"] > 5
    assert told["reads"] > 20
    assert told["different"] > 3
    assert problems(path) == []


@needs_fork
def test_whatever_was_acknowledged_before_a_kill_is_there(tmp_path: Path) -> None:
    path = registry(tmp_path, 40, notes="x" * 5_000)

    told = report_of("hands", "kills", path, 100, random.randrange(10**6))

    assert told["kills"] == 100
    assert told["acknowledged"] > 20
    assert (told["lost"], told["torn"], told["unfit"], told["left_beside"]) == (0, 0, 0, 0)
