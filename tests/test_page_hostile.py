"""A register that means ill: on its page every text is text.

That no dialog opens, nothing is thrown, nothing said on the console and nothing requested is looked at by `opening` at
the end of every test.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.page_browser import Open, Opened, opening, page_of

SCRIPT = "</script><script>alert('s')</script><img src=x onerror=alert('i')><svg onload=alert('v')>"
ATTRIBUTE = "\" onmouseover=\"alert('a')\" autofocus onfocus=\"alert('f')"
EVIL: dict[str, Any] = {
    "ref": "A-1<b>",
    "title": SCRIPT,
    "titles": {SCRIPT: SCRIPT, "en": ATTRIBUTE},
    "type": ATTRIBUTE,
    "binding": "yes",
    "parties": [{"code": ATTRIBUTE, "name": SCRIPT, "agency": SCRIPT, "signatory": {"name": SCRIPT, "title": SCRIPT}}],
    "sectors": [SCRIPT, "__proto__", "constructor"],
    "signed": SCRIPT,
    "place": SCRIPT,
    "occasion": "OCC-1",
    "events": [{"kind": SCRIPT, "date": SCRIPT, "party": "__proto__", "note": SCRIPT, "by": SCRIPT}],
    "commitments": [{"id": 1, "text": SCRIPT, "due": "2026-12-01", "lead": SCRIPT, "status": ATTRIBUTE}],
    "targets": [{"id": 1, "metric": SCRIPT, "unit": SCRIPT, "value": 1, "by": ["2026-12"]}],
    "links": [{"rel": SCRIPT, "ref": SCRIPT}, {"rel": "constructor", "ref": "A-1<b>"}],
    "sources": [{"title": SCRIPT, "quote": SCRIPT, "url": "javascript:alert('u')", "certainty": "constructor"}],
    "identifiers": {SCRIPT: SCRIPT, "__proto__": "x"},
    "languages": [{"code": SCRIPT}],
    "tags": [SCRIPT],
    "notes": SCRIPT + "\u2028\u2029\u202e\x1b[31m",
    "<img src=x onerror=alert('k')>": {"deep": [SCRIPT]},
}
MEETING: dict[str, Any] = {
    "ref": "OCC-1",
    "name": SCRIPT,
    "place": SCRIPT,
    "date": SCRIPT,
    "parties": [{"name": SCRIPT}],
    "announced": [{"count": 3, "text": SCRIPT, "source": {"publisher": SCRIPT, "url": "javascript:alert('o')"}}],
    "commitments": [{"id": 1, "text": SCRIPT, "due": "2026-12-01"}],
    "notes": SCRIPT,
    "odd": SCRIPT,
}
ACTIVE = "img, iframe, object, embed, a[href^='javascript'], [onerror], [onload], [onfocus], [onmouseover]"


@pytest.fixture
def open_page(tmp_path: Path) -> Iterator[Open]:
    with opening(tmp_path) as opened:
        yield opened


@pytest.fixture
def page(open_page: Open) -> Opened:
    return open_page(page_of(EVIL, {"title": "Good", "parties": [{"code": "PK"}]}, occasions=[MEETING], own=SCRIPT))


@pytest.mark.parametrize("hash_", ["#", "#?view=timeline", "#?view=due", "#A-1%3Cb%3E", "#OCC-1"])
def test_every_view_is_inert(page: Opened, hash_: str) -> None:
    page.go(hash_)
    page.settle()
    assert page.page.locator(ACTIVE).count() == 0
    assert page.page.locator("script:not([type])").count() == 1


def test_the_text_is_shown_as_it_is(page: Opened) -> None:
    assert page.titles[0] == SCRIPT


def test_what_steers_a_text_is_replaced(page: Opened) -> None:
    page.go("#A-1%3Cb%3E")
    assert "\ufffd\ufffd[31m" in page.page.locator(".notes").inner_text()


def test_one_searches_for_markup_as_for_any_text(page: Opened) -> None:
    page.search("<script>alert(")
    assert page.numbers == [1]
    assert page.page.locator("#view mark").first.text_content() == "<script>alert("


def test_a_hostile_choice_is_a_choice(page: Opened) -> None:
    page.choose("Sector", "__proto__")
    assert page.numbers == [1]
    page.choose("Party", EVIL["parties"][0]["code"])
    assert page.numbers == [1]


@pytest.mark.parametrize(
    "hash_",
    ["#<img src=x onerror=alert(1)>", "#%", "#%E0%A4%A", "#?q=%3Cimg%20src=x%20onerror=alert(1)%3E", "#__proto__"],
)
def test_an_address_that_means_ill_does_nothing(page: Opened, hash_: str) -> None:
    page.go(hash_)
    page.settle()
    assert page.page.locator(ACTIVE).count() == 0


def test_the_policy_stops_what_would_get_in_all_the_same(open_page: Open) -> None:
    page = open_page(page_of({"title": "Policy"}))
    ran = page.page.evaluate(
        """() => {
          const script = document.createElement("script");
          try {
            script.textContent = "window.ran = true";
            document.body.append(script);
          } catch {
            return false;
          }
          return window.ran === true;
        }"""
    )
    assert ran is False
    page.expect("This document requires 'TrustedScript'")


def test_a_register_of_nonsense_dates_has_a_page(open_page: Open) -> None:
    days = ["0000", "9999-12-31", "9999", "2026-02-30", "10000-01-01", "-0044-03-15", "2026-05/2026-01"]
    term = {"duration": "P9999Y"}
    page = open_page(page_of(*({"signed": d, "events": [{"kind": "in-force", "date": d}], "term": term} for d in days)))
    for view in ("Timeline", "What is due", "List"):
        page.click(page.page.get_by_role("tab", name=view))
    assert page.count == f"{len(days)} agreements"
    for number in range(len(days)):
        page.click(page.page.locator("#view td.title a").nth(number))
        page.press("Escape")
