"""A disk that fails, or a process that is killed, while a file is attached: no acknowledged file is ever lost."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from mou_cli.desk.attaching import Given, attach
from mou_cli.errors import MouError
from mou_cli.registry.attachments import PRESENT, attached, files_of, missing_or_altered, orphans
from mou_cli.registry.document_file import DocumentFile
from mou_cli.session import Session
from tests.desk import Desk
from tests.faults.failing import Fault
from tests.registry_files import add, beside, new_registry

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes and limits of Unix")
PDF = b"%PDF " * 2000
HASH = sha256(PDF).hexdigest()
FAILURES = {
    errno.ENOSPC: ["open", "close", "write", "fsync", "mkdir", "replace", "link"],
    errno.EACCES: ["open", "fchmod", "chmod", "mkdir", "replace", "link", "stat", "lstat", "unlink", "scandir"],
    errno.EIO: ["close", "fsync", "fstat", "read"],
}


def _desk(folder: Path) -> Path:
    folder.mkdir()
    path = new_registry(folder)
    add(path, title="Rail")
    (folder / "signed.pdf").write_bytes(PDF)
    return path


def _attach(path: Path) -> None:
    attach(Session(str(path)), "1", Given([str(path.parent / "signed.pdf")]))


def _is_attached(path: Path) -> bool:
    return [each.file.sha256 for each in attached(DocumentFile(path))] == [HASH]


def _assert_sound(path: Path) -> None:
    """Nothing that the registry names is missing, and it can go on."""
    assert list(missing_or_altered(DocumentFile(path))) == []
    _attach(path)
    assert _is_attached(path)
    assert files_of(DocumentFile(path)).standing(HASH) == PRESENT
    assert orphans(DocumentFile(path)) == []


def _places(name: str) -> Iterator[int]:
    yield from range(1, 80)
    raise AssertionError(f"os.{name} is called 80 times")


@pytest.mark.parametrize(("number", "name"), [(number, name) for number, names in FAILURES.items() for name in names])
def test_a_failing_call_leaves_all_as_it_was_or_all_attached(tmp_path: Path, number: int, name: str) -> None:
    for place in _places(name):
        path = _desk(tmp_path / str(place))
        before = path.read_bytes()
        fault = Fault(name, place, lambda: OSError(number, os.strerror(number)))
        acknowledged = True
        with fault.under_way():
            try:
                _attach(path)
            except (MouError, OSError):
                acknowledged = False

        assert _is_attached(path) or (not acknowledged and path.read_bytes() == before)
        if not _is_attached(path) and name not in ("unlink", "open", "stat"):
            assert beside(path) == {"signed.pdf"}, place
        _assert_sound(path)
        if not fault.struck:
            return


@pytest.mark.parametrize("name", ["write", "fsync", "replace", "read", "open"])
def test_ctrl_c_leaves_no_trace_or_all_attached(tmp_path: Path, name: str) -> None:
    for place in _places(name):
        path = _desk(tmp_path / str(place))
        before = path.read_bytes()
        fault = Fault(name, place, KeyboardInterrupt)
        with fault.under_way(), suppress(KeyboardInterrupt):
            _attach(path)

        if not _is_attached(path):
            assert path.read_bytes() == before
            assert beside(path) == {"signed.pdf"}
        _assert_sound(path)
        if not fault.struck:
            return


def _killed_at(path: Path, name: str, place: int) -> bool:
    """Attach in a process that is killed at a call; returns whether it came to that."""
    process = os.fork()
    if not process:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

        def kill() -> BaseException:
            os.kill(os.getpid(), signal.SIGKILL)
            return OSError()

        with Fault(name, place, kill).under_way():
            _attach(path)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace", "link", "unlink", "mkdir"])
def test_a_process_that_is_killed_leaves_at_most_what_nothing_names(tmp_path: Path, name: str) -> None:
    for place in _places(name):
        path = _desk(tmp_path / str(place))
        killed = _killed_at(path, name, place)

        assert killed or _is_attached(path)
        assert list(missing_or_altered(DocumentFile(path))) == []
        left = {each.name for each in orphans(DocumentFile(path))}
        assert left <= {HASH}
        assert not (left and _is_attached(path))
        _assert_sound(path)
        if not killed:
            return


@pytest.mark.parametrize("room", [0, 4096, len(PDF) + 100])
def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, room: int) -> None:
    import resource

    path = _desk(tmp_path / "desk")
    for count in range(10):
        add(path, title=f"Memorandum {count}", notes="x" * 1000)
    before, around = path.read_bytes(), beside(path)
    assert len(before) > len(PDF) + 100
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(MouError, match="cannot be written: File too large"):
            _attach(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert path.read_bytes() == before
    assert beside(path) == around
    _assert_sound(path)


def test_what_failed_is_said_in_one_line(tmp_path: Path) -> None:
    desk = Desk(tmp_path).shipped()
    (tmp_path / "signed.pdf").write_bytes(PDF)
    with Fault("write", 1, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))).under_way():
        run = desk.run("attach", "4", "signed.pdf")
    assert (run.code, run.out) == (1, "")
    assert run.err == (
        f"mou: {tmp_path / 'registry.files'} cannot be written: No space left on device\n"
        "hint: nothing was changed; make room on the disk and run it again\n"
    )


def test_a_change_that_was_made_but_cannot_be_acknowledged_keeps_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _desk(tmp_path / "desk")
    # The folder is synced for the last time after the registry has its new name.
    plain, synced = os.fsync, []

    def failing(descriptor: int) -> None:
        if _is_attached(path):
            synced.append(descriptor)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(MouError, match="was changed, but"):
        _attach(path)
    monkeypatch.undo()

    assert synced
    assert _is_attached(path)
    _assert_sound(path)
