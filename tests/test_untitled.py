"""Documents whose titles are not known yet: recorded as placeholders, counted, listed, replaced one by one."""

import pytest

from tests.desk import Desk
from tests.papers import TEXT


@pytest.fixture
def visit(desk: Desk) -> Desk:
    desk.holding(occasions=[{"ref": "OCC-2026-0001", "name": "The visit", "announced": [{"count": 5, "text": "five"}]}])
    desk.run("add", "--untitled", "3", "--occasion", "visit", "--party", "KZ", "--party", "PK", "--tag", "asked").ok()
    return desk


def untitled(desk: Desk) -> list[str]:
    return desk.run("list", "untitled:yes", "--columns", "ref", "--no-header").ok().lines


def test_so_many_are_recorded_and_listed(visit: Desk) -> None:
    assert untitled(visit) == ["MOU-2026-0001", "MOU-2026-0002", "MOU-2026-0003"]


def test_they_were_signed_on_a_day_that_is_not_known(visit: Desk) -> None:
    assert visit.agreements["1"]["events"] == [{"kind": "signed"}]
    assert visit.run("list", "status:signed", "--columns", "no", "--no-header").ok().lines == ["1", "2", "3"]


def test_all_are_one_change(visit: Desk) -> None:
    assert [len(each["refs"]) for each in visit.run("history", "--format", "json").ok().json][-1] == 3


def test_a_title_takes_one_out_of_their_number(visit: Desk) -> None:
    visit.run("set", "2", "title=Agreement on roads").ok()
    assert untitled(visit) == ["MOU-2026-0001", "MOU-2026-0003"]
    assert "untitled" not in visit.agreements["2"]


def test_any_other_field_leaves_it_untitled(visit: Desk) -> None:
    visit.run("set", "2", "place=Islamabad").ok()
    assert len(untitled(visit)) == 3


def test_more_of_them_go_on_counting(visit: Desk) -> None:
    visit.run("set", "1", "title=Agreement on roads").ok()
    visit.run("add", "--untitled", "1", "--occasion", "visit").ok()
    assert visit.agreements["4"]["title"] == "Title not known, document 4"


def test_intake_puts_documents_in_their_places(visit: Desk) -> None:
    before = visit.agreements["1"]
    (visit.folder / "a.txt").write_text(TEXT, "utf-8")
    run = visit.run("intake", "a.txt", "--save", "--yes", "--occasion", "visit").ok()
    assert run.lines == ["MOU-2026-0001", "MOU-2026-0002"]
    assert "mou: MOU-2026-0001 was a document without a title" in run.err
    made = visit.agreements["1"]
    assert (made["uid"], made["tags"]) == (before["uid"], ["asked"])
    assert (made["title"], made["signed"]) == ("Memorandum of Understanding on cooperation in railways", "2026-02-04")
    assert "events" not in made
    assert untitled(visit) == ["MOU-2026-0003"]


def test_documents_of_another_occasion_leave_them(visit: Desk) -> None:
    visit.run("occasion", "add", "Another").ok()
    (visit.folder / "a.txt").write_text(TEXT, "utf-8")
    visit.run("intake", "a.txt", "--save", "--yes", "--occasion", "Another").ok()
    assert len(untitled(visit)) == 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--untitled", "3"], "documents without titles belong to an occasion"),
        (["--untitled", "0", "--occasion", "visit"], "0 documents without titles cannot be meant"),
        (["--untitled", "501", "--occasion", "visit"], "501 documents without titles cannot be meant"),
        (["A title", "--untitled", "2", "--occasion", "visit"], "documents without titles share no title"),
        (["--untitled", "2", "--ref", "OURS", "--occasion", "visit"], "documents without titles share no ref"),
    ],
)
def test_what_cannot_be_meant_is_refused(visit: Desk, words: list[str], says: str) -> None:
    before = visit.path.read_bytes()
    run = visit.run("add", *words)
    assert (run.code, run.err.splitlines()[0]) == (2, f"mou: {says}")
    assert visit.path.read_bytes() == before


def test_a_dry_run_stores_nothing(visit: Desk) -> None:
    before = visit.path.read_bytes()
    assert (
        visit.run("add", "--untitled", "2", "--occasion", "visit", "--dry-run").ok().err == "mou: nothing was stored\n"
    )
    assert visit.path.read_bytes() == before


def test_they_count_as_recorded_and_not_as_titled(visit: Desk) -> None:
    account = visit.run("reconcile", "visit", "--format", "json").ok().json[0]
    assert (account["recorded"], account["placeholders"], account["exact_titles"]) == (3, 3, 0)
    assert [each["missing"] for each in account["announced"]] == [2]
