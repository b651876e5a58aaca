"""One writer at a time, and who it is."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock
import pytest

from mou_cli.errors import Conflict, Usage
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.lock import lock_path, locked
from tests.factories import DOING, MOMENT, fields
from tests.registry_cli import Run, mou
from tests.registry_files import add, beside, new_registry, registry, stored, titles, untouched
from tests.registry_history import problems

HERE = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
ADD = ("add", "Another", "--party", "KZ", "--party", "PK")


@contextmanager
def _held(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process holds the lock."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], cwd=HERE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield holder
    finally:
        holder.kill()
        holder.communicate()


def _timed(path: Path, *words: str) -> tuple[Run, float]:
    start = time.monotonic()
    run = mou(path, *words)
    return run, time.monotonic() - start


def test_a_held_lock_is_waited_for_and_the_holder_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path)
    monkeypatch.setenv("MOU_LOCK_TIMEOUT", "0.3")

    with _held(path) as holder, untouched(path):
        run, seconds = _timed(path, *ADD)
        reading = mou(path, "list", "--columns", "no", "--no-header")

    assert run.code == 6
    assert run.out == ""
    assert run.lines[0].startswith(f"mou: {path} is being changed by ")
    assert f"(process {holder.pid})" in run.lines[0]
    assert run.lines[1:] == ["hint: try again in a moment"]
    assert 0.3 <= seconds < 3
    assert reading.out.split() == ["1", "2", "3"]


def test_a_timeout_of_0_does_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path)
    monkeypatch.setenv("MOU_LOCK_TIMEOUT", "0")

    with _held(path):
        run, seconds = _timed(path, *ADD)

    assert run.code == 6
    assert seconds < 2


def test_a_lock_that_is_let_go_in_time_is_taken(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with _held(path) as holder:
        threading.Timer(0.3, holder.kill).start()
        run, seconds = _timed(path, *ADD)

    assert (run.code, run.out) == (0, "MOU-2026-0004\n")
    assert seconds >= 0.3


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_holder_that_dies_frees_it(tmp_path: Path, how: signal.Signals) -> None:
    path = registry(tmp_path)
    with _held(path) as holder:
        holder.send_signal(how)
        holder.wait()

    assert add(path, title="Another") == "MOU-2026-0004"


@pytest.mark.parametrize("given", ["soon", "-1", "nan", "inf", "1e999", "0x10", "3 s", "1,5", "--", "\u221e"])
def test_a_timeout_that_is_no_time_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    path = registry(tmp_path)
    monkeypatch.setenv("MOU_LOCK_TIMEOUT", given)

    with untouched(path):
        run = mou(path, *ADD)

    assert run.code == 2
    assert run.lines[0] == f"mou: MOU_LOCK_TIMEOUT is {given!r}, which is not a number of seconds"
    assert mou(path, "list").code == 0


def test_without_a_word_a_held_lock_is_waited_for_30_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path)
    waited: list[float] = []
    monkeypatch.delenv("MOU_LOCK_TIMEOUT", raising=False)
    monkeypatch.setattr(filelock.FileLock, "acquire", lambda lock: waited.append(lock.timeout))
    monkeypatch.setattr(filelock.FileLock, "release", lambda lock: None)

    with locked(path):
        pass

    assert waited == [30]


def test_a_lock_file_that_somebody_removes_costs_a_message_and_no_change(tmp_path: Path) -> None:
    """Two are at work at once then; the second to come finds that the registry is another."""
    path = registry(tmp_path)

    def first() -> None:
        with DocumentFile(path).changing(DOING) as change:
            change.add(fields(ref=None, uid=None, title="Of the first"), MOMENT)
            lock_path(path).unlink()
            add(path, title="Of the second")

    with pytest.raises(Conflict, match="was changed by another program"):
        first()

    assert "Of the second" in titles(path)
    assert "Of the first" not in titles(path)
    add(path, title="Of the first")
    assert len(titles(path)) == 5
    assert problems(path) == []


def test_a_link_that_comes_after_the_lock_is_taken_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = registry(tmp_path)
    precious = tmp_path / "precious"
    precious.write_text("precious")
    plain = filelock.FileLock.acquire

    def swapped(lock: filelock.FileLock) -> object:
        taken = plain(lock)
        lock_path(path).unlink()
        lock_path(path).symlink_to(precious)
        return taken

    monkeypatch.setattr(filelock.FileLock, "acquire", swapped)
    with locked(path):
        pass

    assert precious.read_text() == "precious"


def test_a_link_in_the_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    path = registry(tmp_path)
    precious = tmp_path / "precious"
    precious.write_text("precious")
    lock_path(path).symlink_to(precious)

    run = mou(path, *ADD)

    assert run.code == 1
    assert run.lines[0] == f"mou: {lock_path(path)} is not an ordinary file, so it cannot be trusted as a lock"
    assert precious.read_text() == "precious"
    assert len(stored(path)) == 3


def test_a_link_to_nothing_in_the_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    path = registry(tmp_path)
    lock_path(path).symlink_to(tmp_path / "nowhere")

    assert mou(path, *ADD).code == 1
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.timeout(20)
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_in_the_place_of_the_lock_is_refused(tmp_path: Path, make: object) -> None:
    path = registry(tmp_path)
    assert callable(make)
    make(lock_path(path))

    with untouched(path):
        run = mou(path, *ADD)

    assert run.code == 1
    assert "is not an ordinary file" in run.lines[0]


def test_a_lock_with_garbage_in_it_is_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path)
    monkeypatch.setenv("MOU_LOCK_TIMEOUT", "0")
    with _held(path):
        lock_path(path).write_bytes(b"\x1b]0;owned\x07\n\xff" * 1000)
        run = mou(path, *ADD)

    assert run.code == 6
    assert "\x1b" not in run.err
    assert "\x07" not in run.err
    assert len(run.lines) == 2


def test_reading_leaves_no_lock(tmp_path: Path) -> None:
    path = registry(tmp_path)

    assert mou(path, "list").code == mou(path, "show", "1").code == mou(path, "sectors").code == 0

    assert os.listdir(tmp_path) == [path.name]


def test_threads_wait_for_each_other(tmp_path: Path) -> None:
    path = new_registry(tmp_path)
    threads = [threading.Thread(target=add, args=(path,), kwargs={"title": f"Of {n}"}) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(titles(path)) == sorted(f"Of {n}" for n in range(8))
    assert beside(path) == set()


def test_the_lock_is_free_after_a_failure(tmp_path: Path) -> None:
    path = registry(tmp_path)

    with pytest.raises(RuntimeError), locked(path):
        raise RuntimeError
    with locked(path):
        pass


def test_errors_are_of_the_right_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = registry(tmp_path)
    monkeypatch.setenv("MOU_LOCK_TIMEOUT", "0")
    with locked(path), pytest.raises(Conflict), locked(path):
        pass
    monkeypatch.setenv("MOU_LOCK_TIMEOUT", "a while")
    with pytest.raises(Usage), locked(path):
        pass
