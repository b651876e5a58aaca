"""`mou` in a process of its own that is forked from one which has it loaded already: a tenth of the time of a start.

From `mou_cli.__main__.main` to its exit it is what a started one is: on streams, in a folder, with an environment and
a process number of its own. A test holds the two equal. What comes before, the interpreter's own start, the locale,
closed streams and how `mou` gets its share of a shell's signals, is to be tested with one that is started.
"""

import atexit
import os
import shlex
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSSIBLE = hasattr(os, "fork") and hasattr(os, "pipe2") and hasattr(socket, "send_fds")
# `mou` for a shell: it passes on what it was given, streams too, and waits. Nothing is loaded that takes time.
# A shell begins it, for the system takes no path of an interpreter that is long or holds a blank.
_PROGRAM = """#!/bin/sh
'''exec' {python} -IS "$0" "$@"
' '''
import _socket, posix, sys
server = posix.environ.pop(b"MOU_FORKS")
words = [word.encode("utf-8", "surrogateescape") for word in sys.argv[1:]]
environ = [name + b"=" + value for name, value in posix.environ.items()]
text = b"\\0".join([posix.getcwdb(), b"%d" % len(words), *words, *environ])
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
caller = _socket.socket(_socket.AF_UNIX)
caller.connect(server)
rights = (_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)
caller.sendmsg([len(text).to_bytes(8, sys.byteorder) + bytes(1)], [rights])
caller.sendall(text)
caller.recv(8, _socket.MSG_WAITALL)
status = int.from_bytes(caller.recv(8, _socket.MSG_WAITALL), sys.byteorder)
posix._exit(status >> 8 if status & 127 == 0 else 128 + (status & 127))
"""


@cache
def server() -> Path:
    """Return the socket of this test process's server, in a folder that holds the program `mou` as well."""
    folder = Path(tempfile.mkdtemp(prefix="mou-forks-"))
    program = folder / "mou"
    program.write_text(_PROGRAM.format(python=shlex.quote(sys.executable)))
    program.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forking_server", folder / "socket"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        start_new_session=True,  # what a test sends to its own group is not for this one
    )
    atexit.register(_stop, process, folder)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    return folder / "socket"


def _stop(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    assert process.stdin
    process.stdin.close()
    process.wait(10)
    shutil.rmtree(folder, ignore_errors=True)


def mou_for_shells() -> Path:
    """Return the program `mou` that is forked, or where there can be none the one that is started."""
    return server().with_name("mou") if POSSIBLE else Path(sys.executable).with_name("mou")


def for_shells(environ: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which a shell finds the `mou` that is forked, where there can be one."""
    if not POSSIBLE:
        return dict(environ)
    path = os.pathsep.join((str(mou_for_shells().parent), environ.get("PATH", os.defpath)))
    return {**environ, "PATH": path, "MOU_FORKS": str(server())}


class Forked:
    """A `mou` that was forked; `streams` are its standard input, output and error, and stay open here."""

    def __init__(
        self,
        words: Sequence[str | bytes],
        folder: Path,
        environ: Mapping[str, str],
        streams: Sequence[int],
        *,
        on_terminal: bool = False,
    ) -> None:
        self._caller = socket.socket(socket.AF_UNIX)
        self._caller.connect(str(server()))
        pairs = (os.fsencode(f"{name}={value}") for name, value in environ.items())
        given = (os.fsencode(folder), str(len(words)).encode(), *map(os.fsencode, words), *pairs)
        text = b"\0".join(given)
        socket.send_fds(self._caller, [struct.pack("=QB", len(text), on_terminal)], streams)
        self._caller.sendall(text)
        self.process = self._told()

    def _told(self) -> int:
        return int(struct.unpack("=q", self._caller.recv(8, socket.MSG_WAITALL))[0])

    def wait(self, seconds: float = 60) -> int:
        """Return its exit code, or minus the signal that killed it."""
        self._caller.settimeout(seconds)
        with self._caller:
            return os.waitstatus_to_exitcode(self._told())
