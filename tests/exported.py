"""What is exported, for tests: the bytes of a format, and a workbook as a third party reads it."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from python_calamine import load_workbook

from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.exchange.formats import FORMATS, writer
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT, registered


def exported(
    name: str,
    *agreements: Registered,
    occasions: Iterable[Mapping[str, Any]] = (),
    columns: list[str] | None = None,
    whole: bool = True,
) -> bytes:
    """The bytes of `agreements` (default: one) in the format `name`, with `occasions` around them."""
    out = BytesIO()
    write: Any = writer(name)
    if FORMATS[name].surroundings:
        stored = [RegisteredOccasion.of(number, fields) for number, fields in enumerate(occasions, 1)]
        write = partial(write, around=Surroundings(Sectors(), stored, whole=whole))
    write(iter(agreements or (registered(),)), out, MOMENT, columns)
    return out.getvalue()


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """The cells of every sheet of a workbook, row by row, as python-calamine reads them."""
    book = load_workbook(BytesIO(data))
    return {name: list(book.get_sheet_by_name(name).iter_rows()) for name in book.sheet_names}


def rows(data: bytes, sheet: str = "Agreements") -> list[dict[str, str | float | bool | date]]:
    """The rows of a sheet by their headings, empty cells left out."""
    headings, *cells = sheets(data)[sheet]
    return [
        {name: value for name, value in zip(headings, row, strict=True) if value not in ("", None)} for row in cells
    ]


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files in a zip by their names."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
