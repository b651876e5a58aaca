"""The text in a PDF, page by page."""

import io
import logging
import time

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from mou_cli.errors import Failed, Usage

MOST_PAGES = 300
MOST_SECONDS = 20.0


def read(data: bytes, name: str) -> str:
    """Return the text of its pages; raises Usage where it is protected or broken, Failed where it takes too long."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would say of broken files is ours to say
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Usage(f"{name} is protected by a password", "save it without one")
        return "\n".join(_pages(reader, name))
    except FileNotDecryptedError as error:
        raise Usage(f"{name} is protected by a password", "save it without one") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # A broken PDF fails in any of these ways inside the library.
        raise Usage(
            f"{name} is not a PDF that can be read: {error}", "print it to a new PDF, or copy its text"
        ) from error


def _pages(reader: PdfReader, name: str) -> list[str]:
    if len(reader.pages) > MOST_PAGES:
        raise Failed(f"{name} has more than {MOST_PAGES} pages", "take the pages that name the documents")
    texts, end = [], time.monotonic() + MOST_SECONDS
    for page in reader.pages:
        texts.append(page.extract_text())
        if time.monotonic() > end:
            raise Failed(f"{name} takes longer than {MOST_SECONDS:.0f} s to read", "copy its text into a file")
    return texts
