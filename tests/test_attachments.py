"""Attached files are looked at: which there are, whether they are what they were, and opened in a viewer."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mou_cli.registry.attachments import files_of, missing_or_altered, orphans, stray_drafts
from mou_cli.registry.document_file import DocumentFile
from tests.desk import Desk
from tests.terminal import ENTER, mou, seen
from tests.test_attach import HASH, PDF, kept, paper

__all__ = ["paper"]
ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="programs and terminals of Unix")


@pytest.fixture
def attached(paper: Desk) -> Desk:
    """A desk whose agreement 4 has a scanned paper."""
    paper.run("attach", "4", "signed.pdf").ok()
    return paper


def _file(desk: Desk) -> Path:
    return desk.folder / "registry.files" / HASH


def _alter(path: Path) -> None:
    path.write_bytes(PDF.replace(b"two", b"ten"))


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _cut(path: Path) -> None:
    os.truncate(path, 5)


AMISS: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone": (Path.unlink, "missing"),
    "other bytes": (_alter, "altered"),
    "cut off": (_cut, "altered"),
    "a link": (_link, "altered"),
    "a folder": (_folder, "altered"),
}


@pytest.mark.parametrize("name", ["whole", *AMISS])
def test_each_is_read_and_compared(attached: Desk, name: str) -> None:
    spoil, how = AMISS.get(name, (lambda path: None, "present"))
    spoil(_file(attached))

    run = attached.run("attachments", "4").ok()

    assert run.out == (
        "ref\tname\tsize\tmedia_type\tsha256\tstanding\n"
        f"MOU-2026-0004\tsigned.pdf\t33\tapplication/pdf\t{HASH}\t{how}\n"
    )


@pytest.mark.parametrize("name", AMISS)
def test_verification_is_told_which_are_missing_or_altered(attached: Desk, name: str) -> None:
    AMISS[name][0](_file(attached))

    found = list(missing_or_altered(DocumentFile(attached.path)))

    sentence = f"agreement 4 (MOU-2026-0004): the attached file 'signed.pdf' is {AMISS[name][1]}"
    assert [each.sentence for each in found] == [sentence]


def test_what_is_whole_is_not_told(attached: Desk) -> None:
    assert list(missing_or_altered(DocumentFile(attached.path))) == []


def test_as_json_a_file_has_these(attached: Desk) -> None:
    assert attached.run("attachments", "--format", "json").ok().json == [
        {
            "ref": "MOU-2026-0004",
            "name": "signed.pdf",
            "size": 33,
            "media_type": "application/pdf",
            "sha256": HASH,
            "standing": "present",
        }
    ]


def test_without_a_reference_all_are_listed(attached: Desk) -> None:
    attached.run("attach", "31", "signed.pdf").ok()
    assert [line.split("\t")[0] for line in attached.run("attachments").ok().lines[1:]] == [
        "MOU-2026-0004",
        "MOU-2026-0031",
    ]


@ON_UNIX
def test_on_a_terminal_it_is_a_table(attached: Desk) -> None:
    attached.run("attach", "31", "signed.pdf", "--name", "Копия.pdf").ok()
    _alter(_file(attached))
    assert seen(attached, "attachments", columns=80).lines == [
        "No  #  Name        Size  Type             SHA-256       State",
        "───────────────────────────────────────────────────────────────",
        f" 4  1  signed.pdf  33 B  application/pdf  {HASH[:12]}  altered",
        f"31  1  Копия.pdf   33 B  application/pdf  {HASH[:12]}  altered",
    ]


@pytest.mark.parametrize(
    "digest", ["../../../etc/passwd", "/etc/passwd", "", "a" * 63, "A" * 64, f"{HASH}\n", "١" * 64]
)
def test_a_hash_in_the_registry_is_never_a_path(desk: Desk, digest: str) -> None:
    desk.holding({"title": "A", "attachments": [{"name": "a.pdf", "sha256": digest}]})
    (desk.folder / "registry.files").mkdir()

    assert files_of(DocumentFile(desk.path)).path(digest) is None
    assert desk.run("attachments", "--format", "json").ok().json[0]["standing"] == "missing"
    run = desk.run("open", "1", "-o", "out.pdf")
    assert run.code == 4
    assert not (desk.folder / "out.pdf").exists()


def test_orphans_are_what_nothing_names(attached: Desk) -> None:
    folder = attached.folder / "registry.files"
    (folder / ("0" * 64)).write_bytes(b"left by a crash")
    (folder / "notes.txt").write_bytes(b"somebody's own")

    assert [each.name for each in orphans(DocumentFile(attached.path))] == ["0" * 64, "notes.txt"]


def test_what_undo_or_redo_may_need_is_no_orphan(attached: Desk) -> None:
    attached.run("attach", "4", "--remove", "1", "--yes").ok()
    assert orphans(DocumentFile(attached.path)) == []
    attached.run("undo", "--last", "2").ok()
    assert orphans(DocumentFile(attached.path)) == []
    attached.run("remove", "4", "--reason", "a trial", "--yes").ok()
    assert orphans(DocumentFile(attached.path)) == []


def test_half_written_files_are_told_once_nobody_writes_them_any_more(attached: Desk) -> None:
    draft = attached.folder / "registry.files" / ".4711-0123abcd.tmp"
    draft.write_bytes(b"half")
    registry = DocumentFile(attached.path)

    assert (stray_drafts(registry), orphans(registry)) == ([], [])
    os.utime(draft, (0, 0))
    assert (stray_drafts(registry), orphans(registry)) == ([draft], [])


def test_the_next_file_clears_half_written_ones_away(attached: Desk) -> None:
    draft = attached.folder / "registry.files" / ".4711-0123abcd.tmp"
    draft.write_bytes(b"half")
    os.utime(draft, (0, 0))
    attached.run("attach", "5", "signed.pdf").ok()
    assert not draft.exists()


@pytest.mark.parametrize("words", [(), ("signed.pdf",), ("1",), ("SIGNED",)], ids=["alone", "name", "number", "part"])
def test_a_copy_goes_where_the_person_says(attached: Desk, words: tuple[str, ...]) -> None:
    assert attached.run("open", "4", *words, "-o", "copy.pdf").ok().out == "copy.pdf\n"
    assert (attached.folder / "copy.pdf").read_bytes() == PDF


def test_its_path_can_be_had(attached: Desk) -> None:
    assert attached.run("open", "4", "--print-path").ok().out == f"{_file(attached)}\n"


@pytest.mark.parametrize("option", [("--print-path",), ("-o", "copy.pdf"), ()], ids=["path", "copy", "viewer"])
@pytest.mark.parametrize(("name", "code"), [("gone", 4), ("other bytes", 3), ("a link", 3), ("a folder", 3)])
def test_what_is_not_what_was_attached_is_not_handed_out(
    attached: Desk, name: str, code: int, option: tuple[str, ...]
) -> None:
    AMISS[name][0](_file(attached))

    run = attached.run("open", "4", *option)

    assert (run.code, run.out) == (code, "")
    assert run.err.startswith("mou: 'signed.pdf' cannot be had: ")
    assert len(run.err.splitlines()) == 2
    assert not (attached.folder / "copy.pdf").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("5",), 4, "nothing is attached to MOU-2026-0005"),
        (("4", "annex"), 4, "no file 'annex' is attached to MOU-2026-0004"),
        (("4", "7"), 4, "no file '7' is attached"),
        (("99",), 4, "there is no agreement 99"),
        (("OCC-2026-0001",), 2, "is an occasion"),
    ],
)
def test_what_is_not_there_cannot_be_opened(attached: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    run = attached.run("open", *words)
    assert (run.code, run.out) == (code, "")
    assert said in run.err


def test_of_several_one_must_be_named(attached: Desk) -> None:
    (attached.folder / "annex.pdf").write_bytes(b"annex")
    attached.run("attach", "4", "annex.pdf").ok()

    run = attached.run("open", "4", "--print-path")

    assert run.code == 5
    assert run.err.startswith("mou: 2 files of MOU-2026-0004 are meant: 1 signed.pdf; 2 annex.pdf\n")


@pytest.mark.parametrize(
    "output", ["registry.json", "registry.files/x", ".registry.json.backups/x", ".registry.json.x"]
)
@pytest.mark.parametrize("force", [(), ("--force",)], ids=["", "force"])
def test_no_copy_is_written_among_what_is_mous_own(attached: Desk, output: str, force: tuple[str, ...]) -> None:
    before = attached.path.read_bytes()
    assert attached.run("open", "4", "-o", output, *force).code == 2
    assert attached.path.read_bytes() == before
    assert kept(attached) == {HASH: PDF}


def test_a_file_is_replaced_only_where_that_is_said(attached: Desk) -> None:
    (attached.folder / "copy.pdf").write_bytes(b"mine")
    assert attached.run("open", "4", "-o", "copy.pdf").code == 6
    assert (attached.folder / "copy.pdf").read_bytes() == b"mine"
    attached.run("open", "4", "-o", "copy.pdf", "--force").ok()
    assert (attached.folder / "copy.pdf").read_bytes() == PDF


def _viewer(desk: Desk, script: str) -> dict[str, str]:
    """A viewer that notes what it is called with; returns the environment in which it is found."""
    (desk.folder / "bin").mkdir()
    program = desk.folder / "bin" / "xdg-open"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return {"PATH": f"{program.parent}:/usr/bin:/bin", "TMPDIR": str(desk.folder)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-open")
def test_a_viewer_gets_a_copy_that_it_cannot_spoil(attached: Desk) -> None:
    attached.run("attach", "4", "--remove", "1", "--yes").ok()
    attached.run("attach", "4", "signed.pdf", "--name", "; rm -rf ~ $(x).pdf").ok()
    environ = _viewer(
        attached, f'printf "%s\\n" "$#" "$1" > {attached.folder}/called; cat "$1" > {attached.folder}/shown'
    )

    attached.process("open", "4", environ=environ).ok()

    count, path = (attached.folder / "called").read_text().splitlines()
    assert count == "1"
    assert Path(path).name == f"{HASH[:12]}.pdf"
    assert Path(path).stat().st_mode & 0o777 == 0o400
    assert (attached.folder / "shown").read_bytes() == PDF
    assert _file(attached).stat().st_ino != Path(path).stat().st_ino


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-open")
def test_a_viewer_that_cannot_start_is_told(attached: Desk) -> None:
    run = attached.process("open", "4", environ=_viewer(attached, "exit 3"))
    assert run.code == 1
    assert run.err == "mou: xdg-open found no viewer for it (exit code 3)\nhint: copy the file out: -o FILE\n"
    assert [each.name for each in attached.folder.iterdir() if each.name.startswith("mou-")] == []


@pytest.mark.parametrize("kind", ["text/html", "application/x-sh", "application/x-desktop", "image/svg+xml", "../sh"])
def test_what_could_run_is_not_handed_to_the_system(attached: Desk, kind: str) -> None:
    desk = attached.holding({"title": "A", "attachments": [{"name": "a", "sha256": HASH, "media_type": kind}]})
    run = desk.run("open", "1")
    assert run.code == 2
    assert "no viewer is started" in run.err


@ON_UNIX
@pytest.mark.parametrize(("keys", "code", "left"), [("y" + ENTER, 0, 0), (ENTER, 130, 1)], ids=["yes", "no"])
def test_taking_a_file_off_is_asked_about(attached: Desk, keys: str, code: int, left: int) -> None:
    with mou(attached, "attach", "4", "--remove", "1") as terminal:
        terminal.see("Take signed.pdf off 4 Railway sector cooperation? [y/N]")
        terminal.type(keys)
        assert terminal.end() == code
    assert len(attached.agreements["4"].get("attachments", [])) == left


@pytest.mark.parametrize("columns", [36, 44, 60, 80])
def test_how_a_file_stands_is_shown_on_a_narrow_terminal_too(attached: Desk, columns: int) -> None:
    long = attached.folder / "scan-of-the-signed-memorandum-of-understanding-on-railways.pdf"
    long.write_bytes(b"%PDF-1.4 of another paper")
    attached.run("attach", "4", long.name).ok()
    attached.run("attach", "5", "signed.pdf").ok()
    _alter(_file(attached))
    shown = attached.screen("attachments", columns=columns)
    assert (shown.lines[0].split()[-1], shown.text.count("altered"), shown.text.count("present")) == ("State", 2, 1)
    assert max(len(line) for line in shown.lines) <= columns
