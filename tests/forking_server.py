"""A process that has `mou` loaded and forks: what is forked goes on as `mou` does, and is spared the start.

    python -m tests.forking_server SOCKET

Who connects to SOCKET sends (see tests/forking.py) a folder, words, an environment and three descriptors. It is told
the process and, at its end, how that ended. The server leaves when its standard input is closed.
"""

import fcntl
import gc
import io
import os
import pkgutil
import select
import signal
import socket
import struct
import sys
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NamedTuple, NoReturn

import mou_cli

# What mou loads where it needs it.
_LATER = (
    *("csv", "dataclasses", "dateutil.parser", "dateutil.relativedelta", "getpass", "json", "logging"),
    *("prompt_toolkit.shortcuts", "python_calamine", "rapidfuzz", "rich.console", "rich.markup", "rich.table"),
    *("sqlite3", "tempfile", "tomlkit", "typer.completion", "xlsxwriter", "zipfile"),
)


class Asked(NamedTuple):
    """What is to be run: where, with which words and environment, on which streams, on a terminal of its own or not."""

    folder: bytes
    words: list[str]
    environ: dict[bytes, bytes]
    streams: Sequence[int]
    on_terminal: bool


def load() -> None:
    """Load what any `mou` may load, and nothing that looks at the environment when it is loaded."""
    found = (each.name for each in pkgutil.walk_packages(mou_cli.__path__, "mou_cli."))
    for name in (*found, *_LATER):
        if name != "mou_cli.__main__":
            with suppress(ImportError):  # of what is optional
                import_module(name)


def received(caller: socket.socket) -> Asked:
    """Read what is asked for; raises OSError where that breaks off."""
    data, streams, _, _ = socket.recv_fds(caller, 9, 3)
    if len(data) < 9 or len(streams) < 3:
        raise ConnectionError
    size, on_terminal = struct.unpack("=QB", data)
    text = b""
    while len(text) < size:
        more = caller.recv(size - len(text))
        if not more:
            raise ConnectionError
        text += more
    folder, count, *rest = text.split(b"\0")
    words, environ = rest[: int(count)], rest[int(count) :]
    pairs = (each.partition(b"=") for each in environ)
    return Asked(
        folder, [os.fsdecode(word) for word in words], {name: value for name, _, value in pairs}, streams, on_terminal
    )


def become(asked: Asked) -> NoReturn:
    """Go on as a process that was started so."""
    os.setsid()
    for number, stream in enumerate(asked.streams):
        os.dup2(stream, number)
    os.closerange(3, max(asked.streams) + 1)
    if asked.on_terminal:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(asked.folder)
    os.environb.clear()
    os.environb.update(asked.environ)
    time.tzset()
    sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
    sys.argv = ["mou", *asked.words]
    from mou_cli.__main__ import main

    main()


def _stream(number: int, mode: str) -> io.TextIOWrapper:
    """Return a standard stream as Python makes it."""
    raw = open(number, mode + "b", closefd=False)  # noqa: SIM115 - open to the end
    lines = mode == "w" and (number == 2 or raw.isatty())
    return io.TextIOWrapper(raw, encoding="utf-8", newline="\n", line_buffering=lines)


def serve(path: str) -> Asked:
    """Fork for everyone who asks; returns in what was forked."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    ended, ending = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(ending, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    print("ready", flush=True)
    running: dict[int, socket.socket] = {}
    while True:
        ready = select.select([0, listener.fileno(), ended], [], [])[0]
        if 0 in ready:
            os._exit(0)
        if ended in ready:
            os.read(ended, 4096)
            for process in list(running):
                done, status = os.waitpid(process, os.WNOHANG)
                if done:
                    with running.pop(process) as caller:
                        _tell(caller, status)
        if listener.fileno() in ready:
            caller, _ = listener.accept()
            try:
                asked = received(caller)
            except OSError:  # it was killed before it had said what it wants
                caller.close()
                continue
            process = os.fork()
            if not process:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                return asked
            for stream in asked.streams:
                os.close(stream)
            _tell(caller, process)
            running[process] = caller


def _tell(caller: socket.socket, number: int) -> None:
    with suppress(OSError):  # it has gone
        caller.sendall(struct.pack("=q", number))


def main(path: str) -> NoReturn:
    load()
    gc.collect()
    gc.freeze()
    become(serve(path))


if __name__ == "__main__":
    main(sys.argv[1])
