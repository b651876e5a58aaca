"""The register page in use: search in any script, each filter, the order, pages of a long list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk
from tests.page_browser import Open, Opened, opening, page_of

LIVES: list[dict[str, Any]] = [
    {"title": "Rail transport", "sectors": ["rail"], "signed": "2020-03-01"},
    {
        "title": "Coopération économique à Nursultan",
        "type": "agreement",
        "sectors": ["trade"],
        "signed": "1995-05-05",
        "parties": [{"code": "KZ"}, {"code": "TR"}],
        "events": [{"kind": "in-force", "date": "1996-01-01"}],
        "term": {"duration": "P5Y", "renewal": "tacit", "notice": "P6M"},
    },
    {
        "title": "Сотрудничество в области железнодорожного транспорта",
        "type": "protocol",
        "sectors": ["road", "culture"],
        "signed": "2015",
        "events": [{"kind": "in-force", "date": "2016-01-01"}, {"kind": "notice-given", "date": "2026-10-01"}],
        "term": {"duration": "indefinite", "notice": "P12M"},
    },
    {
        "title": "ریلوے کے شعبے میں تعاون",
        "titles": {"en": "Railway sector, in another language"},
        "type": None,
        "sectors": None,
        "signed": "2025-12/2026-01",
        "parties": [{"code": "PK"}, {"name": "Aga Khan University"}],
    },
    {"title": "Draft", "signed": None, "sectors": ["transport"], "parties": [{"code": "PK"}, {"code": "TR"}]},
]


@pytest.fixture
def open_page(tmp_path: Path) -> Iterator[Open]:
    with opening(tmp_path) as opened:
        yield opened


@pytest.fixture
def page(open_page: Open) -> Opened:
    return open_page(page_of(*({**each, "ref": f"MOU-2026-{n:04}"} for n, each in enumerate(LIVES, 1))))


def test_all_are_listed_at_first(page: Opened) -> None:
    assert (page.numbers, page.count) == ([1, 2, 3, 4, 5], "5 agreements")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("RAIL", [1, 4]),
        ("cooperation economique", [2]),
        ("железнодорожного", [3]),
        ("ЖЕЛЕЗНО", [3]),
        ("ريلوے", [4]),  # with the Arabic ya, as another keyboard has it
        ("another sector", [4]),
        ('"sector, in"', [4]),
        ('"in sector"', []),
        ("aga khan", [4]),
        ("MOU-2026-0002", [2]),
        ("   ", [1, 2, 3, 4, 5]),
        ('"', [1, 2, 3, 4, 5]),
    ],
)
def test_search(page: Opened, words: str, found: list[int]) -> None:
    page.search(words)
    assert page.numbers == found


def test_what_was_found_is_marked(page: Opened) -> None:
    page.search("economique")
    assert page.page.locator("mark").all_text_contents() == ["économique"]


def test_where_it_was_found_is_shown_if_not_in_the_title(page: Opened) -> None:
    page.search("another")
    assert page.page.locator(".found").all_text_contents() == ["Railway sector, in another language"]


def test_the_search_finds_what_mou_list_finds(desk: Desk, open_page: Open) -> None:
    desk.shipped().run("export", "-o", "register.html").ok()
    page = open_page((desk.folder / "register.html").read_bytes())
    for word in ("astana", "tokayev", "железнодорож", "minister transport", "2023"):
        page.search(word)
        listed = desk.run("list", *word.split(), "--columns", "no", "--no-header", "--limit", "0").ok().lines
        assert page.count.startswith(f"{len(listed)} of")
        assert page.numbers == [int(each) for each in listed][:50]


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("Party", "TR", [2, 5]),
        ("Party", "Aga Khan University", [4]),
        ("Sector", "transport", [1, 3, 5]),  # the group, and what lies under it
        ("Sector", "rail", [1]),
        ("Status", "in-force", [2, 3]),  # what is ending is still in force
        ("Status", "ending", [3]),
        ("Type", "agreement", [2]),
        ("Signed, from year", "2016", [1, 4]),
        ("Signed, to year", "2015", [2, 3]),
    ],
)
def test_filter(page: Opened, label: str, value: str, found: list[int]) -> None:
    page.choose(label, value)
    assert page.numbers == found


def test_several_parties_must_all_be_there(page: Opened) -> None:
    page.choose("Party", "PK")
    page.choose("Party", "TR")
    assert page.numbers == [5]


def test_of_several_sectors_any_will_do(page: Opened) -> None:
    page.choose("Sector", "rail")
    page.choose("Sector", "culture")
    assert page.numbers == [1, 3]


def test_a_year_takes_in_what_may_lie_in_it(page: Opened) -> None:
    page.choose("Signed, from year", "2026")
    assert page.numbers == [4]


def test_a_choice_says_how_many_it_would_show(page: Opened) -> None:
    page.choose("Party", "KZ")
    assert page.options("Status") == ["Any status", "signed (1)", "in force (1)", "ending (1)"]


def test_a_choice_of_the_same_field_still_counts_the_others(page: Opened) -> None:
    page.choose("Type", "agreement")
    assert "Protocol (1)" in page.options("Type")


def test_a_filter_is_taken_back_by_its_button(page: Opened) -> None:
    page.choose("Type", "agreement")
    page.click(page.page.get_by_role("button", name="Remove filter: agreement"))
    assert page.count == "5 agreements"


def test_in_force_says_that_it_takes_in_what_is_ending(page: Opened) -> None:
    page.choose("Status", "in-force")
    assert page.page.get_by_role("button", name="Remove filter: in force, also where notice is given").is_visible()


def test_all_filters_are_cleared_at_once(page: Opened) -> None:
    page.search("rail")
    page.choose("Party", "PK")
    page.click(page.page.get_by_role("button", name="Clear all"))
    assert page.count == "5 agreements"


def test_where_nothing_fits_it_says_so(page: Opened) -> None:
    page.search("xyz")
    assert "No agreement fits." in page.page.locator("#view").inner_text()
    assert page.count == "0 of 5 agreements"


def test_a_bar_sets_its_filter_and_keeps_the_focus(page: Opened) -> None:
    page.click(page.page.get_by_role("button", name="Transport 3"))
    assert page.numbers == [1, 3, 5]
    assert page.focused.startswith("Transport")
    page.press("Enter")
    assert page.count == "5 agreements"


def test_below_a_group_that_is_asked_for_stand_its_leaves(page: Opened) -> None:
    page.choose("Sector", "transport")
    assert page.page.locator(".sectors .inner .bar-label").all_text_contents() == ["Railways", "Road transport"]


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        ("no", [1, 2, 3, 4, 5]),
        ("title", [2, 5, 1, 3, 4]),
        ("signed", [2, 3, 1, 4, 5]),
        ("-signed", [4, 1, 3, 2, 5]),  # what is absent comes last either way
        ("status", [5, 1, 4, 2, 3]),
        ("expires", [3, 2, 1, 4, 5]),
        ("notice", [2, 1, 3, 4, 5]),
    ],
)
def test_order(page: Opened, order: str, numbers: list[int]) -> None:
    page.choose("Sort by", order)
    assert page.numbers == numbers


def test_the_order_is_that_of_mou_list(desk: Desk, open_page: Open) -> None:
    desk.shipped().run("export", "-o", "register.html").ok()
    page = open_page((desk.folder / "register.html").read_bytes())
    for order in ("title", "signed", "-signed", "status", "expires", "notice"):
        page.choose("Sort by", order)
        listed = desk.run("list", "--sort", order, "--columns", "no", "--no-header", "--limit", "0").ok().lines
        assert page.numbers == [int(each) for each in listed]


def test_a_heading_sorts_and_turns_round(page: Opened) -> None:
    heading = page.page.get_by_role("columnheader", name="Title")
    page.click(heading.get_by_role("button"))
    assert (page.numbers, heading.get_attribute("aria-sort")) == ([2, 5, 1, 3, 4], "ascending")
    assert page.focused.startswith("Title")
    page.press("Enter")
    assert (page.numbers, heading.get_attribute("aria-sort")) == ([4, 3, 1, 5, 2], "descending")


def test_a_long_list_has_pages(open_page: Open) -> None:
    page = open_page(page_of(*({"title": f"Title {n}"} for n in range(1, 121))))
    assert (len(page.numbers), page.count) == (50, "120 agreements")
    page.click(page.page.get_by_role("button", name="Next"))
    page.click(page.page.get_by_role("button", name="Next"))
    assert page.numbers == list(range(101, 121))
    assert page.page.get_by_role("button", name="Next").is_disabled()


def test_a_filter_begins_at_the_first_page(open_page: Open) -> None:
    page = open_page(page_of(*({"title": f"Title {n}"} for n in range(1, 121))), "#?page=2")
    assert page.numbers[0] == 51
    page.search("title")
    assert page.numbers[0] == 1


def test_what_is_asked_stands_in_the_address(page: Opened) -> None:
    page.search("rail")
    page.choose("Party", "PK")
    page.choose("Sort by", "title")
    assert page.page.url.endswith("#?q=rail&party=PK&sort=title")
    page.page.reload()
    assert page.count == "2 of 5 agreements"


def test_an_address_that_asks_nonsense_shows_all(open_page: Open) -> None:
    page = open_page(page_of({}), "#?sort=__proto__&view=x&page=-3&from=abc&page=1e9")
    assert page.count == "1 agreement"


def test_ten_thousand_are_filtered_without_a_pause(open_page: Open) -> None:
    titles = ("Railway transport", "Сотрудничество в области культуры", "تعلیم کے شعبے میں تعاون", "Customs matters")
    many = ({"title": f"{titles[n % 4]}, no. {n}", "uid": None, "notes": "words " * 20} for n in range(10_000))
    page = open_page(page_of(*many))
    page.search("warm up")
    took = page.page.evaluate(
        """async () => {
          const text = document.getElementById("text");
          const begun = performance.now();
          text.value = "культуры 99";
          text.dispatchEvent(new Event("input"));
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          return performance.now() - begun;
        }"""
    )
    assert page.count == "43 of 10,000 agreements"
    assert took < 400  # milliseconds; bench/register_page.py has the real figure
