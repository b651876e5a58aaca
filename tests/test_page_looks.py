"""How the register page looks: colours that can be read, in light and dark, on a telephone, on paper, in any script."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.page_browser import Open, opening, page_of

TONES = ("green", "blue", "amber", "red", "grey", "violet")
# Text, its ground, and how far they must stand apart: WCAG 2.2, 1.4.3 for text, 1.4.11 for lines and marks.
PAIRS = [
    *((text, ground, 4.5) for text in ("ink", "muted", "accent", "red", "amber") for ground in ("paper", "sheet")),
    *((tone, f"{tone}-tint", 4.5) for tone in TONES),
    *((tone, ground, 3.0) for tone in TONES for ground in ("paper", "sheet")),
    ("ink", "raised", 4.5),
    ("muted", "raised", 4.5),
    ("ink", "mark", 4.5),
    ("accent", "mark", 4.5),
    ("on-accent", "accent", 4.5),
    *(("focus", ground, 3.0) for ground in ("paper", "sheet", "raised")),
    *(("edge", ground, 3.0) for ground in ("paper", "sheet")),
]
LONG: dict[str, Any] = {
    "ref": "A-REFERENCE-THAT-IS-VERY-LONG-AND-HAS-NO-PLACE-TO-BREAK-2026-0001",
    "title": "Соглашение между Правительством Республики Казахстан и Правительством Исламской Республики Пакистан",
    "parties": [{"code": "KZ"}, {"code": "AE"}, {"name": "https://a.example/" + "x" * 200}],
    "sectors": ["virtual-assets", "plant-protection", "counter-terrorism"],
    "sources": [{"title": "S", "url": "https://a.example/" + "y" * 300}],
    "notes": "z" * 400,
    "events": [{"kind": "in-force", "date": "1999-04-01"}],
    "term": {"duration": "P10Y", "renewal": "tacit", "notice": "P6M"},
}
LETTERS = "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۓيكةىؤئأإآەۇۆۋڭۈ۰۱۲۳۴۵٠١٢؟،ﷺ"
DRAWN = """async (letters) => {
  await document.fonts.load('40px "Register Naskh"', letters);
  const canvas = new OffscreenCanvas(160, 90).getContext("2d", { willReadFrequently: true });
  const drawn = (letter, font) => {
    canvas.clearRect(0, 0, 160, 90);
    canvas.font = `40px ${font}`;
    canvas.fillText(letter, 40, 55);
    return canvas.getImageData(0, 0, 160, 90).data.join("");
  };
  const missing = (each) => drawn(each, '"Register Naskh", monospace') === drawn(each, "monospace");
  return [...letters].filter(missing);
}"""


@pytest.fixture
def open_page(tmp_path: Path) -> Iterator[Open]:
    with opening(tmp_path) as opened:
        yield opened


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colours(page: Any) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        """(names) => {
          const style = getComputedStyle(document.documentElement);
          return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
        }""",
        sorted({name for one, other, _ in PAIRS for name in (one, other)}),
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_stands_out_from_its_ground(open_page: Open, scheme: Any) -> None:
    page = open_page(page_of(LONG, {})).page
    page.emulate_media(color_scheme=scheme)
    found = colours(page)
    apart = {(one, other): (contrast(found[one], found[other]), least) for one, other, least in PAIRS}
    assert {pair: ratio for pair, (ratio, least) in apart.items() if ratio < least} == {}


def ground(page: Any) -> str:
    colour: str = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return colour


def test_the_system_says_whether_it_is_dark(open_page: Open) -> None:
    page = open_page(page_of(LONG, {})).page
    page.emulate_media(color_scheme="dark")
    assert ground(page) == "rgb(22, 24, 27)"
    page.emulate_media(color_scheme="light")
    assert ground(page) == "rgb(247, 245, 240)"


def test_a_person_may_say_otherwise_and_it_stays_so(open_page: Open) -> None:
    page = open_page(page_of(LONG, {})).page
    button = page.get_by_role("button", name="Theme")
    button.click()
    button.click()
    page.reload()
    assert button.inner_text() == "Theme: dark"
    assert ground(page) == "rgb(22, 24, 27)"
    button.click()
    assert button.inner_text() == "Theme: auto"


WIDTHS = (320, 390, 820, 1100, 1400)
OVER = "(each) => each.scrollWidth - each.clientWidth"


@pytest.mark.parametrize("view", ["list", "timeline", "due"])
def test_nothing_runs_over_the_edge(open_page: Open, view: str) -> None:
    page = open_page(page_of(LONG, {}), f"#?view={view}").page
    over = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over[width] = page.locator("html").evaluate(OVER)
    assert {width: pixels for width, pixels in over.items() if pixels > 0} == {}


def test_no_card_runs_over_the_edge(open_page: Open) -> None:
    page = open_page(page_of(LONG, {}), f"#{LONG['ref']}").page
    over = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over[width] = page.locator("#sheet").evaluate(OVER)
    assert {width: pixels for width, pixels in over.items() if pixels > 0} == {}


def test_a_telephone_shows_the_list_before_the_overview(open_page: Open) -> None:
    page = open_page(page_of(LONG, {}), width=390).page
    assert page.locator("#panels").is_hidden()
    page.get_by_role("heading", name="At a glance").click()
    assert page.locator("#panels").is_visible()
    page.get_by_role("heading", name="At a glance").click()


def test_what_one_touches_is_large_enough(open_page: Open) -> None:
    # WCAG 2.2, 2.5.8: 24 pixels.
    page = open_page(page_of(LONG, {}), width=390).page
    small = page.locator("button:visible, select:visible, input:visible, summary:visible").evaluate_all(
        """(all) => all.filter((each) => each.getBoundingClientRect().height < 24 && !each.matches("thead button"))
          .map((each) => each.outerHTML)"""
    )
    assert small == []


def test_on_paper_there_is_all_of_it_and_nothing_to_press(open_page: Open) -> None:
    opened = open_page(page_of(*({"title": f"Title {n}"} for n in range(120))))
    page = opened.page
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert len(opened.numbers) == 120
    assert [each for each in ("#ask", "#theme", "#tabs", "#pages", "#glance") if page.locator(each).is_visible()] == []
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert len(opened.numbers) == 50


def test_on_paper_it_is_light(open_page: Open) -> None:
    page = open_page(page_of(LONG, {})).page
    page.emulate_media(media="print", color_scheme="dark")
    assert ground(page) == "rgb(255, 255, 255)"


def test_an_open_card_is_printed_alone(open_page: Open) -> None:
    page = open_page(page_of({"ref": "A-1"}, {}), "#A-1").page
    page.emulate_media(media="print")
    assert page.locator(".desk").is_hidden()
    assert page.locator("dialog h2").is_visible()


def test_a_printed_list_goes_on_from_page_to_page(open_page: Open) -> None:
    page = open_page(page_of(*({"title": f"Title {n}"} for n in range(60)))).page
    page.emulate_media(media="print")
    pdf = page.pdf(prefer_css_page_size=True)
    pages = [paper.extract_text() for paper in PdfReader(BytesIO(pdf)).pages]
    assert len(pages) >= 3
    assert all("Notice by" in words and "Status" in words for words in pages)  # each with its headings


def test_the_font_has_every_letter_that_urdu_arabic_and_kazakh_need(open_page: Open) -> None:
    # A letter that the font lacks is drawn as the next font draws it.
    assert open_page(page_of({"title": "ٹ"})).page.evaluate(DRAWN, LETTERS) == []
