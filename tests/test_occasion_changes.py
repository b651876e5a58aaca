"""Occasions are recorded and taken out: what looks like another is said to, and what hangs on one is named."""

import pytest

from tests.desk import Desk

VISIT = {"ref": "OCC-2026-0001", "uid": "o-1", "name": "State visit", "date": "2026-02-04"}
SESSION = {
    "ref": "OCC-2026-0002",
    "uid": "o-2",
    "name": "11th session",
    "date": "2026-03",
    "commitments": [{"id": 1, "text": "A working group"}],
    "targets": [{"id": 1, "metric": "trade"}, {"id": 2, "metric": "freight"}],
}
REMOVE = ("occasion", "remove")
BECAUSE = ("--reason", "entered twice", "--yes")


@pytest.fixture
def held(desk: Desk) -> Desk:
    """A desk with a visit, at which two agreements were signed, and a session with promises."""
    signed = [{"ref": f"MOU-2026-000{n}", "title": f"Paper {n}", "occasion": VISIT["ref"]} for n in (1, 2)]
    return desk.holding(*signed, occasions=[VISIT, SESSION])


def test_an_occasion_is_taken_out(held: Desk) -> None:
    assert held.run(*REMOVE, "OCC-2026-0002", *BECAUSE).ok().lines == ["OCC-2026-0002"]
    assert [line.split("\t")[1] for line in held.run("occasion", "list").ok().lines[1:]] == ["OCC-2026-0001"]


def test_what_was_promised_there_is_said_to_go_with_it(held: Desk) -> None:
    assert "removed with OCC-2026-0002: 1 commitment and 2 targets" in held.run(*REMOVE, "2", *BECAUSE).ok().err


def test_its_agreements_are_named_and_stay(held: Desk) -> None:
    run = held.run(*REMOVE, "state visit", *BECAUSE).ok()
    assert run.err.splitlines() == [
        "mou: MOU-2026-0001 (Paper 1) names OCC-2026-0001: see what becomes of that",
        "mou: MOU-2026-0002 (Paper 2) names OCC-2026-0001: see what becomes of that",
    ]
    assert [each["occasion"] for each in held.agreements.values()] == [VISIT["ref"]] * 2


def test_of_many_agreements_the_first_are_named(desk: Desk) -> None:
    desk.holding(*[{"title": f"Paper {n}", "occasion": VISIT["ref"]} for n in range(11)], occasions=[VISIT])
    said = desk.run(*REMOVE, "1", *BECAUSE).ok().err.splitlines()
    assert (len(said), said[-1]) == (9, "mou: and 3 more: mou list occasion:OCC-2026-0001")


def test_several_go_in_one_change_and_one_undo_brings_them_back(held: Desk) -> None:
    before = held.run("occasion", "list", "--format", "json").json
    held.run(*REMOVE, "1", "OCC-2026-0002", "2", *BECAUSE).ok()
    assert held.run("occasion", "list", "--format", "json").json == []
    held.run("undo", "--yes").ok()
    assert held.run("occasion", "list", "--format", "json").json == before
    held.run("verify").ok()


def test_the_history_says_who_took_it_out_and_why(held: Desk) -> None:
    held.run(*REMOVE, "2", *BECAUSE).ok()
    told = held.run("history", "--format", "json").json[-1]
    assert (told["op"], told["refs"], told["reason"]) == ("occasion remove", ["OCC-2026-0002"], "entered twice")


def test_its_number_is_not_given_out_again(held: Desk) -> None:
    held.run(*REMOVE, "2", *BECAUSE).ok()
    assert held.run("occasion", "add", "12th session").ok().lines == ["OCC-2026-0003"]


def test_references_come_from_standard_input(held: Desk) -> None:
    assert held.run(*REMOVE, "-", *BECAUSE, given="OCC-2026-0001\n2\n").ok().lines == ["OCC-2026-0001", "OCC-2026-0002"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("2", "--yes"), 2, "a reason is missing"),
        (("2", "--reason", "x"), 2, "--yes removes without asking"),
        (("9", *BECAUSE), 4, "there is no occasion 9"),
    ],
    ids=["no reason", "nobody to ask", "unknown"],
)
def test_nothing_is_taken_out_without_what_it_needs(held: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    before = held.path.read_bytes()
    run = held.run(*REMOVE, *words)
    assert (run.code, said in run.err) == (code, True)
    assert held.path.read_bytes() == before


def test_remove_says_how_an_occasion_is_taken_out(held: Desk) -> None:
    run = held.run("remove", "occ-2026-0001", *BECAUSE)
    assert (run.code, run.err.splitlines()) == (
        2,
        ["mou: OCC-2026-0001 is an occasion", "hint: mou occasion remove OCC-2026-0001"],
    )


def test_an_occasion_of_one_name_and_date_is_recorded_with_a_warning(held: Desk) -> None:
    run = held.run("occasion", "add", "state VISIT", "--date", "4 Feb 2026").ok()
    assert run.lines == ["OCC-2026-0003"]
    assert run.err == "mou: warning: like what is there already: OCC-2026-0001 State visit, 4 Feb 2026\n"


@pytest.mark.parametrize("words", [("State visit", "--date", "2025-02-04"), ("Another visit", "--date", "2026-02-04")])
def test_an_occasion_of_another_name_or_date_is_none_that_is_there(held: Desk, words: tuple[str, ...]) -> None:
    assert held.run("occasion", "add", *words).ok().err == ""
