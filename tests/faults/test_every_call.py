"""Every system call about the registry's folder fails or is the last of its process: old or new, and nothing lost.

Here a part of them, spread over each command; all of them, and more commands: python -m bench.faults.
"""

import pytest

from tests.faults.running import report_of

AT_LEAST = 65  # of each command: 195 in all


@pytest.mark.parametrize("command", ["add", "set", "undo"])
def test_after_a_fault_the_registry_is_the_old_one_or_the_new_one(strace: None, command: str) -> None:
    told = report_of("injecting", command, "--most", 80)

    assert told["complaints"] == []
    assert (told["lost"], told.get("missed", 0)) == (0, 0)
    assert told["faults"] >= AT_LEAST
    assert min(told["killed"], told["failed"], told["acknowledged"]) >= 10
    assert min(told["old"], told["new"]) >= 20


def test_a_registry_is_made_whole_or_not_at_all(strace: None) -> None:
    told = report_of("injecting", "init")

    assert told["complaints"] == []
    assert told["faults"] >= 15
    assert min(told["old"], told["new"]) >= 5


def test_what_was_renamed_is_acknowledged_or_said_to_be_there(strace: None) -> None:
    """Every call after the rename: what failed there, the change is kept, and never denied."""
    told = report_of("injecting", "set", "--after-rename")

    assert told["complaints"] == []
    assert told["faults"] >= 20
    assert told["old"] == 0
    assert told["acknowledged"] > told["failed"] > 0
