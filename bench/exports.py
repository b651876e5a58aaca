"""Measure what `mou export` takes in each format against `mou list --format json` of all, in one run.

    python bench/exports.py [--size 10000] [--rounds 3] [--only NAME] [--memory-size 100000]

As in compare.py every command is a whole process, they take turns, and the ratio is that of the best runs. A workbook
is held against XlsxWriter alone (xlsxwriter_alone.py), which writes the very cells that mou wrote. Memory is looked at
on a register of its own size; `--only memory` does just that, `--only xlsx` one format.
"""

import argparse
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from compare import MEBIBYTE, Target, compare
from desk import HERE, MOU, Measured
from make_register import write_register
from measuring import CommandFailed, run
from python_calamine import load_workbook

MEMORY_LIMIT = 200
STREAMED = ("csv", "jsonl", "sqlite", "xlsx")
TARGETS = (
    Target("csv", "list json", 3),
    Target("jsonl", "list json", 3),
    Target("sqlite", "list json", 6),
    Target("html", "list json", 5),
    Target("xlsx", "xlsxwriter alone", 1.3),
)
_DAY_ZERO = date(1899, 12, 30).toordinal()


def generated(size: int) -> Path:
    """Return a register of `size` agreements, made once."""
    path = HERE / "data" / f"{size}.json"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        partial = path.with_suffix(".partial")
        write_register(size, partial)
        partial.replace(path)
    return path


def exports(folder: Path, size: int) -> list[Measured]:
    """Return the export of all of `size` agreements in each format that has a target, and the list of them as JSON."""
    registry = folder / f"{size}.json"
    shutil.copyfile(generated(size), registry)
    mou = [*MOU, "--registry", str(registry), "--today", "2026-11-21"]

    def exporting(name: str) -> Measured:
        argv = [*mou, "export", "--format", name, "-o", str(folder / f"register.{name}"), "--force"]
        return Measured(name, lambda _: argv)

    listing = Measured("list json", lambda _: [*mou, "list", "--format", "json", "--limit", "0"])
    return [listing, *map(exporting, dict.fromkeys(target.ours for target in TARGETS))]


def alone(folder: Path, xlsx: Measured) -> Measured:
    """Return XlsxWriter's writing of the cells that `xlsx` writes."""
    run(xlsx.argv(0))
    cells = folder / "cells.jsonl"
    _write_cells(folder / "register.xlsx", cells)
    argv = [sys.executable, str(HERE / "xlsxwriter_alone.py"), str(cells), str(folder / "alone.xlsx")]
    return Measured("xlsxwriter alone", lambda _: argv)


def _write_cells(workbook: Path, path: Path) -> None:
    book = load_workbook(str(workbook))
    with path.open("wb") as out:
        for name in book.sheet_names:
            out.write(msgspec.json.encode(name) + b"\n")
            for row in book.get_sheet_by_name(name).iter_rows():
                cells = [(place, _number(value)) for place, value in enumerate(row) if value != ""]
                out.write(msgspec.json.encode(cells) + b"\n")


def _number(value: Any) -> Any:
    if isinstance(value, date):
        return value.toordinal() - _DAY_ZERO
    return int(value) if isinstance(value, float) and value.is_integer() else value


def memory(folder: Path, size: int) -> bool:
    """Print the peak memory of what streams and return whether all stay below the limit."""
    print(f"\npeak memory, {size:,} agreements\n  {'format':<26} {'MiB':>7} {'target':>7}")
    kept = []
    for command in exports(folder, size):
        if command.name in STREAMED:
            peak = run(command.argv(0)).peak / MEBIBYTE
            kept.append(peak <= MEMORY_LIMIT)
            print(f"  {command.name:<26} {peak:>7.1f} {MEMORY_LIMIT:>7}  {'ok' if kept[-1] else 'OVER'}", flush=True)
    return all(kept)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure mou export in each format.")
    parser.add_argument("--size", type=int, default=10_000, help="agreements in the generated register")
    parser.add_argument("--memory-size", type=int, default=100_000, help="agreements where memory is looked at")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command that count")
    parser.add_argument("--only", default="", help="a format, or memory")
    return parser.parse_args()


def main() -> int:
    """Run what was asked for; 1 where a target is missed."""
    chosen = options()
    targets = [target for target in TARGETS if chosen.only in target.ours]
    kept = []
    with tempfile.TemporaryDirectory(prefix="mou-bench-") as name:
        folder = Path(name)
        if chosen.only in "memory":  # first, while this process is small itself: a child begins with its size
            kept.append(memory(folder, chosen.memory_size))
        if targets:
            commands = exports(folder, chosen.size)
            if any(target.ours == "xlsx" for target in targets):
                commands.append(alone(folder, next(each for each in commands if each.name == "xlsx")))
            kept.append(compare(f"{chosen.size:,} agreements", targets, commands, chosen.rounds))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CommandFailed as failed:
        sys.exit(f"exports: {failed}")
