"""`mou` run as a person without a superuser's rights: what a mode forbids is then forbidden."""

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from tests.registry_cli import Run, mou
from tests.registry_files import registry

NOBODY = 65534


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)


def mou_as(user: int, path: Path, *words: str) -> Run:
    """Run a command as a user (where the tests run as root; else as whoever runs them)."""
    _load_all(*words)
    receiving, sending = multiprocessing.Pipe(duplex=False)
    # A fork, as that user may not even be allowed to read Python's own files.
    process = multiprocessing.get_context("fork").Process(target=_run_as, args=(user, sending, path, *words))
    process.start()
    sending.close()
    run: Run = receiving.recv()
    process.join()
    return run


def _run_as(user: int, sending: Connection, path: Path, *words: str) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    sending.send(mou(path, *words))


def _load_all(*words: str) -> None:
    with open_folder() as folder:
        mou(registry(folder), *words)
