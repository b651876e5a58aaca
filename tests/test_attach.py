"""Files are kept with agreements: as bytes under their hash, with a name that is only ever a text."""

import os
import socket
import stat
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mou_cli.desk.media_types import media_type_of
from tests.desk import Desk, Run
from tests.registry_files import beside

PDF = b"%PDF-1.7 signed in two originals\n"
HASH = sha256(PDF).hexdigest()


@pytest.fixture
def paper(desk: Desk) -> Desk:
    """A desk with the shipped register and a scanned paper."""
    (desk.folder / "signed.pdf").write_bytes(PDF)
    return desk.shipped()


def kept(desk: Desk) -> dict[str, bytes]:
    """The attached files of a desk: what each holds, by its name in registry.files."""
    folder = desk.folder / "registry.files"
    return {each.name: each.read_bytes() for each in folder.iterdir()} if folder.exists() else {}


def attachments(desk: Desk, number: int = 4) -> list[dict[str, Any]]:
    """What an agreement says of its files."""
    found: list[dict[str, Any]] = desk.agreements[str(number)].get("attachments", [])
    return found


def assert_refused(desk: Desk, run: Run, code: int, said: str) -> None:
    """A fault in one line, and nothing written."""
    assert run.code == code, run
    assert run.out == ""
    assert said in run.err.splitlines()[0]
    assert len(run.err.splitlines()) == 2
    assert attachments(desk) == []
    assert kept(desk) == {}
    assert not (desk.folder / "registry.files").exists()


def test_a_file_is_kept_under_its_hash_and_named_in_the_agreement(paper: Desk) -> None:
    assert paper.run("attach", "4", "signed.pdf").ok().out == "MOU-2026-0004\n"

    assert kept(paper) == {HASH: PDF}
    assert attachments(paper) == [
        {"name": "signed.pdf", "sha256": HASH, "media_type": "application/pdf", "size": len(PDF)}
    ]


def test_the_agreement_says_so_as_json_and_on_its_card(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf").ok()

    assert paper.run("show", "4", "--format", "json").ok().json[0]["attachments"][0]["sha256"] == HASH
    assert "1  signed.pdf  (application/pdf · 33 B)" in paper.run("show", "4").ok().out


def test_several_files_are_one_change(paper: Desk) -> None:
    (paper.folder / "annex.docx").write_bytes(b"annex")

    paper.run("attach", "4", "signed.pdf", "annex.docx", "--reason", "from the archive").ok()

    assert [each["name"] for each in attachments(paper)] == ["signed.pdf", "annex.docx"]
    last = paper.run("history", "4", "--format", "json").ok().json[-1]
    assert (last["op"], last["reason"]) == ("attach", "from the archive")


@pytest.mark.parametrize("name", ["../../secret.pdf", "/etc/passwd", "a/b", "CON", "..", "[red]bold[/red]", "=1+1"])
def test_a_name_is_a_text_and_never_a_path(paper: Desk, name: str) -> None:
    before = {each.name for each in paper.folder.parent.iterdir()}

    paper.run("attach", "4", "signed.pdf", "--name", name).ok()

    assert attachments(paper)[0]["name"] == name
    assert kept(paper) == {HASH: PDF}
    assert {each.name for each in paper.folder.parent.iterdir()} == before
    assert name in paper.run("attachments", "4").ok().out


@pytest.mark.parametrize("name", ["a\x1b[2J.pdf", "a\nb\x07.pdf", "fdp.\u202egnp", "\u2066a.pdf"])
def test_a_name_that_steers_a_terminal_is_refused(paper: Desk, name: str) -> None:
    (paper.folder / name).write_bytes(PDF)

    run = paper.run("attach", "4", name)

    assert_refused(paper, run, 2, "the name of the file holds")
    assert run.err.isprintable() or "\x1b" not in run.err


def test_such_a_file_can_be_given_another_name(paper: Desk) -> None:
    (paper.folder / "a\x1b[2J.pdf").write_bytes(PDF)
    paper.run("attach", "4", "a\x1b[2J.pdf", "--name", "signed.pdf").ok()
    assert attachments(paper)[0]["name"] == "signed.pdf"


def test_the_same_bytes_with_two_agreements_are_stored_once(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf").ok()
    paper.run("attach", "5", "signed.pdf", "--name", "other.pdf").ok()

    assert kept(paper) == {HASH: PDF}
    assert attachments(paper, 5)[0]["name"] == "other.pdf"


def test_the_same_file_again_is_told_and_changes_nothing(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf").ok()
    before = paper.path.read_bytes()

    again = paper.run("attach", "4", "signed.pdf", "--name", "copy.pdf").ok()

    assert again.out == ""
    assert again.err == "mou: 'copy.pdf' is attached already as 'signed.pdf'\n"
    assert paper.path.read_bytes() == before


def test_attaching_again_what_went_missing_brings_it_back(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf").ok()
    (paper.folder / "registry.files" / HASH).unlink()

    assert "its bytes were missing and are back" in paper.run("attach", "4", "signed.pdf").ok().err
    assert kept(paper) == {HASH: PDF}


def test_another_file_of_the_same_name_is_refused(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf").ok()
    (paper.folder / "signed.pdf").write_bytes(b"another")

    run = paper.run("attach", "4", "signed.pdf")

    assert (run.code, run.out) == (6, "")
    assert run.err.startswith("mou: another file is attached as 'signed.pdf'\nhint: ")
    assert kept(paper) == {HASH: PDF}


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def _huge(path: Path) -> None:
    with open(path, "wb") as file:
        file.truncate(5 << 30)


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (Path.mkdir, 1, "odd is a folder, not a file"),
        (_fifo, 1, "odd is a FIFO, not a file"),
        (_socket, 1, "odd is not a regular file, not a file"),
        (_huge, 1, "odd is 5,368,709,120 bytes long, and 1,073,741,824 is the most that is attached"),
        (lambda path: path.symlink_to("nowhere"), 4, "there is no file odd"),
        (lambda path: path.symlink_to(path.name), 1, "odd cannot be read: too many levels of symbolic links"),
        (lambda path: None, 4, "there is no file odd"),
    ],
    ids=["folder", "FIFO", "socket", "5 GB", "link to nowhere", "link to itself", "nothing"],
)
def test_what_is_no_file_is_refused(
    paper: Desk, make: Any, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(paper.folder)  # a socket's name must be short
    make(paper.folder / "odd")
    assert_refused(paper, paper.run("attach", "4", "odd"), code, said)


def test_a_device_is_refused_and_not_read(paper: Desk) -> None:
    assert_refused(paper, paper.run("attach", "4", "/dev/zero"), 1, "/dev/zero is a device, not a file")


def test_one_bad_file_among_good_ones_stops_all(paper: Desk) -> None:
    assert_refused(paper, paper.run("attach", "4", "signed.pdf", "gone.pdf"), 4, "there is no file gone.pdf")
    assert beside(paper.path) == {"signed.pdf"}


def test_what_may_not_be_read_is_refused(paper: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = os.open

    def refusing(path: Any, *more: Any, **named: Any) -> int:
        if os.fspath(path) == "signed.pdf":
            raise PermissionError(13, "Permission denied")
        return plain(path, *more, **named)

    monkeypatch.setattr(os, "open", refusing)
    assert_refused(paper, paper.run("attach", "4", "signed.pdf"), 1, "signed.pdf cannot be read: permission denied")


@pytest.mark.parametrize("size", [10, 5000])
def test_what_changes_while_it_is_read_is_refused(paper: Desk, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = os.read
    path = paper.folder / "signed.pdf"

    def changing(descriptor: int, length: int) -> bytes:
        if os.fstat(descriptor).st_size == len(PDF):
            os.truncate(path, size)
        return plain(descriptor, length)

    monkeypatch.setattr(os, "read", changing)
    assert_refused(paper, paper.run("attach", "4", "signed.pdf"), 1, "signed.pdf was changed while it was read")


def test_a_disk_that_cannot_be_read_is_named(paper: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(descriptor: int, length: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", broken)
    assert_refused(paper, paper.run("attach", "4", "signed.pdf"), 1, "signed.pdf cannot be read: input/output error")


@pytest.mark.parametrize(("limit", "fits"), [("33", True), ("32", False), ("1K", True), ("1 MiB", True), ("0", False)])
def test_the_limit_is_for_the_desk_to_set(paper: Desk, limit: str, fits: bool) -> None:
    run = paper.run("attach", "4", "signed.pdf", environ={"MOU_ATTACHMENT_LIMIT": limit})
    assert (run.code == 0) == fits


@pytest.mark.parametrize("limit", ["much", "-1", "5X", "5KM", "1.5G", "٣"])
def test_a_limit_that_is_no_number_is_refused(paper: Desk, limit: str) -> None:
    run = paper.run("attach", "4", "signed.pdf", environ={"MOU_ATTACHMENT_LIMIT": limit})
    assert_refused(paper, run, 2, "MOU_ATTACHMENT_LIMIT is")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("attach", "4"), 2, "no file is named"),
        (("attach", "99", "signed.pdf"), 4, "there is no agreement 99"),
        (("attach", "OCC-2026-0001", "signed.pdf"), 2, "OCC-2026-0001 is an occasion"),
        (("attach", "4", "signed.pdf", "--media-type", "pdf"), 2, "'pdf' is no media type"),
        (("attach", "4", "signed.pdf", "signed.pdf", "--name", "x"), 2, "--name is for one file"),
        (("attach", "4", "signed.pdf", "--remove", "1"), 2, "not both at once"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else None,
)
def test_what_cannot_be_done_is_said(paper: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    assert_refused(paper, paper.run(*words), code, said)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_who_may_read_the_registry_may_read_its_files_and_nobody_else(paper: Desk, mode: int) -> None:
    paper.path.chmod(mode)
    paper.run("attach", "4", "signed.pdf").ok()
    assert stat.S_IMODE((paper.folder / "registry.files" / HASH).stat().st_mode) == mode


def test_the_files_lie_beside_the_registry_itself_and_not_beside_a_link_to_it(paper: Desk) -> None:
    (paper.folder / "desk").mkdir()
    link = paper.folder / "desk" / "agreements.json"
    link.symlink_to(paper.path)

    paper.run("--registry", str(link), "attach", "4", "signed.pdf").ok()

    assert kept(paper) == {HASH: PDF}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "application/pdf"),
        ("A.PDF", "application/pdf"),
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("scan.jpeg", "image/jpeg"),
        ("a.html", "text/html"),
        ("a.tar.gz", "application/octet-stream"),
        ("no ending", "application/octet-stream"),
        (".pdf", "application/octet-stream"),
        ("договор.pdf", "application/pdf"),
    ],
)
def test_what_a_file_is_follows_from_the_end_of_its_name(name: str, kind: str) -> None:
    assert media_type_of(name) == kind


def test_what_it_is_can_be_said(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf", "--media-type", "Image/TIFF").ok()
    assert attachments(paper)[0]["media_type"] == "image/tiff"


def test_a_file_is_taken_off_and_its_bytes_stay_for_undo(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf").ok()
    before = paper.agreements

    assert paper.run("attach", "4", "--remove", "signed.pdf", "--yes").ok().out == "MOU-2026-0004\n"
    assert attachments(paper) == []
    assert kept(paper) == {HASH: PDF}

    paper.run("undo").ok()
    assert paper.agreements == before


def test_nobody_is_there_to_be_asked(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf").ok()
    run = paper.run("attach", "4", "--remove", "1")
    assert run.code == 2
    assert run.err.endswith("hint: --yes does it without\n")
    assert attachments(paper)


@pytest.mark.parametrize(("word", "code"), [("2", 4), ("annex", 4), ("0", 4)])
def test_a_file_that_is_not_there_cannot_be_taken_off(paper: Desk, word: str, code: int) -> None:
    paper.run("attach", "4", "signed.pdf").ok()
    assert paper.run("attach", "4", "--remove", word, "--yes").code == code
    assert len(attachments(paper)) == 1


def test_undo_takes_the_field_back_and_redo_finds_the_bytes(paper: Desk) -> None:
    paper.run("attach", "4", "signed.pdf").ok()
    after = paper.agreements

    paper.run("undo").ok()
    assert "attachments" not in paper.agreements["4"]
    paper.run("redo").ok()

    assert paper.agreements == after
    assert "present" in paper.run("attachments", "4").ok().out


def test_fields_that_others_wrote_about_a_file_survive(desk: Desk) -> None:
    desk.holding({"title": "A", "attachments": [{"name": "a.pdf", "shelf": 7}, {"name": "b.pdf"}]})
    desk.run("attach", "1", "--remove", "b.pdf", "--yes").ok()
    assert attachments(desk, 1) == [{"name": "a.pdf", "shelf": 7}]
