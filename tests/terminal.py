"""A real pseudo-terminal for tests: a program runs on it, keys are typed, the screen is read as a person sees it."""

import sys
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

from tests.desk import Desk

PATIENCE = 20.0  # seconds; a slow machine is no fault of ours
ENTER, TAB, CTRL_B, CTRL_C, CTRL_U = "\r", "\t", "\x02", "\x03", "\x15"


class _Screen(pyte.HistoryScreen):
    """A screen that answers a program which asks where its cursor is, as terminals do."""

    answer: Callable[[str], object] | None = None

    def write_process_input(self, data: str) -> None:
        if self.answer:
            self.answer(data)


class Terminal:
    """A terminal of `columns` by `rows` on which a command runs; `raw` is all that was written to it."""

    def __init__(
        self,
        desk: Desk,
        command: Sequence[str],
        columns: int = 80,
        rows: int = 40,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = _Screen(columns, rows, history=10_000)
        self._stream = pyte.Stream(self._screen)
        self.raw = ""
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(desk.folder),
            env={**desk.surroundings(), **(environ or {})},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self._screen.answer = self._child.send

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def lines(self) -> list[str]:
        """What was ever on the screen, from the top of its history, without empty lines at the end."""
        rows = [*self._screen.history.top, *(self._screen.buffer[number] for number in range(self._screen.lines))]
        return "\n".join(map(_line, rows)).rstrip("\n").split("\n")

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines) + "\n"

    def _close(self) -> None:
        if not self._child.isalive():  # there is nothing to wait for
            self._child.ptyproc.delayafterclose = 0  # type: ignore[attr-defined]  # the stubs lack it
        self._child.close(force=True)

    def _read(self, seconds: float) -> bool:
        try:
            more = self._child.read_nonblocking(1 << 16, seconds)
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
        """Type `keys`, and wait for what is to come `then`."""
        self._child.send(keys)
        if then:
            self.see(then)

    def end(self) -> int:
        """Wait for the end and return the exit code (128 and the signal's number for one that was killed)."""
        end = monotonic() + PATIENCE
        while self._read(0.1):
            assert monotonic() < end, f"it never ends:\n{self.text}"
        self._close()
        killed_by = self._child.signalstatus
        return int(self._child.exitstatus or 0) if killed_by is None else 128 + killed_by


def _line(row: Mapping[int, Any]) -> str:
    # Only cells that were written to are looked at: pyte's own display takes twenty milliseconds. The second cell of a
    # wide letter holds no text.
    return "".join(row[place].data for place in range(max(row) + 1)).rstrip() if row else ""


def mou(
    desk: Desk, *words: str, columns: int = 80, rows: int = 40, environ: Mapping[str, str] | None = None
) -> Terminal:
    """Start mou on a terminal."""
    return Terminal(desk, [sys.executable, "-m", "mou_cli", *words], columns, rows, environ)


def seen(desk: Desk, *words: str, columns: int = 80, environ: Mapping[str, str] | None = None) -> Terminal:
    """Run mou on a terminal to its end and return the terminal; it must have been done."""
    with mou(desk, *words, columns=columns, environ=environ) as terminal:
        assert terminal.end() == 0, terminal.text
        return terminal
