"""The text in a DOCX: paragraphs, items of lists and rows of tables in their order, a line each."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.table import Table

from mou_cli.errors import Failed, MouError, Usage

MOST_UNPACKED = 100 << 20  # with its pictures
MOST_XML = 8 << 20  # a parsed part takes some twenty times its size in memory


def read(data: bytes, name: str) -> str:
    """Return its text; raises Usage where it cannot be read, Failed where it unpacks to more than any communiqué."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_bomb(packed, name)
        return "\n".join(_lines(Document(io.BytesIO(data))))
    except MouError:
        raise
    except Exception as error:  # a broken one fails in the zip, in the XML or in the library, each in its own ways
        raise Usage(f"{name} is not a DOCX that can be read", "open it in a word processor and save it anew") from error


def _refuse_bomb(packed: zipfile.ZipFile, name: str) -> None:
    whole = sum(member.file_size for member in packed.infolist())
    texts = (each for each in packed.infolist() if each.filename.lower().endswith((".xml", ".rels")))
    if whole > MOST_UNPACKED or any(each.file_size > MOST_XML for each in texts):
        raise Failed(f"{name} unpacks to more than any communiqué has", "copy its text into a file")


def _lines(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield f"- {block.text}" if _is_item(block) and block.text.strip() else block.text


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            text = " ".join(cell.text.split())
            if text and (not cells or cells[-1] != text):  # a merged cell stands once for each column that it spans
                cells.append(text)
        yield "\t".join(cells)


def _is_item(paragraph: Any) -> bool:
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return numbered or str(paragraph.style.name if paragraph.style else "").startswith("List")
