"""A backup is the registry and its files as they are at one moment, in one place, checked."""

import io
import os
import re
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from mou_cli.registry.backups import backups_folder
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.soundness import opened_sound
from tests.desk import Desk
from tests.registry_files import add, beside, registry, stored, titles
from tests.registry_history import problems

PDF = b"%PDF-1.7 signed in two originals\n"
HASH = sha256(PDF).hexdigest()


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A desk whose agreement 4 has a scanned paper."""
    (desk.folder / "signed.pdf").write_bytes(PDF)
    desk.shipped().run("attach", "4", "signed.pdf").ok()
    return desk


def test_it_is_the_registry_byte_for_byte_with_its_files(kept: Desk) -> None:
    run = kept.run("backup", "safe.json").ok()

    assert run.out == "safe.json\n"
    assert run.err == "mou: 41 agreements and 1 attached file, read back and compared\n"
    assert (kept.folder / "safe.json").read_bytes() == kept.path.read_bytes()
    assert (kept.folder / "safe.files" / HASH).read_bytes() == PDF


def test_it_is_a_registry_that_can_be_looked_at(kept: Desk) -> None:
    kept.run("backup", "safe.json").ok()
    assert kept.run("--registry", "safe.json", "attachments", "4", "--format", "json").ok().json[0]["standing"] == (
        "present"
    )
    assert kept.run("--registry", "safe.json", "verify").ok()


def test_the_bytes_of_files_are_not_stored_twice_on_one_disk(kept: Desk) -> None:
    kept.run("backup", "safe.json").ok()
    one, two = kept.folder / "registry.files" / HASH, kept.folder / "safe.files" / HASH
    assert one.stat().st_ino == two.stat().st_ino


def test_without_a_name_it_lies_beside_the_registry_and_says_when(kept: Desk) -> None:
    path = Path(kept.run("backup").ok().out.strip())
    assert re.fullmatch(r"registry\.backup-\d{8}T\d{6}Z\.json", path.name)
    assert path.parent == kept.folder
    assert path.read_bytes() == kept.path.read_bytes()


def test_two_at_once_do_not_overwrite_each_other(desk: Desk) -> None:
    desk.shipped()
    made = {desk.run("backup").ok().out for _ in range(3)}
    assert len(made) == 3


def test_as_an_archive_it_is_one_file(kept: Desk) -> None:
    kept.run("backup", "safe.zip").ok()
    with zipfile.ZipFile(kept.folder / "safe.zip") as archive:
        assert archive.namelist() == ["registry.json", f"registry.files/{HASH}"]
        assert archive.read("registry.json") == kept.path.read_bytes()
        assert archive.read(f"registry.files/{HASH}") == PDF


def test_the_same_registry_makes_the_same_archive(kept: Desk) -> None:
    kept.run("backup", "one.zip").ok()
    kept.run("backup", "two.zip").ok()
    assert (kept.folder / "one.zip").read_bytes() == (kept.folder / "two.zip").read_bytes()


@pytest.mark.parametrize("name", ["safe.json", "safe.zip"])
def test_nothing_is_replaced_unless_that_is_said(kept: Desk, name: str) -> None:
    path = kept.folder / name
    path.write_bytes(b"mine")

    run = kept.run("backup", name)

    assert (run.code, run.out) == (6, "")
    assert run.err == f"mou: {name} is there already\nhint: --force replaces it\n"
    assert path.read_bytes() == b"mine"
    assert not (kept.folder / "safe.files").exists()
    kept.run("backup", name, "--force").ok()
    assert path.read_bytes() != b"mine"


def test_a_folder_of_files_that_is_there_is_not_added_to_unless_that_is_said(kept: Desk) -> None:
    (kept.folder / "safe.files").mkdir()
    run = kept.run("backup", "safe.json")
    assert run.code == 6
    assert not (kept.folder / "safe.json").exists()
    kept.run("backup", "safe.json", "--force").ok()


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("registry.json", 2, "registry.json is the registry itself"),
        ("./registry.json", 2, "is the registry itself"),
        (".registry.json.backups/x.json", 2, "is among what mou keeps beside the registry"),
        ("registry.files/x.json", 2, "is among what mou keeps beside the registry"),
        (".registry.json.lock", 2, "is among what mou keeps beside the registry"),
        ("nowhere/safe.json", 4, "there is no folder nowhere"),
        (".", 1, "is a folder"),
        ("safe.files", 2, "is a name for attached files"),
    ],
)
@pytest.mark.parametrize("force", [(), ("--force",)], ids=["", "force"])
def test_a_backup_is_never_written_where_it_would_do_harm(
    kept: Desk, name: str, code: int, said: str, force: tuple[str, ...]
) -> None:
    before, around = kept.path.read_bytes(), beside(kept.path)
    run = kept.run("backup", name, *force)
    assert (run.code, run.out) == (code, "")
    assert said in run.err
    assert kept.path.read_bytes() == before
    assert beside(kept.path) == around


def test_a_damaged_registry_is_not_backed_up(kept: Desk) -> None:
    kept.path.write_bytes(kept.path.read_bytes()[:5000])
    run = kept.run("backup", "safe.json")
    assert (run.code, run.out) == (7, "")
    assert run.err.startswith(f"mou: {kept.path} is damaged: it is cut off")
    assert run.err.endswith("hint: nothing was changed; mou restore lists the backups\n")
    assert not (kept.folder / "safe.json").exists()


def test_where_there_is_no_registry_there_is_nothing_to_back_up(desk: Desk) -> None:
    run = desk.run("--registry", "registry.json", "backup", "safe.json")
    assert run.code == 4
    assert "there is no registry at" in run.err


@pytest.mark.parametrize("how", ["missing", "altered"])
def test_files_that_are_not_what_was_attached_are_named_and_left_out(kept: Desk, how: str) -> None:
    path = kept.folder / "registry.files" / HASH
    path.unlink()
    if how == "altered":
        path.write_bytes(b"other")

    run = kept.run("backup", "safe.zip")

    assert run.code == 3
    assert f"not in it: 1 attached file that is missing or altered ({HASH[:12]})" in run.err
    with zipfile.ZipFile(kept.folder / "safe.zip") as archive:
        assert archive.namelist() == ["registry.json"]


def test_what_an_undone_change_attached_goes_along(kept: Desk) -> None:
    kept.run("undo").ok()
    kept.run("backup", "safe.json").ok()
    assert (kept.folder / "safe.files" / HASH).read_bytes() == PDF


@pytest.mark.parametrize("name", ["safe.json", "safe.zip"])
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o444])
def test_who_may_not_read_the_registry_may_not_read_its_backup(kept: Desk, name: str, mode: int) -> None:
    kept.path.chmod(mode)
    kept.run("backup", name).ok()
    assert (kept.folder / name).stat().st_mode & 0o777 == mode


def test_a_disk_without_hard_links_gets_copies(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refusing)
    kept.run("backup", "safe.json").ok()
    one, two = kept.folder / "registry.files" / HASH, kept.folder / "safe.files" / HASH
    assert (two.read_bytes(), one.stat().st_ino == two.stat().st_ino) == (PDF, False)


@pytest.mark.parametrize("name", ["safe.json", "safe.zip"])
def test_a_disk_that_gives_back_other_bytes_is_found_out(
    kept: Desk, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = os.fsync

    def forgetting(descriptor: int) -> None:
        plain(descriptor)
        if os.fstat(descriptor).st_size > 10_000:
            os.pwrite(descriptor, b"\0" * 8, 5000)

    monkeypatch.setattr(os, "fsync", forgetting)
    around = beside(kept.path)
    run = kept.run("backup", name)
    assert (run.code, run.out) != (0, name + "\n")
    assert beside(kept.path) == around


@pytest.mark.parametrize("name", ["safe.json", "safe.zip"])
@pytest.mark.parametrize("call", ["write", "fsync", "replace", "mkdir"])
def test_a_full_disk_leaves_nothing_behind(kept: Desk, name: str, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if (call, name) == ("mkdir", "safe.zip"):
        pytest.skip("an archive needs no folder")
    if call == "write":
        plain_open = io.open

        def opening(path: object, mode: str = "r", *more: object, **named: object) -> object:
            if "x" in mode and ".tmp" in str(path):
                return plain_open("/dev/full", "wb")
            return plain_open(path, mode, *more, **named)  # type: ignore[call-overload]  # as it was called

        if not os.path.exists("/dev/full"):
            pytest.skip("no /dev/full here")
        monkeypatch.setattr("builtins.open", opening)
    else:
        plain = getattr(os, call)

        def failing(*arguments: object, **named: object) -> object:
            if call == "fsync" or ".tmp" in str(arguments[0]) or call == "mkdir":
                raise OSError(28, "No space left on device")
            return plain(*arguments, **named)

        monkeypatch.setattr(os, call, failing)
    around = beside(kept.path)

    run = kept.run("backup", name)

    assert (run.code, run.out) == (1, "")
    assert "o space left on device" in run.err
    assert beside(kept.path) == around


def test_a_registry_that_tinydb_wrote_is_backed_up_as_it_is(desk: Desk) -> None:
    desk.holding({"title": "Rail"})
    desk.run("backup", "safe.json").ok()
    assert (desk.folder / "safe.json").read_bytes() == desk.path.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_each_is_one_moment_while_others_write(tmp_path: Path) -> None:
    path = registry(tmp_path)
    desk = Desk(tmp_path)
    writer = os.fork()
    if not writer:
        for count in range(60):
            add(path, title=f"Number {count}")
        os._exit(0)

    counts = []
    for count in range(12):
        desk.run("backup", f"safe-{count}.json").ok()
        counts.append(len(stored(tmp_path / f"safe-{count}.json")))

    assert os.waitpid(writer, 0)[1] == 0
    assert counts == sorted(counts)
    for count in range(12):
        opened_sound(tmp_path / f"safe-{count}.json")
        assert problems(tmp_path / f"safe-{count}.json") == []
    assert len(titles(path)) == 63


def test_a_program_that_writes_in_place_meanwhile_is_noticed(kept: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from mou_cli.registry.content import FileContent

    plain = FileContent.read

    def writing(self: FileContent, offset: int, length: int) -> bytes:
        read = plain(self, offset, length)
        if offset == 0 and length > 1000:
            with open(kept.path, "ab") as file:
                file.write(b" ")
        return read

    monkeypatch.setattr(FileContent, "read", writing)
    run = kept.run("backup", "safe.json")
    assert run.code == 6
    assert "was changed by another program while it was read" in run.err


def test_it_changes_nothing(kept: Desk) -> None:
    before = kept.path.read_bytes()
    states = sorted(each.name for each in backups_folder(kept.path).iterdir())
    kept.run("backup", "safe.json").ok()
    assert kept.path.read_bytes() == before
    assert sorted(each.name for each in backups_folder(kept.path).iterdir()) == states
    assert DocumentFile(kept.path).view().exact
