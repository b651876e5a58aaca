"""A disk that fails, or a process that is killed, while a registry is restored: the old one or the new one, whole."""

import errno
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mou_cli.desk.restoring import Asked, restore
from mou_cli.errors import MouError
from mou_cli.registry.attachments import missing_or_altered, orphans
from mou_cli.registry.backups import backups
from mou_cli.registry.document_file import DocumentFile
from mou_cli.session import Session
from tests.desk import Desk
from tests.faults.failing import Fault
from tests.registry_files import add, beside, new_registry, remove, replace, stored, titles
from tests.registry_history import entries, problems

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of Unix")
PDF = b"%PDF " * 2000
HASH = sha256(PDF).hexdigest()
CALLS = ["open", "close", "write", "fsync", "fstat", "fchmod", "mkdir", "replace", "link", "stat", "pread", "unlink"]
BEFORE, AFTER = ["Rail", "Customs"], ["Rail"]


Made = Callable[[str, bool], Path]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry of two agreements and a backup of one, with a file that the registry lost."""
    folder = tmp_path_factory.mktemp("prepared")
    path = new_registry(folder)
    add(path, title="Rail")
    (folder / "signed.pdf").write_bytes(PDF)
    desk = Desk(folder)
    desk.run("attach", "1", "signed.pdf").ok()
    desk.run("backup", "safe.json").ok()
    add(path, title="Customs")
    (folder / "registry.files" / HASH).unlink()
    return folder


@pytest.fixture
def made(prepared: Path, tmp_path: Path) -> Made:
    """Makes copies of it in folders of their own, sound or damaged."""

    def make(name: str, damaged: bool) -> Path:
        path = Path(shutil.copytree(prepared, tmp_path / name)) / "registry.json"
        if damaged:
            path.write_bytes(path.read_bytes()[:-20])
        return path

    return make


def _restore(path: Path) -> None:
    restore(Session(str(path)), str(path.with_name("safe.json")), Asked(yes=True))


def _is_restored(path: Path) -> bool:
    return bool(titles(path) == AFTER)


@pytest.mark.parametrize("damaged", [False, True], ids=["sound", "damaged"])
@pytest.mark.parametrize("name", CALLS)
def test_a_failing_call_leaves_the_old_registry_or_the_restored_one(made: Made, name: str, damaged: bool) -> None:
    for place in _some(name, made, damaged):
        path = made(str(place), damaged)
        before = path.read_bytes()
        fault = Fault(name, place, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        acknowledged = True
        with fault.under_way():
            try:
                _restore(path)
            except (MouError, OSError):
                acknowledged = False

        if path.read_bytes() == before:
            assert not acknowledged
            if name not in ("unlink", "open", "stat"):
                assert beside(path) == {"registry.files", "safe.json", "safe.files", "signed.pdf"}, place
        else:
            assert _is_restored(path)
            assert problems(path) == []
        _assert_can_go_on(path)


def _some(name: str, made: Made, damaged: bool) -> list[int]:
    """Up to six of the calls of one function that a restore makes, the last among them."""
    path = made("count", damaged)
    counting = Fault(name, 10**9, OSError)
    with counting.under_way():
        _restore(path)
    places = range(1, counting.count + 1)
    return sorted({*random.Random(name).sample(places, min(5, len(places))), *places[-1:]})


def _assert_can_go_on(path: Path) -> None:
    _restore(path)
    assert _is_restored(path)
    assert problems(path) == []
    assert list(missing_or_altered(DocumentFile(path))) == []
    assert orphans(DocumentFile(path)) == []


@pytest.mark.parametrize("damaged", [False, True], ids=["sound", "damaged"])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "replace", "link"])
def test_a_process_that_is_killed_leaves_the_old_registry_or_the_restored_one(
    made: Made, name: str, damaged: bool
) -> None:
    for place in _some(name, made, damaged)[-3:]:
        path = made(str(place), damaged)
        before = path.read_bytes()
        process = os.fork()
        if not process:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            with Fault(name, place, _kill).under_way(), suppress(BaseException):
                _restore(path)
            os._exit(0)
        _, status = os.waitpid(process, 0)

        assert os.WIFSIGNALED(status)
        assert path.read_bytes() == before or (_is_restored(path) and problems(path) == [])
        _assert_can_go_on(path)


def _kill() -> BaseException:
    os.kill(os.getpid(), signal.SIGKILL)
    return OSError()


@pytest.mark.parametrize("damaged", [False, True], ids=["sound", "damaged"])
def test_what_failed_is_said_in_one_line(made: Made, damaged: bool) -> None:
    path = made("desk", damaged)
    before = path.read_bytes()
    plain = os.replace

    def failing(source: str, target: str) -> None:
        if Path(target) == path:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        plain(source, target)

    os.replace = failing  # type: ignore[assignment]  # as it is called here
    try:
        run = Desk(path.parent).run("restore", "safe.json", "--yes")
    finally:
        os.replace = plain
    assert (run.code, run.out) == (1, "")
    assert run.err.splitlines()[-2:] == [
        f"mou: {path} cannot be written: Read-only file system",
        "hint: nothing was changed; the disk is read-only",
    ]
    assert path.read_bytes() == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_state_that_was_kept_can_be_restored_and_that_be_undone(tmp_path: Path, data: st.DataObject) -> None:
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    path = new_registry(folder)
    desk = Desk(folder)
    for count in range(data.draw(st.integers(1, 7), label="changes")):
        _change_anything(path, data, count)
    before = stored(path)
    chosen = data.draw(st.sampled_from(backups(path)), label="backup")
    wanted, seq = stored(chosen), entries(path)[-1]["seq"]

    desk.run("restore", str(chosen), "--yes").ok()

    assert stored(path) == wanted
    assert problems(path) == []
    if wanted != before:
        assert entries(path)[-1]["seq"] == seq + 1
        desk.run("undo").ok()
        assert stored(path) == before
        assert problems(path) == []


def _change_anything(path: Path, data: st.DataObject, count: int) -> None:
    numbers = list(stored(path))
    kind = data.draw(st.sampled_from(["add", "add", "replace", "rename", "remove"] if numbers else ["add"]))
    number = data.draw(st.sampled_from(numbers)) if kind != "add" else 0
    if kind == "add":
        add(path, title=f"Number {count}")
    elif kind == "remove":
        remove(path, number)
    elif kind == "rename":
        replace(path, number, ref=f"OWN-{count}")
    else:
        replace(path, number, place=f"Place {count}", tags=["a"] * (count % 3))
