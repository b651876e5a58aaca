"""What goes wrong with a server: one line each, the right exit code, and nothing half done."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from mou_cli.registry.postgres.server_registry import VERSION
from tests.desk import ROOT, Desk
from tests.postgres.conftest import PASSWORD, as_user, url_of


def said(desk: Desk, *words: str, **environ: str) -> tuple[int, str]:
    """The exit code and the first line of what a command says; there is at most a hint after it."""
    run = desk.run(*words, environ=environ)
    lines = [line for line in run.err.splitlines() if not line.startswith("mou: warning")]
    assert run.out == ""
    assert len(lines) <= 2
    return run.code, lines[0]


def test_a_server_that_is_down(desk: Desk) -> None:
    place = "postgresql://user@127.0.0.1:1/db"
    assert said(desk, "--registry", place, "list") == (1, f"mou: the server at {place} cannot be reached")
    assert said(desk, "--registry", place, "add", "x")[0] == 1


def test_a_server_that_does_not_answer(desk: Desk) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        place = f"postgresql://user@127.0.0.1:{listening.getsockname()[1]}/db"
        code, line = said(desk, "--registry", place, "list", MOU_TIMEOUT="1")
    assert (code, line) == (1, f"mou: {place} does not answer")


def test_a_database_that_is_not_there(served: Desk) -> None:
    code, line = said(served, "--registry", url_of("no_such"), "list")
    assert code == 4
    assert line.startswith("mou: there is no database at postgresql://")


def test_a_database_without_a_registry(served: Desk, nowhere: str) -> None:
    for words in (("list",), ("add", "x"), ("history",), ("verify",), ("doctor",), ("init", "--upgrade", nowhere)):
        code, line = said(served, "--registry", nowhere, *words)
        assert code == 4, words
        assert line.startswith("mou: there is no registry in postgresql://")


def test_a_registry_that_is_there_already(served: Desk, url: str) -> None:
    code, line = said(served, "init", url)
    assert code == 6
    assert line.endswith("holds a registry already")


@pytest.mark.parametrize(("version", "words"), [(99, "a newer mou"), (0, "an older mou")])
def test_tables_of_another_version(served: Desk, url: str, version: int, words: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE mou.meta SET version = %s", [version])
    code, line = said(served, "list")
    assert (code, line.endswith(f"was made by {words}")) == (6, True)
    assert said(served, "set", "1", "place=x")[0] == 6


def test_tables_are_brought_up_to_date_step_by_step(
    served: Desk, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from mou_cli.registry.postgres import making, server_registry

    assert "up to date" in served.run("init", "--upgrade", url).ok().err
    for version in (VERSION + 1, VERSION + 2):
        (tmp_path / f"schema_{version}.sql").write_text(f"CREATE TABLE mou.step_{version} (x int)")
    monkeypatch.setattr(making, "_HERE", tmp_path)
    monkeypatch.setattr(making, "VERSION", VERSION + 2)
    monkeypatch.setattr(server_registry, "VERSION", VERSION + 2)
    assert said(served, "list")[0] == 6
    assert f"version {VERSION + 2} now; they were of {VERSION}" in served.run("init", "--upgrade", url).ok().err
    assert served.run("list").ok()
    with psycopg.connect(url) as connection:
        connection.execute(f"DROP TABLE mou.step_{VERSION + 1}, mou.step_{VERSION + 2}")


def test_a_step_that_fails_leaves_the_tables_as_they_were(
    served: Desk, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from mou_cli.registry.postgres import making

    for version in (VERSION + 1, VERSION + 2):
        (tmp_path / f"schema_{version}.sql").write_text("CREATE TABLE mou.step (x int)")
    monkeypatch.setattr(making, "_HERE", tmp_path)
    monkeypatch.setattr(making, "VERSION", VERSION + 2)
    assert said(served, "init", "--upgrade", url)[0] == 1
    monkeypatch.undo()
    assert served.run("list").ok()


def test_who_has_no_rights(served: Desk, url: str) -> None:
    stranger = f"stranger_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {stranger} LOGIN PASSWORD '{PASSWORD}'")
    code, line = said(served, "--registry", as_user(url, stranger), "list")
    assert (code, line.startswith(f"mou: you have no right to do this in postgresql://{stranger}@")) == (1, True)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP ROLE {stranger}")


def test_a_replica_is_read_and_not_changed(served: Desk, url: str) -> None:
    served.run("add", "Memorandum").ok()
    reading = url + ("&" if "?" in url else "?") + "options=-c%20default_transaction_read_only%3Don"
    served.run("--registry", reading, "list").ok()
    served.run("--registry", reading, "verify").ok()
    code, line = said(served, "--registry", reading, "add", "x")
    assert (code, "takes no changes: it is a replica" in line) == (1, True)


@contextmanager
def holding(url: str) -> Iterator[None]:
    """Hold the registry, as a change of somebody else does."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT * FROM mou.meta FOR UPDATE")
        yield
        connection.rollback()


def test_a_registry_that_another_holds(served: Desk, url: str) -> None:
    with holding(url):
        began = time.monotonic()
        code, line = said(served, "add", "x", MOU_TIMEOUT="0.5")
        assert time.monotonic() - began < 3
        assert served.run("list").ok()  # reading waits for nobody
    assert (code, line.startswith("mou: another is changing postgresql://")) == (6, True)


def test_a_change_waits_for_another(served: Desk, url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("SELECT * FROM mou.meta FOR UPDATE")
        timer = threading.Timer(0.3, connection.rollback)
        timer.start()
        served.run("add", "x").ok()
        timer.join()


def test_a_statement_that_takes_too_long(served: Desk, url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE mou.agreements IN ACCESS EXCLUSIVE MODE")
        code, line = said(served, "show", "1", MOU_TIMEOUT="0.5")
        connection.rollback()
    assert (code, "another is changing" in line) == (6, True)


def test_what_is_no_number_of_seconds(served: Desk) -> None:
    for given in ("soon", "0", "-1", "nan", "inf"):
        code, line = said(served, "list", MOU_TIMEOUT=given)
        assert (code, "MOU_TIMEOUT is" in line or "timeout is" in line) == (2, True)


def test_a_full_disk_on_the_server(served: Desk, url: str) -> None:
    served.run("add", "Before").ok()
    _on_insert(url, "RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'")
    code, line = said(served, "add", "x")
    _on_insert(url, "")
    assert (code, line.startswith("mou: the disk of the server at")) == (1, True)
    assert served.run("list").lines[1].split("\t")[1] == "Before"
    assert served.run("verify").ok()


def test_a_connection_that_is_cut_in_mid_command(served: Desk, url: str) -> None:
    _on_insert(url, "PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1)")
    code, line = said(served, "add", "x")
    _on_insert(url, "")
    assert (code, line.startswith("mou: ")) == (1, True)
    assert "ended the connection" in line or "was cut" in line
    assert served.run("list").lines[1:] == []
    assert served.run("verify").ok()


def _on_insert(url: str, doing: str) -> None:
    """Have the server do something while an agreement is stored."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TRIGGER IF EXISTS trial ON mou.agreements")
        if doing:
            connection.execute(
                "CREATE OR REPLACE FUNCTION public.trial() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN {doing}; RETURN NEW; END $$"
            )
            connection.execute(
                "CREATE TRIGGER trial BEFORE INSERT ON mou.agreements FOR EACH ROW EXECUTE FUNCTION public.trial()"
            )


class Between:
    """A line between a client and the server that can be cut when a word goes by, before or after it is passed on."""

    def __init__(self, url: str, word: bytes, *, passed: bool) -> None:
        self._folder = url.partition("host=")[2]
        self._word, self._passed = word, passed
        self._listening = socket.create_server(("127.0.0.1", 0))
        database = url.partition("?")[0].rpartition("/")[2]
        self.url = f"postgresql://postgres@127.0.0.1:{self._listening.getsockname()[1]}/{database}"
        self.cuts = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            client, _ = self._listening.accept()
            server = socket.socket(socket.AF_UNIX)
            server.connect(f"{self._folder}/.s.PGSQL.5432")
            cut = threading.Event()
            for one, other, watched in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._pass, args=(one, other, watched, cut), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, watched: bool, cut: threading.Event) -> None:
        try:
            while data := one.recv(65536):
                if watched and self._word in data and not self.cuts:
                    self.cuts += 1
                    cut.set()
                    if self._passed:
                        other.sendall(data)
                        time.sleep(0.3)
                    break
                if not cut.is_set():  # what the server answers to it is never heard
                    other.sendall(data)
        except OSError:
            pass
        for each in (one, other):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


needs_socket = pytest.mark.skipif("MOU_TEST_POSTGRES" in os.environ, reason="the line is cut at the server's socket")


@needs_socket
def test_a_line_cut_while_a_change_is_confirmed_and_made_all_the_same(served: Desk, url: str) -> None:
    between = Between(url, b"COMMIT", passed=True)
    run = served.run("--registry", between.url, "add", "Memorandum").ok()
    assert between.cuts == 1
    assert run.lines == ["MOU-2026-0001"]  # another connection found the entry of its hash
    assert len(served.run("list").lines) == 2


@needs_socket
def test_a_line_cut_before_a_change_is_confirmed(served: Desk, url: str) -> None:
    between = Between(url, b"COMMIT", passed=False)
    code, line = said(served, "--registry", between.url, "add", "Memorandum")
    assert between.cuts == 1
    assert (code, line.endswith("was cut before the change was stored")) == (6, True)
    assert served.run("list").lines[1:] == []


@needs_socket
def test_nobody_can_tell_whether_it_was_stored(served: Desk, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from mou_cli.registry.postgres.address import read_address
    from mou_cli.registry.postgres.link import Link

    between = Between(url, b"COMMIT", passed=True)
    again = Link.again

    def gone(self: Link) -> None:
        again(self)
        self.address = read_address("postgresql://127.0.0.1:1/x")

    monkeypatch.setattr(Link, "again", gone)
    code, line = said(served, "--registry", between.url, "add", "Memorandum")
    assert (code, line.endswith("whether it is, is not known")) == (6, True)


@needs_socket
def test_a_commit_that_a_standby_has_not_confirmed(served: Desk, url: str) -> None:
    # The server is to wait for a standby that there is not, until the statement is cancelled.
    waiting = url + "&options=-c%20synchronous_commit%3Don"
    code, line = said(served, "--registry", waiting, "add", "Memorandum", MOU_TIMEOUT="0.5")
    assert (code, "could not confirm that the change is kept on its standby" in line) == (6, True)


def test_interrupting_leaves_nothing_half_done(served: Desk, url: str) -> None:
    with holding(url):
        process = subprocess.Popen(
            [sys.executable, "-m", "mou_cli", "add", "x"],
            cwd=ROOT,
            env=served.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        ours = "wait_event_type = 'Lock' AND datname = current_database()"
        _until(url, f"SELECT count(*) FROM pg_stat_activity WHERE {ours}")
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    assert served.run("list").lines[1:] == []


def _until(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for _ in range(200):
            if connection.execute(statement).fetchone() != (0,):
                return
            time.sleep(0.05)
    raise AssertionError(statement)


_OLD_ROWS = {
    1: """(number, line, derived, refs, words) VALUES
        (1, '{"title":"Transit, by \\\\ rail","uid":"ABC-7"}', 1, '{abc-7}', E'transit, by \\\\ rail\\n\\n'),
        (2, '{"title":"Дороги","uid":"É-8"}', 1, '{e-8}', E'дороги\\n\\n'),
        (3, '{"title":"By another program"}', 0, '{}', '')""",
    2: """(number, line, derived, words) VALUES
        (1, '{"title":"Transit, by \\\\ rail","uid":"ABC-7"}', 1,
         E'transit by \\\\ ra:il\\n\\ntransit, by \\\\ rail\\n\\nabc-7'),
        (2, '{"title":"Дороги","uid":"É-8"}', 1, E'дороги\\n\\nдороги\\n\\ne-8'),
        (3, '{"title":"By another program"}', 0, '')""",
}


@pytest.mark.parametrize("version", sorted(_OLD_ROWS))
def test_tables_of_an_older_version_are_brought_up_to_date_with_what_they_hold(
    served: Desk, nowhere: str, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    from mou_cli.registry.postgres import making

    monkeypatch.setattr(making, "VERSION", version)
    making.make_registry(nowhere, "PK")
    monkeypatch.undo()
    with psycopg.connect(nowhere) as connection:
        connection.execute(f"INSERT INTO mou.agreements {_OLD_ROWS[version]}")
    here = {"MOU_REGISTRY": nowhere}
    assert said(served, "list", **here)[0] == 6
    assert f"version {VERSION} now; they were of {version}" in served.run("init", "--upgrade", nowhere).ok().err
    for word, title in (
        ("abc-7", "Transit"),
        ("Abc-7", "Transit"),
        ("e-8", "Дороги"),
        ("дороги", "Дороги"),
        ("by an", "By"),
    ):
        assert title in served.run("show", word, environ=here).ok().out, word
    with psycopg.connect(nowhere) as connection:
        found = connection.execute("SELECT number FROM mou.agreements WHERE vector @@ 'transit' AND rev = 1").fetchall()
    assert found == [(1,)]
    served.run("set", "1", "place=Astana", environ=here).ok()
