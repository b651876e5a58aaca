"""A command in a process of its own, every system call of it seen by strace, and any one of them made to fail.

The process is forked from this one, in which the modules are loaded already: only then can hundreds be tried. It stops
itself, strace attaches, it goes on as `mou` itself does, from `mou_cli.__main__.main` to its exit code.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from tests.sparing import really_fsync

STRACE = shutil.which("strace")
# What touches a file by its name or by a descriptor.
_TRACED = "--trace=%file,%desc"
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?[0-9]+|\?)(.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_ALLOW_ANY_TRACER = 0x59616D61  # PR_SET_PTRACER: where only a parent may trace


class Call(NamedTuple):
    """One system call as strace saw it; `place` counts the calls of that name, from 1."""

    name: str
    place: int
    arguments: str
    result: int | None  # None where the process was killed in it
    note: str

    @property
    def texts(self) -> list[bytes]:
        """The texts among its arguments, each whole."""
        found = list(_TEXT.finditer(self.arguments))
        assert not any(match[2] for match in found), self
        return [bytes.fromhex(match[1].replace("\\x", "")) for match in found]

    @property
    def numbers(self) -> list[int]:
        """The plain numbers among its arguments, in order: descriptors, lengths, offsets."""
        return [int(word) for word in re.findall(r"(?:^|[ \[])(-?[0-9]+)(?=[,\])]|$)", _TEXT.sub('""', self.arguments))]

    @property
    def struck(self) -> bool:
        """Whether this is the call that was made to fail."""
        return "INJECTED" in self.note


class Traced(NamedTuple):
    """What became of a command: exit code (negative: the signal that killed it), what it said, what it called."""

    code: int
    out: str
    err: str
    calls: list[Call]


def why_not() -> str:
    """Return why nothing can be traced here, or empty."""
    if not sys.platform.startswith("linux"):
        return "strace is of Linux"
    if STRACE is None:
        return "strace is missing: apt-get install strace"
    done = subprocess.run([STRACE, "-o", os.devnull, "-e", "trace=close", "true"], capture_output=True, text=True)
    return "" if done.returncode == 0 else f"strace may not trace here: {done.stderr.strip()[:200]}"


def traced(words: Sequence[str], folder: Path, notes: Path, fault: str = "") -> Traced:
    """Run `mou` with `words` in `folder`; `fault` is strace's `inject=`, `notes` a folder for what is written down.

    Under a fault the calls of that name alone are told: to write all down takes longer than the command.
    """
    out, err, log = notes / "out", notes / "err", notes / "log"
    process = _stopped(words, folder, out, err)
    assert STRACE
    chosen = ["--trace=" + fault.split(":")[0].removeprefix("inject="), "-e", fault] if fault else [_TRACED]
    options = ["-xx", "-s", "1000000", "-o", str(log), *chosen]
    with subprocess.Popen([STRACE, *options, "-p", str(process)], stderr=subprocess.DEVNULL) as strace:
        _wait_for_tracer(process, strace)
        os.kill(process, signal.SIGCONT)
        _, status = os.waitpid(process, 0)
        strace.wait(20)
    return Traced(os.waitstatus_to_exitcode(status), out.read_text(), err.read_text(), list(calls(log.read_text())))


def _stopped(words: Sequence[str], folder: Path, out: Path, err: Path) -> int:
    """Fork a process that stops itself before it runs `mou`."""
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if not process:
        _be_mou(words, folder, out, err)
    os.waitpid(process, os.WUNTRACED)
    return process


def _be_mou(words: Sequence[str], folder: Path, out: Path, err: Path) -> NoReturn:
    try:
        for number, path in ((0, Path(os.devnull)), (1, out), (2, err)):
            flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            descriptor = os.open(path, flags, 0o600)
            os.dup2(descriptor, number)
            os.close(descriptor)
        os.chdir(folder)
        os.fsync = really_fsync
        ctypes.CDLL(None).prctl(_ALLOW_ANY_TRACER, ctypes.c_ulong(-1), 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        from mou_cli.__main__ import main

        sys.argv = ["mou", *words]
        main()
    finally:
        os._exit(99)  # never back into the campaign


def _wait_for_tracer(process: int, strace: "subprocess.Popen[bytes]") -> None:
    status = Path(f"/proc/{process}/status")
    until = time.monotonic() + 20
    while "TracerPid:\t0\n" in status.read_text():
        if strace.poll() is not None or time.monotonic() > until:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            raise AssertionError("strace did not attach")
        time.sleep(0.0005)


def calls(log: str) -> Iterator[Call]:
    """Yield the calls of a log of one process."""
    counts: dict[str, int] = {}
    for line in log.splitlines():
        found = _LINE.fullmatch(line)
        if not found:
            continue  # a signal, or the process's end
        name, arguments, result, note = found.groups()
        counts[name] = counts.get(name, 0) + 1
        yield Call(name, counts[name], arguments, None if result == "?" else int(result), note)


class Concerning:
    """Which of the calls concern a folder: by a name in it, or by a descriptor of what lies in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.fsencode(folder)
        self.open: dict[int, bytes] = {}

    def names(self, call: Call) -> list[bytes]:
        """The names in the folder that a call is about, relative to it (the folder itself is empty)."""
        base = self._base(call)
        return [name for text in call.texts if (name := self._inside(text, base)) is not None]

    def _base(self, call: Call) -> bytes:
        """Return what names without a slash before them are relative to: a folder that is open, else the folder."""
        opened = re.match(r'(\d+), "', call.arguments)
        if opened is None:
            return self._folder
        name = self.open.get(int(opened[1]))
        return b"/elsewhere" if name is None else os.path.join(self._folder, name)

    def _inside(self, text: bytes, base: bytes) -> bytes | None:
        path = os.path.normpath(os.path.join(base, text)) if text else b""
        if path == self._folder:
            return b""
        return path[len(self._folder) + 1 :] if path.startswith(self._folder + b"/") else None

    def __call__(self, call: Call) -> bool:
        """Whether a call concerns the folder; every call of the process must be shown, in order."""
        first = call.numbers[:1]
        by_descriptor = bool(first) and call.arguments.startswith(str(first[0])) and first[0] in self.open
        names = [] if call.name in ("write", "pwrite64", "read", "pread64") else self.names(call)
        if call.name == "openat" and call.result is not None and call.result >= 0 and names:
            self.open[call.result] = names[0]
        if call.name == "close" and first:
            self.open.pop(first[0], None)
        return by_descriptor or bool(names)
