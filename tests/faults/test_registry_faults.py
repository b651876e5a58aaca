"""A disk that fails at any one call: the registry is the old one or the new one, whole, and success is never a lie."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from mou_cli.agreement.field_order import ordered
from mou_cli.agreement.model import Agreement
from mou_cli.errors import MouError
from mou_cli.registry import commit as committing
from mou_cli.registry.backups import backups
from mou_cli.registry.content import BufferContent
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.frame import read_frame
from mou_cli.registry.stamp import write_stamp
from tests.factories import DOING, MOMENT, fields
from tests.faults.failing import Fault, faults
from tests.registry_cli import mou
from tests.registry_files import beside, new_registry, numbered, own_layout, registry, tables_of, titles
from tests.registry_history import problems, recorded

CALLS = [
    "chmod", "close", "copy_file_range", "fchmod", "fsync", "fstat", "link", "listdir", "lstat", "mkdir", "open",
    "pread", "replace", "scandir", "stat", "unlink", "utime", "write",
]  # fmt: skip
_UID = "00000000-0000-4000-8000-000000000009"


def _change(path: Path) -> None:
    with DocumentFile(path).changing(DOING) as change:
        change.add(fields(ref=None, uid=_UID, title="New"), MOMENT)
        change.replace(2, {**change.get(["2"])[0].fields, "place": "Astana"}, MOMENT)


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces so small that the kernel is asked to copy what is a little registry."""
    monkeypatch.setattr(committing, "PIECE", 512)


def _stamped(folder: Path) -> Path:
    """A registry that mou trusts as its own last writing."""
    folder.mkdir()
    path = registry(folder, 6)
    tables = read_frame(BufferContent(path.read_bytes()))
    assert tables
    write_stamp(path, path.stat(), tables)
    return path


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("name", CALLS)
def test_a_failing_call_leaves_the_old_or_the_new_registry(tmp_path: Path, name: str, number: int) -> None:
    for fault in faults(name, lambda: OSError(number, os.strerror(number))):
        path = _stamped(tmp_path / str(fault.place))
        old = path.read_bytes()

        acknowledged = _tried(path, fault)

        data = path.read_bytes()
        assert _is_new(data) or (data == old and not acknowledged)
        assert beside(path) <= _may_be_left(name)
        _change_again(path)


def _tried(path: Path, fault: Fault) -> bool:
    with fault.under_way():
        try:
            _change(path)
        except (MouError, OSError):  # the root command says either in one line
            return False
    return True


def _is_new(data: bytes) -> bool:
    """Whether it is the whole change to the byte, and the history of it."""
    expected = tables_of(6)
    expected["agreements"][2] = dict(ordered(numbered(2, place="Astana"), Agreement))
    expected["agreements"][7] = numbered(7, title="New", uid=_UID)
    expected["meta"][1]["next"]["MOU"] = 8
    return data == own_layout(recorded(tables_of(6), expected))


def _may_be_left(name: str) -> set[str]:
    # A draft that cannot be removed stays until the next write.
    return {f".registry.json.{os.getpid()}.tmp", f".registry.json.stamp.{os.getpid()}"} if name == "unlink" else set()


def _change_again(path: Path) -> None:
    """After the fault the registry can be read and changed as ever, and nothing is left lying about."""
    count = len(titles(path))
    with DocumentFile(path).changing(DOING) as change:
        change.add(fields(ref=None, uid=None, title="Later"), MOMENT)
    assert len(titles(path)) == count + 1
    assert problems(path) == []
    assert beside(path) == set()


@pytest.mark.parametrize("name", ["fsync", "link", "open", "replace", "stat", "write", "fstat", "copy_file_range"])
def test_ctrl_c_at_any_call_leaves_the_old_or_the_new_registry(tmp_path: Path, name: str) -> None:
    for fault in faults(name, KeyboardInterrupt):
        path = _stamped(tmp_path / str(fault.place))
        old = path.read_bytes()
        with fault.under_way(), suppress(KeyboardInterrupt, MouError, OSError):
            _change(path)

        data = path.read_bytes()
        assert data == old or _is_new(data)
        assert beside(path) == set()
        _change_again(path)


def test_a_disk_that_takes_a_few_bytes_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path)
    plain = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: plain(descriptor, bytes(data[:7])))
    monkeypatch.delattr(os, "copy_file_range", raising=False)

    _change(path)

    assert titles(path) == ["Memorandum 1", "Memorandum 2", "Memorandum 3", "New"]


def test_a_kernel_that_copies_a_few_bytes_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path, 3, notes="x" * (1 << 20))
    before = path.read_bytes()
    plain = os.copy_file_range

    def little(source: int, target: int, count: int, **named: Any) -> int:
        return plain(source, target, min(count, 99_999), **named)

    monkeypatch.setattr(os, "copy_file_range", little)
    _change(path)

    assert len(path.read_bytes()) > len(before)
    assert len(titles(path)) == 4


@pytest.mark.parametrize(
    ("name", "number", "hint"),
    [
        ("write", errno.ENOSPC, "make room on the disk"),
        ("fsync", errno.EIO, "look at the disk"),
        ("replace", errno.EROFS, "the disk is read-only"),
        ("write", errno.EDQUOT, "your quota is used up"),
    ],
)
def test_what_failed_is_said_in_one_line_with_what_to_do(tmp_path: Path, name: str, number: int, hint: str) -> None:
    path = new_registry(tmp_path)
    mou(path, "list")

    place = 2 if name == "write" else 1  # the first is that of a name into the lock, which nothing depends on
    with Fault(name, place, lambda: OSError(number, os.strerror(number))).under_way():
        run = mou(path, "add", "New", "--party", "KZ", "--party", "PK")

    assert run.code == 1
    assert run.out == ""
    assert run.lines[0] == f"mou: {path} cannot be written: {os.strerror(number)}"
    assert run.lines[1].startswith(f"hint: nothing was changed; {hint}")


def test_a_folder_that_cannot_be_synced_is_no_success_and_no_lie(tmp_path: Path) -> None:
    path = new_registry(tmp_path)

    with Fault("fsync", 2, lambda: OSError(errno.EIO, os.strerror(errno.EIO))).under_way():
        run = mou(path, "add", "New", "--party", "KZ", "--party", "PK")

    assert run.code == 1
    assert run.out == ""
    assert f"{path} was changed, but" in run.lines[0]
    assert titles(path) == ["New"]


def test_a_backup_that_cannot_be_kept_stops_the_write(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    (tmp_path / ".registry.json.backups").write_bytes(b"a file in the way")
    before = path.read_bytes()

    run = mou(path, "add", "New", "--party", "KZ", "--party", "PK")

    assert run.code == 1
    assert run.lines[0].startswith(f"mou: {path} cannot be written: ")
    assert path.read_bytes() == before
    assert backups(path) == []
