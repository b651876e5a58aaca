"""`mou merge`: two copies of one register that went different ways become one again."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from mou_cli.agreement.merging.three_way import ThreeWay, ours_first
from tests.desk import Desk, Run
from tests.registry_files import replace
from tests.registry_history import entries, problems

Pairs = tuple[Desk, Desk]
NOTIFIED = {"kind": "notified", "date": "2026-03-01"}
PARTIES = ("--party", "KZ", "--party", "PK")


@pytest.fixture
def desks(tmp_path: Path) -> Pairs:
    """Two desks, each with a copy of a register of three agreements."""
    ours, theirs = Desk(tmp_path / "ours"), Desk(tmp_path / "theirs")
    ours.folder.mkdir()
    theirs.folder.mkdir()
    ours.run("init").ok()
    for title in ("Rail", "Road", "Water"):
        ours.run("add", f"Memorandum on {title.lower()}", *PARTIES).ok()
    shutil.copy(ours.path, theirs.path)
    return ours, theirs


def merge(desks: Pairs, *words: str) -> Run:
    """Merge theirs into ours."""
    return desks[0].run("merge", str(desks[1].path), *words)


def merged(desks: Pairs, *words: str) -> Run:
    """The same, which must be done and leave a sound history."""
    done = merge(desks, *words).ok()
    assert problems(desks[0].path) == []
    return done


def stored(desk: Desk) -> dict[str, dict[str, Any]]:
    """The agreements of a desk by their titles."""
    return {row["title"]: row for row in desk.agreements.values()}


# --- what is joined ----------------------------------------------------------------------------------------------


def test_what_each_changed_is_there(desks: Pairs) -> None:
    ours, theirs = desks
    ours.run("set", "1", "place=Astana").ok()
    theirs.run("set", "1", "signed=2026-02-04").ok()
    theirs.run("set", "2", "notes=signed twice").ok()
    assert merged(desks).out == "MOU-2026-0001\nMOU-2026-0002\n"
    assert (ours.agreements["1"]["place"], ours.agreements["1"]["signed"]) == ("Astana", "2026-02-04")
    assert ours.agreements["2"]["notes"] == "signed twice"


def test_what_was_added_there_keeps_its_number_where_it_is_free(desks: Pairs) -> None:
    desks[1].run("add", "Memorandum on air", *PARTIES).ok()
    assert merged(desks).out == "MOU-2026-0004\n"
    assert desks[0].agreements["4"] == desks[1].agreements["4"]


def test_what_was_removed_there_goes(desks: Pairs) -> None:
    desks[1].run("remove", "2", "--yes", "--reason", "twice").ok()
    merged(desks)
    assert set(desks[0].agreements) == {"1", "3"}


def test_the_same_change_on_both_sides_is_no_collision(desks: Pairs) -> None:
    desks[0].run("--as", "aigerim", "set", "1", "place=Astana").ok()
    desks[1].run("--as", "bilal", "set", "1", "place=Astana").ok()
    assert "nothing changed here" in merged(desks).err


def test_occasions_and_own_sectors_come_too(desks: Pairs) -> None:
    desks[1].run("occasion", "add", "Visit to Astana").ok()
    tables = json.loads(desks[1].path.read_text("utf-8"))
    tables["meta"]["1"]["sectors"] = {"hydrogen": {"label": "Hydrogen", "parent": "energy"}}
    desks[1].path.write_text(json.dumps(tables), "utf-8")
    merged(desks)
    found = json.loads(desks[0].path.read_text("utf-8"))
    assert found["occasions"]["1"]["name"] == "Visit to Astana"
    assert found["meta"]["1"]["sectors"]["hydrogen"]["label"] == "Hydrogen"


def test_attached_files_come_with_their_bytes(desks: Pairs) -> None:
    ours, theirs = desks
    (theirs.folder / "signed.pdf").write_bytes(b"%PDF-1.7 signed")
    theirs.run("attach", "1", "signed.pdf").ok()
    merged(desks)
    assert ours.run("verify").code == 0
    assert next((ours.folder / "registry.files").iterdir()).read_bytes() == b"%PDF-1.7 signed"


def test_attached_bytes_that_were_altered_there_refuse_it(desks: Pairs) -> None:
    ours, theirs = desks
    (theirs.folder / "signed.pdf").write_bytes(b"%PDF-1.7 signed")
    theirs.run("attach", "1", "signed.pdf").ok()
    next((theirs.folder / "registry.files").iterdir()).write_bytes(b"otherwise")
    before = ours.path.read_bytes()
    assert merge(desks).code == 7
    assert ours.path.read_bytes() == before


def test_the_other_copy_may_be_a_backup_in_one_file(desks: Pairs) -> None:
    ours, theirs = desks
    (theirs.folder / "signed.pdf").write_bytes(b"%PDF-1.7 signed")
    theirs.run("attach", "1", "signed.pdf").ok()
    theirs.run("backup", "copy.zip").ok()
    ours.run("merge", str(theirs.folder / "copy.zip")).ok()
    assert ours.run("verify").code == 0
    assert "already holds all" in merged(desks).err


def test_a_register_copied_before_its_history_began_is_joined(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    other.folder.mkdir()
    pair = (desk.shipped(), other.shipped())
    pair[0].run("set", "4", "place=Astana").ok()
    pair[1].run("set", "5", "place=Lahore").ok()
    assert merged(pair).out == "MOU-2026-0005\n"


# --- what collides -----------------------------------------------------------------------------------------------


@pytest.fixture
def collided(desks: Pairs) -> Pairs:
    """Both have set the place of the first agreement, each another."""
    desks[0].run("set", "1", "place=Astana").ok()
    desks[1].run("set", "1", "place=Lahore", "notes=by telephone").ok()
    return desks


def test_a_collision_in_a_script_is_named_and_changes_nothing(collided: Pairs) -> None:
    before = collided[0].path.read_bytes()
    done = merge(collided)
    assert (done.code, collided[0].path.read_bytes()) == (6, before)
    assert done.err.splitlines()[0] == "mou: 1 collision: MOU-2026-0001 place"
    assert "collides\t1\tMOU-2026-0001\tMemorandum on rail\tplace\t\tAstana\tLahore" in done.out.replace(
        "\t-\t", "\t\t"
    )


@pytest.mark.parametrize(("side", "place"), [("--ours", "Astana"), ("--theirs", "Lahore")])
def test_a_collision_is_settled_as_was_asked(collided: Pairs, side: str, place: str) -> None:
    merged(collided, side)
    assert (collided[0].agreements["1"]["place"], collided[0].agreements["1"]["notes"]) == (place, "by telephone")


def test_what_was_settled_is_not_asked_again(collided: Pairs) -> None:
    merged(collided, "--ours")
    assert "already holds all" in merged(collided).err


def test_what_one_removed_and_the_other_changed_collides(desks: Pairs) -> None:
    desks[0].run("remove", "1", "--yes", "--reason", "twice").ok()
    desks[1].run("set", "1", "place=Lahore").ok()
    assert merge(desks).err.splitlines()[0] == "mou: 1 collision: MOU-2026-0001 as a whole"
    merged(desks, "--theirs")
    assert desks[0].agreements["1"] == desks[1].agreements["1"]


def test_what_both_make_together_must_stand(desks: Pairs) -> None:
    for desk, party in zip(desks, ("KZ", "Kazakhstan"), strict=True):
        replace(desk.path, 1, uid=desk.agreements["1"]["uid"], events=[{**NOTIFIED, "party": party}])
    before = desks[0].path.read_bytes()
    done = merge(desks)
    assert (done.code, desks[0].path.read_bytes()) == (6, before)
    assert "does not go together in MOU-2026-0001" in done.err


def test_json_tells_a_script_what_collides(collided: Pairs) -> None:
    done = merge(collided, "--format", "json")
    [found] = done.json["collisions"]
    assert (found["ref"], found["field"], found["ours"], found["theirs"], found["taken"]) == (
        "MOU-2026-0001",
        "place",
        "Astana",
        "Lahore",
        None,
    )
    assert (done.code, done.json["written"]) == (6, False)


def test_a_dry_run_changes_nothing(collided: Pairs) -> None:
    before = collided[0].path.read_bytes()
    done = merge(collided, "--theirs", "--dry-run").ok()
    assert done.err.endswith("1 agreement changed; nothing was stored\n")
    assert collided[0].path.read_bytes() == before


# --- numbers and references --------------------------------------------------------------------------------------


@pytest.fixture
def numbered(desks: Pairs) -> Pairs:
    """Both have given out number 4; theirs is linked to by another one of theirs."""
    desks[0].run("add", "Memorandum on sun", *PARTIES).ok()
    desks[1].run("add", "Memorandum on wind", *PARTIES).ok()
    desks[1].run("set", "3", "links=under MOU-2026-0004").ok()
    return desks


def test_a_number_that_both_gave_out_is_taken_by_one(numbered: Pairs) -> None:
    assert "mou: MOU-2026-0004 is now MOU-2026-0005\n" in merged(numbered).err
    rows = stored(numbered[0])
    assert rows["Memorandum on sun"]["ref"] == "MOU-2026-0004"
    assert (rows["Memorandum on wind"]["ref"], rows["Memorandum on wind"]["former_refs"]) == (
        "MOU-2026-0005",
        ["MOU-2026-0004"],
    )


def test_a_link_leads_where_it_led(numbered: Pairs) -> None:
    merged(numbered)
    assert numbered[0].agreements["3"]["links"] == [{"rel": "under", "ref": "MOU-2026-0005"}]


def test_who_bears_a_reference_goes_before_who_bore_it(numbered: Pairs) -> None:
    merged(numbered)
    for more in ((), ("1", "2", "3")):
        found = numbered[0].run("show", *more, "MOU-2026-0004", "--format", "json").ok().json
        assert found[-1]["title"] == "Memorandum on sun"


def test_no_number_is_given_out_again_afterwards(numbered: Pairs) -> None:
    merged(numbered)
    assert numbered[0].run("add", "Memorandum on tides", *PARTIES).ok().out == "MOU-2026-0006\n"


def test_the_other_copy_takes_over_the_numbers(numbered: Pairs) -> None:
    merged(numbered)
    merged(numbered[::-1])
    assert numbered[0].agreements == numbered[1].agreements


def test_an_agreement_and_an_occasion_that_move_to_one_number_are_both_recorded(desks: Pairs) -> None:
    ours, theirs = desks
    for title in ("Visit", "Return visit", "Third visit"):
        ours.run("occasion", "add", title).ok()
    shutil.copy(ours.path, theirs.path)
    for desk in desks:
        desk.run("occasion", "add", f"Visit of {desk.folder.name}").ok()
        desk.run("add", f"Only with {desk.folder.name}", *PARTIES).ok()
    ours.run("undo", "--last", "2", "--yes").ok()
    merged(desks)
    merged((theirs, ours))
    moved = {key: change["no"] for key, change in entries(theirs.path)[-1]["changes"].items() if "#" in key}
    assert moved == {"#5": 5, "#agreements/5": 5}


def test_a_reference_of_ones_own_that_both_gave_is_borne_by_one(desks: Pairs) -> None:
    desks[0].run("add", "Memorandum on sun", *PARTIES, "--ref", "SUN-1").ok()
    desks[1].run("add", "Memorandum on wind", *PARTIES, "--ref", "SUN-1").ok()
    merged(desks)
    wind = stored(desks[0])["Memorandum on wind"]
    assert (wind["ref"], wind["former_refs"]) == ("MOU-2026-0005", ["SUN-1"])


def test_commitments_that_both_gave_one_number_are_both_kept(desks: Pairs) -> None:
    desks[0].run("commitment", "add", "1", "A working group").ok()
    desks[1].run("commitment", "add", "1", "A yearly report").ok()
    assert "commitment 1 of the other copy is commitment 2" in merged(desks).err
    texts = {each["id"]: each["text"] for each in desks[0].agreements["1"]["commitments"]}
    assert texts == {1: "A working group", 2: "A yearly report"}


def test_what_becomes_of_such_a_commitment_later_lands_on_the_right_one(desks: Pairs) -> None:
    desks[0].run("commitment", "add", "1", "A working group").ok()
    desks[1].run("commitment", "add", "1", "A yearly report").ok()
    merged(desks)
    desks[1].run("commitment", "done", "1", "1", "--on", "2026-10-01").ok()
    merged(desks)
    done = {each["id"]: each.get("status") for each in desks[0].agreements["1"]["commitments"]}
    assert done[2] == "done" != done[1]


# --- again and again ---------------------------------------------------------------------------------------------


def test_merging_again_changes_nothing(desks: Pairs) -> None:
    desks[1].run("set", "1", "place=Lahore").ok()
    merged(desks)
    before = desks[0].path.read_bytes()
    assert merged(desks).err == f"mou: the registry already holds all of {desks[1].path}; nothing was changed\n"
    assert desks[0].path.read_bytes() == before


def test_after_a_merge_only_what_is_new_counts(desks: Pairs) -> None:
    desks[1].run("set", "1", "place=Lahore").ok()
    merged(desks)
    desks[0].run("set", "1", "place=Astana").ok()
    desks[1].run("set", "2", "place=Lahore").ok()
    assert merged(desks).out == "MOU-2026-0002\n"
    assert desks[0].agreements["1"]["place"] == "Astana"


def test_where_each_has_merged_the_other_before_nothing_is_asked_twice(desks: Pairs) -> None:
    desks[0].run("set", "1", "place=Astana").ok()
    shutil.copy(desks[0].path, desks[0].folder / "earlier.json")
    desks[1].run("set", "2", "place=Lahore").ok()
    merged(desks)
    desks[1].run("merge", str(desks[0].folder / "earlier.json")).ok()
    desks[0].run("set", "1", "place=Almaty").ok()
    desks[1].run("set", "2", "place=Karachi").ok()
    merged(desks)
    assert [desks[0].agreements[no]["place"] for no in "12"] == ["Almaty", "Karachi"]


def test_a_merge_can_be_undone_and_made_again(numbered: Pairs) -> None:
    before = numbered[0].agreements
    merged(numbered)
    after = numbered[0].agreements
    numbered[0].run("undo", "--yes").ok()
    assert numbered[0].agreements == before
    merged(numbered)
    assert numbered[0].agreements == after


def test_taking_over_numbers_can_be_undone_and_redone(numbered: Pairs) -> None:
    merged(numbered)
    before = numbered[1].agreements
    merged(numbered[::-1])
    after = numbered[1].agreements
    numbered[1].run("undo", "--yes").ok()
    assert numbered[1].agreements == before
    numbered[1].run("redo", "--yes").ok()
    assert numbered[1].agreements == after
    assert problems(numbered[1].path) == []


def test_what_a_copy_took_back_is_not_taken_from_the_other(desks: Pairs) -> None:
    desks[0].run("add", "Memorandum on sun", *PARTIES).ok()
    merged(desks[::-1])
    desks[1].run("undo", "--yes").ok()
    merged(desks)
    assert "Memorandum on sun" in stored(desks[0])


def test_the_entry_names_the_other_copy(desks: Pairs) -> None:
    desks[1].run("set", "1", "place=Lahore").ok()
    common = entries(desks[0].path)[-1]["hash"]
    merged(desks, "--reason", "from the embassy")
    last = entries(desks[0].path)[-1]
    assert (last["op"], last["reason"], last["common"]) == ("merge", "from the embassy", common)
    assert last["merged"] == entries(desks[1].path)[-1]["hash"]


# --- what is refused ---------------------------------------------------------------------------------------------


def test_registers_that_were_never_one_are_joined_only_when_asked_to(desks: Pairs) -> None:
    desks[1].path.unlink()
    desks[1].run("init").ok()
    desks[1].run("add", "Memorandum on wind", *PARTIES).ok()
    done = merge(desks)
    assert (done.code, "--unrelated" in done.err) == (6, True)
    merged(desks, "--unrelated")
    assert stored(desks[0])["Memorandum on wind"]["ref"] == "MOU-2026-0004"
    assert "already holds all" in merged(desks).err


def test_the_registry_itself_is_refused(desks: Pairs) -> None:
    assert merge((desks[0], desks[0])).code == 2


@pytest.mark.parametrize(
    ("other", "code"), [("gone.json", 4), (".", 1), ("https://example.org/registry.json", 2), ("half.json", 7)]
)
def test_what_is_no_copy_is_refused(desks: Pairs, other: str, code: int) -> None:
    whole = desks[1].path.read_bytes()
    (desks[0].folder / "half.json").write_bytes(whole[: len(whole) // 2])
    done = desks[0].run("merge", other)
    assert (done.code, done.err.count("\n"), "restore lists" in done.err) == (code, 2, False)


def test_the_form_of_a_newer_mou_is_refused(desks: Pairs) -> None:
    text = desks[1].path.read_text("utf-8")
    desks[1].path.write_text(text.replace('"format":1', '"format":2'), "utf-8")
    assert merge(desks).code == 6


def test_ours_and_theirs_do_not_go_together(desks: Pairs) -> None:
    assert merge(desks, "--ours", "--theirs").code == 2


def test_the_other_copy_is_only_read(collided: Pairs) -> None:
    before = collided[1].path.read_bytes()
    merged(collided, "--theirs")
    assert collided[1].path.read_bytes() == before


def test_what_another_program_changed_there_is_told_and_taken(desks: Pairs) -> None:
    text = desks[1].path.read_text("utf-8")
    desks[1].path.write_text(text.replace("Memorandum on road", "Memorandum on roads"), "utf-8")
    done = merged(desks)
    assert "agreement 2 (MOU-2026-0002) is not as entry 2 left it" in done.err
    assert desks[0].agreements["2"]["title"] == "Memorandum on roads"


# --- lists whose items have an identity --------------------------------------------------------------------------


def joined(base: Any, ours: Any, theirs: Any) -> tuple[Any, list[str]]:
    """What comes of three mappings, and the paths of what collides in them."""
    joining = ThreeWay(ours_first)
    made = joining.fields(base, ours, theirs)
    return made, [each.path for each in joining.collisions]


@pytest.mark.parametrize(
    ("name", "base", "ours", "theirs", "made"),
    [
        ("tags", ["a"], ["a", "b"], ["c"], ["b", "c"]),
        (
            "events",
            [],
            [{"kind": "signed", "date": "2026"}],
            [{"kind": "notified", "date": "2026", "party": "KZ"}],
            [{"kind": "signed", "date": "2026"}, {"kind": "notified", "date": "2026", "party": "KZ"}],
        ),
        (
            "parties",
            [{"code": "KZ"}, {"code": "PK"}],
            [{"code": "KZ", "lead": True}, {"code": "PK"}],
            [{"code": "KZ", "name": "Kazakhstan"}, {"code": "PK"}],
            [{"code": "KZ", "lead": True, "name": "Kazakhstan"}, {"code": "PK"}],
        ),
        ("titles", {"en": "Rail"}, {"en": "Rail", "ru": "Р"}, {"en": "Railways"}, {"en": "Railways", "ru": "Р"}),
    ],
    ids=["tags", "events", "parties", "titles"],
)
def test_what_each_did_to_a_list_is_there(name: str, base: Any, ours: Any, theirs: Any, made: Any) -> None:
    assert joined({name: base}, {name: ours}, {name: theirs}) == ({name: made}, [])


@pytest.mark.parametrize(
    ("name", "base", "ours", "theirs", "path"),
    [
        ("term", {"duration": "P5Y"}, {"duration": "P6Y"}, {"duration": "P5Y", "renewal": "tacit"}, "term"),
        (
            "events",
            [{"kind": "signed"}],
            [{"kind": "signed", "date": "2025"}],
            [{"kind": "signed", "date": "2026"}],
            "events",
        ),
        ("parties", [{"code": "KZ"}], [{"code": "KZ", "name": "A"}], [{"code": "KZ", "name": "B"}], "parties[KZ].name"),
        (
            "commitments",
            [{"id": 1, "text": "A report"}],
            [{"id": 1, "text": "A report", "status": "done"}],
            [],
            "commitments[1]",
        ),
    ],
    ids=["a term is one clause", "an event dated twice", "a party named twice", "a commitment done and dropped"],
)
def test_what_both_did_otherwise_collides(name: str, base: Any, ours: Any, theirs: Any, path: str) -> None:
    made, collided = joined({name: base}, {name: ours}, {name: theirs})
    assert (made, collided) == ({name: ours}, [path])
