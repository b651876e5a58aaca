"""What each role may do, and that it may do nothing else, whatever it sends to the server."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import gettempdir

import psycopg
import pytest
from filelock import FileLock

from mou_cli.registry.postgres.making import make_roles
from tests.desk import Desk
from tests.postgres.conftest import PASSWORD, as_user

ROLES = {"aisha": "mou_reader", "erlan": "mou_editor", "sana": "mou_auditor"}
CHANGE = "UPDATE mou.agreements SET line = line WHERE number = 1"
ENTRY = "INSERT INTO mou.history (seq, line) VALUES (99, '{}')"
# What nobody but the owner may do.
FORBIDDEN_TO_ALL = (
    "UPDATE mou.history SET line = line",
    "DELETE FROM mou.history",
    "TRUNCATE mou.history",
    "DROP TABLE mou.history",
    "ALTER TABLE mou.history DISABLE TRIGGER ALL",
    "ALTER TABLE mou.history DISABLE TRIGGER keep_history",
    "DROP TRIGGER follow_history ON mou.history",
    "ALTER TABLE mou.agreements DISABLE TRIGGER ALL",
    "ALTER TABLE mou.history OWNER TO CURRENT_USER",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION mou.keep_history() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
    "CREATE TABLE mou.other (x int)",
    "INSERT INTO mou.unsaid VALUES ('1')",
    "DELETE FROM mou.unsaid",
    "TRUNCATE mou.agreements",
    "UPDATE mou.meta SET version = 99",
    "DELETE FROM mou.meta",
    "UPDATE mou.agreements SET rev = 1",
    "UPDATE mou.files SET bytes = ''",
    "DELETE FROM mou.files",
    "GRANT mou_editor TO aisha",
    "SET ROLE postgres",
)
FORBIDDEN = {
    "aisha": (
        CHANGE,
        ENTRY,
        "SELECT * FROM mou.history",
        "DELETE FROM mou.agreements",
        "UPDATE mou.meta SET line = '{}'",
        "INSERT INTO mou.agreements (number, line) VALUES (9, '{}')",
        "SELECT * FROM mou.meta FOR UPDATE",
    ),
    "sana": (
        CHANGE,
        ENTRY,
        "DELETE FROM mou.occasions",
        "UPDATE mou.meta SET line = '{}'",
        "INSERT INTO mou.files VALUES (repeat('a', 64), 0, '')",
    ),
    # What an editor changes must come with an entry that follows the last one and names who made it.
    "erlan": (
        CHANGE,
        ENTRY,
        "DELETE FROM mou.agreements",
        """INSERT INTO mou.history (seq, line) SELECT seq + 1, '{"prev":"x","login":"erlan"}' FROM mou.history""",
        """INSERT INTO mou.history (seq, line) SELECT max(seq) + 1, format('{"prev":"%s","login":"sana"}',
        max(line)::json ->> 'hash') FROM mou.history""",
        """UPDATE mou.meta SET line = '{"next":{"MOU":1}}'""",
        """UPDATE mou.meta SET line = replace(line, '"MOU":', '"MOU":9999999')""",
        """UPDATE mou.meta SET line = replace(line, '"next":{', '"next":{"NEW":9999999,')""",
        "INSERT INTO mou.history (seq, line, login) VALUES (2, '{}', 'sana')",
        "INSERT INTO mou.agreements (number, line, rev) VALUES (9, '{}', 7)",
    ),
}


def refused(url: str, statement: str) -> bool:
    """Run one statement and commit it, as psql does; return whether the server refused that."""
    with closing(psycopg.connect(url)) as connection:
        try:
            connection.execute(statement)
            connection.commit()
        except psycopg.Error:
            return True
    return False


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Roles are of the whole server: no other worker makes or removes them meanwhile."""
    with FileLock(Path(gettempdir()) / "mou-test-roles.lock"):
        yield


@pytest.fixture
def staffed(served: Desk, url: str) -> Iterator[Desk]:
    """A desk with one agreement, at a server where three people have one role each."""
    make_roles(url)
    with psycopg.connect(url, autocommit=True) as connection:
        for user, role in ROLES.items():
            connection.execute(f"DROP ROLE IF EXISTS {user}")
            connection.execute(f"CREATE ROLE {user} LOGIN PASSWORD '{PASSWORD}' IN ROLE {role}")
    served.run("add", "Memorandum on railways", "--party", "KZ").ok()
    yield served
    with psycopg.connect(url, autocommit=True) as connection:
        for user in ROLES:
            connection.execute(f"DROP ROLE {user}")


def test_nothing_that_is_forbidden_is_done(staffed: Desk, url: str) -> None:
    tried = 0
    for user in ROLES:
        for statement in (*FORBIDDEN_TO_ALL, *FORBIDDEN[user]):
            tried += 1
            assert refused(as_user(url, user), statement), (user, statement)
    assert tried == 88
    assert staffed.run("verify").ok()
    assert staffed.run("history").lines[1:] == staffed.run("history").lines[1:2]


def test_an_editor_changes_and_is_named_as_the_server_knows_them(staffed: Desk, url: str) -> None:
    erlan = {"MOU_REGISTRY": as_user(url, "erlan")}
    staffed.run("set", "1", "place=Astana", environ=erlan).ok()
    staffed.run("add", "A second one", environ=erlan).ok()
    staffed.run("remove", "2", "--reason", "a trial", "--yes", environ=erlan).ok()
    (staffed.folder / "paper.txt").write_text("a paper")
    staffed.run("attach", "1", "paper.txt", environ=erlan).ok()
    staffed.run("undo", "--yes", environ=erlan).ok()
    entries = staffed.run("history", "--format", "json").json
    assert [(each["actor"], each["login"]) for each in entries[1:]] == [("desk", "erlan")] * 5
    assert staffed.run("verify", environ=erlan).ok()
    assert "desk (as erlan)  set" in staffed.run("history", "--format", "text").out


@pytest.mark.parametrize("user", ["aisha", "sana"])
def test_who_only_reads_cannot_change(staffed: Desk, url: str, user: str) -> None:
    here = {"MOU_REGISTRY": as_user(url, user)}
    staffed.run("list", environ=here).ok()
    staffed.run("show", "1", environ=here).ok()
    run = staffed.run("set", "1", "place=Astana", environ=here)
    assert (run.code, run.lines) == (1, [])
    assert run.err.startswith("mou: you have no right to do this in postgresql://")


def test_an_auditor_sees_what_was_and_a_reader_what_is(staffed: Desk, url: str) -> None:
    assert staffed.run("history", environ={"MOU_REGISTRY": as_user(url, "sana")}).ok()
    assert staffed.run("verify", environ={"MOU_REGISTRY": as_user(url, "sana")}).ok()
    assert staffed.run("history", environ={"MOU_REGISTRY": as_user(url, "aisha")}).code == 1


def test_what_an_editor_hides_from_a_search_is_found_and_put_right(staffed: Desk, url: str) -> None:
    erlan = {"MOU_REGISTRY": as_user(url, "erlan")}
    staffed.run("add", "On customs", environ=erlan).ok()
    with psycopg.connect(url) as connection:
        connection.execute("ALTER TABLE mou.agreements DISABLE TRIGGER note_change")
        connection.execute("UPDATE mou.agreements SET words = '', derived = rev + 1 WHERE number = 2")
        connection.execute("ALTER TABLE mou.agreements ENABLE TRIGGER note_change")
    assert staffed.run("list", "customs").lines[1:] == []
    run = staffed.run("doctor")
    assert (run.code, "a search may miss it" in run.out) == (3, True)
    assert staffed.run("doctor", "--fix", environ=erlan).code == 1
    assert "found by its own words again" in staffed.run("doctor", "--fix").ok().out
    assert staffed.run("list", "customs").ok().lines[1:]
    assert staffed.run("verify").ok()


def test_bytes_under_a_hash_that_is_not_theirs_are_not_taken_for_a_file(staffed: Desk, url: str) -> None:
    paper = staffed.folder / "paper.txt"
    paper.write_text("a paper")
    digest = hashlib.sha256(b"a paper").hexdigest()
    with psycopg.connect(as_user(url, "erlan")) as connection:
        connection.execute("INSERT INTO mou.files VALUES (%s, 0, 'another')", [digest])
    run = staffed.run("attach", "1", "paper.txt", environ={"MOU_REGISTRY": as_user(url, "erlan")})
    assert (run.code, "was altered" in run.err, run.lines) == (1, True, [])
    staffed.run("attach", "1", "paper.txt").ok()
    staffed.run("open", "1", "-o", "copy.txt").ok()
    assert (staffed.folder / "copy.txt").read_text() == "a paper"


@pytest.mark.parametrize("name", ["implementation", "not-in-force", "expiring"])
def test_who_reads_has_reports(staffed: Desk, url: str, name: str) -> None:
    run = staffed.run("report", name, "--format", "md", environ={"MOU_REGISTRY": as_user(url, "aisha")}).ok()
    assert run.out == staffed.run("report", name, "--format", "md").ok().out


def test_who_reads_copies_what_a_query_finds(staffed: Desk, url: str) -> None:
    aisha = as_user(url, "aisha")
    staffed.run("copy", aisha, "part.json", "railways").ok()
    assert len(staffed.run("--registry", "part.json", "list").ok().lines[1:]) == 1
    assert staffed.run("copy", aisha, "whole.json").code == 1
    assert not (staffed.folder / "whole.json").exists()


def test_the_owner_too_changes_nothing_by_accident(staffed: Desk, url: str) -> None:
    for statement in (CHANGE, "DELETE FROM mou.history", "DELETE FROM mou.agreements", "TRUNCATE mou.agreements"):
        assert refused(url, statement), statement
    assert staffed.run("verify").ok()


def test_roles_can_be_made_again_and_with_a_new_registry(served: Desk, url: str, nowhere: str) -> None:
    served.run("init", "--roles", url).ok()
    run = served.run("init", "--roles", nowhere).ok()
    assert "mou_reader, mou_editor and mou_auditor" in run.err
    assert served.run("--registry", nowhere, "list").ok()
