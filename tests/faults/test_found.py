"""What the campaign has found, each once more by itself: no strace and no chance needed."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mou_cli.errors import Failed
from mou_cli.registry.attachments import draft_name, files_of, strays
from mou_cli.registry.commit import sync_folder
from mou_cli.registry.content import BufferContent
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.frame import read_frame
from mou_cli.registry.making import make_registry
from mou_cli.registry.stamp import stamp_path, write_stamp
from tests.desk import Desk
from tests.faults.failing import Fault
from tests.registry_cli import mou
from tests.registry_files import add, beside, new_registry, numbers, registry, stamped, titles

ADD = ("add", "New", "--party", "KZ", "--party", "PK")


def _refusal() -> OSError:
    return OSError(errno.EIO, os.strerror(errno.EIO))


@pytest.fixture(scope="module")
def gone() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-S", "-c", ""])
    ended.wait()
    return ended.pid


@pytest.mark.parametrize("name", ["fstat", "close"])
def test_once_it_is_renamed_and_synced_nothing_is_denied(tmp_path: Path, name: str) -> None:
    path = stamped(new_registry(tmp_path))
    counting = Fault(name, 10**6, _refusal)
    plain, after = os.replace, []

    def replaced(*names: str) -> None:
        plain(*names)
        after.append(counting.count)

    os.replace = replaced  # type: ignore[assignment]  # as it is called here
    try:
        with counting.under_way():
            add(path, title="First")
    finally:
        os.replace = plain
    # What comes after the rename of the registry, and before that of the stamp.
    for place in range(after[0] + 1, after[1] + 1):
        with Fault(name, place, _refusal).under_way():
            add(path, title=f"Number {place}")

    assert after[1] > after[0]
    assert titles(path)[2:] == [f"Number {place}" for place in range(after[0] + 1, after[1] + 1)]
    assert beside(path) == set()


def test_an_init_that_was_killed_before_it_took_its_draft_away_bars_nobody(tmp_path: Path) -> None:
    path = stamped(registry(tmp_path))
    path.with_name(".registry.json.4711.tmp").hardlink_to(path)

    assert mou(path, *ADD).code == 0
    assert beside(path) == set()
    assert len(titles(path)) == 5


def test_an_init_that_cannot_take_its_draft_away_has_made_the_registry(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    with Fault("unlink", 1, _refusal).under_way():
        make_registry(path)

    assert mou(path, *ADD).out == "MOU-2026-0001\n"
    assert beside(path) == set()


def test_an_init_that_cannot_be_made_to_last_says_so(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    with (
        Fault("fsync", 2, _refusal).under_way(),
        pytest.raises(Failed, match="was made, but"),
    ):
        make_registry(path)

    assert path.exists()


def test_a_folder_that_may_not_be_listed_is_synced_with_all_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: synced.append("all"))
    with Fault("open", 1, lambda: PermissionError(errno.EACCES, "")).under_way():
        sync_folder(tmp_path)

    assert synced == ["all"]


def test_a_half_written_attachment_goes_as_soon_as_its_writer_is_gone(tmp_path: Path, gone: int) -> None:
    files = files_of(DocumentFile(new_registry(tmp_path)))
    files.folder.mkdir()
    ours = files.folder / draft_name()
    left = ours.with_name(ours.name.replace(f".{os.getpid()}-", f".{gone}-"))
    another_machines = ours.with_name(f".{gone}-{'0' * 8}{'1' * 8}.tmp")
    for path in (ours, left, another_machines):
        path.write_bytes(b"half")

    assert strays(files) == [left]


def test_a_process_that_has_the_number_of_one_that_was_killed_is_not_in_its_way(tmp_path: Path) -> None:
    """In a container every run may be process 7."""
    desk = Desk(tmp_path)
    (tmp_path / f".registry.json.{os.getpid()}.tmp").write_bytes(b"half")
    (tmp_path / f".all.json.{os.getpid()}.tmp").write_bytes(b"half")

    desk.run("init").ok()
    desk.run(*ADD).ok()
    desk.run("export", "-o", "all.json").ok()

    assert beside(desk.path) == {"all.json"}


def test_a_backup_takes_away_what_a_killed_one_left(tmp_path: Path, gone: int) -> None:
    desk = Desk(tmp_path).shipped()
    left, alive, other = (
        tmp_path / f".{name}.{process}.tmp"
        for name, process in (("safe.zip", gone), ("safe.zip", os.getppid()), ("other.zip", gone))
    )
    for path in (left, alive, other):
        path.write_bytes(b"half")

    desk.run("backup", "safe.zip").ok()

    assert [path.exists() for path in (left, alive, other)] == [False, True, True]


@pytest.mark.parametrize(
    ("was", "made"),
    [(b'"agreements"', b'"agreementz"'), (b'"tables"', b'"tablez"'), (b"{", b"\xff"), (b":[[", b":[" * 5000)],
)
def test_a_stamp_in_which_a_bit_fell_over_hides_nothing(tmp_path: Path, was: bytes, made: bytes) -> None:
    path = stamped(registry(tmp_path))
    stamp = stamp_path(path)
    assert was in stamp.read_bytes()
    stamp.write_bytes(stamp.read_bytes().replace(was, made, 1))

    assert numbers(path) == [1, 2, 3, 4]
    assert len(titles(path)) == 4
    assert mou(path, *ADD).out == "MOU-2026-0005\n"


def test_bytes_that_fell_over_since_mou_wrote_them_are_damage_and_no_traceback(tmp_path: Path) -> None:
    path = stamped(registry(tmp_path))
    tables = read_frame(BufferContent(path.read_bytes()))
    assert tables
    path.write_bytes(path.read_bytes().replace(b"Kazakhstan", b"\xcbazakhstan", 1))
    write_stamp(path, path.stat(), tables)  # a disk that decays changes no time, as writing does

    run = mou(path, "list")

    assert run.code == 7
    assert run.lines[0].startswith("mou: the registry holds what cannot be read: 'utf-8' codec")
