"""`mou reconcile`: what was announced against what is recorded, and lists of outlets against each other."""

from typing import Any

import pytest

from mou_cli.agreement.reckoning import Listed, Tally, reckon
from mou_cli.agreement.registered import RegisteredOccasion
from tests.desk import Desk
from tests.factories import agreement, registered
from tests.terminal import seen

SIDES = [{"code": "KZ"}, {"code": "PK"}]
ONE = (
    "Pakistan and Kazakhstan signed 37 documents.\n\n"
    "- Agreement on roads;\n- Memorandum on mining;\n- Treaty on fish.\n"
)
OTHER = (
    "Pakistan and Kazakhstan signed more than 30 documents.\n\n- Agreement on road transport;\n- Protocol on ports.\n"
)
OUTLETS = [
    {"count": 37, "text": "37 documents", "source": {"publisher": "APP"}},
    {"count": 30, "text": "more than 30", "source": {"publisher": "Kazinform"}},
]


@pytest.fixture
def visit(desk: Desk) -> Desk:
    roads = {"ref": "ROADS", "title": "Agreement on roads", "parties": SIDES, "occasion": "OCC-2026-0001"}
    desk.holding(roads, occasions=[{"ref": "OCC-2026-0001", "name": "The visit", "announced": OUTLETS}])
    (desk.folder / "one.txt").write_text(ONE, "utf-8")
    (desk.folder / "other.txt").write_text(OTHER, "utf-8")
    return desk


def account(desk: Desk, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.run("reconcile", *words, "--format", "json").ok().json[0]
    return found


class TestCounts:
    def test_contradicting_counts_stand_side_by_side(self, visit: Desk) -> None:
        announced = account(visit)["announced"]
        assert [(each["count"], each["source"], each["missing"]) for each in announced] == [
            (37, "APP", 36),
            (30, "Kazinform", 29),
        ]

    def test_a_text_adds_its_own(self, visit: Desk) -> None:
        assert [each["source"] for each in account(visit, "other.txt")["announced"]][2:] == ["other.txt"]

    def test_a_text_that_was_taken_in_is_not_counted_twice(self, visit: Desk) -> None:
        visit.run("intake", "one.txt", "--save", "--yes", "--occasion", "visit").ok()
        assert len(account(visit, "one.txt")["announced"]) == 3

    def test_a_title_counts_as_exact_where_a_source_says_so(self, visit: Desk) -> None:
        assert account(visit)["exact_titles"] == 0
        visit.run("intake", "other.txt", "--save", "--yes", "--occasion", "visit").ok()
        assert account(visit)["exact_titles"] == 2


class TestLists:
    def test_two_outlets_are_laid_side_by_side(self, visit: Desk) -> None:
        subjects = account(visit, "one.txt", "other.txt")["subjects"]
        assert {tuple(each["named"]) for each in subjects if "road" in each["title"]} == {("one.txt", "other.txt")}
        assert [each["ref"] for each in subjects if "road" in each["title"]] == ["ROADS"]

    def test_what_no_agreement_covers_is_named(self, visit: Desk) -> None:
        found = account(visit, "one.txt", "other.txt")
        uncovered = [each["title"] for each in found["subjects"] if not each["number"]]
        assert (found["uncovered"], uncovered) == (3, ["Memorandum on mining", "Treaty on fish", "Protocol on ports"])

    def test_the_occasion_and_the_files_come_in_any_order(self, visit: Desk) -> None:
        assert account(visit, "one.txt", "visit") == account(visit, "OCC-2026-0001", "one.txt")

    def test_two_files_of_one_name_are_two_lists(self, visit: Desk) -> None:
        (visit.folder / "more").mkdir()
        (visit.folder / "more" / "one.txt").write_text(OTHER, "utf-8")
        assert account(visit, "one.txt", "more/one.txt")["drafts"] == {"one.txt": 3, "more/one.txt": 2}

    def test_the_register_is_left_as_it_is(self, visit: Desk) -> None:
        before = visit.path.read_bytes()
        visit.run("reconcile", "one.txt", "other.txt").ok()
        assert visit.path.read_bytes() == before


class TestPairs:
    def reckoned(self, recorded: list[dict[str, Any]], *lists: list[dict[str, Any]]) -> list[tuple[str, int]]:
        occasion = RegisteredOccasion.of(1, {"ref": "OCC-2026-0001", "name": "The visit"})
        listed = [
            Listed(str(place), [agreement(**given) for given in each], [Tally(1, "one")])
            for place, each in enumerate(lists)
        ]
        there = [registered(number, **given) for number, given in enumerate(recorded, 1)]
        return [(each.title, each.number) for each in reckon(occasion, there, listed).subjects]

    def test_one_agreement_covers_one_document(self) -> None:
        two = [{"title": "Agreement on the road fund"}, {"title": "Agreement on road tolls"}]
        assert self.reckoned([{"title": "Agreement on road tolls"}], two) == [
            ("Agreement on the road fund", 0),
            ("Agreement on road tolls", 1),
        ]

    def test_two_languages_meet_by_parties_and_sectors(self) -> None:
        russian = {"title": "Меморандум о дорогах", "titles": {"ru": "Меморандум о дорогах"}}
        assert self.reckoned([{}], [russian]) == [("Меморандум о дорогах", 1)]

    def test_one_field_in_other_words_is_one_document(self) -> None:
        assert self.reckoned([], [{"title": "Locomotives"}], [{"title": "Railway cars"}]) == [("Locomotives", 0)]

    def test_other_parties_are_another_document(self) -> None:
        uzbek = {"parties": [{"code": "UZ"}, {"code": "PK"}]}
        assert self.reckoned([{}], [uzbek]) == [("Memorandum on cooperation in railway transport", 0)]

    def test_a_placeholder_covers_nothing(self) -> None:
        assert self.reckoned([{"untitled": True}], [{}]) == [("Memorandum on cooperation in railway transport", 0)]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["nosuch.txt"], 4, "nosuch.txt is neither an occasion nor a file"),
        (["visit", "nosuch.txt"], 4, "there is no file nosuch.txt"),
        (["--format", "xml"], 2, "there is no format 'xml' here"),
    ],
)
def test_what_cannot_be_meant_is_refused(visit: Desk, words: list[str], code: int, says: str) -> None:
    run = visit.run("reconcile", *words)
    assert (run.code, run.err.splitlines()[0]) == (code, f"mou: {says}")


def test_a_text_of_an_unknown_occasion_wants_a_name(visit: Desk) -> None:
    visit.run("occasion", "add", "Another").ok()
    run = visit.run("reconcile", "one.txt")
    assert (run.code, run.err.splitlines()[-1]) == (4, "hint: name it: mou reconcile OCCASION FILE...")


def test_no_count_at_all_is_said(desk: Desk) -> None:
    run = desk.holding().run("reconcile", "--format", "json").ok()
    assert (run.json, run.err) == ([], "mou: no occasion says how many documents were announced\n")


def test_in_a_pipe_it_is_lines(visit: Desk) -> None:
    lines = visit.run("reconcile", "one.txt").ok().lines
    assert lines[0].split("\t") == ["occasion", "what", "count", "text", "source", "missing or agreement"]
    assert "OCC-2026-0001\tnamed\t\tAgreement on roads\tone.txt\tROADS" in lines


def test_on_a_terminal_it_is_an_account(visit: Desk) -> None:
    text = seen(visit, "reconcile", "one.txt", "other.txt").text
    assert "announced        37  37 documents  (APP; 36 missing)" in text
    assert "                  3  that no agreement covers" in text
    assert max(map(len, text.splitlines())) <= 80
