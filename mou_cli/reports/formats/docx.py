"""A report as a Word document: real styles, repeated headings of tables, page numbers, runs from right to left."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mou_cli.reports.document import (
    Bars,
    Beside,
    Block,
    Document,
    Facts,
    Heading,
    Paragraph,
    Table,
    Text,
    is_right_to_left,
    lines_of,
)
from mou_cli.reports.widths import column_widths

if TYPE_CHECKING:
    from docx.document import Document as Written
    from docx.section import Section
    from docx.table import _Cell as WrittenCell
    from docx.text.paragraph import Paragraph as WrittenParagraph

_FONT = "Cambria"
_ARABIC_FONT = "Noto Naskh Arabic"
_SIZE, _SMALL, _TINY = 10.5, 8.5, 7.5  # points
_CELL, _NUMBER, _QUIET = "Table Text", "Table Number", "Quiet"  # styles of ours
_BAR = 24  # cells of the longest bar
_CHARACTER = 12_700 * _SMALL * 0.56  # EMU that a letter in a table takes, on average and with something over
_GAP = 3  # of them for the margins of a cell
# What must stand behind them: the standard gives the parts of a run and of a paragraph one order.
_AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
_AFTER_SIZE = (
    *(
        "w:highlight",
        "w:u",
        "w:effect",
        "w:bdr",
        "w:shd",
        "w:fitText",
        "w:vertAlign",
        "w:rtl",
        "w:cs",
        "w:em",
        "w:lang",
    ),
    *_AFTER_LANGUAGE,
)
_AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl"),
    *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
_LANGUAGES = {"ur": "ur-PK", "ar": "ar-SA", "ru": "ru-RU", "kk": "kk-KZ"}


def write(document: Document) -> bytes:
    """Return the document as a .docx on A4."""
    import docx

    written = docx.Document()
    _set_up(written, document)
    written.add_heading(level=0)
    _fill(written.paragraphs[-1], Text(document.title))
    _fill(written.add_paragraph(style="Subtitle"), document.subtitle)
    for block in document.blocks:
        _block(written, block)
    out = BytesIO()
    written.save(out)
    return out.getvalue()


def _set_up(written: "Written", document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    properties, day = written.core_properties, datetime.fromisoformat(document.footing.day)
    properties.title, properties.author, properties.comments = document.title[:255], "", document.footing.line[:255]
    properties.created = properties.modified = day
    _style(written)
    section = written.sections[0]
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if document.wide else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if document.wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(16 if document.wide else 20)
    section.top_margin = section.bottom_margin = Mm(18)
    _footer(section, document)


def _style(written: "Written") -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    styles = written.styles
    for name, size in (("Normal", _SIZE), (_CELL, _SMALL), (_NUMBER, _SMALL), ("Footer", _TINY)):
        style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = _FONT, Pt(size)
        _complex_font(style.element.get_or_add_rPr(), size)
        if name != "Normal":
            style.base_style = styles["Normal"]
            style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.0
    styles[_NUMBER].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    quiet: Any = styles.add_style(_QUIET, WD_STYLE_TYPE.CHARACTER)
    quiet.font.color.rgb = RGBColor(0x55, 0x55, 0x55)


def _footer(section: "Section", document: Document) -> None:
    lines = [words for words in (document.footing.line, document.footing.history) if words]
    for number, words in enumerate(lines):
        place = section.footer.add_paragraph(style="Footer") if number else section.footer.paragraphs[0]
        _fill(place, Text(words))
    pages = section.footer.add_paragraph(style="Footer")
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        pages.add_run(words)
        _field(pages, field)


def _field(paragraph: "WrittenParagraph", code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)


def _block(written: "Written", block: Block) -> None:
    if isinstance(block, Heading):
        written.add_heading(level=1)
        _fill(written.paragraphs[-1], Text(block.words))
    elif isinstance(block, Paragraph):
        _fill(written.add_paragraph(), block.text)
    elif isinstance(block, Facts):
        _rows(written, (), [([Text(name)], [Text(value)]) for name, value in block.pairs], (2, 5), "Table Grid")
    elif isinstance(block, Table):
        lines = [
            [lines_of(cell, column.kind) for cell, column in zip(row, block.columns, strict=True)] for row in block.rows
        ]
        headings = [column.heading for column in block.columns]
        right = [place for place, column in enumerate(block.columns) if column.kind == "number"]
        widths = column_widths(block, _room(written) / _CHARACTER, _GAP)
        _rows(written, headings, lines, widths, "Light List Accent 1", right)
    elif isinstance(block, Bars):
        _bars(written, block)
    elif isinstance(block, Beside):
        _bars(written, block.first)
        _bars(written, block.second)


def _bars(written: "Written", bars: Bars) -> None:
    most = max((bar.value for bar in bars.bars), default=0) or 1
    rows = [
        ([Text(bar.label)], [Text(f"{bar.value:,}")], [Text("█" * round(bar.value * _BAR / most))]) for bar in bars.bars
    ]
    _fill(written.add_paragraph(style="Caption"), Text(bars.name))
    _rows(written, (), rows, (2, 0.6, 4), "Normal Table", [1])


def _rows(
    written: "Written",
    headings: Sequence[str],
    rows: Sequence[Sequence[Sequence[Text]]],
    shares: Sequence[float],
    style: str,
    right: Sequence[int] = (),
) -> None:
    room = _room(written)
    widths = [int(room * share / sum(shares)) for share in shares]
    table = written.add_table(rows=0, cols=len(shares))
    table.style, table.autofit = style, False
    for element, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        element.w = width
    usual, number = written.styles[_CELL].style_id, written.styles[_NUMBER].style_id
    every = [*([[[Text(heading)] for heading in headings]] if headings else []), *rows]
    for row in every:
        for place, (cell, lines) in enumerate(zip(table.add_row().cells, row, strict=True)):
            _cell(cell, lines, widths[place], number if place in right else usual)
    _mark(table, head=bool(headings))
    written.add_paragraph(style=_CELL)  # Word would join two tables that nothing stands between


def _room(written: "Written") -> int:
    section = written.sections[0]
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)


def _mark(table: Any, *, head: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for look in table._tbl.tblPr.findall(qn("w:tblLook")):
        for name, wanted in (("firstRow", head), ("firstColumn", False), ("noHBand", False)):
            look.set(qn(f"w:{name}"), str(int(wanted)))
        look.attrib.pop(qn("w:val"), None)
    for place, row in enumerate(table.rows):
        told = row._tr.get_or_add_trPr()
        told.append(OxmlElement("w:cantSplit"))
        if head and not place:
            told.append(OxmlElement("w:tblHeader"))


def _cell(cell: "WrittenCell", lines: Sequence[Text], width: int, style: str) -> None:
    from docx.shared import Emu

    cell.width = Emu(width)
    for number, line in enumerate(lines or [Text("")]):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph._p.style = style  # the id itself: to look the style up for each cell takes twice the time of all else
        _fill(paragraph, line)


def _fill(paragraph: "WrittenParagraph", text: Text) -> None:
    from docx.oxml import OxmlElement

    if not text.words:
        return
    run = paragraph.add_run(text.words)
    if text.quiet:
        run._r.style = _QUIET
    right_to_left = is_right_to_left(text.words)
    if right_to_left:
        run.font.rtl = True
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    _language(run._r, text.language or ("ur" if right_to_left else ""), right_to_left)


def _complex_font(told: Any, size: float) -> None:
    # Word takes the font and the size of Arabic script from places of their own.
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    told.get_or_add_rFonts().set(qn("w:cs"), _ARABIC_FONT)
    element = OxmlElement("w:szCs")
    element.set(qn("w:val"), str(int(size * 2)))
    told.insert_element_before(element, *_AFTER_SIZE)


def _language(run: Any, language: str, right_to_left: bool) -> None:
    if not language:
        return
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:lang")
    element.set(qn("w:bidi" if right_to_left else "w:val"), _LANGUAGES.get(language, language)[:35])
    run.get_or_add_rPr().insert_element_before(element, *_AFTER_LANGUAGE)
