"""The power is lost at any moment: whatever of the unsynced the disk has kept, the registry is old or new, and whole.

The states are those of the model in crash_states.py; here a part of them is laid out, all of them by bench.faults.
"""

import pytest

from tests.faults.crash_states import Disk, File, Folder, Write
from tests.faults.running import report_of


@pytest.mark.parametrize(
    ("command", "states", "laid_out"), [("add", 1000, 250), ("set", 900, 250), ("undo", 900, 250), ("first", 850, 80),
                                        ("large", 900, 50)]
)  # fmt: skip
def test_after_a_crash_the_registry_is_old_or_new_and_new_once_answered(
    strace: None, command: str, states: int, laid_out: int
) -> None:
    told = report_of("crashing", command, "--most", laid_out)

    assert told["complaints"] == []
    assert told["moments"] >= 30
    assert told["possible"] >= states
    assert told["states"] == laid_out
    assert min(told["old"], told["new"], told["answered"]) >= 5
    assert told.get("lost", 0) == 0


@pytest.mark.parametrize(
    ("forgotten", "complaint"),
    [("fsync-of-files", "set: neither old nor new"), ("fsync-of-folders", "set: answered, and the old one")],
)
def test_the_model_finds_a_program_that_forgets_to_sync(strace: None, forgotten: str, complaint: str) -> None:
    told = report_of("crashing", "set", "--most", 100, "--without", forgotten)

    assert complaint in told["complaints"]


def _held(disk: Disk, path: str) -> set[bytes | None]:
    return {tree.get(path, b"(no such file)") for tree in disk.states()}


def _file(disk: Disk, path: str) -> File:
    node = disk.node(path)
    assert isinstance(node, File)
    return node


def test_an_unsynced_write_is_there_or_missing_or_half_or_zeros() -> None:
    disk = Disk({"a": b"12"})
    _file(disk, "a").pending.append(Write(2, b"3456"))

    assert _held(disk, "a") == {b"123456", b"12", b"1234", b"12\0\0\0\0"}


def test_two_unsynced_writes_meet_their_fates_apart() -> None:
    disk = Disk({"a": b""})
    _file(disk, "a").pending += [Write(0, b"12"), Write(2, b"34")]

    assert {b"1234", b"12", b"\0\x0034", b"1\x0034", b"12\0\0", b""} <= _held(disk, "a")


def test_a_synced_write_stays() -> None:
    disk = Disk({"a": b"12"})
    _file(disk, "a").pending.append(Write(0, b"34"))
    _file(disk, "a").sync()

    assert _held(disk, "a") == {b"34"}


def test_a_rename_is_done_or_undone_or_leaves_both_names() -> None:
    disk = Disk({"new": b"new", "old": b"old"})
    disk.rename("new", "old")

    found = [sorted(tree.items()) for tree in disk.states()]
    assert found == [
        [("new", b"new"), ("old", b"old")],
        [("old", b"new")],
        [("new", b"new"), ("old", b"new")],
    ]


def test_names_are_lost_apart_until_the_folder_is_synced() -> None:
    disk = Disk({})
    folder = disk.make("kept", Folder())
    disk.make("kept/a", File())
    disk.make("b", File())

    assert {tuple(sorted(tree)) for tree in disk.states()} == {
        (), ("b",), ("kept",), ("b", "kept"), ("kept", "kept/a"), ("b", "kept", "kept/a")
    }  # fmt: skip
    folder.sync()
    assert {tuple(sorted(tree)) for tree in disk.states()} == {(), ("b",), ("kept", "kept/a"), ("b", "kept", "kept/a")}
    root = disk.node("")
    assert root is not None
    root.sync()
    assert [sorted(tree) for tree in disk.states()] == [["b", "kept", "kept/a"]]


def test_two_names_of_one_file_hold_the_same() -> None:
    disk = Disk({"a": b""})
    disk.link("a", "b")
    _file(disk, "b").pending.append(Write(0, b"12"))

    assert all(tree["a"] == tree.get("b", tree["a"]) for tree in disk.states())
