"""Communiqués as files of every kind, made for tests: PDF, DOCX, and packed bombs."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

LINES = (
    "Pakistan and Kazakhstan signed the following documents in Islamabad on 4 February 2026:",
    "1. Memorandum of Understanding on cooperation in railways;",
    "2. Agreement on transit trade.",
)
TEXT = "\n".join(LINES) + "\n"
TITLES = ["Memorandum of Understanding on cooperation in railways", "Agreement on transit trade"]


def pdf(lines: Sequence[str] = LINES, lock: Mapping[str, Any] | None = None) -> bytes:
    """A PDF of one page that holds these lines; `lock` is what PdfWriter.encrypt takes."""
    drawn = "".join(f"({line}) ' " for line in lines)
    return drawn_pdf(f"BT /F1 11 Tf 50 800 Td 14 TL {drawn} ET".encode() if lines else b"", lock)


def drawn_pdf(drawing: bytes, lock: Mapping[str, Any] | None = None) -> bytes:
    """A PDF of one page with this drawing, in the operators of the format."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(name): NameObject(value) for name, value in kind.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(drawing)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    if lock:
        writer.encrypt(**lock)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx_of(
    paragraphs: Sequence[str] = LINES[:1], items: Sequence[str] = (), rows: Sequence[Sequence[str]] = ()
) -> bytes:
    """A DOCX with paragraphs, items of a numbered list, and a table."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    for text in items:
        document.add_paragraph(text, style="List Number")
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_document(xml: bytes) -> bytes:
    """A DOCX whose main part is this."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of())) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for member in good.infolist():
            made.writestr(member.filename, xml if member.filename == "word/document.xml" else good.read(member))
    return out.getvalue()
