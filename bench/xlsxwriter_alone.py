"""Write the cells of a workbook with XlsxWriter alone: `python bench/xlsxwriter_alone.py CELLS PATH`.

CELLS holds a line of JSON for each sheet's name and for each row of it: [column, value] for each cell that is not
empty, a number for a day. It is what mou's own export wrote, so that the difference is what mou itself takes.
"""

import sys
from pathlib import Path
from typing import Any

import msgspec
from xlsxwriter import Workbook

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "use_zip64": True}


def _put(sheet: Any, row: int, cells: list[tuple[int, Any]]) -> None:
    for column, value in cells:
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        else:
            sheet.write_number(row, column, value)


def main(cells: Path, path: Path) -> None:
    decode = msgspec.json.decode
    with cells.open("rb") as lines, Workbook(str(path), OPTIONS) as book:
        sheet: Any = None
        row = 0
        for line in lines:
            found = decode(line)
            if isinstance(found, str):
                sheet, row = book.add_worksheet(found), 0
            else:
                _put(sheet, row, found)
                row += 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python bench/xlsxwriter_alone.py CELLS PATH")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
