"""Where output goes: colour or not, how wide, through a pager or not, and the one voice of every message."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from mou_cli.errors import MouError
from mou_cli.render.safe import safe

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

DEFAULT_WIDTH = 80
_SILENCE = 1.0  # seconds of work before a progress bar is worth showing
_FRAME = 0.1


def is_terminal(stream: TextIO) -> bool:
    """Return whether `stream` is a terminal (a closed or captured one is none)."""
    try:
        return stream.isatty()
    except (ValueError, AttributeError):
        return False


def wants_colour(stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether to colour what goes to `stream`: a terminal, no NO_COLOR (no-color.org), TERM not dumb."""
    return is_terminal(stream) and not environ.get("NO_COLOR") and environ.get("TERM") not in ("dumb", "unknown")


def width_of(stream: TextIO, environ: Mapping[str, str] = os.environ) -> int:
    """Return the width of `stream` in cells: COLUMNS where it is a number, else the terminal's, else 80."""
    asked = environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        return min(int(asked), 10_000)
    try:
        return os.get_terminal_size(stream.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError, AttributeError):
        return DEFAULT_WIDTH


def make_console(stream: TextIO, width: int, colour: bool) -> "Console":
    """Return a Rich console on `stream` that reads no markup, no emoji codes and highlights nothing.

    `width` is in cells; colours are the sixteen that a person's own terminal theme defines.
    """
    from rich.console import Console

    return Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )


def to_text(renderable: "RenderableType", width: int, colour: bool) -> str:
    """Return what Rich makes of `renderable` at `width` cells, without spaces at the ends of lines."""
    from io import StringIO

    buffer = StringIO()
    make_console(buffer, width, colour).print(renderable)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


def page(text: str, stream: TextIO | None = None, environ: Mapping[str, str] = os.environ) -> None:
    """Write `text` to `stream` (stdout), through the program in PAGER where that is set and `stream` is a terminal."""
    stream = stream or sys.stdout
    command = environ.get("PAGER", "").strip()
    if not command or not is_terminal(stream) or not _paged(text, command, environ):
        stream.write(text)


def _paged(text: str, command: str, environ: Mapping[str, str]) -> bool:
    import shlex
    import subprocess

    try:
        words = shlex.split(command, posix=os.name == "posix")
        # FRX: a short text needs no pager, colours pass, the screen stays; a person's own LESS wins.
        pager = subprocess.Popen(words, stdin=subprocess.PIPE, env={"LESS": "FRX", **environ})
    except (OSError, ValueError):
        warn(f"cannot start the pager {command!r}")
        return False
    with suppress(KeyboardInterrupt):  # it belongs to the pager
        pager.communicate(text.encode("utf-8", "backslashreplace"))
    while pager.poll() is None:
        with suppress(KeyboardInterrupt):
            pager.wait()
    return True


def say(message: str, stream: TextIO | None = None) -> None:
    """Tell a person `message` on stderr, in one line."""
    _line("mou: " + message, stream)


def warn(message: str, stream: TextIO | None = None) -> None:
    """Tell a person on stderr that something looks wrong, though the work goes on."""
    _line("mou: warning: " + message, stream)


def hint(message: str, stream: TextIO | None = None) -> None:
    """Tell a person on stderr what to do."""
    _line("hint: " + message, stream)


def complain(error: MouError, stream: TextIO | None = None) -> None:
    """Tell a person on stderr what is wrong, and what to do where the error knows."""
    say(error.message, stream)
    if error.hint:
        hint(error.hint, stream)


def _line(text: str, stream: TextIO | None) -> None:
    # A message that cannot be delivered (stderr closed) changes nothing about the work.
    with suppress(OSError, ValueError):
        print(safe(text), file=stream or sys.stderr, flush=True)


@contextmanager
def progress(label: str, total: int | None = None, stream: TextIO | None = None) -> Iterator[Callable[[int], None]]:
    """Show a bar on stderr while the block works, once it has taken a second and if stderr is a terminal.

    `label` says what is done ("importing"), `total` how many there are (None: unknown). Gives `advance(count)`, to be
    called as the work goes on.
    """
    stream = stream or sys.stderr
    if not is_terminal(stream):
        yield lambda _: None
        return
    bar = _Bar(label, total, stream)
    try:
        yield bar.advance
    finally:
        bar.close()


class _Bar:
    def __init__(self, label: str, total: int | None, stream: TextIO) -> None:
        from time import monotonic

        self._clock = monotonic
        self._next = monotonic() + _SILENCE
        self._label, self._total, self._stream = safe(label), total, stream
        self._count = 0
        self._draw: Callable[[int], None] | None = None
        self._stop: Callable[[], None] = lambda: None

    def advance(self, count: int) -> None:
        self._count += count
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _FRAME
        if self._draw is None:
            self._draw = self._start()
        self._draw(self._count)

    def close(self) -> None:
        self._stop()

    def _start(self) -> Callable[[int], None]:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        console = make_console(self._stream, width_of(self._stream), wants_colour(self._stream))
        console._force_terminal = True  # a bar without colour moves all the same
        shown = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            auto_refresh=False,
        )
        task = shown.add_task(self._label, total=self._total)
        shown.start()
        self._stop = shown.stop

        def draw(count: int) -> None:
            shown.update(task, completed=count, refresh=True)

        return draw
