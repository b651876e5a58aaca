"""`mou doctor --adopt`: what another program changed is taken over as an entry of the history, and known from then."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from mou_cli.agreement.history.adopting import Adoption
from mou_cli.desk import doctoring
from tests.desk import Desk, Run
from tests.factories import fields
from tests.registry_history import digest
from tests.terminal import ENTER, mou

Document = dict[str, Any]


@pytest.fixture
def register(desk: Desk) -> Desk:
    """A register of two agreements and three entries."""
    desk.run("init").ok()
    desk.run("add", "Railways", "--party", "KZ", "--party", "PK").ok()
    desk.run("add", "Customs", "--party", "KZ", "--party", "PK").ok()
    desk.run("set", "1", "place=Astana").ok()
    return desk


def elsewhere(desk: Desk, doing: Callable[[Document], Any]) -> Desk:
    """Do something to the file as another program would."""
    document = read(desk)
    doing(document)
    desk.path.write_text(json.dumps(document), "utf-8")
    return desk


def read(desk: Desk) -> Document:
    found: Document = json.loads(desk.path.read_text("utf-8"))
    return found


def adopt(desk: Desk, *words: str) -> Run:
    return desk.run("doctor", "--adopt", "--reason", "corrected in the office", *words)


def last(desk: Desk) -> Document:
    """The last entry of the history."""
    found: Document = [*read(desk)["history"].values()][-1]
    return found


def changed(document: Document) -> None:
    document["agreements"]["1"]["place"] = "Lahore"


def test_a_changed_agreement_is_recorded_by_what_was_and_what_is_there(register: Desk) -> None:
    before = read(register)
    adopt(elsewhere(register, changed)).ok()
    entry = last(register)
    was = next(iter(before["history"]["3"]["changes"].values()))["sha256"]
    now = read(register)["agreements"]["1"]
    assert (entry["op"], entry["actor"], entry["reason"]) == ("adopt", "desk", "corrected in the office")
    assert entry["refs"] == ["MOU-2026-0001"]
    assert entry["changes"] == {now["uid"]: {"no": 1, "was": was, "after": digest(now)}}
    assert datetime.fromisoformat(entry["at"])


def test_an_added_agreement_is_recorded_like_any_that_is_added(register: Desk) -> None:
    row = {"title": "Mining"}
    adopt(elsewhere(register, lambda document: document["agreements"].update({"3": row}))).ok()
    assert last(register)["changes"] == {"#3": {"no": 3, "after": digest(row)}}


def test_an_agreement_that_is_gone_is_recorded_under_its_uid(register: Desk) -> None:
    uid = read(register)["agreements"]["2"]["uid"]
    adopt(elsewhere(register, lambda document: document["agreements"].pop("2"))).ok()
    (key, change) = next(iter(last(register)["changes"].items()))
    assert (key, change.keys(), last(register)["refs"]) == (uid, {"no", "was"}, ["MOU-2026-0002"])


def test_afterwards_all_fits_and_nothing_else_was_changed(register: Desk) -> None:
    elsewhere(register, changed)
    before = read(register)
    adopt(register).ok()
    after = read(register)
    assert register.run("verify").ok().out.startswith("verified: 4 entries")
    assert after["agreements"] == before["agreements"]
    assert {seq: after["history"][seq] for seq in before["history"]} == before["history"]
    assert register.run("doctor").ok().lines[1:] == []


def test_what_was_taken_over_is_reported(register: Desk) -> None:
    run = adopt(elsewhere(register, changed)).ok()
    message = "agreement 1 (MOU-2026-0001) is not as entry 3 left it: place; taken over by entry 4"
    assert run.lines[1:] == [f"adopted\tagreement\t1\tMOU-2026-0001\t\t{message}\t"]


def test_where_all_fits_nothing_is_taken_over(register: Desk) -> None:
    before = register.path.read_bytes()
    assert adopt(register).ok().err == "mou: there is nothing to take over: all is as the history left it\n"
    assert register.path.read_bytes() == before


def test_where_there_is_no_history_nothing_is_taken_over(desk: Desk) -> None:
    before = desk.shipped().path.read_bytes()
    adopt(desk).ok()
    assert desk.path.read_bytes() == before


def test_a_reason_is_needed(register: Desk) -> None:
    before = elsewhere(register, changed).path.read_bytes()
    assert register.run("doctor", "--adopt").code == 2
    assert register.path.read_bytes() == before


def test_what_is_changed_afterwards_is_found(register: Desk) -> None:
    adopt(elsewhere(register, changed)).ok()
    run = elsewhere(register, lambda document: document["agreements"]["1"].update(place="Quetta")).run("verify")
    assert run.code == 3
    assert "agreement 1 (MOU-2026-0001) is not as entry 4 left it" in run.err


def test_an_undo_does_not_go_back_across_it(register: Desk) -> None:
    adopt(elsewhere(register, changed)).ok()
    before = register.path.read_bytes()
    assert register.run("undo").code == 4
    assert register.run("undo", "3").code == 6
    assert register.path.read_bytes() == before


def test_what_is_changed_afterwards_can_be_undone(register: Desk) -> None:
    adopt(elsewhere(register, changed)).ok()
    register.run("set", "1", "place=Quetta").ok()
    register.run("undo").ok()
    assert read(register)["agreements"]["1"]["place"] == "Lahore"
    register.run("verify").ok()


# --- a broken chain ----------------------------------------------------------------------------------------------


def altered(document: Document) -> None:
    document["history"]["3"]["actor"] = "nobody"


def gone(document: Document) -> None:
    del document["history"]["2"]


def cut_off(document: Document) -> None:
    del document["history"]["3"], document["history"]["2"]


def lost(document: Document) -> None:
    document["history"].clear()


BREAKS = {
    "an entry altered": (altered, "entry 3 was changed after it was written"),
    "an entry gone": (gone, "entry 3 follows entry 1: what lay between them is gone"),
    "the last entries gone": (cut_off, "entry 4 follows entry 1: what lay between them is gone"),
    "all entries gone": (lost, "entry 4 follows no other: what came before it is gone"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_known_afterwards_and_never_silent(register: Desk, name: str) -> None:
    doing, said = BREAKS[name]
    adopt(elsewhere(register, doing)).ok()
    entry = last(register)
    known = f"known: {said}; taken over by entry {entry['seq']} (desk, {entry['at'][:10]}: corrected in the office)"
    assert register.run("verify").ok().lines[1:] == [known]
    assert [(each["severity"], each["no"]) for each in register.run("verify", "--format", "json").ok().json] == [
        ("adopted", entry["breaks"][0]["seq"])
    ]
    assert "\tadopted\tentry" in "\t" + "\t".join(register.run("doctor").ok().lines[1:])


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_lost_is_said(register: Desk, name: str) -> None:
    run = adopt(elsewhere(register, BREAKS[name][0])).ok()
    assert "lost" in run.out or "gone" in run.out


@pytest.mark.parametrize("name", BREAKS)
def test_a_further_break_at_the_same_place_is_found(register: Desk, name: str) -> None:
    adopt(elsewhere(register, BREAKS[name][0])).ok()
    seq = next(iter(read(register)["history"]))
    run = elsewhere(register, lambda document: document["history"][seq].update(reason="nothing")).run("verify")
    assert run.code == 3


def test_an_entry_before_a_known_gap_cannot_go_missing_unseen(register: Desk) -> None:
    adopt(elsewhere(register, gone)).ok()
    assert elsewhere(register, lambda document: document["history"].pop("1")).run("verify").code == 3


def test_numbers_of_lost_entries_are_not_used_again(register: Desk) -> None:
    adopt(elsewhere(register, cut_off)).ok()
    assert [*read(register)["history"]] == ["1", "4"]
    assert last(register)["breaks"] == [{"seq": 4, "sha256": ""}]


def test_a_change_that_covered_an_outside_edit_is_known_afterwards(register: Desk) -> None:
    elsewhere(register, changed).run("set", "1", "tags+=rail").ok()
    adopt(register).ok()
    (line,) = register.run("verify").ok().lines[1:]
    assert line.startswith("known: entry 4 found agreement 1 otherwise than entry 3 had left it")


def test_of_a_long_register_the_agreements_that_share_a_hash_are_covered_anew(desk: Desk) -> None:
    desk.holding(*(fields(ref=f"MOU-2026-{n:04}", uid=f"u{n}") for n in range(1, 25)))
    with patch("mou_cli.registry.chronicle.FEW", 20):
        desk.run("set", "3", "place=Astana").ok()
    elsewhere(desk, lambda document: document["agreements"]["7"].update(place="Lahore"))
    said = "entry 1 covers agreements 1 to 10, and one of them was changed by another program"
    assert desk.run("verify").err.splitlines()[0] == f"mou: {said}"
    adopt(desk).ok()
    assert [(group["first"], group["last"]) for group in last(desk)["covers"]] == [(1, 10)]
    desk.run("verify").ok()
    assert elsewhere(desk, lambda document: document["agreements"]["8"].update(place="Quetta")).run("verify").code == 3


# --- who is asked ------------------------------------------------------------------------------------------------


def test_a_person_is_shown_what_it_is_and_asked(register: Desk) -> None:
    before = elsewhere(register, changed).path.read_bytes()
    with mou(register, "doctor", "--adopt", "--reason", "x", columns=120) as terminal:
        terminal.see("agreement 1 (MOU-2026-0001) is not as entry 3 left it: place")
        terminal.see("Take this over as it stands?")
        terminal.type("n" + ENTER)
        assert terminal.end() == 130
    assert register.path.read_bytes() == before


def test_what_changed_while_a_person_thought_is_not_taken_over(register: Desk, monkeypatch: Any) -> None:
    elsewhere(register, changed)

    def slowly(shown: Adoption) -> None:
        elsewhere(register, lambda document: document["agreements"]["2"].update(place="Quetta"))

    monkeypatch.setattr(doctoring, "_ask_about", slowly)
    monkeypatch.setattr("mou_cli.session.Session.can_ask", True)
    assert adopt(register).code == 6
    assert len(read(register)["history"]) == 3


def test_a_damaged_registry_is_not_adopted(register: Desk, tmp_path: Path) -> None:
    register.path.write_bytes(register.path.read_bytes()[:300])
    copy = shutil.copy(register.path, tmp_path / "copy")
    assert adopt(register).code == 7
    assert register.path.read_bytes() == Path(copy).read_bytes()


def test_an_entry_that_is_none_is_damage(register: Desk) -> None:
    elsewhere(register, lambda document: document["history"]["2"].update(seq="two"))
    before = register.path.read_bytes()
    assert adopt(register).code == 7
    assert register.run("doctor").code == 7
    assert register.path.read_bytes() == before
