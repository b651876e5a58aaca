"""`mou export` as a command: where it goes, what stays as it was, and what stands in the way."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mou_cli.desk import exporting
from mou_cli.exchange.formats import FORMATS
from tests.desk import ROOT, Desk
from tests.exported import rows, sheets
from tests.terminal import mou

NEW = {"xlsx": ".xlsx", "sqlite": ".sqlite", "datapackage": ".zip", "csl": ".csl.json", "jsonld": ".jsonld"}
PACKED = ("xlsx", "sqlite", "datapackage")


def process(desk: Desk, *words: str, out: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    argv = [sys.executable, "-m", "mou_cli", *words]
    return subprocess.run(
        argv, cwd=desk.folder, env=desk.surroundings(), stdout=out, stderr=subprocess.PIPE, timeout=60, check=False
    )


@pytest.mark.parametrize(("name", "suffix"), NEW.items())
def test_a_format_is_known_by_the_name_of_the_file(desk: Desk, name: str, suffix: str) -> None:
    desk.shipped().run("export", "-o", f"a{suffix}").ok()
    desk.run("export", "-o", "b", "--format", name).ok()
    assert (desk.folder / f"a{suffix}").read_bytes() == (desk.folder / "b").read_bytes()


def test_the_help_lists_every_format(desk: Desk) -> None:
    told = " ".join(desk.run("export", "--help").ok().out.split())
    assert [name for name in FORMATS if f"{name}:" not in told] == []


def test_what_is_exported_as_lines_is_the_same_in_an_empty_registry(desk: Desk) -> None:
    desk.shipped().run("export", "-o", "all.jsonl").ok()
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    other.run("init").ok()
    other.run("import", str(desk.folder / "all.jsonl")).ok()
    other.run("export", "-o", "all.jsonl").ok()
    assert (other.folder / "all.jsonl").read_bytes() == (desk.folder / "all.jsonl").read_bytes()


def test_a_workbook_that_was_changed_is_taken_in(desk: Desk) -> None:
    desk.shipped().run("export", "-o", "all.xlsx").ok()
    run = desk.run("import", "all.xlsx", "--update").ok()
    assert len(run.lines) == len(desk.agreements)
    desk.run("export", "-o", "again.xlsx").ok()
    assert sheets((desk.folder / "again.xlsx").read_bytes()) == sheets((desk.folder / "all.xlsx").read_bytes())


def test_filters_and_order_are_those_of_the_list(desk: Desk) -> None:
    desk.shipped().run("export", "-o", "some.xlsx", "--sector", "rail", "--sort", "-signed").ok()
    refs = [row["Ref"] for row in rows((desk.folder / "some.xlsx").read_bytes())]
    assert (
        refs == desk.run("list", "--sector", "rail", "--sort", "-signed", "--columns", "ref", "--no-header").ok().lines
    )


def test_a_database_says_what_was_filtered(desk: Desk) -> None:
    import sqlite3

    desk.shipped().run("export", "-o", "some.db", "--sector", "rail").ok()
    database = sqlite3.connect(desk.folder / "some.db")
    told = dict(database.execute("SELECT name, value FROM about").fetchall())
    database.close()
    assert (told["as_of"], told["filters"]) == ("2026-11-21", "sector:rail")


# What is there already, and what cannot be written


@pytest.mark.parametrize("suffix", NEW.values())
def test_a_file_that_is_there_stays_unless_told_otherwise(desk: Desk, suffix: str) -> None:
    path = desk.shipped().folder / f"a{suffix}"
    path.write_text("old")
    run = desk.run("export", "-o", path.name)
    assert (run.code, run.err) == (6, f"mou: a{suffix} is there already\nhint: --force replaces it\n")
    assert path.read_text() == "old"
    desk.run("export", "-o", path.name, "--force").ok()
    assert path.read_bytes() != b"old"


@pytest.mark.parametrize("suffix", NEW.values())
def test_a_folder_is_no_output(desk: Desk, suffix: str) -> None:
    (desk.shipped().folder / f"a{suffix}").mkdir()
    run = desk.run("export", "-o", f"a{suffix}", "--force")
    assert (run.code, run.err) == (1, f"mou: a{suffix} is a folder\nhint: name a file\n")


@pytest.mark.parametrize("name", NEW)
def test_the_registry_is_no_output(desk: Desk, name: str) -> None:
    before = desk.shipped().path.read_bytes()
    assert desk.run("export", "--format", name, "-o", "registry.json", "--force").code == 2
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize("suffix", NEW.values())
def test_a_folder_that_is_missing_is_named(desk: Desk, suffix: str) -> None:
    run = desk.shipped().run("export", "-o", f"nowhere/a{suffix}")
    assert (run.code, run.err) == (4, "mou: there is no folder nowhere\nhint: make it first\n")


def test_a_file_is_not_a_folder(desk: Desk) -> None:
    (desk.folder / "notes.csv").write_text("mine")
    run = desk.shipped().run("export", "-o", "notes.csv/a.csv")
    assert (run.code, run.err) == (1, "mou: notes.csv is a file, not a folder\nhint: name another place\n")


LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
sys.argv = ["mou", *sys.argv[1:]]
runpy.run_module("mou_cli", run_name="__main__")
"""


@pytest.mark.parametrize("suffix", NEW.values())
def test_where_there_is_no_room_the_old_file_stays(desk: Desk, suffix: str) -> None:
    path = desk.shipped().folder / f"a{suffix}"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, "export", "-o", path.name, "--force"],
        cwd=desk.folder,
        env=desk.surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert re.fullmatch(r"mou: \S+ cannot be written: [^\n]+\nhint: what was there is as it was\n", done.stderr)
    assert path.read_text() == "old"
    assert sorted(each.name for each in desk.folder.iterdir()) == sorted([path.name, "registry.json"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("name", NEW)
def test_a_full_device_is_one_line(desk: Desk, name: str) -> None:
    with open("/dev/full", "wb") as full:
        done = process(desk.shipped(), "export", "--format", name, out=full.fileno())
    assert (done.returncode, done.stderr) == (1, b"mou: no space left on device\n")


def test_a_workbook_with_macros_is_not_written(desk: Desk) -> None:
    run = desk.shipped().run("export", "-o", "a.xlsm")
    assert (run.code, run.err) == (2, "mou: a file that ends in .xlsm is read and not written\nhint: name it .xlsx\n")


@pytest.mark.parametrize("name", [*NEW, "ics"])
def test_a_format_with_its_own_columns_takes_no_others(desk: Desk, name: str) -> None:
    run = desk.shipped().run("export", "--format", name, "--columns", "ref")
    if name == "xlsx":
        assert run.code == 0
    else:
        assert (run.code, run.out) == (2, "")
        assert "columns" in run.err


# Pipes and terminals


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_file_goes_through_a_pipe(desk: Desk, name: str) -> None:
    begun = {"xlsx": b"PK", "sqlite": b"SQLite format 3\0", "datapackage": b"PK"}[name]
    done = process(desk.shipped(), "export", "--format", name)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(begun)


def test_a_workbook_through_a_pipe_is_one(desk: Desk) -> None:
    assert len(rows(process(desk.shipped(), "export", "--format", "xlsx").stdout)) == len(desk.agreements)


@pytest.mark.parametrize("name", PACKED)
def test_whoever_stops_reading_hears_no_complaint(desk: Desk, name: str) -> None:
    line = f"{sys.executable} -m mou_cli export --format {name} | head -c1 >/dev/null"
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=desk.shipped().folder,
        env=desk.surroundings(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == b""


@pytest.mark.parametrize("command", ["export", "list"])
@pytest.mark.parametrize("name", PACKED)
def test_a_packed_file_is_no_text_for_a_terminal(desk: Desk, command: str, name: str) -> None:
    with mou(desk.shipped(), command, "--format", name) as terminal:
        assert terminal.end() == 2
    assert "is no text for a terminal" in terminal.text


# Progress


def test_what_takes_long_shows_how_far_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from collections.abc import Callable, Iterator
    from contextlib import contextmanager

    told: list[tuple[str, int | None, int]] = []

    @contextmanager
    def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        counted: list[int] = []
        yield counted.append
        told.append((label, total, sum(counted)))

    monkeypatch.setattr(exporting, "progress", progress)
    desk.shipped().run("export", "-o", "a.csv").ok()
    desk.run("export", "-o", "b.csv", "--sector", "rail").ok()
    count = len(desk.agreements)
    assert told == [("exporting", count, count), ("exporting", None, 1)]


def test_every_format_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "import-export.md").read_text("utf-8")
    assert [name for name in FORMATS if f"| `{name}` |" not in page] == []
