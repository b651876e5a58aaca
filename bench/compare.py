"""Measure mou against bare Python, jq and stock TinyDB, all in one run, and set each ratio beside its target.

    python bench/compare.py [--size 100000] [--rounds 3] [--only NAME]

Every command is a whole process. The commands of a part take turns, so that a busy moment of the machine falls on all
of them; the ratio is that of the best runs, the ratio of the medians stands beside it. Registers are generated once
into bench/data/. With a size above 100,000 the same commands are compared with their figure at 100,000.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from desk import Desk, Measured, bare_python, shipped
from measuring import CommandFailed, Run, run

MEBIBYTE = 1 << 20
MEMORY_LIMIT = 150
USUAL = 100_000


class Target(NamedTuple):
    """`ours` may cost at most `limit` times what `theirs` costs."""

    ours: str
    theirs: str
    limit: float


START = (Target("list shipped", "python -c pass", 9), Target("list shipped, terminal", "python -c pass", 20))
AGAINST_JQ = (
    Target("list leaf", "jq", 0.15),
    Target("list group", "jq", 0.40),
    Target("show", "jq", 0.10),
    Target("add", "jq", 0.20),
    Target("set", "jq", 0.15),
    Target("list after edit", "jq", 0.5),
    Target("set after edit", "jq", 0.5),
    Target("import", "jq", 3),
    Target("due", "jq", 0.35),
)
AGAINST_TINYDB = (
    Target("list leaf", "tinydb list", 1 / 5),
    Target("show", "tinydb show", 1 / 10),
    Target("add", "tinydb add", 1 / 10),
    Target("set", "tinydb set", 1 / 10),
    Target("import", "tinydb import", 1 / 1.5),
)


def take_turns(commands: Sequence[Measured], rounds: int) -> dict[str, list[Run]]:
    """Run every command `rounds` times in turn, after one round that does not count, and return the runs by name."""
    runs: dict[str, list[Run]] = {command.name: [] for command in commands}
    for time in range(rounds + 1):
        for command in commands:
            command.before()
            measured = run(command.argv(time), command.terminal)
            if time:
                runs[command.name].append(measured)
    return runs


def best(runs: Sequence[Run]) -> float:
    return min(each.seconds for each in runs)


def median(runs: Sequence[Run]) -> float:
    return statistics.median(each.seconds for each in runs)


def heading(title: str) -> None:
    print(f"\n{title}")
    print(f"  {'command':<26} {'against':<16} {'ours':>9} {'theirs':>9} {'ratio':>7} {'median':>7} {'target':>7}")


def verdict(target: Target, ours: Sequence[Run], theirs: Sequence[Run]) -> bool:
    """Print one line of the table and return whether the target is met."""
    ratio, middle = best(ours) / best(theirs), median(ours) / median(theirs)
    kept = ratio <= target.limit
    print(
        f"  {target.ours:<26} {target.theirs:<16} {best(ours) * 1000:>6.0f} ms {best(theirs) * 1000:>6.0f} ms"
        f" {ratio:>7.3f} {middle:>7.3f} {target.limit:>7.3f}  {'ok' if kept else 'OVER'}",
        flush=True,
    )
    return kept


def compare(title: str, targets: Sequence[Target], commands: Sequence[Measured], rounds: int) -> bool:
    """Measure what `targets` speak of among `commands`, print it and return whether all are met."""
    wanted = {name for target in targets for name in (target.ours, target.theirs)}
    if not wanted:
        return True
    runs = take_turns([command for command in commands if command.name in wanted], rounds)
    heading(title)
    verdicts = [verdict(target, runs[target.ours], runs[target.theirs]) for target in targets]
    return all(verdicts)


def memory(commands: Sequence[Measured]) -> bool:
    """Print the peak memory of each of `commands` and return whether all stay below the limit."""
    print(f"\npeak memory\n  {'command':<26} {'MiB':>7} {'target':>7}")
    kept = []
    for command in commands:
        peak = run(command.argv(0), command.terminal).peak / MEBIBYTE
        kept.append(peak <= MEMORY_LIMIT)
        print(f"  {command.name:<26} {peak:>7.1f} {MEMORY_LIMIT:>7}  {'ok' if kept[-1] else 'OVER'}", flush=True)
    return all(kept)


def growth(folder: Path, size: int, rounds: int, wanted: Callable[[str], bool]) -> bool:
    """Compare every command at `size` with the same at 100,000: 1.2 times as much for each agreement at most."""
    small, large = Desk(folder / "small", USUAL), Desk(folder / "large", size)
    of_small = [*small.own(), *small.edited(), small.importing()]
    of_large = [*large.own(), *large.edited(), large.importing()]
    names = [command.name for command in of_small if wanted(f"growth {command.name}")]
    targets = [Target(f"{name} at {size}", name, 1.2 * size / USUAL) for name in names]
    renamed = [command._replace(name=f"{command.name} at {size}") for command in of_large]
    return compare(f"{size:,} against {USUAL:,} agreements", targets, [*of_small, *renamed], rounds)


def usual(folder: Path, size: int, rounds: int, wanted: Callable[[str], bool]) -> bool:
    """Compare with jq and TinyDB at `size`, and look at memory."""
    jq_targets = [target for target in AGAINST_JQ if wanted(f"jq {target.ours}")]
    tinydb_targets = [target for target in AGAINST_TINYDB if wanted(f"tinydb {target.ours}")]
    if not (jq_targets or tinydb_targets or wanted("memory")):
        return True
    desk = Desk(folder / "desk", size)
    own, imported = desk.own(), desk.importing()
    kept = []
    if jq_targets and shutil.which("jq"):
        commands = [desk.jq(), *own, *desk.edited(), imported]
        kept.append(compare(f"{size:,} agreements, against jq", jq_targets, commands, rounds))
    elif jq_targets:
        print("\njq is not installed: that part is left out", file=sys.stderr)
    commands = [*own, imported, *desk.tinydb()]
    kept.append(compare(f"{size:,} agreements, against stock TinyDB", tinydb_targets, commands, max(1, rounds - 1)))
    if wanted("memory"):
        kept.append(memory([*own[:3], desk.listing_all()]))
    return all(kept)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure mou against bare Python, jq and stock TinyDB.")
    parser.add_argument("--size", type=int, default=USUAL, help="agreements in the generated register")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command that count")
    parser.add_argument("--only", default="", help="a part (start, jq, tinydb, memory) or a command (list, add, ...)")
    return parser.parse_args()


def main() -> int:
    """Run what was asked for; 1 where a target is missed."""
    chosen = options()

    def wanted(name: str) -> bool:
        return chosen.only in name

    start = [target for target in START if wanted(f"start {target.ours}")]
    kept = [compare("start-up, on the shipped registry", start, [bare_python(), *shipped()], chosen.rounds * 4)]
    with tempfile.TemporaryDirectory(prefix="mou-bench-") as folder:
        at_size = growth if chosen.size > USUAL else usual
        kept.append(at_size(Path(folder), chosen.size, chosen.rounds, wanted))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CommandFailed as failed:
        sys.exit(f"compare: {failed}")
