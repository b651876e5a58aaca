"""The card of one agreement on the register page: what it says, how it is reached, and the other views."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk
from tests.page_browser import Open, Opened, opening, page_of

ROAD: dict[str, Any] = {
    "ref": "ROAD-1",
    "title": "International road transport",
    "titles": {"ru": "Международное автомобильное сообщение", "ur": "سڑک"},
    "binding": "yes",
    "parties": [
        {"code": "KZ", "lead": True, "agency": "Ministry", "signatory": {"name": "A. B.", "title": "Minister"}},
        {"code": "PK"},
    ],
    "occasion": "OCC-2026-0001",
    "signed": "1998-02-03",
    "place": "Almaty",
    "events": [{"kind": "in-force", "date": "1999-04-01"}],
    "term": {"duration": "P10Y", "renewal": "tacit", "notice": "P6M"},
    "commitments": [{"id": 1, "text": "Name the border crossings", "lead": "KZ: Customs", "due": "2026-10-01"}],
    "targets": [{"id": 1, "metric": "trade", "unit": "USD", "value": 10**9, "by": ["2027-02", "2028-02"]}],
    "sources": [
        {"title": "Article 12", "quote": "ten years", "fields": ["term.duration"], "certainty": "exact"},
        {"publisher": "Gazette", "url": "https://gazette.example/12", "certainty": "reported"},
    ],
    "identifiers": {"unts": "I-12345"},
    "former_refs": ["OLD-9"],
    "notes": "First line\nsecond line",
    "dossier": {"shelf": 12},
}
OTHERS: list[dict[str, Any]] = [
    {"ref": "PROTOCOL-1", "title": "A protocol to it", "links": [{"rel": "amends", "ref": "ROAD-1"}]},
    {"ref": None, "title": "Without a reference"},
]
VISIT = {
    "ref": "OCC-2026-0001",
    "name": "A state visit",
    "date": "2026-02-03/2026-02-04",
    "announced": [{"count": 37, "source": {"publisher": "APP"}}, {"count": 30, "text": "more than 30"}],
    "commitments": [{"id": 1, "text": "A roadmap", "due": "2026-12"}],
}


@pytest.fixture
def open_page(tmp_path: Path) -> Iterator[Open]:
    with opening(tmp_path) as opened:
        yield opened


@pytest.fixture
def page(open_page: Open) -> Opened:
    return open_page(page_of(ROAD, *OTHERS, occasions=[VISIT]))


def card(page: Opened, ref: str = "ROAD-1") -> str:
    page.page.evaluate(f"() => {{ location.hash = '#{ref}'; }}")
    page.page.locator("dialog[open] h2").wait_for()
    return page.page.locator("dialog[open]").inner_text()


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the card of the first agreement says, read once."""
    with opening(tmp_path_factory.mktemp("road")) as opened:
        return card(opened(page_of(ROAD, *OTHERS, occasions=[VISIT])))


@pytest.mark.parametrize(
    "words",
    [
        "ROAD-1 · No 1 · memorandum of understanding · binding",
        "Международное автомобильное сообщение",
        "from 1 Apr 1999 through 31 Mar 2029, renewed 2 times",
        "= in force 1 Apr 1999 + 10 years + 2 renewals of 10 years - 1 day",
        "= 31 Mar 2029 - 6 months",
        "ten years",
        "signed by A. B., Minister",
        "3 Feb 1998, Almaty",
        "A state visit",
        "10 years, renewed tacitly for 10 years; notice 6 months",
        "Name the border crossings",
        "trade: 1 billion USD",
        "the deadlines contradict each other",
        "amended by A protocol to it",
        "First line\nsecond line",
        "https://gazette.example/12",
        "unts\nI-12345",
        'dossier\n{"shelf":12}',
    ],
)
def test_the_card_tells(road: str, words: str) -> None:
    assert words in road


def test_what_is_not_known_is_said(page: Opened) -> None:
    assert "entry into force is missing" in card(page, "PROTOCOL-1")


def test_a_title_opens_the_card_and_its_address(page: Opened) -> None:
    page.click(page.page.locator("#view").get_by_role("link", name="International road transport"))
    assert page.page.get_by_role("dialog", name="International road transport").is_visible()
    assert page.page.url.endswith("#ROAD-1")
    assert page.page.title() == "International road transport · Register of agreements"


@pytest.mark.parametrize("ref", ["ROAD-1", "road-1", "OLD-9"])
def test_a_link_leads_to_one_agreement(open_page: Open, ref: str) -> None:
    page = open_page(page_of(ROAD, *OTHERS), f"#{ref}", fresh=True)
    assert page.page.get_by_role("dialog", name="International road transport").is_visible()


def test_an_agreement_without_a_reference_goes_by_its_number(page: Opened) -> None:
    assert "Without a reference" in card(page, "no-3")


def test_a_link_to_what_is_not_there_shows_the_list_and_says_so(open_page: Open) -> None:
    page = open_page(page_of(ROAD), "#NOT-THERE")
    assert page.count == "1 agreement; none is called NOT-THERE"
    assert page.page.locator("dialog[open]").count() == 0


def test_a_closed_card_gives_address_and_focus_back(page: Opened) -> None:
    page.search("road")
    page.click(page.page.locator("#view").get_by_role("link", name="International road transport"))
    page.press("Escape")
    assert page.page.locator("dialog[open]").count() == 0
    assert page.page.url.endswith("#?q=road")
    assert page.focused == "International road transport"


def test_the_way_back_leads_from_card_to_list(page: Opened) -> None:
    page.click(page.page.locator("#view").get_by_role("link", name="International road transport"))
    page.page.go_back()
    page.page.locator("dialog[open]").wait_for(state="hidden")
    page.page.go_forward()
    page.page.locator("dialog[open]").wait_for()


def test_one_leafs_through_what_was_found(page: Opened) -> None:
    card(page)
    dialog = page.page.get_by_role("dialog")
    assert dialog.get_by_role("button", name="Previous").is_disabled()
    page.click(dialog.get_by_role("button", name="Next"))
    assert page.page.url.endswith("#PROTOCOL-1")
    assert page.focused == "A protocol to it"


def test_a_related_agreement_is_one_step_away(page: Opened) -> None:
    card(page, "PROTOCOL-1")
    page.click(page.page.get_by_role("dialog").get_by_role("link", name="International road transport"))
    page.page.get_by_role("dialog", name="International road transport").wait_for()


def test_an_occasion_has_a_card(page: Opened) -> None:
    said = card(page, "OCC-2026-0001")
    for words in ("37", "more than 30", "The sources disagree.", "1\non this page", "A roadmap", "International road"):
        assert words in said


def test_an_address_that_does_not_lead_to_the_web_is_no_link(open_page: Open) -> None:
    urls = ["javascript:alert(1)", "JavaScript://a/%0aalert(1)", "data:text/html,x", "ftp://a.example", "//a.example"]
    page = open_page(page_of({"ref": "A-1", "sources": [{"title": "S", "url": url} for url in urls]}), "#A-1")
    assert page.page.locator("dialog[open] .address").all_text_contents() == urls
    assert page.page.locator("dialog[open] .address a").count() == 0


def test_a_link_to_the_web_opens_apart_and_tells_nothing(page: Opened) -> None:
    card(page)
    link = page.page.get_by_role("link", name="https://gazette.example/12")
    assert link.get_attribute("href") == "https://gazette.example/12"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_what_is_due_stands_soonest_first(page: Opened) -> None:
    page.click(page.page.get_by_role("tab", name="What is due"))
    headings = page.page.locator(".due h3").all_text_contents()
    acts = page.page.locator(".due .act").all_text_contents()
    assert headings == ["Overdue", "Within 90 days", "Within a year"]
    assert acts[:2] == ["Name the border crossings", "A roadmap"]
    assert page.count == "3 things due"


def test_what_is_due_follows_the_filters(page: Opened) -> None:
    page.search("protocol")
    page.click(page.page.get_by_role("tab", name="What is due"))
    assert page.count == "nothing due"


def test_due_is_what_mou_due_says(desk: Desk, open_page: Open) -> None:
    desk.shipped().run("export", "-o", "register.html").ok()
    page = open_page((desk.folder / "register.html").read_bytes(), "#?view=due")
    told = desk.run("due", "--within", "1y", "--format", "json").ok().json
    acts = page.page.locator(".due .act").all_text_contents()
    assert acts == [each["act"][:1].upper() + each["act"][1:] for each in told]


def test_the_timeline_says_each_life_in_words(page: Opened) -> None:
    page.click(page.page.get_by_role("tab", name="Timeline"))
    lives = [each.get_attribute("aria-label") for each in page.page.locator("#view svg.life[role=img]").all()]
    assert lives[0] == (
        "International road transport: signed 3 Feb 1998; in force from 1 Apr 1999; "
        "last notice day 30 Sep 2028; renewed, or ceases, on 1 Apr 2029"
    )
    assert len(lives) == 3


def test_the_timeline_draws_a_life_to_scale(open_page: Open) -> None:
    lives = ({"signed": f"{year}-01-01", "entry_into_force": {"mode": "signature"}} for year in (2007, 2017))
    page = open_page(page_of(*lives), "#?view=timeline")
    lefts = [
        round(float((each.get_attribute("x1") or "").rstrip("%")))
        for each in page.page.locator("#view .stretch.running").all()
    ]
    assert lefts == [0, 50]  # from 2007 to the end of 2026


def test_a_page_with_nothing_has_nothing_wrong(open_page: Open) -> None:
    page = open_page(page_of())
    assert "This register is empty." in page.page.locator("#view").inner_text()
    for tab in ("Timeline", "What is due"):
        page.click(page.page.get_by_role("tab", name=tab))
