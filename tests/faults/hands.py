"""Many hands at one registry, and hands that are stopped in the middle: run as a process of its own, it forks them.

    python -m tests.faults.hands crowd PATH PROCESSES ADDS
    python -m tests.faults.hands desks PATH DESKS CHANGES
    python -m tests.faults.hands readers PATH READERS SECONDS
    python -m tests.faults.hands kills PATH KILLS SEED

Each prints one JSON object that says what was acknowledged and what was found.
"""

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mou_cli.agreement.query.query import Query
from mou_cli.registry.document_file import DocumentFile
from tests.factories import DOING, MOMENT, fields
from tests.registry_files import add, beside, registry, stored, titles
from tests.registry_history import problems

Model = dict[str, str]  # title -> place
VERIFIED = 10  # to verify the whole history after each kill would take longer than all else


def _forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Start a process; returns its number and the end of a pipe that it writes to."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    os.close(reading)
    try:
        work(writing)
        os._exit(0)
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)


def _all_of(reading: int) -> list[str]:
    with os.fdopen(reading, "rb") as pipe:
        # What was killed may have left half a line: that was never acknowledged.
        return [line.decode() for line in pipe.read().split(b"\n")[:-1]]


# --- a crowd -----------------------------------------------------------------------------------------------------


def crowd(path: Path, processes: int, adds: int) -> dict[str, Any]:
    """Let many processes add at once, while one reads all the time."""

    def adder(who: int) -> Callable[[int], None]:
        def work(out: int) -> None:
            for count in range(adds):
                reference = add(path, title=f"Of {who}, number {count}")
                os.write(out, f"{reference}\n".encode())

        return work

    reader, seen = _forked(lambda out: _read_all_the_time(path, out))
    hands = [_forked(adder(who)) for who in range(processes)]
    acknowledged = [line for _, reading in hands for line in _all_of(reading)]
    failed = sum(os.waitpid(process, 0)[1] != 0 for process, _ in hands)
    os.kill(reader, signal.SIGTERM)
    counts = [int(line) for line in _all_of(seen)]
    _, status = os.waitpid(reader, 0)
    return {
        "acknowledged": acknowledged,
        "failed": failed,
        "reads": len(counts),
        "reads_went_back": counts != sorted(counts),
        "reader_failed": not os.WIFSIGNALED(status),
    }


def _read_all_the_time(path: Path, out: int) -> None:
    while True:
        os.write(out, f"{len(titles(path))}\n".encode())
        time.sleep(0.02)  # the crowd needs the machine


# --- two desks ---------------------------------------------------------------------------------------------------


def desks(path: Path, count: int, changes: int) -> dict[str, Any]:
    """Let some desks count in one and the same agreement, each adding 1 to what the last of them left."""

    def desk(out: int) -> None:
        for _ in range(changes):
            with DocumentFile(path).changing(DOING) as change:
                found = change.get(["1"])[0].fields
                change.replace(1, {**found, "place": str(int(found.get("place") or 0) + 1)}, MOMENT)
            os.write(out, b"done\n")

    hands = [_forked(desk) for _ in range(count)]
    told = [len(_all_of(reading)) for _, reading in hands]
    failed = sum(os.waitpid(process, 0)[1] != 0 for process, _ in hands)
    return {"acknowledged": sum(told), "failed": failed, "counted": int(stored(path)[1]["place"])}


# --- a writer and readers ----------------------------------------------------------------------------------------


def readers(path: Path, count: int, seconds: float) -> dict[str, Any]:
    """Let one write the same word into the first and the last agreement, while others read whether it is the same."""
    last = max(stored(path))
    hands = [_forked(lambda out: _look_for_a_tear(path, last, seconds, out)) for _ in range(count)]
    writes, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        writes += 1
        with DocumentFile(path).changing(DOING) as change:
            for row in change.get(["1", str(last)]):
                change.replace(row.number, {**row.fields, "place": f"{writes:08}"}, MOMENT)
    told = [line.split() for _, reading in hands for line in _all_of(reading)]
    failed = sum(os.waitpid(process, 0)[1] != 0 for process, _ in hands)
    return {
        "writes": writes,
        "reads": len(told),
        "torn": sum(len(set(words)) != 1 for words in told),
        "different": len({words[0] for words in told}),
        "failed": failed,
    }


def _look_for_a_tear(path: Path, last: int, seconds: float, out: int) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        rows = {row.number: row.agreement.place for row in DocumentFile(path).find(Query(), MOMENT)}
        assert len(rows) == last
        os.write(out, f"{rows[1] or '-'} {rows[last] or '-'}\n".encode())


# --- kills -------------------------------------------------------------------------------------------------------


def kills(path: Path, count: int, seed: int) -> dict[str, Any]:
    """Kill a writer so many times, at random moments; after each the registry must be what was acknowledged."""
    dice = random.Random(seed)
    pace = max(_pace(path) for _ in range(3))
    model: Model = {row["title"]: row.get("place", "") for row in stored(path).values()}
    tally = {"kills": 0, "acknowledged": 0, "lost": 0, "torn": 0, "unfit": 0, "in_flight_kept": 0, "left_beside": 0}
    for _ in range(count):
        told = killed(lambda out: _write_all_the_time(path, dict(model), dice.random(), out), dice.uniform(0, 4 * pace))
        tally["kills"] += 1
        _judge(path, model, told, tally)
    add(path, title="The last")
    tally["left_beside"] = len(beside(path))
    return tally


def _pace(path: Path) -> float:
    """How long a change takes, in seconds: on a busy machine much longer."""
    start = time.monotonic()
    add(path, title=f"To see how long it takes, at {start}")
    return time.monotonic() - start


def killed(work: Callable[[int], None], seconds: float) -> list[str]:
    """Let a process of its own work for so long once it has told anything; kill it, and return the lines it told."""
    process, reading = _forked(work)
    select.select([reading], [], [], 10)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return _all_of(reading)


def _write_all_the_time(path: Path, model: Model, seed: float, out: int) -> None:
    dice = random.Random(seed)
    for step in range(10_000):
        doing = _doing(model, dice, f"{os.getpid()}-{step}")
        os.write(out, b"begun %s\n" % json.dumps(doing).encode())
        _do(path, doing)
        os.write(out, b"done\n")
        _note(model, doing)


def _doing(model: Model, dice: random.Random, name: str) -> tuple[str, str, str]:
    kind = dice.choice(["add", "set", "remove"] if len(model) > 5 else ["add"])
    title = name if kind == "add" else dice.choice(sorted(model))
    return kind, title, name


def _do(path: Path, doing: tuple[str, str, str]) -> None:
    kind, title, place = doing
    with DocumentFile(path).changing(DOING) as change:
        if kind == "add":
            change.add(fields(ref=None, uid=None, title=title, place=place), MOMENT)
            return
        found = next(row for row in DocumentFile(path).find(Query(), MOMENT) if row.agreement.title == title)
        if kind == "set":
            change.replace(found.number, {**found.fields, "place": place}, MOMENT)
        else:
            change.remove(found.number)


def _note(model: Model, doing: tuple[str, str, str]) -> None:
    kind, title, place = doing
    if kind == "remove":
        del model[title]
    else:
        model[title] = place


def _judge(path: Path, model: Model, told: list[str], tally: dict[str, int]) -> None:
    doing = None
    for line in told:
        word, _, rest = line.partition(" ")
        if word == "begun":
            doing = json.loads(rest)
        elif doing:
            _note(model, doing)
            tally["acknowledged"] += 1
            doing = None
    found = {row["title"]: row.get("place", "") for row in stored(path).values()}
    tally["torn"] += sorted(found) != sorted(titles(path))
    if tally["kills"] % VERIFIED == 0:
        tally["unfit"] += problems(path) != []
    if found != model and doing:
        # What was under way when it was killed may be there, whole; nothing else may differ.
        _note(model, doing)
        tally["in_flight_kept"] += found == model
    tally["lost"] += found != model
    model.clear()
    model.update(found)


def main(arguments: list[str]) -> None:
    what, path, *rest = arguments
    with tempfile.TemporaryDirectory() as folder:
        add(registry(Path(folder)), title="So that all is loaded before the forks")
    doing: dict[str, Callable[[], dict[str, Any]]] = {
        "crowd": lambda: crowd(Path(path), int(rest[0]), int(rest[1])),
        "desks": lambda: desks(Path(path), int(rest[0]), int(rest[1])),
        "readers": lambda: readers(Path(path), int(rest[0]), float(rest[1])),
        "kills": lambda: kills(Path(path), int(rest[0]), int(rest[1])),
    }
    print(json.dumps(doing[what]()))


if __name__ == "__main__":
    main(sys.argv[1:])
