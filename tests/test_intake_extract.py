"""Files to texts: every kind that is read, and what a file gets that holds none."""

import os
import sys
import threading
from pathlib import Path

import pytest

from mou_cli.errors import Failed, MouError, Usage
from mou_cli.intake.extract.text_of import MOST_BYTES, text_of
from tests.desk import Desk
from tests.papers import LINES, TEXT, TITLES, docx_of, drawn_pdf, pdf, with_document

ITEMS = [line[3:] for line in LINES[1:]]
PAGE = f"""<html><head><title>News</title></head><body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
<article><h1>Visit</h1><p>{LINES[0]}</p><ul><li>{ITEMS[0]}</li><li>{ITEMS[1]}</li></ul>
<p>The two leaders spoke of trade and of transport, and agreed to meet again within the year in Astana.</p></article>
<footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode()),
        ("a.md", TEXT.encode("utf-8-sig")),
        ("a.txt", TEXT.encode("utf-16")),
        ("a.pdf", pdf()),
        ("a.docx", docx_of(items=ITEMS)),
        ("a.html", PAGE.encode()),
        ("without-an-ending", pdf()),
        ("printed.pdf", pdf(lock={"user_password": "", "owner_password": "no copies", "algorithm": "RC4-128"})),
    ],
    ids=["text", "BOM", "UTF-16", "PDF", "DOCX", "HTML", "no ending", "owner's password"],
)
def test_every_kind_of_file_gives_its_documents(desk: Desk, name: str, data: bytes) -> None:
    (desk.folder / name).write_bytes(data)
    found = desk.run("intake", name, "--format", "json").ok().json
    assert [each["title"] for each in found] == TITLES
    assert {each["signed"] for each in found} == {"2026-02-04"}


def test_the_menus_of_a_page_are_no_part_of_its_text() -> None:
    text = text_of(PAGE.encode(), "a.html")
    assert "Islamabad" in text
    assert "Sport" not in text
    assert "newsletter" not in text


def test_a_row_of_a_table_is_a_line() -> None:
    text = text_of(docx_of(rows=[("1", "Protocol on customs", "Ministry of Finance"), ("2", "Treaty", "")]), "a.docx")
    assert text.splitlines()[1:] == ["1\tProtocol on customs\tMinistry of Finance", "2\tTreaty"]


def test_standard_input_is_read_where_a_dash_stands(desk: Desk) -> None:
    assert len(desk.run("intake", "-", "--format", "json", given=TEXT).ok().json) == 2
    assert len(desk.run("intake", "-", "--format", "json", given=pdf()).ok().json) == 2


@pytest.mark.parametrize(
    ("name", "data", "kind", "says"),
    [
        ("a.txt", b"", Usage, "a.txt holds no text"),
        ("a.txt", b" \n\n", Usage, "a.txt holds no text"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", Usage, "a.png is not a text in UTF-8 (byte 1)"),
        ("a.bin", b"abc\0def", Usage, "a.bin is not a text: it holds NUL characters"),
        ("a.txt", "соглашение".encode("cp1251"), Usage, "a.txt is not a text in UTF-8 (byte 1)"),
        ("a.html", b"<html><body></body></html>", Usage, "a.html holds no text"),
        ("a.html", b"<html><body>" + b"<div>" * 20_000, Usage, "a.html holds no text"),
        ("a.html", b"<html>" + b"<p>agreement</p>" * 250_000, Failed, "a.html is larger than 3 MB"),
        ("a.pdf", pdf(()), Usage, "a.pdf holds no text"),
        ("a.pdf", pdf()[:400], Usage, "a.pdf is not a PDF that can be read"),
        ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9, Usage, "a.pdf is not a PDF that can be read"),
        ("a.pdf", drawn_pdf(b"BT " + b"(x) ' " * 100_000), Failed, "page 1 of a.pdf is too large for a page of text"),
        ("a.pdf", pdf(lock={"user_password": "x", "algorithm": "RC4-128"}), Usage, "a.pdf is protected by a password"),
        ("a.docx", docx_of()[:3000], Usage, "a.docx is not a DOCX that can be read"),
        ("a.docx", with_document(b"<oops"), Usage, "a.docx is not a DOCX that can be read"),
        ("a.docx", with_document(b"<a/>" * (3 << 20)), Failed, "a.docx unpacks to more than any communiqué has"),
        ("a.zip", b"PK\x03\x04" + b"x" * 60, Usage, "a.zip is a packed file, not a text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Usage, "a.doc is a file of an old Word"),
        ("a.txt", b"a" * (MOST_BYTES + 1), Failed, "a.txt is larger than 20 MB"),
        ("a.txt", b"a " * 1_000_001, Failed, "a.txt holds more than 2,000,000 characters"),
    ],
)
def test_what_holds_no_text_is_refused_in_a_line(name: str, data: bytes, kind: type[MouError], says: str) -> None:
    with pytest.raises(kind) as fault:
        text_of(data, name)
    assert says in fault.value.message
    assert "\n" not in fault.value.message
    assert fault.value.hint


def test_entities_that_grow_without_an_end_are_not_followed() -> None:
    grown = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
    bomb = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "{"a" * 40}">{grown}]><l>&i;</l>'
    with pytest.raises(Usage, match="not a DOCX"):
        text_of(with_document(bomb.encode()), "a.docx")


def test_a_picture_of_a_text_says_that_it_must_be_recognised() -> None:
    with pytest.raises(Usage) as fault:
        text_of(drawn_pdf(b"q 600 0 0 800 0 0 cm Q"), "scan.pdf")
    assert fault.value.hint == "a picture of a text? a scan must be recognised first"


@pytest.mark.parametrize(
    ("library", "name", "data"),
    [("pypdf", "a.pdf", pdf()), ("docx", "a.docx", docx_of()), ("trafilatura", "a.html", PAGE.encode())],
)
def test_without_the_extra_the_error_names_it(
    monkeypatch: pytest.MonkeyPatch, library: str, name: str, data: bytes
) -> None:
    for loaded in [each for each in sys.modules if each.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.delitem(sys.modules, f"mou_cli.intake.extract.from_{name[2:]}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Failed) as fault:
        text_of(data, name)
    assert fault.value.hint == "pip install 'mou-cli[intake]'"


def test_a_text_needs_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("pypdf", "docx", "trafilatura"):
        monkeypatch.setitem(sys.modules, library, None)
    assert text_of(TEXT.encode(), "a.txt") == TEXT


def test_encryption_that_cannot_be_undone_here_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    def refuse(self: PdfReader, password: str) -> int:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(PdfReader, "decrypt", refuse)
    with pytest.raises(Failed, match="encrypted in a way that this installation cannot read"):
        text_of(pdf(lock={"user_password": "", "owner_password": "x", "algorithm": "RC4-128"}), "a.pdf")


class TestPlaces:
    def test_a_folder_is_none(self, desk: Desk) -> None:
        run = desk.run("intake", ".")
        assert (run.code, run.err.splitlines()[0]) == (1, "mou: . is a folder")

    def test_a_file_that_is_not_there(self, desk: Desk) -> None:
        run = desk.run("intake", "nosuch.txt")
        assert (run.code, run.err.splitlines()[0]) == (4, "mou: there is no file nosuch.txt")

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device of Unix")
    def test_a_device_without_an_end(self, desk: Desk) -> None:
        assert desk.run("intake", "/dev/zero").err.splitlines()[0] == "mou: /dev/zero is larger than 20 MB"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a FIFO of Unix")
    def test_a_fifo_that_nobody_writes_into(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("mou_cli.desk.reading_texts.WAIT", 0.05)
        os.mkfifo(desk.folder / "fifo")
        run = desk.run("intake", "fifo")
        assert (run.code, run.err.splitlines()[0]) == (1, "mou: nobody writes into the FIFO fifo")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a FIFO of Unix")
    def test_a_fifo_as_shells_make_one_of_a_program(self, desk: Desk) -> None:
        path = desk.folder / "fifo"
        os.mkfifo(path)
        writer = threading.Thread(target=path.write_text, args=(TEXT,))
        writer.start()
        assert len(desk.run("intake", "fifo", "--format", "json").ok().json) == 2
        writer.join()
