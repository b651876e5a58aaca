"""`mou history`, `mou undo`, `mou redo` and `mou show --at`, as a desk uses them."""

import json
import re
from typing import Any

import pytest

from tests.desk import Desk, Run
from tests.factories import fields

RAIL = fields()
PORTS = fields(
    ref="MOU-2026-0002", uid="00000000-0000-4000-8000-000000000002", title="Use of ports", sectors=["maritime"]
)


@pytest.fixture
def held(desk: Desk) -> Desk:
    return desk.holding(RAIL, PORTS)


def entries(desk: Desk, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.run("history", *words, "--format", "json").ok().json
    return found


def refused(desk: Desk, *words: str, code: int) -> Run:
    """Run what must be refused: one line and perhaps a hint, nothing written."""
    before = desk.path.read_bytes()
    run = desk.run(*words)
    assert (run.code, run.out) == (code, "")
    assert re.fullmatch(r"mou: [^\n]+\n(hint: [^\n]+\n)?", run.err), run.err
    assert desk.path.read_bytes() == before
    return run


def test_an_entry_tells_who_did_what_and_why(held: Desk) -> None:
    held.run("--as", "Aigerim", "set", "1", "place=Astana", "--reason", "note of 3 March").ok()
    entry = entries(held)[-1]
    assert (entry["seq"], entry["actor"], entry["op"], entry["refs"]) == (2, "Aigerim", "set", ["MOU-2026-0001"])
    assert entry["reason"] == "note of 3 March"
    assert entry["changes"][RAIL["uid"]]["after"] == {"place": "Astana"}


def test_the_first_entry_says_what_was_there_before(held: Desk) -> None:
    held.run("set", "1", "place=Astana").ok()
    first = entries(held)[0]
    assert (first["op"], first["prev"], sorted(first["changes"])) == ("begin", "", sorted([RAIL["uid"], PORTS["uid"]]))


def test_a_new_registry_begins_with_its_first_agreement(desk: Desk) -> None:
    desk.run("init").ok()
    desk.run("add", "Transit").ok()
    assert [entry["op"] for entry in entries(desk)] == ["add"]


def test_piped_it_is_a_line_for_each_entry(held: Desk) -> None:
    held.run("set", "1", "2", "place=Astana", "tags+=x").ok()
    held.run("remove", "2", "--yes", "--reason", "entered twice").ok()
    lines = [line.split("\t") for line in held.run("history").ok().lines]
    assert lines[0] == ["seq", "at", "actor", "op", "of", "refs", "reason", "changes"]
    assert lines[2][2:] == ["desk", "set", "", "MOU-2026-0001 MOU-2026-0002", "", "2 changed"]
    assert lines[3][2:] == ["desk", "remove", "", "MOU-2026-0002", "entered twice", "1 removed"]


def test_of_one_agreement_the_difference_is_told(held: Desk) -> None:
    held.run("set", "1", "2", "place=Astana", "tags+=x").ok()
    assert held.run("history", "ports").ok().lines[-1].split("\t")[-1] == "place: + Astana; tags: + x"


@pytest.mark.parametrize(
    ("words", "seqs"),
    [
        (["--actor", "bolat"], [3]),
        (["--op", "commitment"], [4]),
        (["--op", "set"], [2, 3]),
        (["--on", "2025"], []),
        (["--on", "2026.."], [1, 2, 3, 4]),
        (["--limit", "2"], [3, 4]),
        (["2"], [1, 3]),
        (["MOU-2026-0001", "--op", "set"], [2]),
    ],
)
def test_entries_are_filtered(held: Desk, words: list[str], seqs: list[int]) -> None:
    held.run("set", "1", "place=Astana").ok()
    held.run("--as", "Bolat", "set", "2", "place=Karachi").ok()
    held.run("commitment", "add", "1", "First meeting").ok()
    assert [entry["seq"] for entry in entries(held, *words)] == seqs


@pytest.mark.parametrize("word", ["2", "MOU-2026-0002", PORTS["uid"]])
def test_what_was_removed_keeps_its_history(held: Desk, word: str) -> None:
    held.run("remove", "2", "--yes", "--reason", "entered twice").ok()
    assert [entry["op"] for entry in entries(held, word)] == ["begin", "remove"]


def test_the_history_of_what_never_was_is_not_found(held: Desk) -> None:
    assert refused(held, "history", "MOU-1999-0001", code=4).err.startswith("mou: there is no agreement")


def test_no_history_is_no_entries(held: Desk) -> None:
    assert entries(held) == []


def test_an_unknown_format_is_refused(held: Desk) -> None:
    refused(held, "history", "--format", "xml", code=2)


def test_undo_takes_the_last_change_back_to_the_byte(held: Desk) -> None:
    held.run("set", "1", "tags=a,b").ok()
    before = held.path.read_bytes().splitlines()
    held.run("set", "1", "place=Astana", "tags=", "signed=").ok()
    assert held.run("undo").ok().out == "MOU-2026-0001\n"
    after = held.path.read_bytes().splitlines()
    agreements = [[line for line in lines if b'"title"' in line and b'"seq"' not in line] for lines in (before, after)]
    assert agreements[0] == agreements[1]


def test_undo_of_an_addition_takes_it_out_and_its_number_is_not_given_again(held: Desk) -> None:
    held.run("add", "Transit").ok()
    held.run("undo").ok()
    assert sorted(held.agreements) == ["1", "2"]
    assert held.run("add", "Customs").ok().out == "MOU-2026-0004\n"


def test_undo_and_redo_of_a_removal(held: Desk) -> None:
    held.run("remove", "2", "--yes", "--reason", "entered twice").ok()
    held.run("undo").ok()
    assert held.agreements["2"] == PORTS
    held.run("redo").ok()
    assert sorted(held.agreements) == ["1"]


def test_one_undo_takes_back_all_that_one_command_did(held: Desk) -> None:
    held.run("set", "1", "2", "place=Astana").ok()
    assert held.run("undo").ok().out == "MOU-2026-0001\nMOU-2026-0002\n"
    assert held.agreements == {"1": RAIL, "2": PORTS}


def test_several_changes_are_taken_back_in_one_entry(held: Desk) -> None:
    for place in ("Astana", "Almaty", "Karachi"):
        held.run("set", "1", f"place={place}").ok()
    held.run("undo", "--last", "3").ok()
    assert held.agreements["1"] == RAIL
    assert entries(held)[-1]["undoes"] == [4, 3, 2]
    held.run("redo").ok()
    assert held.agreements["1"]["place"] == "Karachi"


def test_an_earlier_change_is_taken_back_where_nothing_is_in_the_way(held: Desk) -> None:
    held.run("set", "1", "place=Astana").ok()
    held.run("set", "1", "tags=x").ok()
    held.run("undo", "2").ok()
    assert "place" not in held.agreements["1"]
    assert held.agreements["1"]["tags"] == ["x"]


def test_a_later_change_in_the_way_is_named(held: Desk) -> None:
    held.run("set", "1", "place=Astana").ok()
    held.run("--as", "Bolat", "set", "1", "place=Almaty").ok()
    run = refused(held, "undo", "2", code=6)
    assert (
        "entry 2 cannot be undone: place is not what it was made (agreement 1) after 3 (set MOU-2026-0001 by Bolat"
        in run.err
    )
    assert run.err.endswith("hint: undo that first: mou undo 3\n")


def test_an_addition_that_was_changed_since_is_not_taken_back(held: Desk) -> None:
    held.run("add", "Transit").ok()
    held.run("set", "3", "place=Astana").ok()
    assert "after 3 (set MOU-2026-0003" in refused(held, "undo", "2", code=6).err


def test_a_reference_that_another_bears_by_now_is_in_the_way(held: Desk) -> None:
    held.run("set", "2", "ref=PK-1").ok()
    held.run("undo").ok()
    held.run("remove", "2", "--yes", "--reason", "entered twice").ok()
    held.run("add", "Transit", "--ref", "MOU-2026-0002").ok()
    refused(held, "undo", "4", code=6)


def test_an_edit_by_another_program_is_never_undone_over(held: Desk) -> None:
    held.run("set", "1", "place=Astana").ok()
    document = json.loads(held.path.read_text("utf-8"))
    document["agreements"]["1"]["place"] = "Almaty"
    held.path.write_text(json.dumps(document), "utf-8")
    assert "another program changed it" in refused(held, "undo", code=6).err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["undo"], 4),
        (["redo"], 4),
        (["undo", "7"], 4),
        (["undo", "x"], 2),
        (["undo", "--last", "2"], 4),
        (["undo", "--last", "0"], 2),
    ],
)
def test_where_nothing_can_be_taken_back(held: Desk, words: list[str], code: int) -> None:
    refused(held, *words, code=code)


def test_the_beginning_is_not_undone(held: Desk) -> None:
    held.run("set", "1", "place=Astana").ok()
    held.run("undo").ok()
    refused(held, "undo", code=4)
    refused(held, "undo", "1", code=6)


def test_what_was_undone_is_not_undone_again(held: Desk) -> None:
    held.run("set", "1", "place=Astana").ok()
    held.run("undo", "2").ok()
    assert "was undone already, by entry 3" in refused(held, "undo", "2", code=6).err
    assert "is an undo itself" in refused(held, "undo", "3", code=6).err


def test_a_new_change_ends_what_could_be_redone(held: Desk) -> None:
    held.run("set", "1", "place=Astana").ok()
    held.run("undo").ok()
    held.run("set", "1", "tags=x").ok()
    refused(held, "redo", code=4)


def test_an_undo_can_say_why(held: Desk) -> None:
    held.run("set", "1", "place=Astana").ok()
    held.run("undo", "--reason", "it was the wrong one").ok()
    assert entries(held)[-1]["reason"] == "it was the wrong one"


def test_an_occasion_comes_back_too(held: Desk) -> None:
    held.run("occasion", "add", "State visit").ok()
    held.run("occasion", "set", "1", "place=Astana").ok()
    held.run("undo").ok()
    assert "place" not in held.run("occasion", "show", "1", "--format", "json").ok().json[0]
    held.run("undo").ok()
    assert held.run("occasion", "list", "--format", "json").ok().json == []


class TestAsItWas:
    """Entries of several days, made by setting the clock's text in them anew."""

    @pytest.fixture
    def dated(self, held: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
        import mou_cli.session as session

        for day, change in ((3, "place=Astana"), (5, "place=Almaty"), (5, "tags=x"), (9, "place=Karachi")):
            monkeypatch.setattr(session, "utc_now", lambda day=day: f"2026-03-{day:02d}T09:00:00Z")
            held.run("set", "1", change).ok()
        held.run("remove", "2", "--yes", "--reason", "entered twice").ok()
        return held

    @pytest.mark.parametrize(
        ("at", "place"),
        [("2026-03-03", "Astana"), ("2026-03-04", "Astana"), ("2026-03-05", "Almaty"), ("2026", "Karachi")],
    )
    def test_an_agreement_as_it_was_recorded_on_a_day(self, dated: Desk, at: str, place: str) -> None:
        assert dated.run("show", "1", "--at", at, "--format", "json").ok().json[0]["place"] == place

    def test_what_was_removed_since(self, dated: Desk) -> None:
        assert dated.run("show", "2", "--at", "2026-03-05", "--format", "json").ok().json[0]["title"] == "Use of ports"

    def test_on_a_day_when_it_was_gone_it_is_not_found(self, dated: Desk) -> None:
        assert (
            "2 was not in the registry on 2026-03-09" in refused(dated, "show", "2", "--at", "2026-03-09", code=4).err
        )

    def test_before_the_history_began_nothing_is_known(self, dated: Desk) -> None:
        assert "is not recorded" in refused(dated, "show", "1", "--at", "2026-02", code=4).err

    def test_before_it_was_added_it_is_not_found(self, dated: Desk) -> None:
        dated.run("add", "Transit").ok()
        assert "was not in the registry" in refused(dated, "show", "3", "--at", "2026-03-08", code=4).err
