"""The article in a page of HTML, without its menus and advertisements."""

import logging

from trafilatura import extract, html2txt

from mou_cli.errors import Failed, Usage

MOST_BYTES = 3 << 20  # the page of an article has some hundred kilobytes; a megabyte takes seconds
_LEAST = 200  # characters below which the article was probably not found


def read(data: bytes, name: str) -> str:
    """Return the text of the article, tables and lists a line each; of a page without an article, all of its text.

    Raises Failed where it is larger than any article, Usage where it cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise Failed(f"{name} is larger than {MOST_BYTES >> 20} MB", "copy the text of the article into a file")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it would say is ours to say
    try:
        text = extract(data, include_comments=False, include_tables=True, favor_recall=True) or ""
        whole = "" if len(text) >= _LEAST else html2txt(data) or ""
    except Exception as error:  # what is no HTML at all fails anywhere inside the library
        raise Usage(f"{name} is not HTML that can be read", "copy its text into a file") from error
    return max(text, whole, key=len)
