"""The whole fault campaign, of which the tests run a part: minutes instead of seconds.

    python bench/faults.py                       all of it, about a quarter of an hour
    python bench/faults.py calls --scene add     every kind of failure at every system call of `mou add`
    python bench/faults.py crashes               every state that a disk may be left in by add, set and undo
    python bench/faults.py hands --seconds 60    many processes, readers beside a writer, kill -9
    python bench/faults.py fuzz --times 50       fifty times as many examples as the tests try

Prints what was tried and what came of it, a line for each part; leaves with 1 where anything was complained of.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCENES = ("add", "set", "undo", "init", "import", "attach", "backup", "restore")
CRASHES = ("add", "set", "undo", "first", "large", "init", "attach", "restore")
PARTS = ("calls", "crashes", "hands", "fuzz")
COUNTS = ("faults", "states", "killed", "failed", "acknowledged", "answered", "lost", "torn", "unfit")
_REGISTRY = """
import sys
from pathlib import Path
from tests.registry_files import registry, stamped
stamped(registry(Path(sys.argv[1]), int(sys.argv[2]), notes="x" * int(sys.argv[3])))
"""


class Broken(Exception):
    """A part of the campaign did not come to its end."""


def python(*words: object, environ: dict[str, str] | None = None) -> str:
    """Run Python at the root of the repository and return what it prints."""
    command = [sys.executable, *map(str, words)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **(environ or {})}, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise Broken(f"{' '.join(command[1:])[:200]} left with {done.returncode}\n{done.stdout[-3000:]}")
    return done.stdout


def report(module: str, *words: object) -> dict[str, Any]:
    """Run a module of the campaign and return its report."""
    found: dict[str, Any] = json.loads(python("-m", f"tests.faults.{module}", *words))
    return found


def calls(given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Let every system call fail."""
    most = ("--most", given.most) if given.most else ()
    for scene in given.scene or SCENES:
        yield report("injecting", scene, "--all", *most)


def crashes(given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Lay out every state after a loss of power."""
    most = ("--most", given.most) if given.most else ()
    for scene in given.scene or CRASHES:
        yield report("crashing", scene, *most)


def hands(given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Let many processes at one registry, and kill some."""
    for name, agreements, notes, words in (
        ("crowd", 0, 0, (20, 20)),
        ("desks", 250, 20_000, (2, 100)),
        ("readers", 60, 5_000, (3, given.seconds)),
        ("kills", 40, 5_000, (given.kills, time.time_ns() % 10**6)),
    ):
        with tempfile.TemporaryDirectory() as folder:
            python("-c", _REGISTRY, folder, agreements, notes)
            told = report("hands", name, Path(folder) / "registry.json", *words)
        acknowledged = told["acknowledged"] if "acknowledged" in told else told["writes"]
        count = len(acknowledged) if isinstance(acknowledged, list) else acknowledged
        yield {**told, "scene": name, "acknowledged": count, "complaints": list(_of_hands(name, told, count))}


def _of_hands(name: str, told: dict[str, Any], acknowledged: int) -> Iterator[str]:
    if any(told.get(what) for what in ("failed", "torn", "lost", "unfit", "left_beside", "reader_failed")):
        yield f"{name}: {told}"
    if name == "crowd" and len(set(told["acknowledged"])) != 400:
        yield f"{name}: {acknowledged} of 400"
    if name == "desks" and told["counted"] != acknowledged:
        yield f"{name}: {told['counted']} of {acknowledged} are there"


def fuzz(given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Try more examples of everything that is fuzzed."""
    tests = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "faults").glob("test_fuzz_*.py"))
    for test in tests:
        words = ("-m", "pytest", "-q", "-n", "0", "-o", "timeout=0", "--hypothesis-show-statistics", test)
        said = python(*words, environ={"MOU_FUZZ": str(given.times)})
        tried = re.findall(r"- ([0-9]+) passing", said)
        yield {"scene": Path(test).stem, "examples": sum(map(int, tried)), "complaints": []}


def main(arguments: list[str]) -> int:
    """Run the parts that are asked for; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them")
    parser.add_argument("--scene", action="append", help="a command, for calls and crashes; all of them")
    parser.add_argument("--most", type=int, help="at most so many faults or states of each command")
    parser.add_argument("--seconds", type=float, default=10, help="how long readers read beside a writer")
    parser.add_argument("--kills", type=int, default=300, help="how often a writer is killed")
    parser.add_argument("--times", type=float, default=10, help="how many times as many examples are fuzzed")
    given = parser.parse_args(arguments)
    doing = {"calls": calls, "crashes": crashes, "hands": hands, "fuzz": fuzz}
    if unknown := set(given.parts) - set(doing):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    totals, complaints = Counter[str](), list[str]()
    for part in given.parts or PARTS:
        start = time.monotonic()
        for told in doing[part](given):
            counts = {name: told[name] for name in (*COUNTS, "reads", "examples") if name in told}
            totals.update(counts)
            complaints += told["complaints"]
            print(f"{part:8} {told['scene']:22} {_words(counts)}, {time.monotonic() - start:.0f} s", flush=True)
    print(f"{'in all':31} {_words(dict(totals))}")
    print("\n".join(complaints) or "nothing to complain of")
    return 1 if complaints else 0


def _words(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
