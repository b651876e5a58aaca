"""The set-up that docs/shared-registry.md shows: connections that are verified, and the way back to a moment.

Like those of failover these need servers of their own: MOU_TEST_FAILOVER=1 runs them, as .ci/run does.
"""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.desk import Desk
from tests.postgres.instances import Server, folder_of_servers, owned_by_server

pytestmark = [
    pytest.mark.skipif(not os.environ.get("MOU_TEST_FAILOVER"), reason="MOU_TEST_FAILOVER=1 runs it"),
    pytest.mark.timeout(120),
]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the user of the servers may write to."""
    with folder_of_servers() as made:
        yield made


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that vouches for itself, and its key."""
    made, key = folder / f"{name}.crt", folder / f"{name}.key"
    words = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=db", "-keyout", key, "-out", made)
    names = ("-addext", "subjectAltName=IP:127.0.0.1")
    subprocess.run(["openssl", "req", *words, *names], check=True, capture_output=True)
    key.chmod(0o600)
    owned_by_server(made)
    owned_by_server(key)
    return made, key


def test_a_connection_is_secure_and_to_the_right_server(desk: Desk, folder: Path) -> None:
    (ours, key), (other, _) = certificate(folder, "ours"), certificate(folder, "other")
    server = Server(folder, "secure")
    if not server.has_tls():
        pytest.skip("these programs of the server were built without TLS")
    server.make("ssl = on", f"ssl_cert_file = '{ours}'", f"ssl_key_file = '{key}'")
    (server.data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 trust\n")
    server.start()
    place = f"postgresql://postgres@127.0.0.1:{server.port}/postgres"
    verified = f"{place}?sslmode=verify-full&sslrootcert="
    try:
        desk.run("init", f"{verified}{ours}").ok()
        desk.run("--registry", f"{verified}{ours}", "add", "Memorandum").ok()
        for address, words in (
            (f"{place}?sslmode=disable", "lets nobody in who comes as you do"),
            (f"{verified}{other}", "no secure connection"),
            (f"{verified}{ours}".replace("127.0.0.1", "localhost"), "no secure connection"),
        ):
            run = desk.run("--registry", address, "list")
            assert (run.code, words in run.err, len(run.err.splitlines())) == (1, True, 2), run.err
    finally:
        server.stop()


def test_a_register_goes_back_to_a_moment(desk: Desk, folder: Path) -> None:
    archive = folder / "archive"
    archive.mkdir()
    owned_by_server(archive)
    server, restored = Server(folder, "server"), Server(folder, "restored")
    keep = f"test ! -f {archive}/%f && cp %p {archive}/%f.part && mv {archive}/%f.part {archive}/%f"
    server.make("archive_mode = on", f"archive_command = '{keep}'")
    server.start()
    try:
        url = f"postgresql://postgres@127.0.0.1:{server.port}/postgres"
        desk.run("init", url).ok()
        desk.environ["MOU_REGISTRY"] = url
        desk.run("add", "Before the backup").ok()
        source = f"host=127.0.0.1 port={server.port} user=postgres"
        server.run("pg_basebackup", "-c", "fast", "-X", "stream", "-D", str(restored.data), "-d", source)
        desk.run("add", "After the backup").ok()
        anchor = desk.run("verify", "--anchor").ok().lines[0]
        moment = asked(url, "SELECT clock_timestamp()::text")
        time.sleep(0.2)
        desk.run("add", "A mistake").ok()
        segment = asked(url, "SELECT pg_walfile_name(pg_switch_wal())")
        wait_for(archive / segment)
    finally:
        server.stop()
    with open(restored.data / "postgresql.auto.conf", "a") as file:
        file.write(f"restore_command = 'cp {archive}/%f %p'\nrecovery_target_time = '{moment}'\n")
        file.write("recovery_target_action = 'promote'\n")
    (restored.data / "recovery.signal").touch()
    owned_by_server(restored.data / "recovery.signal")
    restored.start()
    try:
        desk.environ["MOU_REGISTRY"] = f"postgresql://postgres@127.0.0.1:{restored.port}/postgres"
        desk.run("verify", "--expect", anchor).ok()
        titles = desk.run("list", "--columns", "title", "--no-header").ok().lines
        assert titles == ["Before the backup", "After the backup"]
    finally:
        restored.stop()


def asked(url: str, statement: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        (found,) = connection.execute(statement).fetchone() or ("",)
    return str(found)


def wait_for(path: Path) -> None:
    for _ in range(200):
        if path.exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"{path} never came")
