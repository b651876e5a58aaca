"""Measure what a long history costs: every command on a register with one against the same register without.

    python bench/history.py [--size 100000] [--rounds 5] [--only NAME]

The history has as many entries as there are agreements, each the change of one agreement's place, and verifies; the
register without has the one entry with which a history begins. "Edited" commands follow an edit by another program,
after which mou cannot rely on its stamp. See compare.py for how it is measured.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from compare import USUAL, Target, compare
from desk import LEAF, MOU, Desk, Measured
from make_register import LAST_YEAR
from measuring import CommandFailed, run

from mou_cli.agreement.history.canonical import digest
from mou_cli.agreement.history.entry import Doing, RowChange, sealed
from mou_cli.registry.layout import AGREEMENTS, HISTORY, META, OCCASIONS, compose, encode, split_row

Rows = dict[int, bytes]

TARGETS = (
    Target("list leaf", "list leaf, without", 1.1),
    Target("list leaf, edited", "list leaf, edited, without", 1.1),
    Target("due", "due, without", 1.1),
    Target("show", "show, without", 1.1),
    Target("add", "add, without", 1.6),
    Target("set", "set, without", 1.6),
    Target("set, edited", "set, edited, without", 2),
)


def rows_of(register: Path) -> Rows:
    """Return the lines of a generated register's agreements by number."""
    with register.open("rb") as lines:
        found = (line for line in lines if line.startswith(b'"') and b'":{"ref"' in line[:30])
        return dict(split_row(line) for line in found)


def entries_of(rows: Rows) -> Iterator[dict[str, Any]]:
    """Yield a history that verifies: each agreement was once given the place that it has."""
    last = ""
    for seq, line in enumerate(rows.values(), 1):
        fields = msgspec.json.decode(line)
        seconds = seq % 86_400
        at = f"{LAST_YEAR}-{seq // 86_400 + 1:02}-04T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"
        change = RowChange(
            no=seq, before={"place": "not known yet"}, after={"place": fields["place"]}, sha256=digest(fields)
        )
        doing = Doing("set", f"desk {seq % 7}", "the place was missing" if seq % 3 else "", at)
        entry = sealed(doing, seq, last, [fields["ref"]], {fields["uid"]: change})
        last = entry["hash"]
        yield entry


def write(path: Path, rows: Rows, *, recorded: bool) -> None:
    """Write a registry of these agreements, with their history or with an empty one."""
    meta: dict[str, Any] = {"format": 1, "next": {"MOU": len(rows) + 1, "OCC": 1}, "sectors": {}}
    history: Rows = {}
    if recorded:
        for entry in entries_of(rows):
            history[entry["seq"]] = encode(entry)
            meta["history"] = {"seq": entry["seq"], "hash": entry["hash"]}
    path.parent.mkdir()
    tables = {META: {1: encode(meta)}, OCCASIONS: {}, AGREEMENTS: rows, HISTORY: history}
    path.write_bytes(compose(tables)[0])


def commands(folder: Path, rows: Rows, *, recorded: bool) -> list[Measured]:
    """Return the commands to be measured on a register with a history or without."""
    mark, name = ("", "with") if recorded else (", without", "without")
    path, edited = folder / name / "registry.json", folder / f"{name}-edited" / "registry.json"
    for each in (path, edited):
        write(each, rows, recorded=recorded)
    half, most = (f"MOU-2026-{int(len(rows) * share):04}" for share in (0.5, 0.9))
    mou, mou_edited = ([*MOU, "--registry", str(each)] for each in (path, edited))
    for words in (mou, mou_edited):
        run([*words, "set", most, "notes=first written by mou itself"])
    parties = ["--party", "KZ", "--party", "PK", "--sector", LEAF, "--signed", "2026-03-01"]

    def edit() -> None:
        os.utime(edited)  # no stamp outlives it

    return [
        Measured(f"list leaf{mark}", lambda _: [*mou, "list", "--sector", LEAF]),
        Measured(f"list leaf, edited{mark}", lambda _: [*mou_edited, "list", "--sector", LEAF], edit),
        Measured(f"due{mark}", lambda _: [*mou, "--today", "2026-11-21", "due"]),
        Measured(f"show{mark}", lambda _: [*mou, "show", half]),
        Measured(f"add{mark}", lambda time: [*mou, "add", f"Benchmark of round {time}", *parties]),
        Measured(f"set{mark}", lambda time: [*mou, "set", half, f"notes=set in round {time}"]),
        Measured(f"set, edited{mark}", lambda time: [*mou_edited, "set", half, f"notes=round {time}"], edit),
    ]


def main() -> int:
    """Run what was asked for; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description="Measure what a long history costs.")
    parser.add_argument("--size", type=int, default=USUAL, help="agreements in the register, and entries")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command that count")
    parser.add_argument("--only", default="", help="a command (list, add, ...)")
    chosen = parser.parse_args()
    targets = [target for target in TARGETS if chosen.only in target.ours]
    with tempfile.TemporaryDirectory(prefix="mou-bench-") as folder:
        rows = rows_of(Desk(Path(folder) / "desk", chosen.size).pristine)
        both = [each for recorded in (True, False) for each in commands(Path(folder), rows, recorded=recorded)]
        both.sort(key=lambda command: command.name)  # so that what is compared runs side by side
        title = f"{chosen.size:,} agreements, {chosen.size:,} entries against none"
        return 0 if compare(title, targets, both, chosen.rounds) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CommandFailed as failed:
        sys.exit(f"history: {failed}")
