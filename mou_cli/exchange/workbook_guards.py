"""What must be true of a workbook's bytes before a library is let at them."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

from mou_cli.errors import Usage

if TYPE_CHECKING:
    from zipfile import ZipFile

LARGEST = 200 * 1024 * 1024  # bytes, unpacked
MOST_CELLS = 20_000_000
_OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_PIECE = 1024 * 1024
_PACKED = (0, 8)  # stored or deflated, as the standard has it


def guard(data: bytes) -> None:
    """Raise Usage unless `data` is a zip archive that unpacks to a workbook of bearable size."""
    if data.startswith(_OLD_OR_ENCRYPTED):
        raise Usage("the workbook is encrypted, or an old .xls", "save it as .xlsx without a password")
    from zipfile import BadZipFile, ZipFile
    from zlib import error as BadStream

    try:
        with ZipFile(BytesIO(data)) as archive:
            _guard_sizes(archive)
            for name in archive.namelist():
                if name.lower().startswith("xl/worksheets/"):
                    _guard_extent(archive, name)
    except (BadZipFile, BadStream, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as fault:
        raise Usage(f"not an .xlsx workbook: {str(fault)[:80].lower() or 'damaged'}", "save it as .xlsx") from None


def _guard_sizes(archive: "ZipFile") -> None:
    if any(entry.compress_type not in _PACKED for entry in archive.infolist()):
        raise Usage("the workbook is packed in an unusual way", "open it in a spreadsheet and save it again")
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise Usage("the workbook is encrypted", "save it without a password")
    unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > LARGEST:
        raise Usage(
            f"the workbook unpacks to {unpacked // 1_000_000} MB", "at most 200 MB are read; split it, or save as CSV"
        )


def _guard_extent(archive: "ZipFile", name: str) -> None:
    # The library makes room for every cell between the first and the last, be there two of them.
    rows = columns = read = 0
    with archive.open(name) as sheet:
        tail = b""
        while piece := sheet.read(_PIECE):
            read += len(piece)
            for letters, row in _REFERENCE.findall(tail + piece):
                columns = max(columns, _number(letters))
                rows = max(rows, int(row))
            tail = piece[-40:]
    if rows * columns > MOST_CELLS:
        raise Usage(f"a sheet reaches to row {rows}, column {columns}", "delete what stands far from the table")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
