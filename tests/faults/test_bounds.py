"""Files that unpack, nest or stretch without end: refused in a moment, before they fill the memory."""

import io
import json
import struct
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, Run
from tests.faults.limited import limited

MEMORY = 1 << 30  # bytes of address space: five times what mou takes anyway
SECONDS = 20.0
MB = 1 << 20
_PACKED: Any = {"compression": zipfile.ZIP_DEFLATED, "compresslevel": 1}
TABLE = "title,parties\nRailways,KZ; PK\n"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    desk = Desk(tmp_path_factory.mktemp("desk")).holding()
    (desk.folder / "table.csv").write_text(TABLE)
    desk.run("import", "table.csv").ok()
    desk.run("export", "-o", "good.xlsx").ok()
    return (desk.folder / "good.xlsx").read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Desk(tmp_path).holding().path


def _refused(path: Path, name: str, data: bytes, *words: str) -> Run:
    """Give mou a file; it is refused within bounds, and the registry stays as it is."""
    before = path.read_bytes()
    path.with_name(name).write_bytes(data)
    start = time.monotonic()
    run = limited(path, *(words or ("import", name)), memory=MEMORY)
    assert time.monotonic() - start < SECONDS
    assert "Traceback" not in run.err
    assert run.err.startswith("mou: "), run
    assert run.code in (2, 7)
    assert path.read_bytes() == before
    return run


def _with(workbook: bytes, part: str, padding: int) -> bytes:
    """The workbook with a part made longer by so many blanks."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(out, "w", **_PACKED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b" " * padding if name == part else b""))
    return out.getvalue()


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def test_a_workbook_of_more_than_200_mb_is_refused(path: Path, workbook: bytes) -> None:
    run = _refused(path, "a.xlsx", _with(workbook, SHEET, 205 * MB))
    assert "unpacks to" in run.err


@pytest.mark.parametrize("part", [SHEET, STRINGS])
def test_a_workbook_that_says_it_is_smaller_is_refused(path: Path, workbook: bytes, part: str) -> None:
    data = _with(workbook, part, 100 * MB)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = struct.pack("<I", archive.getinfo(part).file_size)
    assert data.count(size) >= 2
    _refused(path, "a.xlsx", data.replace(size, struct.pack("<I", 1000)))


def test_a_workbook_of_many_parts_is_refused(path: Path, workbook: bytes) -> None:
    out = io.BytesIO(workbook)
    with zipfile.ZipFile(out, "a", **_PACKED) as archive:
        for number in range(25):
            archive.writestr(f"xl/worksheets/more{number}.xml", bytes(10 * MB))
    run = _refused(path, "a.xlsx", out.getvalue())
    assert "unpacks to" in run.err


def test_a_cell_of_50_mb_is_refused(path: Path) -> None:
    _refused(path, "a.csv", f'title,notes\nRailways,"{"x" * 50 * MB}"\n'.encode())


def test_a_quote_that_is_never_closed_is_refused(path: Path) -> None:
    _refused(path, "a.csv", b'title,notes\nRailways,"' + (b"x" * 200 + b"\n") * (MB // 12))


@pytest.mark.parametrize("data", [b"[" * 5 * MB, b'{"a":' * MB, b'[{"title":"x","y":' + b"[" * MB + b"]" * MB + b"}]"])
def test_nesting_without_end_is_refused(path: Path, data: bytes) -> None:
    _refused(path, "a.json", data)


@pytest.mark.parametrize("words", [("list",), ("set", "1", "place=Astana"), ("verify",), ("doctor",)])
def test_a_registry_of_endless_nesting_is_named_damaged(path: Path, words: tuple[str, ...]) -> None:
    deep = b'{"agreements":{"1":{"title":"x","y":' + b"[" * MB + b"]" * MB + b"}}}"
    path.write_bytes(deep)
    run = limited(path, *words, memory=MEMORY)

    assert run.code == 7 or (words == ("doctor",) and run.code == 3)
    assert "nested" in run.err + run.out
    assert "Traceback" not in run.err
    assert path.read_bytes() == deep


def test_a_number_of_a_million_digits_is_refused(path: Path) -> None:
    _refused(path, "a.json", b'[{"title":"x","y":' + b"9" * MB + b"}]")
    path.write_text(json.dumps({"agreements": {"1": {"title": "x"}}}).replace('"x"', "9" * MB))
    assert limited(path, "list", memory=MEMORY).code == 7
