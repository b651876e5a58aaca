"""The rows that the register page shows, as CSV."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.page_browser import Open, Opened, opening, page_of


@pytest.fixture
def open_page(tmp_path: Path) -> Iterator[Open]:
    with opening(tmp_path) as opened:
        yield opened


def downloaded(page: Opened) -> str:
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name="Download CSV").click()
    return Path(waiting.value.path()).read_bytes().decode()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_it_is_named_by_the_day(open_page: Open) -> None:
    page = open_page(page_of({}))
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name="Download CSV").click()
    assert waiting.value.suggested_filename == "agreements-2026-11-21.csv"


def test_it_is_what_mou_exports(desk: Desk, open_page: Open) -> None:
    desk.shipped().run("export", "-o", "register.html").ok()
    text = downloaded(open_page((desk.folder / "register.html").read_bytes()))
    columns = text.removeprefix("\ufeff").split("\r\n")[0]
    desk.run("export", "-o", "same.csv", "--columns", columns).ok()
    assert text == "\ufeff" + (desk.folder / "same.csv").read_bytes().decode()


def test_only_what_is_shown_goes_out_in_its_order(open_page: Open) -> None:
    page = open_page(page_of({"title": "B rail"}, {"title": "C"}, {"title": "A rail"}), fresh=True)
    page.search("rail")
    page.choose("Sort by", "title")
    assert [row["title"] for row in rows(downloaded(page))] == ["A rail", "B rail"]


def test_all_pages_go_out(open_page: Open) -> None:
    page = open_page(page_of(*({"title": f"Title {n}"} for n in range(120))))
    assert len(rows(downloaded(page))) == 120


def test_a_formula_is_disarmed(open_page: Open) -> None:
    titles = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'quoted", "=cmd|' /C calc'!A0"]
    found = rows(downloaded(open_page(page_of(*({"title": title} for title in titles)))))
    assert [row["title"] for row in found] == [f"'{title}" for title in titles]


def test_quotes_and_lines_stay_in_their_cell(open_page: Open) -> None:
    text = 'a "b", c\nd; e'
    assert rows(downloaded(open_page(page_of({"notes": text}))))[0]["notes"] == text
