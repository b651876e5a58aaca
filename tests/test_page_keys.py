"""The register page by keyboard alone, and as a screen reader meets it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.page_browser import Open, Opened, opening, page_of

AGREEMENTS: list[dict[str, Any]] = [
    {"ref": "A-1", "title": "Rail", "sectors": ["rail"]},
    {"ref": "A-2", "title": "ثقافت میں تعاون", "sectors": ["culture"], "signed": "2024-01-01"},
    {"ref": "A-3", "title": "Мәдениет", "type": "treaty", "sectors": None, "commitments": [{"id": 1, "text": "X"}]},
]


@pytest.fixture
def open_page(tmp_path: Path) -> Iterator[Open]:
    with opening(tmp_path) as opened:
        yield opened


@pytest.fixture
def page(open_page: Open) -> Opened:
    return open_page(page_of(*AGREEMENTS))


@pytest.fixture
def fresh(open_page: Open) -> Opened:
    return open_page(page_of(*AGREEMENTS), fresh=True)


def test_the_focus_goes_as_one_reads(fresh: Opened) -> None:
    met = []
    for _ in range(12):
        fresh.page.keyboard.press("Tab")
        met.append(fresh.page.evaluate("() => document.activeElement.id || document.activeElement.innerText.trim()"))
    head, filters = ["skip", "theme", "print", "download"], ["by-party", "by-sector", "by-status", "by-type"]
    assert met == [*head, "text", *filters, "year-from", "year-to", "At a glance"]


def test_the_first_stop_leads_past_everything(fresh: Opened) -> None:
    fresh.press("Tab", "Enter", "Tab")
    assert fresh.page.evaluate("() => document.activeElement.closest('main') !== null")


def test_everything_that_can_be_reached_shows_that_it_is(fresh: Opened) -> None:
    for _ in range(30):
        fresh.page.keyboard.press("Tab")
        assert fresh.page.evaluate(
            """() => {
              const active = document.activeElement;
              if (active === document.body) return true;
              const { outlineStyle, outlineWidth } = getComputedStyle(active);
              return active.matches(":focus-visible") && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
            }"""
        )


def test_an_agreement_is_found_opened_and_closed_without_a_mouse(page: Opened) -> None:
    page.page.get_by_role("searchbox").focus()
    page.page.keyboard.type("rail")
    page.settle()
    page.page.locator("#view").get_by_role("link", name="Rail").focus()
    page.press("Enter")
    assert page.focused == "Rail"
    assert page.page.get_by_role("dialog", name="Rail").is_visible()
    page.press("Escape")
    assert page.focused == "Rail"


def test_the_focus_stays_within_the_open_card(page: Opened) -> None:
    page.go("#A-1")
    for _ in range(12):
        page.page.keyboard.press("Tab")
        assert page.page.evaluate(
            "() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )


def test_arrows_go_from_view_to_view(page: Opened) -> None:
    page.page.get_by_role("tab", name="List").focus()
    page.press("ArrowRight")
    assert page.page.get_by_role("tab", name="Timeline").get_attribute("aria-selected") == "true"
    page.press("End")
    assert page.focused.startswith("What is due")
    page.press("ArrowRight")
    assert page.focused == "List"


def test_arrows_go_through_a_closed_list_of_choices(page: Opened) -> None:
    party = page.page.get_by_label("Party", exact=True)
    party.focus()
    page.press("ArrowDown")
    assert page.page.url.endswith("#?party=KZ")
    page.press("ArrowDown")
    assert page.page.url.endswith("#?party=PK")
    page.press("Tab")
    party.focus()
    page.press("ArrowDown")
    assert page.page.url.endswith("#?party=PK&party=KZ")


def test_removing_a_filter_leaves_the_focus_on_the_next(page: Opened) -> None:
    page.choose("Type", "mou")
    page.search("rail")
    page.page.get_by_role("button", name="Remove filter: memorandum of understanding").focus()
    page.press("Enter")
    assert page.focused.startswith("“rail”")
    page.press("Enter")
    assert page.focused == "text"


@pytest.mark.parametrize("role", ["banner", "search", "main", "contentinfo"])
def test_there_is_one_landmark_of_each_kind(page: Opened, role: Any) -> None:
    assert page.page.get_by_role(role).count() == 1


def test_headings_leave_no_level_out(page: Opened) -> None:
    levels = page.page.locator("h1, h2, h3").evaluate_all("(all) => all.map((each) => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_control_has_a_name(page: Opened) -> None:
    nameless = page.page.locator("button, input, select, a, [role=tab], svg[role=img]").evaluate_all(
        """(all) => all.filter((each) => !(
          each.getAttribute("aria-label") || (each.labels && each.labels.length) || each.textContent.trim()
        )).map((each) => each.outerHTML)"""
    )
    assert nameless == []


def test_no_id_is_used_twice(page: Opened) -> None:
    ids = page.page.locator("[id]").evaluate_all("(all) => all.map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_what_is_named_by_id_is_there(page: Opened) -> None:
    page.go("#A-1")
    missing = page.page.evaluate(
        """() => ["for", "aria-labelledby", "aria-describedby", "aria-controls"].flatMap((name) =>
          [...document.querySelectorAll(`[${name}]`)].map((each) => each.getAttribute(name))
        ).filter((id) => !document.getElementById(id))"""
    )
    assert missing == []


def test_the_list_is_a_table_with_named_columns(page: Opened) -> None:
    table = page.page.get_by_role("table", name="Agreements")
    assert table.get_by_role("row").count() == 4
    headings = [each.inner_text().strip("▴").split()[0] for each in table.get_by_role("columnheader").all()]
    assert headings == ["No", "Title", "Parties", "Sectors", "Signed", "Status", "In", "Notice"]


def test_on_a_narrow_screen_it_is_a_table_still(open_page: Open) -> None:
    table = open_page(page_of(*AGREEMENTS), width=390).page.get_by_role("table", name="Agreements")
    assert table.get_by_role("row").count() == 4
    assert table.get_by_role("cell", name="Rail").count() >= 1


def test_how_many_there_are_is_spoken(page: Opened) -> None:
    page.search("rail")
    status = page.page.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    assert status.inner_text() == "1 of 3 agreements"


def test_a_title_says_its_language_and_finds_its_direction(page: Opened) -> None:
    titles = page.page.locator("td.title a")
    assert [each.get_attribute("lang") for each in titles.all()] == [None, "ur", "kk"]
    assert titles.evaluate_all("(all) => all.map((each) => getComputedStyle(each).direction)") == ["ltr", "rtl", "ltr"]


def test_a_title_in_another_language_is_marked_as_such(open_page: Open) -> None:
    page = open_page(page_of({"ref": "A-1", "titles": {"tr": "Demiryolu", "onclick=x": "Y"}}), "#A-1")
    languages = [each.get_attribute("lang") for each in page.page.locator(".other-title").all()]
    assert languages == ["tr", None]


def test_pictures_of_the_overview_speak_or_are_silent(page: Opened) -> None:
    assert page.page.locator("#panels svg:not([role=img]):not([aria-hidden=true])").count() == 0
    assert page.page.locator("svg.columns").get_attribute("aria-label") == "From 2024 to 2026, most in 2026: 2"
