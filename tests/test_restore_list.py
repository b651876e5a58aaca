"""`mou restore` alone tells which backups there are, which are good, and how to restore each."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from mou_cli.registry.backups import backups, restore_command
from tests.desk import Desk
from tests.registry_files import add, new_registry, titles
from tests.terminal import seen


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A desk with a registry that was changed twice, and a third time after a backup was made."""
    new_registry(desk.folder)
    for title in ("First", "Second"):
        add(desk.path, title=title)
    desk.run("backup").ok()
    add(desk.path, title="Third")
    return desk


def test_each_backup_has_its_line_newest_first(kept: Desk) -> None:
    found = kept.run("restore", "--format", "json").ok().json

    assert [each["kept"] for each in found] == sorted((each["kept"] for each in found), reverse=True)
    assert {each["file"] for each in found} == {
        *map(str, backups(kept.path)),
        *map(str, kept.folder.glob("registry.backup-*.json")),
    }
    assert sorted(each["agreements"] for each in found) == [0, 1, 2, 2]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each["kept"]) for each in found)
    assert [each["size"] for each in found] == [Path(each["file"]).stat().st_size for each in found]


def test_for_a_script_it_is_cells_and_tabs(kept: Desk) -> None:
    head, first, *_ = kept.run("restore").ok().lines
    assert head == "kept\tsize\tagreements\tstate\tfile\tcommand"
    assert first.split("\t")[2:4] == ["2", "good"]


def test_a_damaged_backup_is_told_with_its_fault_and_no_command(kept: Desk) -> None:
    newest = backups(kept.path)[0]
    newest.write_bytes(newest.read_bytes()[:300])
    damaged = next(each for each in kept.run("restore", "--format", "json").ok().json if each["file"] == str(newest))
    assert (damaged["agreements"], damaged["command"]) == (None, "")
    assert damaged["state"].startswith("damaged: it is cut off in the middle")


def test_on_a_terminal_commands_stand_whole_below(kept: Desk) -> None:
    backups(kept.path)[0].write_bytes(b"")
    text = seen(kept, "restore", columns=200).text
    assert re.search(r"^\d+ \w+ \d{4} \d\d:\d\d:\d\d UTC +\d\S* K?B  2 agreements  good$", text, re.MULTILINE)
    assert "1 agreement  good" in text
    assert "  damaged: it is empty (0 bytes), which is not an empty registry but a lost one\n" in text
    for path in backups(kept.path)[1:]:
        assert f"\n  mou restore {path}\n" in text


def test_the_command_can_be_typed_as_it_stands(kept: Desk) -> None:
    command = next(line.split("\t")[-1] for line in kept.run("restore").ok().lines if "\t0\tgood\t" in line)
    subprocess.run(
        ["/bin/sh", "-c", f"{command} --yes"], check=True, cwd=kept.folder, env=kept.surroundings(), timeout=60
    )
    assert titles(kept.path) == []


def test_from_another_folder_the_command_names_the_registry(
    kept: Desk, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backups(kept.path)[0]
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    monkeypatch.setenv("HOME", os.getcwd())
    assert restore_command(kept.path, backup) == f"mou --registry {kept.path} restore {backup}"
    monkeypatch.setenv("MOU_REGISTRY", str(kept.path))
    assert restore_command(kept.path, backup) == f"mou restore {backup}"


@pytest.mark.parametrize("state", ["damaged", "gone"])
def test_they_are_listed_also_where_the_registry_is_lost(kept: Desk, state: str) -> None:
    kept.path.unlink()
    if state == "damaged":
        kept.path.write_bytes(b"{")
    assert len(kept.run("restore").ok().lines) == 5


def test_an_archive_beside_the_registry_is_listed_too(kept: Desk) -> None:
    kept.run("backup", "registry.backup-before-the-visit.zip").ok()
    found = kept.run("restore", "--format", "json").ok().json
    assert [each["agreements"] for each in found if each["file"].endswith("before-the-visit.zip")] == [3]


def test_where_there_are_none_that_is_said(desk: Desk) -> None:
    run = desk.shipped().run("restore").ok()
    assert run.out == "kept\tsize\tagreements\tstate\tfile\tcommand\n"
    assert seen(desk, "restore", columns=200).text == f"mou: there are no backups of {desk.path}\n"


def test_where_there_is_no_registry_and_no_backup_that_is_said(desk: Desk) -> None:
    run = desk.run("restore")
    assert run.code == 4
    assert run.err.startswith("mou: there is no registry here, and no backup of one\nhint: ")


def test_listing_changes_nothing(kept: Desk) -> None:
    before = {path: path.read_bytes() for path in kept.folder.rglob("*") if path.is_file()}
    kept.run("restore").ok()
    assert {path: path.read_bytes() for path in kept.folder.rglob("*") if path.is_file()} == before


def test_a_format_is_for_the_list_alone(kept: Desk) -> None:
    assert kept.run("restore", "x.json", "--format", "json").code == 2
    assert kept.run("restore", "--format", "csv").code == 2
