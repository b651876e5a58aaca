"""Run one command as a whole process and say how long it took and how much memory it held at its peak."""

import errno
import os
import pty
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_KIB = 1 if sys.platform == "darwin" else 1024
_CHUNK = 1 << 20


class Run(NamedTuple):
    """One process: wall-clock seconds and peak resident memory in bytes."""

    seconds: float
    peak: int


class CommandFailed(Exception):
    """A measured command did not exit with 0: its figure would mean nothing."""


def environment() -> dict[str, str]:
    """Return the variables for a measured process: this checkout is found, the user's settings are not."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PAGER", "MOU_REGISTRY", "NO_COLOR")}
    nowhere = str(ROOT / "bench" / "data" / "no-config.toml")
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "MOU_CONFIG": nowhere}


def _drain(descriptor: int) -> None:
    try:
        while os.read(descriptor, _CHUNK):
            pass
    except OSError as error:  # Linux says so when the last process on the other side of a terminal is gone
        if error.errno != errno.EIO:
            raise


def _open_streams(terminal: bool) -> tuple[int, int]:
    if not terminal:
        return os.pipe()
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, 140))
    return ours, theirs


def run(argv: Sequence[str], terminal: bool = False) -> Run:
    """Run `argv` to its end, its output on a pipe or on a pseudo-terminal; raises CommandFailed."""
    ours, theirs = _open_streams(terminal)
    try:
        began = time.perf_counter()
        # stdin is not ours to read and stderr is kept: a command that fails must say why.
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=theirs, env=environment())
        os.close(theirs)
        _drain(ours)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
    finally:
        os.close(ours)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise CommandFailed(f"exit code {process.returncode}: {' '.join(argv)}")
    return Run(seconds, usage.ru_maxrss * _KIB)
