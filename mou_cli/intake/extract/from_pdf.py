"""The text in a PDF, page by page."""

import io
import logging
import time

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from mou_cli.errors import Failed, MouError, Usage

MOST_PAGES = 300
MOST_SECONDS = 20.0
MOST_DRAWN = 500_000  # bytes of a page's drawing: a page full of text has some ten thousand


def read(data: bytes, name: str) -> str:
    """Return the text of its pages; raises Usage where it is protected or broken, Failed where it takes too long."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would say of broken files is ours to say
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _protected(name)
        return "\n".join(_pages(reader, name))
    except MouError:
        raise
    except FileNotDecryptedError as error:
        raise _protected(name) from error
    except DependencyError as error:
        hint = "save it without, or pip install cryptography"
        raise Failed(f"{name} is encrypted in a way that this installation cannot read", hint) from error
    except Exception as error:  # a broken PDF fails anywhere inside the library, each in its own way
        raise Usage(f"{name} is not a PDF that can be read", "print it to a new PDF, or copy its text") from error


def _protected(name: str) -> Usage:
    return Usage(f"{name} is protected by a password", "save it without one")


def _pages(reader: PdfReader, name: str) -> list[str]:
    if len(reader.pages) > MOST_PAGES:
        raise Failed(f"{name} has more than {MOST_PAGES} pages", "take the pages that name the documents")
    texts, end = [], time.monotonic() + MOST_SECONDS
    for number, page in enumerate(reader.pages, 1):
        if _drawn(page) > MOST_DRAWN:
            raise Failed(f"page {number} of {name} is too large for a page of text", "copy its text into a file")
        texts.append(page.extract_text())
        if time.monotonic() > end:
            raise Failed(f"{name} takes longer than {MOST_SECONDS:.0f} s to read", "copy its text into a file")
    return texts


def _drawn(page: PageObject) -> int:
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0
