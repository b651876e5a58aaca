"""`mou doctor`: what it finds in a register and beside it, and what `--fix` does about it."""

import json
import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mou_cli.registry.lock import locked
from tests.desk import Desk, Run
from tests.factories import fields
from tests.registry_files import written
from tests.registry_layouts import LAYOUTS

Row = dict[str, str]
HEAD = "severity\tabout\tno\tref\tfield\tmessage\tremedy"


def rows(run: Run) -> list[Row]:
    """What the report holds, as a script reads it."""
    lines = [line.split("\t") for line in run.out.splitlines()]
    assert "\t".join(lines[0]) == HEAD
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def report(desk: Desk, *words: str) -> list[Row]:
    return rows(desk.run("doctor", *words))


def told(desk: Desk, *words: str) -> list[tuple[str, str, str]]:
    """Severity, what it is about, and message of everything that is reported."""
    return [(each["severity"], each["about"], each["message"]) for each in report(desk, *words)]


@pytest.fixture
def sound(desk: Desk) -> Desk:
    """A register in which nothing is wrong, and with a history."""
    desk.run("init").ok()
    desk.run("add", "Railways", "--party", "KZ", "--party", "PK").ok()
    desk.run("add", "Customs", "--party", "KZ", "--party", "PK").ok()
    return desk


def edit(desk: Desk, doing: Callable[[dict[str, Any]], Any]) -> None:
    document = json.loads(desk.path.read_text("utf-8"))
    doing(document)
    desk.path.write_bytes(LAYOUTS["own"](document))


@contextmanager
def same_content(desk: Desk) -> Iterator[None]:
    """Assert that agreements, occasions and history hold what they held before."""
    before = json.loads(desk.path.read_bytes())
    yield
    after = json.loads(desk.path.read_bytes())
    assert {**after, "meta": None} == {**before, "meta": None}


def test_of_a_sound_register_nothing_is_reported(sound: Desk) -> None:
    assert sound.run("doctor").ok() == Run(0, HEAD + "\n", "")


def test_nothing_is_reported_of_the_shipped_register(desk: Desk) -> None:
    assert report(desk.shipped()) == []


def test_looking_changes_nothing(sound: Desk) -> None:
    before = {path.name: written(path) for path in sound.folder.iterdir()}
    sound.run("doctor").ok()
    assert {path.name: written(path) for path in sound.folder.iterdir()} == before


def test_fixing_what_is_sound_changes_nothing(sound: Desk) -> None:
    before = written(sound.path)
    sound.run("doctor", "--fix").ok()
    assert written(sound.path) == before


# --- checks ------------------------------------------------------------------------------------------------------


def test_every_check_of_every_agreement_is_made(desk: Desk) -> None:
    desk.holding(fields(), fields(ref="MOU-2026-0002", uid="2", parties=None, signed="2026-13-01"))
    found = [(each["severity"], each["ref"], each["field"]) for each in report(desk) if each["no"] == "2"]
    assert found == [("error", "MOU-2026-0002", "signed"), ("warning", "MOU-2026-0002", "parties")]


def test_an_error_exits_with_3_and_a_warning_with_0(desk: Desk) -> None:
    assert desk.holding(fields(parties=None)).run("doctor").code == 0
    assert desk.holding(fields(signed="2026-13-01")).run("doctor").code == 3


def test_occasions_are_checked(desk: Desk) -> None:
    desk.holding(occasions=[{"ref": "OCC-2026-0001", "name": " "}])
    assert ("error", "occasion", "the name is empty") in told(desk)


def test_controls_in_texts_are_found(desk: Desk) -> None:
    desk.holding(fields(title="Rail\x1b[2Jways"))
    assert ("error", "agreement", "a control character (U+001B) at character 5") in told(desk)


@pytest.mark.parametrize("field", ["ref", "uid"])
def test_what_two_agreements_bear_is_found(desk: Desk, field: str) -> None:
    one, other = fields(), fields(ref="MOU-2026-0002", uid="2")
    desk.holding(one, {**other, field: one[field].swapcase()})
    assert f"agreement 1 bears {one[field].swapcase()!r} too" in [message for *_, message in told(desk)]


def test_a_former_reference_that_another_bore_is_found(desk: Desk) -> None:
    desk.holding(fields(former_refs=["OLD-1"]), fields(ref="MOU-2026-0002", uid="2", former_refs=["OLD-1"]))
    assert ("warning", "agreement", "agreement 1 bore 'old-1', too") in told(desk)


def test_a_former_reference_that_another_bears_is_what_a_merge_leaves(desk: Desk) -> None:
    desk.holding(fields(), fields(ref="MOU-2026-0002", uid="2", former_refs=["MOU-2026-0001"]))
    assert [message for *_, message in told(desk) if "mou-2026-0001" in message] == []


def test_a_link_to_nowhere_is_found_and_one_to_a_former_reference_is_none(desk: Desk) -> None:
    links = [{"rel": "amends", "ref": "MOU-1999-0001"}, {"rel": "implements", "ref": "OLD-7"}]
    desk.holding(fields(links=links), fields(ref="MOU-2026-0002", uid="2", former_refs=["OLD-7"]))
    assert [each["field"] for each in report(desk) if "there is no agreement" in each["message"]] == ["links.1.ref"]


def test_an_occasion_that_is_not_there_is_found(desk: Desk) -> None:
    desk.holding(fields(occasion="OCC-2026-0009"))
    assert "occasion" in [each["field"] for each in report(desk)]


# --- the file ----------------------------------------------------------------------------------------------------


def test_another_layout_is_reported_and_restored(sound: Desk) -> None:
    sound.path.write_text(json.dumps(json.loads(sound.path.read_bytes()), indent=2), "utf-8")
    message = "another program laid it out: searching takes longer until mou writes it next"
    assert told(sound) == [("warning", "registry", message)]
    with same_content(sound):
        assert told(sound, "--fix") == [("fixed", "registry", "it is written in mou's own layout")]
    assert sound.path.read_bytes().startswith(b'{\n"meta":{\n"1":{')
    assert report(sound) == []


def test_rows_that_another_program_escaped_are_reported_and_rewritten(sound: Desk) -> None:
    sound.path.write_bytes(sound.path.read_bytes().replace(b"Customs", b"\\u0043ustoms"))
    message = "another program laid 1 of its rows out: searching takes longer until mou writes it next"
    assert told(sound) == [("warning", "registry", message)]
    with same_content(sound):
        sound.run("doctor", "--fix").ok()
    assert b"\\u0043" not in sound.path.read_bytes()


@pytest.mark.parametrize("name", ["MOU", "OCC"])
def test_a_counter_that_is_behind_is_raised(sound: Desk, name: str) -> None:
    sound.run("occasion", "add", "A visit").ok()
    edit(sound, lambda document: document["meta"]["1"]["next"].update({name: 1}))
    given = {"MOU": 2, "OCC": 1}[name]
    assert told(sound) == [("warning", "registry", f"the counter of {name} stands at 1, and {given} is given out")]
    with same_content(sound):
        assert told(sound, "--fix") == [("fixed", "registry", f"the counter of {name} stands at {given + 1} now")]
    assert sound.run("doctor").code == 0


def test_a_counter_counts_what_was_removed_and_what_references_show(sound: Desk) -> None:
    sound.run("set", "1", "ref=MOU-2020-0077").ok()
    sound.run("remove", "1", "--reason", "a trial", "--yes").ok()
    edit(sound, lambda document: document["meta"]["1"]["next"].update(MOU=2))
    assert report(sound)[0]["message"] == "the counter of MOU stands at 2, and 2 is given out"
    sound.run("set", "2", "ref=MOU-2020-0055").ok()
    edit(sound, lambda document: document["meta"]["1"]["next"].update(MOU=40))
    assert report(sound)[0]["message"] == "the counter of MOU stands at 40, and 55 is given out"


# --- damage ------------------------------------------------------------------------------------------------------


def test_damage_is_named_with_its_place_and_the_command_that_mends_it(sound: Desk) -> None:
    sound.path.write_bytes(sound.path.read_bytes()[:250])
    run = sound.run("doctor")
    (first, *_) = rows(run)
    assert run.code == 7
    assert "is damaged: it is cut off in the middle of a text (line " in first["message"]
    program, command, backup = shlex.split(first["remedy"])
    assert (program, command) == ("mou", "restore")
    assert json.loads(Path(backup).read_bytes())["agreements"].keys() == {"1"}
    assert run.err.splitlines()[1] == f"hint: nothing was changed; {first['remedy']}"


def test_the_command_names_the_registry_where_it_is_not_the_one_of_this_folder(sound: Desk) -> None:
    other = sound.path.rename(sound.folder / "other.json")
    (sound.folder / ".registry.json.backups").rename(sound.folder / ".other.json.backups")
    other.write_bytes(b"")
    remedy = rows(sound.run("--registry", "other.json", "doctor"))[0]["remedy"]
    assert remedy.startswith(f"mou --registry {other} restore ")


def test_every_damaged_line_is_named(sound: Desk) -> None:
    before = sound.path.read_bytes()
    sound.path.write_bytes(before.replace(b'"title":"', b'"title":5,"was":"'))
    run = sound.run("doctor")
    assert run.code == 7
    assert [each["message"].partition("damaged: ")[2] for each in rows(run) if each["severity"] == "error"] == [
        f"agreement {number}: expected 'str', got 'int' at '$.title' (line {line})" for number, line in ((1, 8), (2, 9))
    ]


def test_a_name_twice_in_a_row_is_damage_even_under_a_stamp(sound: Desk) -> None:
    status = sound.path.stat()
    sound.path.write_bytes(sound.path.read_bytes().replace(b'"title":"Customs"', b'"title":"A","title":"B"'))
    os.utime(sound.path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert sound.run("doctor").code == 7


def test_what_lies_beside_a_damaged_registry_is_looked_at_all_the_same(sound: Desk) -> None:
    sound.path.write_bytes(b"")
    draft = sound.folder / ".registry.json.4711.tmp"
    draft.touch()
    assert f"{draft} was left by a writer that was stopped" in [each["message"] for each in report(sound)]
    assert sound.run("doctor", "--fix").code == 7
    assert not draft.exists()
    assert sound.path.read_bytes() == b""


def test_where_there_is_no_registry_it_says_so(desk: Desk) -> None:
    assert desk.run("doctor").code == 4


# --- beside it ---------------------------------------------------------------------------------------------------

LEFT = (".registry.json.4711.tmp", ".registry.json.stamp.4711", ".registry.json.backups/20260204T093000-0-1.json.part")


@pytest.mark.parametrize("name", LEFT)
def test_files_that_a_killed_writer_left_are_reported_and_removed(sound: Desk, name: str) -> None:
    path = sound.folder / name
    path.write_bytes(b"{")
    assert ("warning", "file", f"{path} was left by a writer that was stopped") in told(sound)
    assert told(sound, "--fix") == [("fixed", "file", f"{path} is removed")]
    assert not path.exists()


@pytest.mark.parametrize("name", ["notes.tmp", ".registry.json.tmp", ".registry.json.a.tmp", ".other.json.4711.tmp"])
def test_files_of_others_are_left_alone(sound: Desk, name: str) -> None:
    path = sound.folder / name
    path.touch()
    assert report(sound, "--fix") == []
    assert path.exists()


def test_a_lock_that_is_held_is_reported_with_its_holder(sound: Desk) -> None:
    (sound.folder / ".registry.json.4711.tmp").touch()
    with locked(sound.path):
        found = told(sound)
    ((severity, about, message),) = found
    assert (severity, about) == ("warning", "lock")
    assert message.startswith("the registry is being changed by ")
    assert message.endswith(f" (process {os.getpid()})")


def test_nothing_is_fixed_while_another_holds_the_lock(sound: Desk) -> None:
    draft = sound.folder / ".registry.json.4711.tmp"
    draft.touch()
    with locked(sound.path):
        assert sound.run("doctor", "--fix", environ={"MOU_LOCK_TIMEOUT": "0"}).code == 6
    assert draft.exists()


def test_a_lock_that_a_killed_writer_left_is_told_by_what_lies_beside_it(sound: Desk) -> None:
    (sound.folder / ".registry.json.lock").write_text("aigerim (process 999999999)\n")
    assert report(sound) == []
    (sound.folder / LEFT[0]).touch()
    message = "the lock bears the name of aigerim (process 999999999), who is gone; nobody holds it"
    assert ("warning", "lock", message) in told(sound)
    sound.run("doctor", "--fix").ok()
    assert report(sound) == []


def test_a_lock_that_is_no_file_is_an_error_and_stays(sound: Desk) -> None:
    lock = sound.folder / ".registry.json.lock"
    lock.unlink()
    lock.symlink_to("elsewhere")
    assert told(sound) == [("error", "lock", f"{lock} is not an ordinary file, so that nobody can change the registry")]
    assert lock.is_symlink()


def test_a_stamp_that_is_none_is_reported_and_removed(sound: Desk) -> None:
    stamp = sound.folder / ".registry.json.stamp"
    stamp.write_bytes(b"what?")
    assert told(sound) == [("warning", "file", f"{stamp} is no stamp, so that each reading checks all")]
    assert told(sound, "--fix") == [("fixed", "file", f"{stamp} is removed")]


def test_a_stamp_of_an_earlier_state_is_nothing_to_report(sound: Desk) -> None:
    sound.path.write_bytes(sound.path.read_bytes())
    assert report(sound) == []


def test_a_backup_that_is_not_whole_is_reported_and_kept(sound: Desk) -> None:
    newest = max((sound.folder / ".registry.json.backups").iterdir())
    newest.write_bytes(b'{"agreements":')
    ((severity, about, message),) = told(sound)
    assert (severity, about) == ("warning", "backup")
    assert message.startswith(f"{newest.name} cannot be restored: it is damaged: it is cut off")
    assert newest.exists()


def test_an_older_copy_in_the_place_of_the_registry_is_told_by_the_backups(sound: Desk) -> None:
    older = sound.path.read_bytes()
    sound.run("set", "1", "place=Astana").ok()
    sound.run("set", "1", "place=Lahore").ok()
    sound.path.write_bytes(older)
    newest = max((sound.folder / ".registry.json.backups").iterdir()).name
    assert told(sound) == [("warning", "backup", f"in {newest} the history goes on to entry 3, here it ends with 2")]


def test_a_history_written_anew_is_told_by_the_backups(sound: Desk) -> None:
    before = sound.path.read_bytes()
    sound.run("set", "1", "place=Astana").ok()
    sound.run("set", "1", "place=Lahore").ok()
    sound.path.write_bytes(before)
    for place in ("Quetta", "Multan", "Aktau"):
        sound.run("set", "1", f"place={place}").ok()
    assert ["entry 3 of the history is another than here" in message for *_, message in told(sound)] == [True]


# --- attached files ----------------------------------------------------------------------------------------------


def attached(desk: Desk) -> Path:
    """The one file that is attached to agreement 1."""
    (desk.folder / "signed.pdf").write_bytes(b"%PDF-1.7 signed in Astana")
    desk.run("attach", "1", "signed.pdf").ok()
    (path,) = (desk.folder / "registry.files").iterdir()
    return path


def test_an_attached_file_that_is_gone_is_an_error(sound: Desk) -> None:
    attached(sound).unlink()
    sentence = "agreement 1 (MOU-2026-0001): the attached file 'signed.pdf' is missing"
    assert told(sound) == [("error", "attachment", sentence)]


def test_a_file_attached_to_nothing_is_reported_and_kept(sound: Desk) -> None:
    orphan = attached(sound).with_name("0" * 64)
    orphan.write_bytes(b"whose?")
    assert told(sound, "--fix") == [("warning", "attachment", f"{orphan} is attached to nothing")]
    assert orphan.exists()


def test_a_file_left_half_written_is_removed(sound: Desk) -> None:
    draft = attached(sound).with_name(".4711-0123abcd.tmp")
    draft.touch()
    os.utime(draft, (0, 0))
    assert told(sound) == [("warning", "attachment", f"{draft} was left half written")]
    assert told(sound, "--fix") == [("fixed", "attachment", f"{draft} is removed")]
    assert not draft.exists()


# --- the report --------------------------------------------------------------------------------------------------


def test_the_report_as_json_has_the_same_findings(desk: Desk) -> None:
    run = desk.holding(fields(parties=None)).run("doctor", "--format", "json").ok()
    assert [each["field"] for each in run.json] == ["", "parties"]
    assert run.json[1] == {
        "severity": "warning",
        "about": "agreement",
        "message": "no parties are named",
        "no": 1,
        "ref": "MOU-2026-0001",
        "field": "parties",
        "remedy": "mou edit MOU-2026-0001",
    }


def test_the_report_for_a_person_groups_what_is_about_one_agreement(desk: Desk) -> None:
    desk.holding(fields(parties=None, signed="2026-13-01", title="Rail\x1bways"))
    run = desk.run("doctor", "--format", "table", environ={"COLUMNS": "100"})
    assert run.code == 3
    assert run.lines[run.lines.index("Errors  2") - 2 :] == [
        "1 agreement, 0 occasions",
        "",
        "Errors  2",
        "  agreement 1  MOU-2026-0001",
        "    title  a control character (U+001B) at character 5",
        "    signed  there is no month 13",
        "      → mou edit MOU-2026-0001",
        "",
        "Warnings  2",
        "  another program laid it out: searching takes longer until mou writes it next",
        "    → mou doctor --fix",
        "  agreement 1  MOU-2026-0001",
        "    parties  no parties are named",
        "      → mou edit MOU-2026-0001",
    ]


def test_the_report_for_a_person_says_when_all_is_well(sound: Desk) -> None:
    run = sound.run("doctor", "--format", "table").ok()
    assert run.lines[-3:] == ["2 agreements, 0 occasions, 2 entries of history", "", "Nothing is wrong."]


def test_the_report_for_a_person_counts_what_it_does_not_show(desk: Desk) -> None:
    desk.holding(*(fields(ref=f"MOU-2026-{n:04}", uid=str(n), parties=None) for n in range(1, 61)))
    lines = desk.run("doctor", "--format", "table").ok().lines
    assert lines[-1] == "  and 11 more: mou doctor --format tsv"


def test_names_from_the_register_do_not_steer_the_terminal(desk: Desk) -> None:
    desk.holding(fields(ref="A\x1b[31m", parties=[{"code": "K\x1bZ"}, {"code": "PK"}]))
    for form in ("table", "tsv", "json"):
        assert "\x1b" not in desk.run("doctor", "--format", form).out


def test_another_format_is_refused(sound: Desk) -> None:
    assert sound.run("doctor", "--format", "yaml").code == 2
