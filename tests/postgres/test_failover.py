"""Servers that die under load: what a desk was told is stored is there afterwards, and the history is whole.

These take half a minute and servers of their own: MOU_TEST_FAILOVER=1 runs them, as .ci/run does. The programs of the
server are the wheel's, or those in the folder that MOU_TEST_POSTGRES_BIN names.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from mou_cli.registry.postgres.making import make_registry
from tests.desk import ROOT, Desk
from tests.postgres.instances import Server, folder_of_servers

pytestmark = [
    pytest.mark.skipif(not os.environ.get("MOU_TEST_FAILOVER"), reason="MOU_TEST_FAILOVER=1 runs it"),
    pytest.mark.timeout(300),
]
KILLS, WRITERS = 5, 4
# Adds one agreement after the other and prints the title of each that was acknowledged.
_WRITE = """
import os, subprocess, sys, time
until, n = time.monotonic() + float(sys.argv[2]), 0
while time.monotonic() < until:
    n += 1
    title = f"Memorandum{sys.argv[1]}x{n}"
    done = subprocess.run([sys.executable, "-m", "mou_cli", "add", title, "--force"], capture_output=True)
    print(done.returncode, title, flush=True)
    assert b"Traceback" not in done.stderr, done.stderr
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the user of the servers may write to."""
    with folder_of_servers() as made:
        yield made


def writing(url: str, seconds: float) -> "list[subprocess.Popen[str]]":
    """Writers at a registry, each in a process that starts one mou after the other."""
    environ = {"MOU_REGISTRY": url, "PYTHONPATH": str(ROOT), "MOU_TIMEOUT": "5", "MOU_USER": "desk", "PATH": os.defpath}
    return [
        subprocess.Popen(
            [sys.executable, "-c", _WRITE, str(n), str(seconds)], stdout=subprocess.PIPE, text=True, env=environ
        )
        for n in range(WRITERS)
    ]


def acknowledged(writers: "list[subprocess.Popen[str]]") -> tuple[list[str], int]:
    """The titles that writers were told are stored, and how many they were told are not."""
    lines = [line.split() for writer in writers for line in writer.communicate()[0].splitlines()]
    assert all(writer.returncode == 0 for writer in writers)
    assert {code for code, _ in lines} <= {"0", "1", "6"}
    return [title for code, title in lines if code == "0"], sum(code != "0" for code, _ in lines)


def stored(desk: Desk, url: str) -> list[str]:
    """The titles of the agreements that are there, after the history was verified."""
    desk.environ["MOU_REGISTRY"] = url
    desk.run("verify").ok()
    return desk.run("list", "--columns", "title", "--no-header").ok().lines


def test_a_server_that_is_killed_again_and_again_loses_nothing(desk: Desk, folder: Path) -> None:
    server = Server(folder, "alone")
    server.make()
    server.start()
    url = f"postgresql://postgres@127.0.0.1:{server.port}/postgres"
    try:
        make_registry(url)
        writers = writing(url, KILLS * 3)
        for _ in range(KILLS):
            time.sleep(1.5)
            server.kill()
            server.start()
        told, refused = acknowledged(writers)
        there = stored(desk, url)
    finally:
        server.stop()
    print(f"killed {KILLS} times: {len(told)} acknowledged, {refused} refused, {len(there)} there")
    assert len(told) > KILLS
    assert set(told) <= set(there)
    assert len(there) == len(set(there))


def test_a_standby_that_takes_over_has_all_that_was_acknowledged_and_the_desks_go_on(desk: Desk, folder: Path) -> None:
    primary, standby = Server(folder, "primary"), Server(folder, "standby")
    primary.make()
    primary.start()
    try:
        make_registry(f"postgresql://postgres@127.0.0.1:{primary.port}/postgres")
        source = f"host=127.0.0.1 port={primary.port} user=postgres application_name=standby"
        standby.run("pg_basebackup", "-D", str(standby.data), "-d", source, "-R", "-c", "fast", "--no-sync")
        standby.start()
        _wait_for(primary.port, "SELECT state FROM pg_stat_replication", "streaming")
        _set(primary.port, "synchronous_standby_names", "standby")
        _wait_for(primary.port, "SELECT sync_state FROM pg_stat_replication", "sync")
        hosts = f"127.0.0.1:{primary.port},127.0.0.1:{standby.port}"
        url = f"postgresql://postgres@{hosts}/postgres?target_session_attrs=read-write"
        replica = f"postgresql://postgres@127.0.0.1:{standby.port}/postgres"
        writers = writing(url, 14)
        time.sleep(4)
        assert desk.run("--registry", replica, "list").ok()  # a replica is read
        assert desk.run("--registry", replica, "add", "x").code == 1  # and takes no change
        primary.kill()
        standby.run("pg_ctl", "-w", "-D", str(standby.data), "promote")
        _set(standby.port, "synchronous_standby_names", "")
        before = desk.run("--registry", url, "list", "--no-header").ok().lines
        told, refused = acknowledged(writers)
        there = stored(desk, url)
    finally:
        primary.stop()
        standby.stop()
    print(f"failed over: {len(told)} acknowledged, {refused} refused, {len(there)} there")
    assert len(told) > WRITERS
    assert set(told) <= set(there)
    assert len(there) == len(set(there))
    assert len(there) > len(before)


def _set(port: int, name: str, value: str) -> None:
    with psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")


def _wait_for(port: int, statement: str, value: str) -> None:
    with psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres", autocommit=True) as connection:
        for _ in range(100):
            if connection.execute(statement).fetchone() == (value,):
                return
            time.sleep(0.1)
    raise AssertionError(f"{statement}: never {value}")
