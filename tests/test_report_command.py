"""`mou report` as it is called: the list, formats by name, files that are whole or not at all, what is refused."""

import sys
from pathlib import Path

import pytest

from mou_cli.reports.catalogue import REPORTS, report
from tests.desk import Desk
from tests.factories import fields


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path).holding(fields())


def test_alone_it_lists_the_reports(desk: Desk) -> None:
    lines = desk.run("report").ok().lines
    assert lines[0] == "report\twhat it says"
    assert [line.split("\t")[0] for line in lines[1:]] == [
        "implementation", "not-in-force", "expiring", "stale", "country", "sector", "occasion",
    ]  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_that_is_listed_is_there(name: str) -> None:
    assert callable(report(name))


def test_an_unknown_report_is_refused_with_the_list_and_the_nearest(desk: Desk) -> None:
    run = desk.run("report", "implementaton")
    listed = f"a report is one of {', '.join(REPORTS)}"
    said = f'mou: unknown report "implementaton"\nhint: did you mean implementation? {listed}\n'
    assert (run.code, run.err) == (2, said)
    assert f"hint: {listed}\n" in desk.run("report", "qqqqq").err


def test_an_unknown_format_is_refused_with_the_list_and_the_nearest(desk: Desk) -> None:
    run = desk.run("report", "stale", "--format", "htlm")
    listed = "take one of md, html, docx, pdf, xlsx"
    assert (run.code, run.err) == (2, f'mou: unknown format "htlm"\nhint: did you mean html? {listed}\n')
    assert f"hint: {listed}\n" in desk.run("report", "stale", "--format", "qqqq").err


def test_a_file_of_an_unknown_name_is_refused(desk: Desk) -> None:
    run = desk.run("report", "stale", "-o", "report.rtf")
    assert (run.code, run.err) == (
        2,
        "mou: no report is written as .rtf\nhint: name it .md, .html, .docx, .pdf, .xlsx, or say --format\n",
    )


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.md", b"# "),
        ("r.html", b"<!DOCTYPE"),
        ("R.DOCX", b"PK"),
        ("r.pdf", b"%PDF-"),
        ("r.xlsx", b"PK"),
        ("r", b"# "),
    ],
)
def test_the_format_is_that_of_the_files_name(desk: Desk, name: str, begins: bytes) -> None:
    assert desk.run("report", "stale", "-o", name).ok().out == ""
    assert (desk.folder / name).read_bytes().startswith(begins)


def test_a_format_that_is_said_wins_over_the_name(desk: Desk) -> None:
    desk.run("report", "stale", "--format", "html", "-o", "notes.txt").ok()
    assert (desk.folder / "notes.txt").read_bytes().startswith(b"<!DOCTYPE")


def test_in_a_pipe_it_is_markdown(desk: Desk) -> None:
    assert desk.run("report", "not-in-force").ok().out.startswith("# Signed and not in force\n")


def test_a_file_that_is_there_stays(desk: Desk) -> None:
    (desk.folder / "r.pdf").write_bytes(b"old")
    run = desk.run("report", "stale", "-o", "r.pdf")
    assert (run.code, run.err) == (6, "mou: r.pdf is there already\nhint: --force replaces it\n")
    assert (desk.folder / "r.pdf").read_bytes() == b"old"
    desk.run("report", "stale", "-o", "r.pdf", "--force").ok()
    assert (desk.folder / "r.pdf").read_bytes().startswith(b"%PDF-")


def test_a_folder_is_no_place_for_a_report(desk: Desk) -> None:
    (desk.folder / "out.md").mkdir()
    assert desk.run("report", "stale", "-o", "out.md").err == "mou: out.md is a folder\nhint: name a file\n"
    assert desk.run("report", "stale", "-o", "nowhere/out.md").code == 4


def test_the_registry_is_no_place_for_a_report(desk: Desk) -> None:
    before = desk.path.read_bytes()
    assert desk.run("report", "stale", "--format", "md", "-o", "registry.json", "--force").code == 2
    assert desk.path.read_bytes() == before


def test_a_report_that_fails_leaves_no_file(desk: Desk) -> None:
    assert desk.run("report", "country", "-o", "r.pdf").code == 2
    assert [each.name for each in desk.folder.iterdir()] == ["registry.json"]


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx"])
def test_a_terminal_gets_no_bytes(desk: Desk, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mou_cli.session.is_terminal", lambda _: True)
    run = desk.run("report", "stale", "--format", form)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"mou: {form} is nothing to read on a terminal\nhint: name a file: -o stale.{form}\n"


def test_a_pipe_gets_the_bytes(desk: Desk) -> None:
    import subprocess

    words = [sys.executable, "-m", "mou_cli", "report", "stale", "--format", "xlsx"]
    done = subprocess.run(words, cwd=desk.folder, env=desk.surroundings(), capture_output=True, check=True, timeout=60)
    assert done.stdout.startswith(b"PK")


@pytest.mark.parametrize(("form", "library"), [("pdf", "typst"), ("docx", "docx")])
def test_a_missing_extra_says_how_to_install_it(
    desk: Desk, form: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    run = desk.run("report", "stale", "-o", f"r.{form}")
    assert (run.code, run.err) == (
        1,
        f"mou: {form} is not written by this installation\nhint: pip install 'mou-cli[{form}]'\n",
    )


def test_filters_are_those_of_list(desk: Desk) -> None:
    desk.holding(fields(), fields(ref="MOU-2026-0002", title="Health", type="treaty", sectors=["health"]))
    for words in (["-type:mou"], ["--sector", "health"], ["sector:health"], ["health"]):
        assert "1 of 1 agreement is signed and not in force." in desk.run("report", "not-in-force", *words).ok().out


def test_years_are_a_whole_number(desk: Desk) -> None:
    assert desk.run("report", "stale", "--years", "many").code == 2
    assert "signed more than 0 years ago" in desk.run("report", "stale", "--years", "0").ok().out


def test_a_party_that_there_is_not_cannot_be_ours(desk: Desk) -> None:
    assert desk.run("report", "implementation", "--own", "Ruritania").code == 2


def test_no_library_is_loaded_before_it_is_needed(desk: Desk) -> None:
    code = (
        "import sys; from mou_cli.app import app\n"
        "try: app(['report', 'stale'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('docx', 'typst', 'xlsxwriter', 'rich', 'lxml') if name in sys.modules])"
    )
    import subprocess

    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=desk.folder, env=desk.surroundings(), capture_output=True, check=True, timeout=60)
    assert done.stdout.decode().endswith("\n[]\n")
