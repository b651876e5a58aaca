"""A registry becomes what a backup holds: checked first, kept before, one entry, and taken back like any other."""

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from mou_cli.registry.backups import backups, backups_folder
from tests.desk import Desk, Run
from tests.registry_files import add, beside, new_registry, own_layout, replace, tables_of, titles
from tests.registry_history import entries, problems
from tests.terminal import CTRL_C, ENTER, mou

PDF = b"%PDF-1.7 signed in two originals\n"
HASH = sha256(PDF).hexdigest()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as `changed` gives it to each test."""
    desk = Desk(tmp_path_factory.mktemp("prepared"))
    (desk.folder / "signed.pdf").write_bytes(PDF)
    desk.shipped().run("attach", "4", "signed.pdf").ok()
    desk.run("backup", "safe.json").ok()
    desk.run("backup", "safe.zip").ok()
    desk.run("set", "4", "5", "place=Lahore").ok()
    desk.run("remove", "6", "--reason", "a trial", "--yes").ok()
    desk.run("add", "Customs", "--party", "KZ").ok()
    desk.run("occasion", "set", "1", "place=Lahore").ok()
    return desk.folder


@pytest.fixture
def changed(prepared: Path, tmp_path: Path) -> Desk:
    """A desk that backed its register up as safe.json and safe.zip, with a paper attached, and then changed it."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return Desk(tmp_path)


def rows(path: Path) -> list[str]:
    """The lines of occasions and agreements as they stand in the file."""
    text = path.read_text("utf-8")
    return [line.rstrip(",") for line in text[text.index('"occasions":{') : text.index('"history":{')].splitlines()]


def assert_untouched(desk: Desk, run: Run, code: int, said: str, before: bytes) -> None:
    """A fault in one line, and nothing written."""
    assert (run.code, run.out) == (code, ""), run
    assert said in run.err.splitlines()[-2]
    assert run.err.splitlines()[-1].startswith("hint: ")
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("file", ["safe.json", "safe.zip"])
def test_the_agreements_become_those_of_the_backup(changed: Desk, file: str) -> None:
    run = changed.run("restore", file, "--yes", "--reason", "the wrong visit").ok()

    assert rows(changed.path) == rows(changed.folder / "safe.json")
    assert set(run.lines) == {"MOU-2026-0004", "MOU-2026-0005", "MOU-2026-0006", "MOU-2026-0042", "OCC-2026-0001"}
    assert problems(changed.path) == []


def test_it_is_one_entry_that_says_from_what(changed: Desk) -> None:
    count = len(entries(changed.path))
    changed.run("restore", "safe.zip", "--yes", "--reason", "the wrong visit").ok()

    last = entries(changed.path)[-1]

    assert len(entries(changed.path)) == count + 1
    assert (last["op"], last["reason"], last["actor"]) == ("restore", "the wrong visit", "desk")
    assert last["restored"] == sha256((changed.folder / "safe.json").read_bytes()).hexdigest()
    assert len(last["changes"]) == 5


def test_it_is_taken_back_like_any_other_change(changed: Desk) -> None:
    before = rows(changed.path)
    changed.run("restore", "safe.json", "--yes").ok()
    after = rows(changed.path)

    changed.run("undo").ok()
    assert rows(changed.path) == before
    changed.run("redo").ok()
    assert rows(changed.path) == after
    assert problems(changed.path) == []


def test_nothing_is_undone_across_it(changed: Desk) -> None:
    changed.run("restore", "safe.json", "--yes").ok()
    run = changed.run("undo", "3")
    assert run.code == 6
    assert "lies before entry 7, a restore" in run.err


def test_what_it_replaces_is_kept(changed: Desk) -> None:
    before = changed.path.read_bytes()
    changed.run("restore", "safe.json", "--yes").ok()
    assert backups(changed.path)[0].read_bytes() == before


def test_no_number_is_given_out_again(changed: Desk) -> None:
    changed.run("restore", "safe.json", "--yes").ok()
    assert changed.run("add", "Later", "--party", "KZ").ok().out == "MOU-2026-0043\n"


def test_the_same_again_changes_nothing(changed: Desk) -> None:
    changed.run("restore", "safe.json", "--yes").ok()
    before = changed.path.read_bytes()
    run = changed.run("restore", "safe.zip").ok()
    assert (run.out, run.err) == ("", "mou: nothing changed: the agreements are so already\n")
    assert changed.path.read_bytes() == before


def test_references_that_were_exchanged_are_exchanged_back(desk: Desk) -> None:
    desk.holding({"ref": "A", "uid": "1" * 36, "title": "One"}, {"ref": "B", "uid": "2" * 36, "title": "Two"})
    desk.run("backup", "safe.json").ok()
    for word, ref in (("1", "C"), ("2", "A"), ("1", "B")):
        desk.run("set", word, f"ref={ref}").ok()

    desk.run("restore", "safe.json", "--yes").ok()

    assert [each["ref"] for each in desk.agreements.values()] == ["A", "B"]


def test_settings_stay_and_that_is_told(changed: Desk) -> None:
    data = json.loads((changed.folder / "safe.json").read_text("utf-8"))
    data["meta"]["1"]["own"] = "KZ"
    (changed.folder / "safe.json").write_text(json.dumps(data), "utf-8")

    run = changed.run("restore", "safe.json", "--yes").ok()

    assert "settings stay as they are, though the backup has others: own" in run.err
    assert "own" not in json.loads(changed.path.read_text("utf-8"))["meta"]["1"]


def test_a_backup_with_a_history_that_does_not_fit_is_taken_and_told(changed: Desk) -> None:
    path = changed.folder / "safe.json"
    path.write_bytes(path.read_bytes().replace(b"Railway sector cooperation", b"Railway sector separation"))

    run = changed.run("restore", "safe.json", "--yes").ok()

    assert "mou: warning: safe.json: " in run.err
    assert "Railway sector separation" in changed.run("show", "4").ok().out
    assert problems(changed.path) == []


@pytest.mark.parametrize("dry", [True, False])
def test_nothing_is_done_where_nobody_says_yes(changed: Desk, dry: bool) -> None:
    before = changed.path.read_bytes()
    run = changed.run("restore", "safe.json", *(["--dry-run"] if dry else []))
    assert changed.path.read_bytes() == before
    if dry:
        run.ok()
        assert run.err == (
            "mou: would restore from safe.json: 1 occasion changed, 2 agreements changed, 1 agreement brought back, "
            "1 agreement taken out; nothing was stored\n"
        )
    else:
        assert_untouched(changed, run, 2, "nobody is there to answer", before)


@pytest.mark.parametrize(
    ("keys", "code"), [("y" + ENTER, 0), (ENTER, 130), ("n" + ENTER, 130), (CTRL_C, 130)], ids=["y", "Enter", "n", "^C"]
)
def test_on_a_terminal_it_is_asked_about(changed: Desk, keys: str, code: int) -> None:
    before = changed.path.read_bytes()
    with mou(changed, "restore", "safe.json", columns=160) as terminal:
        terminal.see("Restore from safe.json: 1 occasion changed, 2 agreements changed, 1 agreement brought back, ")
        terminal.see("[y/N]")
        terminal.type(keys)
        assert terminal.end() == code
    assert (changed.path.read_bytes() == before) == (code != 0)


def test_what_was_changed_while_it_was_asked_about_stays(changed: Desk) -> None:
    with mou(changed, "restore", "safe.json", columns=160) as terminal:
        terminal.see("[y/N]")
        changed.run("set", "7", "place=Karachi").ok()
        terminal.type("y" + ENTER)
        assert terminal.end() == 6
    assert changed.agreements["7"]["place"] == "Karachi"
    assert changed.agreements["4"]["place"] == "Lahore"


def _unrelated(folder: Path) -> Path:
    folder.mkdir()
    path = new_registry(folder)
    add(path, title="Of another desk")
    return path


def test_a_copy_from_before_the_history_began_has_gone_another_way(desk: Desk) -> None:
    other = desk.shipped().path.with_name("other.json")
    other.write_bytes(desk.path.read_bytes())
    desk.run("set", "4", "place=Astana").ok()
    desk.run("--registry", "other.json", "set", "5", "place=Lahore").ok()
    before = desk.path.read_bytes()
    run = desk.run("restore", "other.json", "--yes")
    assert_untouched(desk, run, 6, "other.json and the registry have gone different ways", before)


def test_a_backup_of_another_registry_is_refused(changed: Desk) -> None:
    other = _unrelated(changed.folder / "other")
    before = changed.path.read_bytes()
    run = changed.run("restore", str(other), "--yes")
    assert_untouched(changed, run, 6, "is of another registry: it has nothing in common with", before)


def test_without_a_history_the_uids_say_whose_it_is(desk: Desk) -> None:
    desk.path.write_bytes(own_layout(tables_of(3)))
    desk.run("backup", "safe.json").ok()
    desk.run("set", "1", "place=Lahore").ok()
    foreign = {**tables_of(1)["agreements"][1], "uid": "f" * 36}
    (desk.folder / "foreign.json").write_bytes(own_layout({"meta": {}, "agreements": {1: foreign}}))

    assert desk.run("restore", "foreign.json", "--yes").code == 6
    desk.run("restore", "safe.json", "--yes").ok()

    assert "place" not in desk.agreements["1"]


def test_an_empty_registry_is_the_beginning_of_any(desk: Desk) -> None:
    new_registry(desk.folder)
    desk.run("add", "Rail", "--party", "KZ").ok()

    desk.run("restore", str(backups(desk.path)[-1]), "--yes").ok()

    assert desk.agreements == {}
    desk.run("undo").ok()
    assert titles(desk.path) == ["Rail"]


def test_ways_that_parted_are_not_for_a_restore(changed: Desk) -> None:
    changed.run("--registry", "safe.json", "set", "4", "place=Almaty").ok()
    before = changed.path.read_bytes()

    run = changed.run("restore", "safe.json", "--yes")

    assert_untouched(changed, run, 6, "safe.json and the registry have gone different ways", before)
    assert "mou merge safe.json" in run.err


def test_a_backup_that_is_ahead_is_taken_with_its_history(changed: Desk) -> None:
    ahead, replaced = changed.path.read_bytes(), (changed.folder / "safe.json").read_bytes()
    (changed.folder / "ahead.json").write_bytes(ahead)
    changed.path.write_bytes(replaced)

    run = changed.run("restore", "ahead.json", "--yes").ok()

    assert run.out == f"{changed.path}\n"
    assert rows(changed.path) == rows(changed.folder / "ahead.json")
    *before, last = entries(changed.path)
    assert before == list(json.loads(ahead)["history"].values())
    assert (last["op"], last["replaced"]) == ("restore", sha256(replaced).hexdigest())
    assert problems(changed.path) == []
    assert backups(changed.path)[0].read_bytes() == replaced


def test_a_whole_that_was_put_in_place_is_not_undone_entry_by_entry(changed: Desk) -> None:
    (changed.folder / "ahead.json").write_bytes(changed.path.read_bytes())
    changed.path.write_bytes((changed.folder / "safe.json").read_bytes())
    changed.run("restore", "ahead.json", "--yes").ok()
    last = str(entries(changed.path)[-1]["seq"])

    assert changed.run("undo").code == 4
    run = changed.run("undo", last)
    assert (run.code, run.err.splitlines()[-1]) == (6, "hint: mou restore lists the backups")


def _cut(data: bytes) -> bytes:
    return data[:20_000]


def _empty(data: bytes) -> bytes:
    return b""


def _typed(data: bytes) -> bytes:
    return data.replace(b'"title":"Railway sector cooperation"', b'"title":5')


def _entry(data: bytes) -> bytes:
    return data.replace(b'"seq":2,', b'"seq":"2",')


def _meta(data: bytes) -> bytes:
    return data.replace(b'"format":1,', b'"format":"1",')


DAMAGE = {"cut off": _cut, "empty": _empty, "a wrong type": _typed, "a wrong entry": _entry, "a wrong meta": _meta}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_registry_becomes_the_backup_with_one_entry_more(changed: Desk, name: str) -> None:
    damaged = DAMAGE[name](changed.path.read_bytes())
    changed.path.write_bytes(damaged)
    changed.path.chmod(0o640)

    run = changed.run("restore", "safe.zip", "--yes", "--reason", "the disk was full").ok()

    assert run.out == f"{changed.path}\n"
    assert f"{changed.path} is damaged: " in run.err
    assert rows(changed.path) == rows(changed.folder / "safe.json")
    *before, last = entries(changed.path)
    assert before == entries(changed.folder / "safe.json")
    assert (last["op"], last["reason"]) == ("restore", "the disk was full")
    assert last["replaced"] == sha256(damaged).hexdigest()
    assert last["prev"] == before[-1]["hash"]
    assert problems(changed.path) == []
    assert backups(changed.path)[0].read_bytes() == damaged
    assert changed.path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("words", [("--dry-run",), ("--yes",)], ids=["dry run", "done"])
def test_what_was_changed_after_the_backup_is_said_to_be_lost(changed: Desk, words: tuple[str, ...]) -> None:
    last = entries(changed.folder / "safe.json")[-1]
    changed.path.write_bytes(b"{")
    said = changed.run("restore", "safe.json", *words).ok().err
    when = last["at"][:16].replace("T", " ")
    assert (
        f"mou: warning: the backup's last change is {last['seq']} ({last['op']}, {when} UTC): "
        "what was changed after that is not in it\n"
    ) in said


def test_a_backup_that_is_ahead_loses_nothing(changed: Desk) -> None:
    changed.run("backup", "ahead.json").ok()
    shutil.copy(changed.folder / "safe.json", changed.path)
    assert "is not in it" not in changed.run("restore", "ahead.json", "--yes").ok().err


def test_numbers_that_a_damaged_registry_had_given_out_are_not_given_out_again(changed: Desk) -> None:
    for path in backups_folder(changed.path).iterdir():
        path.unlink()
    changed.path.write_bytes(changed.path.read_bytes()[:-9])
    changed.run("restore", "safe.json", "--yes").ok()
    assert changed.run("add", "Later", "--party", "KZ").ok().out == "MOU-2026-0043\n"


def test_nor_are_those_that_only_a_newer_backup_tells_of(changed: Desk) -> None:
    changed.path.write_bytes(b"")
    changed.run("restore", "safe.json", "--yes").ok()
    assert changed.run("add", "Later", "--party", "KZ").ok().out == "MOU-2026-0043\n"


def test_a_damaged_registry_is_not_given_to_another_desk(changed: Desk) -> None:
    other = _unrelated(changed.folder / "other")
    changed.path.write_bytes(b"")
    run = changed.run("restore", str(other), "--yes")
    assert_untouched(changed, run, 6, "is of another registry", b"")


def test_who_took_the_wrong_backup_can_take_the_right_one(changed: Desk) -> None:
    right = changed.path.read_bytes()
    (changed.folder / "right.json").write_bytes(right)
    changed.path.write_bytes(b"")
    changed.run("restore", "safe.json", "--yes").ok()

    changed.run("restore", "right.json", "--yes").ok()

    assert rows(changed.path) == rows(changed.folder / "right.json")
    assert problems(changed.path) == []


def test_the_command_that_a_damaged_registry_names_brings_it_back(changed: Desk) -> None:
    before = rows(backups(changed.path)[0])
    changed.path.write_bytes(b"{")
    hint = changed.run("list").err.splitlines()[1]
    command = hint.partition("newest good backup: ")[2]
    assert command == f"mou restore {backups(changed.path)[0]}"

    subprocess.run(
        ["/bin/sh", "-c", f"{command} --yes"], check=True, cwd=changed.folder, env=changed.surroundings(), timeout=60
    )

    assert rows(changed.path) == before


def test_the_newest_backup_that_can_be_restored_is_named(changed: Desk) -> None:
    newest, second, *_ = backups(changed.path)
    data = newest.read_bytes()
    newest.unlink()
    newest.write_bytes(_typed(data))  # whole JSON, and no registry all the same
    changed.path.write_bytes(b"{")
    assert changed.run("list").err.splitlines()[1].endswith(f"mou restore {second}")


@pytest.mark.parametrize("asked", [True, False])
def test_a_registry_that_is_gone_is_made_again(changed: Desk, asked: bool) -> None:
    changed.path.unlink()
    changed.run(*(["--registry", "registry.json"] if asked else []), "restore", "safe.json", "--yes").ok()

    assert rows(changed.path) == rows(changed.folder / "safe.json")
    assert entries(changed.path)[-1]["replaced"] == ""
    assert problems(changed.path) == []


def test_where_no_registry_is_known_none_is_made(desk: Desk) -> None:
    (desk.folder / "safe.json").write_bytes(own_layout(tables_of(2)))
    run = desk.run("restore", "safe.json", "--yes")
    assert run.code == 4
    assert [each.name for each in desk.folder.iterdir()] == ["safe.json"]


def test_on_a_new_machine_a_registry_is_made_where_it_is_asked_for(changed: Desk) -> None:
    (changed.folder / "new").mkdir()
    changed.run("--registry", "new/registry.json", "restore", "safe.zip", "--yes").ok()

    made = changed.folder / "new" / "registry.json"
    assert rows(made) == rows(changed.folder / "safe.json")
    assert (changed.folder / "new" / "registry.files" / HASH).read_bytes() == PDF


def _zip(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _with(damage: Callable[[bytes], bytes], name: str = "safe.json") -> Callable[[Desk], None]:
    def make(desk: Desk) -> None:
        (desk.folder / "bad").write_bytes(damage((desk.folder / name).read_bytes()))

    return make


def _flipped(data: bytes) -> bytes:
    return data[:3000] + bytes(each ^ 0xFF for each in data[3000:3050]) + data[3050:]


BAD: dict[str, tuple[Callable[[Desk], object], int, str]] = {
    "nothing": (lambda desk: None, 4, "there is no file bad"),
    "a folder": (lambda desk: (desk.folder / "bad").mkdir(), 1, "bad is a folder"),
    "a FIFO": (lambda desk: os.mkfifo(desk.folder / "bad"), 1, "bad is a FIFO"),
    "an empty file": (_with(_empty), 7, "bad is damaged: it is empty"),
    "cut off": (_with(_cut), 7, "bad is damaged: it is cut off in the middle"),
    "a wrong type": (_with(_typed), 7, "bad is damaged: agreement 4: expected 'str', got 'int'"),
    "a wrong entry": (_with(_entry), 7, "bad is damaged: history entry 2"),
    "a wrong meta": (_with(_meta), 7, "bad is damaged: meta 1: 'format'"),
    "a paper": (_with(lambda _: PDF), 7, "bad is damaged: it is not JSON"),
    "another JSON": (_with(lambda _: b'{"name": {"1": {"a": 1}}}'), 2, "it has no table of agreements"),
    "a newer form": (
        _with(lambda data: data.replace(b'"format":1,', b'"format":9,')),
        6,
        "bad was written by a newer mou",
    ),
    "half an archive": (_with(lambda data: data[: len(data) // 2], "safe.zip"), 7, "bad is damaged: it is no whole"),
    "a spoilt archive": (_with(_flipped, "safe.zip"), 7, "bad is damaged: it is no whole archive"),
    "an archive of other things": (lambda desk: _zip(desk.folder / "bad", letter=b"x"), 2, "holds no registry.json"),
    "an archive of no registry": (
        lambda desk: _zip(desk.folder / "bad", **{"registry.json": b"{"}),
        7,
        "bad is damaged: it is cut off",
    ),
}


@pytest.mark.parametrize("whole", [True, False], ids=["sound", "damaged"])
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_restored_from_changes_nothing(changed: Desk, name: str, whole: bool) -> None:
    make, code, said = BAD[name]
    make(changed)
    if not whole:
        changed.path.write_bytes(b"{")
    before = changed.path.read_bytes()
    around = beside(changed.path)

    run = changed.run("restore", "bad", "--yes")

    assert_untouched(changed, run, code, said, before)
    assert beside(changed.path) == around


def test_an_archive_with_a_name_twice_is_refused(changed: Desk) -> None:
    with zipfile.ZipFile(changed.folder / "safe.zip", "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("registry.json", b"{}")
    assert changed.run("restore", "safe.zip", "--yes").code == 7


def test_names_in_an_archive_are_never_paths(changed: Desk) -> None:
    with zipfile.ZipFile(changed.folder / "safe.zip", "a") as archive:
        archive.writestr("../outside.json", b"x")
        archive.writestr("registry.files/../../outside", b"x")
    changed.run("restore", "safe.zip", "--yes").ok()
    assert not (changed.folder / "outside").exists()
    assert not list(changed.folder.parent.glob("outside*"))


def test_the_registry_is_not_restored_from_itself(changed: Desk) -> None:
    before = changed.path.read_bytes()
    assert_untouched(changed, changed.run("restore", "registry.json", "--yes"), 2, "is the registry itself", before)


def test_a_registry_that_may_not_be_written_is_left(changed: Desk) -> None:
    changed.path.write_bytes(b"{")
    changed.path.chmod(0o444)
    run = changed.run("restore", "safe.json", "--yes")
    assert_untouched(changed, run, 1, "cannot be written: it is read-only", b"{")


@pytest.mark.parametrize("file", ["safe.json", "safe.zip"])
@pytest.mark.parametrize("spoilt", ["missing", "altered"])
def test_attached_files_come_back_with_it(changed: Desk, file: str, spoilt: str) -> None:
    kept = changed.folder / "registry.files" / HASH
    kept.unlink()
    if spoilt == "altered":
        kept.write_bytes(b"other")

    changed.run("restore", file, "--yes").ok()

    assert kept.read_bytes() == PDF


def test_files_come_back_also_where_no_agreement_changes(changed: Desk) -> None:
    changed.run("restore", "safe.zip", "--yes").ok()
    (changed.folder / "registry.files" / HASH).unlink()

    run = changed.run("restore", "safe.zip").ok()

    assert run.err.startswith("mou: 1 attached file brought back\n")
    assert changed.run("attachments", "4", "--format", "json").ok().json[0]["standing"] == "present"


def test_a_file_that_nobody_has_is_named(changed: Desk) -> None:
    (changed.folder / "registry.files" / HASH).unlink()
    (changed.folder / "safe.files" / HASH).unlink()
    run = changed.run("restore", "safe.json", "--yes").ok()
    assert "4 MOU-2026-0004: the attached file 'signed.pdf' is neither here nor in the backup" in run.err


@pytest.mark.parametrize("file", ["safe.json", "safe.zip"])
def test_a_backup_whose_files_were_altered_is_damaged(changed: Desk, file: str) -> None:
    (changed.folder / "registry.files" / HASH).unlink()
    (changed.folder / "safe.files" / HASH).unlink()
    (changed.folder / "safe.files" / HASH).write_bytes(b"other")
    _zip(changed.folder / "safe.zip", **{
        "registry.json": (changed.folder / "safe.json").read_bytes(), f"registry.files/{HASH}": b"other"
    })  # fmt: skip
    before = changed.path.read_bytes()

    run = changed.run("restore", file, "--yes")

    assert_untouched(changed, run, 7, "altered", before)
    assert list((changed.folder / "registry.files").iterdir()) == []


def test_a_file_of_tinydbs_own_layout_is_restored_from_and_over(desk: Desk) -> None:
    desk.holding({"uid": "1" * 36, "title": "Қазақстан"}, {"uid": "2" * 36, "title": "Two"})
    desk.run("backup", "safe.json").ok()
    data = json.loads(desk.path.read_text("utf-8"))
    data["agreements"]["1"]["title"] = "Changed by hand"
    desk.path.write_text(json.dumps(data, indent=2), "utf-8")

    desk.run("restore", "safe.json", "--yes").ok()

    assert titles(desk.path) == ["Қазақстан", "Two"]
    assert problems(desk.path) == []


def test_a_backup_without_a_history_in_a_damaged_ones_place_begins_one(desk: Desk) -> None:
    desk.path.write_bytes(own_layout(tables_of(3)))
    desk.run("backup", "safe.json").ok()
    desk.path.write_bytes(b"")

    desk.run("restore", "safe.json", "--yes").ok()

    assert [entry["op"] for entry in entries(desk.path)] == ["begin", "restore"]
    assert problems(desk.path) == []
    replace(desk.path, 1, place="Lahore")
    assert problems(desk.path) == []
