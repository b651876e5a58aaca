"""The article in a page of HTML, without its menus and advertisements."""

from trafilatura import extract, html2txt

_LEAST = 200  # characters below which the article was probably not found


def read(data: bytes, name: str) -> str:  # noqa: ARG001 - every reader takes the same
    """Return the text of the article, tables and lists a line each; of a page without an article, all of its text."""
    text = extract(data, include_comments=False, include_tables=True, favor_recall=True) or ""
    if len(text) >= _LEAST:
        return text
    whole = html2txt(data) or ""
    return whole if len(whole) > len(text) else text
