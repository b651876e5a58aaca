"""What a small script on stock TinyDB does with the same register.

`python bench/stock_tinydb.py PATH OPERATION ...`
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB, where
from tinydb.table import Table


def list_sector(table: Table, sector: str) -> None:
    for row in table.search(where("sectors").any([sector])):
        print(row["ref"], row["title"], sep="\t")


def show(table: Table, ref: str) -> None:
    print(json.dumps(table.get(where("ref") == ref), ensure_ascii=False, indent=2))


def add(table: Table, title: str) -> None:
    parties = [{"code": "KZ", "name": "Kazakhstan"}, {"code": "PK", "name": "Pakistan"}]
    table.insert({"ref": title, "title": title, "parties": parties, "sectors": ["rail"], "signed": "2026-03-01"})


def set_notes(table: Table, ref: str, notes: str) -> None:
    table.update({"notes": notes}, where("ref") == ref)


def import_rows(table: Table, rows: str) -> None:
    with Path(rows).open(encoding="utf-8") as lines:
        table.insert_multiple(json.loads(line) for line in lines)


OPERATIONS: dict[str, Callable[..., None]] = {
    "list": list_sector,
    "show": show,
    "add": add,
    "set": set_notes,
    "import": import_rows,
}

if __name__ == "__main__":
    with TinyDB(sys.argv[1], encoding="utf-8", ensure_ascii=False) as db:
        OPERATIONS[sys.argv[2]](db.table("agreements"), *sys.argv[3:])
