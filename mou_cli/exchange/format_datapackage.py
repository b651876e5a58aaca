"""A data package (Frictionless Data): CSV tables in a zip, with datapackage.json to say what their columns mean."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.format_csv import csv_line
from mou_cli.exchange.scratch import refuse_columns, refuse_terminal, scratch
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.exchange.table_rows import Rows
from mou_cli.exchange.table_schema import Cells, descriptor, resource
from mou_cli.exchange.tables import TABLES

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a zip's calendar: the same tables make the same bytes
_PIECE = 1 << 20


def write(
    agreements: Iterable[Registered],
    out: BinaryIO,
    moment: Moment,
    columns: Sequence[str] | None = None,
    *,
    around: Surroundings | None = None,
) -> None:
    """Write a package of `agreements` as they stand on `moment.today`, and of their occasions, to `out`.

    Raises Usage for a terminal and where columns are named, OSError where there is no room for it.
    """
    refuse_terminal(out, "zip")
    refuse_columns(columns, "a data package")
    from zipfile import ZipFile

    with scratch(out) as folder:
        tables = _written(agreements, Rows(moment, around), folder)
        resources = [_resource(each, folder) for each in tables]
        with ZipFile(out, "w") as archive:
            text = msgspec.json.format(msgspec.json.encode(descriptor(resources, moment)), indent=2)
            archive.writestr(_entry("datapackage.json", len(text)), text + b"\n")
            for each in tables:
                _add(archive, folder / f"{each.table.name}.csv", f"data/{each.table.name}.csv")


def _written(agreements: Iterable[Registered], rows: Rows, folder: Path) -> list[Cells]:
    cells = {name: Cells(table) for name, table in TABLES.items()}
    with ExitStack() as files:
        lines = {name: files.enter_context(open(folder / f"{name}.csv", "wb")).write for name in TABLES}
        for name, write_line in lines.items():
            write_line(csv_line([column.name for column in cells[name].columns]))
        for registered in agreements:
            for name, row in rows.of(registered):
                lines[name](csv_line(cells[name].of(row)))
        for name, row in rows.rest():
            lines[name](csv_line(cells[name].of(row)))
    return list(cells.values())


def _resource(cells: Cells, folder: Path) -> dict[str, Any]:
    from hashlib import file_digest

    name = f"{cells.table.name}.csv"
    with open(folder / name, "rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return resource(cells, f"data/{name}", (folder / name).stat().st_size, digest)


def _add(archive: "ZipFile", path: Path, name: str) -> None:
    from shutil import copyfileobj

    with open(path, "rb") as file, archive.open(_entry(name, path.stat().st_size), "w") as entry:
        copyfileobj(file, entry, _PIECE)


def _entry(name: str, size: int) -> "ZipInfo":
    from zipfile import ZIP_DEFLATED, ZipInfo

    entry = ZipInfo(name, _FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 3  # wherever it is made
    entry.external_attr = 0o644 << 16
    entry.file_size = size
    return entry
