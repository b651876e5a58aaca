"""A real pseudo-terminal for tests: a program runs on it, keys are typed, the screen is read as a person sees it."""

import fcntl
import os
import pty
import struct
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte
from pexpect.fdpexpect import fdspawn

from tests.desk import Desk
from tests.forking import POSSIBLE, Forked

PATIENCE = 20.0  # seconds; a slow machine is no fault of ours
ENTER, TAB, CTRL_B, CTRL_C, CTRL_U = "\r", "\t", "\x02", "\x03", "\x15"


class _Screen(pyte.HistoryScreen):
    """A screen that answers a program which asks where its cursor is, as terminals do."""

    answer: Callable[[str], object] | None = None

    def write_process_input(self, data: str) -> None:
        if self.answer:
            self.answer(data)


class _Started:
    """A program that is started on a terminal."""

    def __init__(
        self, command: Sequence[str], folder: Path, environ: Mapping[str, str], columns: int, rows: int
    ) -> None:
        self.typing = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            env=dict(environ),
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.typing.delaybeforesend = None  # it would wait before every key; a test waits until it sees what it answers

    def close(self) -> int:
        if not self.typing.isalive():  # there is nothing to wait for
            self.typing.ptyproc.delayafterclose = 0  # type: ignore[attr-defined]  # the stubs lack it
        self.typing.close(force=True)
        killed_by = self.typing.signalstatus
        return int(self.typing.exitstatus or 0) if killed_by is None else -killed_by


class _Forked:
    """A `mou` that is forked on a terminal: see tests/forking.py."""

    def __init__(self, words: Sequence[str], folder: Path, environ: Mapping[str, str], columns: int, rows: int) -> None:
        here, there = pty.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._forked = Forked(words, folder, environ, (there,) * 3, on_terminal=True)
        os.close(there)
        self.typing = fdspawn(here, encoding="utf-8", timeout=PATIENCE)

    def close(self) -> int:
        self.typing.close()  # who is left on the terminal is hung up on
        return self._forked.wait()


class Terminal:
    """A terminal of `columns` by `rows` on which a command runs; `raw` is all that was written to it."""

    def __init__(
        self,
        desk: Desk,
        command: Sequence[str],
        columns: int = 80,
        rows: int = 40,
        environ: Mapping[str, str] | None = None,
        kind: type[_Started] | type[_Forked] = _Started,
    ) -> None:
        self._screen = _Screen(columns, rows, history=10_000)
        self._stream = pyte.Stream(self._screen)
        self.raw = ""
        self._child = kind(command, desk.folder, {**desk.surroundings(), **(environ or {})}, columns, rows)
        self._screen.answer = self._child.typing.send
        self._code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> int:
        if self._code is None:
            self._code = self._child.close()
        return self._code

    @property
    def lines(self) -> list[str]:
        """What was ever on the screen, from the top of its history, without empty lines at the end."""
        rows = [*self._screen.history.top, *(self._screen.buffer[number] for number in range(self._screen.lines))]
        return "\n".join(map(_line, rows)).rstrip("\n").split("\n")

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines) + "\n"

    def _read(self, seconds: float) -> bool:
        try:
            more = self._child.typing.read_nonblocking(1 << 16, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += more
        self._stream.feed(more)
        return True

    def see(self, wanted: str) -> None:
        """Wait until `wanted` is on the screen."""
        end = monotonic() + PATIENCE
        while wanted not in self.text:
            assert monotonic() < end, f"{wanted!r} never came:\n{self.text}"
            if not self._read(0.1):
                assert wanted in self.text, f"it ended without {wanted!r}:\n{self.text}"

    def type(self, keys: str, then: str = "") -> None:
        """Type `keys` once they are waited for, and wait for what is to come `then`."""
        self._await_reader()
        self._child.typing.send(keys)
        if then:
            self.see(then)

    def _await_reader(self) -> None:
        """Wait until what runs on the terminal rests: it has shown its question, and may yet have to ask it."""
        end = monotonic() + 1
        rested = 0
        while rested < 2 and monotonic() < end:
            try:
                group = os.tcgetpgrp(self._child.typing.child_fd)
                state = Path(f"/proc/{group}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
            except OSError:  # it has ended, or this is no Linux
                sleep(0.05)
                return
            rested = rested + 1 if state == "S" else 0
            sleep(0.002)

    def end(self) -> int:
        """Wait for the end and return the exit code (128 and the signal's number for one that was killed)."""
        end = monotonic() + PATIENCE
        while self._read(0.1):
            assert monotonic() < end, f"it never ends:\n{self.text}"
        code = self._close()
        return 128 - code if code < 0 else code


def _line(row: Mapping[int, Any]) -> str:
    # Only cells that were written to are looked at: pyte's own display takes twenty milliseconds. The second cell of a
    # wide letter holds no text.
    return "".join(row[place].data for place in range(max(row) + 1)).rstrip() if row else ""


def mou(
    desk: Desk,
    *words: str,
    columns: int = 80,
    rows: int = 40,
    environ: Mapping[str, str] | None = None,
    started: bool = not POSSIBLE,
) -> Terminal:
    """Fork mou on a terminal, or start it as a shell would."""
    if started:
        return Terminal(desk, [sys.executable, "-m", "mou_cli", *words], columns, rows, environ)
    return Terminal(desk, words, columns, rows, environ, _Forked)


def seen(desk: Desk, *words: str, columns: int = 80, environ: Mapping[str, str] | None = None) -> Terminal:
    """Run mou on a terminal to its end and return the terminal; it must have been done."""
    with mou(desk, *words, columns=columns, environ=environ) as terminal:
        assert terminal.end() == 0, terminal.text
        return terminal
