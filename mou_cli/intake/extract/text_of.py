"""The text in a file's bytes: its kind is told by how it begins, and by its name where that does not say."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from mou_cli.errors import Failed, Usage

MOST_BYTES = 20 << 20  # a communiqué has some kilobytes, a brochure with pictures some megabytes
MOST_CHARACTERS = 2_000_000
_HTML_BEGINS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<div", b"<?xml")


class Kind(NamedTuple):
    """A kind of file: what it is called, and the module that reads it (each imported when it is needed)."""

    name: str
    module: str


_TEXT = Kind("text", "from_text")
_HTML = Kind("HTML", "from_html")
_PDF = Kind("PDF", "from_pdf")
_DOCX = Kind("DOCX", "from_docx")


def text_of(data: bytes, name: str) -> str:
    """Return the text in a file whose bytes are `data` and whose name is `name` (`-`: standard input).

    Raises Usage where it is of no kind that is read, or holds no text; Failed where what reads its kind is not
    installed, or it is larger than any communiqué.
    """
    if len(data) > MOST_BYTES:
        raise Failed(f"{name} is larger than {MOST_BYTES >> 20} MB", "take the part of it that names the documents")
    kind = kind_of(data, name)
    text = _reader(kind)(data, name)
    if not text.strip():
        hint = "a picture of a text? a scan must be recognised first" if kind is _PDF else "nothing was taken in"
        raise Usage(f"{name} holds no text", hint)
    if len(text) > MOST_CHARACTERS:
        raise Failed(f"{name} holds more than {MOST_CHARACTERS:,} characters", "take the part that names the documents")
    return text


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of a file; raises Usage for one that is not read."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[:1024].find(b"%PDF-") >= 0:
        return _PDF
    if data.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return _DOCX
        raise Usage(f"{name} is a packed file, not a text", "unpack it, or take a text, HTML, PDF or DOCX")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Usage(f"{name} is a file of an old Word, or protected by a password", "save it as DOCX or PDF")
    if start.startswith(_HTML_BEGINS) or name.lower().endswith((".html", ".htm", ".xhtml")):
        return _HTML
    return _TEXT


def _reader(kind: Kind) -> Callable[[bytes, str], str]:
    module = f"mou_cli.intake.extract.{kind.module}"
    try:
        read: Callable[[bytes, str], str] = import_module(module).read
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("mou_cli"):
            raise
        raise Failed(f"{kind.name} is not read by this installation", "pip install 'mou-cli[intake]'") from error
    return read
