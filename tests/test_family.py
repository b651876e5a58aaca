"""The family of an agreement: what its links and events tie it to, and the tree that its card draws."""

import re
import sys

import pytest

from mou_cli.agreement.family import Branch, Kin, Tie, gather, hanging_on, ties_of, ties_within, tree
from mou_cli.agreement.model import Event, Link
from mou_cli.render.widths import width
from tests.desk import Desk

TREATY = Kin("Treaty", "T-1")
PROTOCOL = Kin("Protocol", "P-2", links=(Link(rel="amends", ref="T-1"),))
PLAN = Kin("Plan", "A-3", links=(Link(rel="implements", ref="P-2"),))
ALL = [TREATY, PROTOCOL, PLAN]


def near(members: list[Kin]):  # type: ignore[no-untyped-def]  # a function made for one test
    """A registry of a few: those that bear or name one of the references."""
    return lambda refs: [
        kin for kin in members if {kin.ref, *kin.former_refs, *(link.ref for link in kin.links)} & set(refs)
    ]


def test_a_link_makes_a_child() -> None:
    assert list(ties_of(PROTOCOL)) == [Tie("p-2", "amends", "t-1")]


def test_an_event_that_names_another_says_the_same_from_the_other_side() -> None:
    superseded = Kin("Old", "O-1", events=(Event(kind="superseded", by="N-2"),))
    assert list(ties_of(superseded)) == [Tie("n-2", "supersedes", "o-1")]


def test_a_link_to_itself_is_no_tie() -> None:
    assert list(ties_of(Kin("A", "A-1", former_refs=("B-1",), links=(Link(rel="under", ref="b-1"),)))) == []


@pytest.mark.parametrize("start", ALL, ids=lambda kin: kin.ref)
def test_the_family_is_found_from_every_member(start: Kin) -> None:
    assert gather(start, near([*ALL, Kin("Stranger", "S-9")])).keys() == {"t-1", "p-2", "a-3"}


def test_a_former_reference_is_the_present_one() -> None:
    renamed = Kin("Treaty", "T-9", former_refs=("T-1",))
    assert ties_within([renamed, PROTOCOL]) == [Tie("p-2", "amends", "t-9")]


def test_the_tree_has_the_oldest_on_top() -> None:
    expected = [Branch("t-1", (), (Branch("p-2", ("amends",), (Branch("a-3", ("implements",), ()),)),))]
    for start in ("t-1", "p-2", "a-3"):
        assert tree(start, ties_within(ALL)) == expected


def test_a_circle_ends_where_it_closes() -> None:
    ties = [Tie("a", "amends", "b"), Tie("b", "amends", "a")]
    assert tree("a", ties) == [
        Branch("a", (), (Branch("b", ("amends",), (Branch("a", ("amends",), (), again=True),)),))
    ]


def test_two_roots_are_two_trees() -> None:
    ties = [Tie("c", "under", "a"), Tie("c", "under", "b")]
    assert [branch.ref for branch in tree("c", ties)] == ["a", "b"]


def test_two_relations_to_one_are_one_branch() -> None:
    ties = [Tie("b", "supersedes", "a"), Tie("b", "extends", "a")]
    assert tree("a", ties)[0].below == (Branch("b", ("supersedes", "extends"), ()),)


def test_what_supersedes_it_does_not_hang_on_it() -> None:
    new = Kin("New", "N-4", links=(Link(rel="supersedes", ref="T-1"), Link(rel="amends", ref="T-1")))
    assert hanging_on({"t-1"}, [*ALL, new]) == [(PROTOCOL, PROTOCOL.links[0])]


@pytest.fixture
def held(desk: Desk) -> Desk:
    superseded = {"kind": "superseded", "date": "2026-01-01", "by": "N-4"}
    above = [{"rel": "implements", "ref": "P-2"}, {"rel": "under", "ref": "X-0"}]
    return desk.holding(
        {"ref": "T-1", "title": "Treaty on transit", "events": [superseded]},
        {"ref": "P-2", "title": "Protocol on fees", "links": [{"rel": "amends", "ref": "t-1"}]},
        {"ref": "A-3", "title": "Action plan", "links": above},
        {"ref": "N-4", "title": "New treaty on transit"},
        {"ref": "S-9", "title": "A stranger", "tags": ["T-1"]},
    )


def family(text: str) -> list[str]:
    found = re.search(r"^Family(.*?)^$", text + "\n", re.MULTILINE | re.DOTALL)
    return [line[14:] if line.startswith(" " * 14) else line.strip() for line in found[1].splitlines()] if found else []


@pytest.mark.parametrize("number", ["1", "2", "4"])
def test_a_card_draws_the_tree(held: Desk, number: str) -> None:
    lines = family(held.run("show", number).ok().out)
    titles = [re.sub(r"  \(.*", "", line) for line in lines]
    assert titles[:4] == [
        "Treaty on transit",
        "├─ supersedes: New treaty on transit",
        "└─ amends: Protocol on fees",
        "   └─ implements: Action plan",
    ]


def test_a_member_that_is_not_here_is_said_to_be_elsewhere(held: Desk) -> None:
    assert "X-0  (not in this registry)" in family(held.run("show", "3").ok().out)


def test_the_one_that_is_looked_at_is_marked_and_the_others_show_their_status(held: Desk) -> None:
    lines = family(held.run("show", "2").ok().out)
    assert "└─ amends: Protocol on fees  (this one · draft)" in lines
    assert "Treaty on transit  (No 1 · superseded)" in lines


def test_an_agreement_without_a_family_has_no_tree(held: Desk) -> None:
    assert family(held.run("show", "5").ok().out) == []


def test_json_is_as_it_was(held: Desk) -> None:
    assert "family" not in held.run("show", "2", "--format", "json").ok().json[0]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
@pytest.mark.parametrize("columns", [40, 60, 100])
def test_the_tree_fits_the_terminal(desk: Desk, columns: int) -> None:
    title = "Memorandum of understanding on cooperation in a field with a long name "
    links = [[], *([{"rel": "supersedes", "ref": f"R-{n}"}] for n in range(1, 6))]
    desk.holding(*({"ref": f"R-{n}", "title": f"{title}{n}", "links": each} for n, each in enumerate(links, 1)))
    raw = re.sub(r"\x1b\[[0-9;]*m", "", desk.screen("show", "1", columns=columns).raw)
    assert max(width(line) for line in raw.splitlines()) <= columns
