"""Each format of a report, opened by a program that is not ours."""

import io
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from mou_cli.reports.document import (
    Bar,
    Bars,
    Beside,
    Column,
    Document,
    Facts,
    Footing,
    Heading,
    Paragraph,
    Table,
    Text,
    is_right_to_left,
)
from mou_cli.reports.formats.formats import FORMATS, writer

URDU = "ریلوے میں تعاون پر مفاہمتی یادداشت"
KAZAKH = "Теміржол саласындағы ынтымақтастық: әғқңөұүһі"
RUSSIAN = "Соглашение о железнодорожном сообщении"
HASH = "3f" * 32
COLUMNS = (Column("No", "number"), Column("Title", "text", 4), Column("Signed", "date"))
ROWS = (
    (1, [Text("Railways"), Text(URDU, "ur"), Text(KAZAKH, "kk", quiet=True)], "2026-02-04"),
    (1200, [Text(URDU)], "1995-03"),
    (None, RUSSIAN, ""),
)
DOCUMENT = Document(
    "Railways",
    Text("A brief"),
    (
        Facts([("In force", "2")]),
        Beside(Bars("By sector", [Bar("Rail", 4), Bar("Road", 1)]), Bars("By status", [Bar("signed", 0)])),
        Heading("The agreements"),
        Paragraph(Text("Three of them.")),
        Table("Agreements", COLUMNS, ROWS),
    ),
    Footing("2026-11-21", 3, "sector:rail", "", HASH),
)
FOOT = "As of 21 Nov 2026 · filters: sector:rail · 3 agreements"


def written(form: str, document: Document = DOCUMENT) -> bytes:
    return writer(form)(document, lambda _: None)


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"docx"}))  # python-docx notes the time in its zip
def test_the_same_document_is_the_same_bytes(form: str) -> None:
    assert written(form) == written(form)


def test_markdown() -> None:
    lines = written("md").decode().splitlines()
    assert lines[0] == "# Railways"
    assert "| No | Title | Signed |" in lines
    assert "| ---: | --- | --- |" in lines
    assert f"| 1 | Railways<br>{URDU}<br>{KAZAKH} | 4 Feb 2026 |" in lines
    assert f"| 1,200 | {URDU} | Mar 1995 |" in lines
    assert f"History: {HASH}" in lines


class Page(HTMLParser):
    """The elements of a page with what stands in them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style" and data.strip():
            self.texts.append(data)


def test_html_is_well_formed_and_names_language_and_direction() -> None:
    page = Page(written("html"))
    assert page.open == []
    assert ("span", {"lang": "ur", "dir": "rtl"}) in page.found
    assert ("span", {"lang": "kk", "class": "quiet"}) in page.found
    assert {"Railways", URDU, KAZAKH, RUSSIAN, "4 Feb 2026", "1,200", FOOT, f"History: {HASH}"} <= set(page.texts)


def test_html_runs_nothing_and_loads_nothing() -> None:
    page = Page(written("html"))
    policy = next(attrs["content"] or "" for tag, attrs in page.found if "http-equiv" in attrs)
    assert policy.startswith("default-src 'none'; ")
    assert not {"script", "link", "img", "iframe", "a"} & {tag for tag, _ in page.found}


def test_html_tables_have_headings_for_screen_readers() -> None:
    page = Page(written("html"))
    assert [attrs["scope"] for tag, attrs in page.found if tag == "th"] == ["row"] * 3 + ["col"] * 3
    assert sum(tag == "caption" for tag, _ in page.found) == 3


def docx(document: Document = DOCUMENT) -> Any:
    return open_docx(io.BytesIO(written("docx", document)))


def test_docx_has_real_styles() -> None:
    styles = [(each.style.name, each.text) for each in docx().paragraphs if each.text]
    assert styles == [
        ("Title", "Railways"),
        ("Subtitle", "A brief"),
        ("Caption", "By sector"),
        ("Caption", "By status"),
        ("Heading 1", "The agreements"),
        ("Normal", "Three of them."),
    ]


def test_docx_tables_hold_the_rows_and_repeat_their_headings() -> None:
    table = docx().tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["No", "Title", "Signed"],
        ["1", f"Railways\n{URDU}\n{KAZAKH}", "4 Feb 2026"],
        ["1,200", URDU, "Mar 1995"],
        ["", RUSSIAN, ""],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_docx_runs_of_arabic_script_go_from_right_to_left() -> None:
    paragraphs = docx().tables[-1].rows[1].cells[1].paragraphs
    assert [bool(run.font.rtl) for each in paragraphs for run in each.runs] == [False, True, False]
    assert [each._p.pPr.find(qn("w:bidi")) is not None for each in paragraphs] == [False, True, False]
    assert paragraphs[1].runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ur-PK"


def test_docx_keeps_the_order_that_its_schema_asks_for() -> None:
    paragraph = docx().tables[-1].rows[1].cells[1].paragraphs[1]._p
    assert [each.tag.rpartition("}")[2] for each in paragraph.pPr] == ["pStyle", "bidi"]
    assert [each.tag.rpartition("}")[2] for each in paragraph.r_lst[0].rPr] == ["rtl", "lang"]


def test_docx_is_on_a4_with_page_numbers_at_its_foot() -> None:
    section = docx(DOCUMENT._replace(wide=True)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    foot = [each.text for each in section.footer.paragraphs]
    assert foot == [FOOT, f"History: {HASH}", "Page  of "]
    assert "NUMPAGES" in section.footer._element.xml


def sheets() -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx")))


def test_xlsx_has_a_sheet_for_each_table_with_dates_and_numbers() -> None:
    assert sheets().sheet_names == ["Summary", "Agreements"]
    assert sheets().get_sheet_by_name("Agreements").to_python() == [
        ["No", "Title", "Signed"],
        [1.0, f"Railways\n{URDU}\n{KAZAKH}", date(2026, 2, 4)],
        [1200.0, URDU, "Mar 1995"],
        ["", RUSSIAN, ""],
    ]


def test_xlsx_sums_up_on_the_first_sheet() -> None:
    words = [cell for row in sheets().get_sheet_by_name("Summary").to_python() for cell in row if cell != ""]
    assert words[:4] == ["Railways", "A brief", "In force", "2"]
    assert {"By sector", "Rail", 4.0, FOOT, f"History: {HASH}"} <= set(words)


def test_xlsx_tables_of_one_name_have_sheets_of_their_own() -> None:
    tables = [Table(name, COLUMNS, ROWS) for name in ("Signed", "signed", "a" * 40, "[x]:*?/\\")]
    book = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx", DOCUMENT._replace(blocks=tables))))
    assert book.sheet_names == ["Summary", "Signed", "signed 2", "a" * 27, "x"]


def pdf(document: Document = DOCUMENT) -> PdfReader:
    return PdfReader(io.BytesIO(written("pdf", document)))


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_pdf_is_tagged_and_on_a4() -> None:
    reader = pdf()
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert [round(float(side) * 25.4 / 72) for side in reader.pages[0].mediabox[2:]] == [210, 297]
    assert reader.metadata is not None
    assert reader.metadata.title == "Railways"


def test_pdf_lies_on_its_side_where_tables_are_wide() -> None:
    box = pdf(DOCUMENT._replace(wide=True)).pages[0].mediabox
    assert [round(float(side) * 25.4 / 72) for side in box[2:]] == [297, 210]


def test_pdf_holds_the_words_in_every_script() -> None:
    text = spaced(pdf().pages[0].extract_text())
    for words in ("Railways", "Three of them.", KAZAKH, RUSSIAN, "4 Feb 2026", FOOT, HASH, "1 / 1"):
        assert words in text


def test_pdf_draws_urdu_with_the_font_that_comes_along() -> None:
    page: Any = pdf().pages[0]
    fonts = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert any("NotoNaskhArabic" in font for font in fonts)


def test_whoever_waits_for_a_pdf_hears_of_it_while_pages_are_set() -> None:
    told: list[int] = []
    table = Table("Agreements", COLUMNS, ROWS)
    writer("pdf")(DOCUMENT._replace(blocks=[table]), told.append)
    assert sum(told) == len(ROWS)
    assert told[-1] == 0


def test_pdf_numbers_its_pages() -> None:
    long = Table("Agreements", COLUMNS, ROWS * 60)
    reader = pdf(DOCUMENT._replace(blocks=[long]))
    last = len(reader.pages)
    assert last > 2
    assert f"{last} / {last}" in spaced(reader.pages[-1].extract_text())
    assert "No Title Signed" in spaced(reader.pages[-1].extract_text())


def test_pdf_with_a_letter_that_no_font_has_is_written_all_the_same() -> None:
    reader = pdf(DOCUMENT._replace(title="Rail \U000e0b00 way"))
    assert "way" in reader.pages[0].extract_text()


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    reader = pdf(DOCUMENT._replace(blocks=[Table("Long", COLUMNS, [(1, "x" * 3000, "")])]))
    text = "".join(page.extract_text() for page in reader.pages)
    assert text.count("x") == 3000
    assert max(len(line) for line in text.splitlines()) < 130


@pytest.mark.parametrize(
    ("words", "expected"), [(URDU, True), (KAZAKH, False), ("«(12) " + URDU, True), ("", False), ("KZ " + URDU, False)]
)
def test_direction_follows_from_the_first_letter(words: str, expected: bool) -> None:
    assert is_right_to_left(words) is expected


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_of_nothing_is_written(form: str) -> None:
    assert written(form, Document("", Text(""), (), Footing("2026-11-21", 0)))


@pytest.mark.parametrize("form", FORMATS)
def test_every_row_that_is_written_is_told(form: str) -> None:
    told: list[int] = []
    writer(form)(DOCUMENT, told.append)
    assert [count for count in told if count] == [1, 1, 1]


def test_the_font_comes_with_its_licence() -> None:
    from mou_cli import reports

    fonts = Path(reports.__file__).with_name("fonts")
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text("utf-8")
    assert (fonts / "NotoNaskhArabic-Regular.ttf").stat().st_size < 300_000
