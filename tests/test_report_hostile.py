"""A register that attacks its readers, as reports: text stays text in every format, and nothing in them steers."""

import io
import re
import zipfile
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document as open_docx
from markdown_it import MarkdownIt
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.desk import Desk
from tests.hostile import NASTY, hostile_fields, steering
from tests.test_report_formats import Page

REPORTS = (["implementation"], ["country", "--party", "PK"], ["occasion"])
NOT_THE_LONG = {name: text for name, text in NASTY.items() if name != "long"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("hostile"))
    rows = [hostile_fields(text, number, occasion=text) for number, text in enumerate(NOT_THE_LONG.values(), 1)]
    visits = [
        {"ref": text, "name": text, "place": text, "notes": text, "announced": [{"count": 2, "text": text}]}
        for text in (NASTY["markup"], NASTY["markdown"], NASTY["controls"], NASTY["formula"])
    ]
    return desk.holding(*rows, occasions=visits)


def made(desk: Desk, words: list[str], form: str) -> bytes:
    name = f"{words[0]}.{form}"
    desk.run("report", *words, "-o", name, "--force").ok()
    return (desk.folder / name).read_bytes()


@pytest.mark.parametrize("words", REPORTS, ids=lambda words: words[0])
def test_html_holds_no_element_and_no_attribute_of_theirs(desk: Desk, words: list[str]) -> None:
    data = made(desk, words, "html")
    page = Page(data)
    allowed = {"class", "dir", "lang", "scope", "style", "role", "aria-label", "tabindex"}
    allowed |= {"charset", "content", "http-equiv", "name"}
    assert {name for _, attrs in page.found for name in attrs} <= allowed
    assert not {tag for tag, _ in page.found} & {"script", "img", "b", "a", "r", "t", "https:"}
    assert {attrs["style"] for tag, attrs in page.found if "style" in attrs if tag != "i"} == set()
    assert steering(data.decode()) == set()
    assert NASTY["markup"] in unescape(data.decode())


@pytest.mark.parametrize("words", REPORTS, ids=lambda words: words[0])
def test_markdown_shows_their_letters_and_does_nothing(desk: Desk, words: list[str]) -> None:
    data = made(desk, words, "md").decode()
    page = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"]).render(data)
    assert set(re.findall(r"<([a-z][a-z0-9]*)", page)) <= {
        *("h1", "h2", "p", "ul", "li", "strong", "em", "table", "thead", "tbody", "tr", "th", "td", "hr", "br"),
    }
    assert steering(data) == set()
    assert NASTY["markdown"] in unescape(page)


@pytest.mark.parametrize("words", REPORTS, ids=lambda words: words[0])
def test_xlsx_holds_texts_and_no_formulas_or_links(desk: Desk, words: list[str]) -> None:
    data = made(desk, words, "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not any("<f>" in part or "<hyperlink" in part for part in parts.values())
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    cells = {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert any(NASTY["formula"] in cell for cell in cells)
    assert {char for cell in cells for char in steering(cell)} == set()


@pytest.mark.parametrize("words", REPORTS, ids=lambda words: words[0])
def test_docx_is_sound_and_holds_texts_alone(desk: Desk, words: list[str]) -> None:
    data = made(desk, words, "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
        body = archive.read("word/document.xml").decode()
    assert set(re.findall(r"<w:instrText>(.*?)<", body)) == set()
    assert "w:hyperlink" not in body
    texts = [cell.text for table in open_docx(io.BytesIO(data)).tables for row in table.rows for cell in row.cells]
    assert any(NASTY["markup"] in text for text in texts)
    assert {char for text in texts for char in steering(text)} == set()


def test_pdf_runs_nothing_of_theirs(desk: Desk) -> None:
    reader = PdfReader(io.BytesIO(made(desk, ["implementation"], "pdf")))
    text = "".join(page.extract_text() for page in reader.pages)
    assert '#read("/etc/passwd")' in re.sub(r"[\s\u200b]", "", text)
    assert "root:" not in text
    assert not any("/Annots" in page for page in reader.pages)
    assert not {"/OpenAction", "/AA"} & reader.root_object.keys()


def test_a_text_of_forty_thousand_letters_is_written_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path).holding({"title": NASTY["long"], "parties": [{"code": "KZ"}], "signed": "2020-01-01"})
    assert made(desk, ["stale"], "md").count(b"x" * 40_000) == 1
    pages = PdfReader(io.BytesIO(made(desk, ["stale"], "pdf"))).pages
    assert len(pages) * pages[1].extract_text().count("x") > 39_000
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(made(desk, ["stale"], "xlsx"))).get_sheet_by_name("Stale")
    assert str(sheet.to_python()[1][1]).endswith("x…")
