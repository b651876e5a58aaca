"""The two ways of asking at a terminal: with completion while typing, and line by line on a dumb one."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, NoReturn, Protocol, TextIO

from mou_cli.ask.choices import Choice
from mou_cli.errors import Interrupted, MouError
from mou_cli.render.safe import safe

BACK_WORD = "<"


class Back(Exception):
    """The person wants the question before."""


class Prompt(NamedTuple):
    """One prompt: what stands before the answer, the answer to begin with, and what helps to give it.

    `suggested` says that the answer to begin with is ours: Enter takes it, and typing takes its place. `check` raises
    MouError where the answer cannot be understood; `choices` are offered for what follows the last `separator`; `back`
    says whether there is a question before. `brief` says that the answers are a letter or a word: one that is refused
    is cleared, for nobody mends a letter.
    """

    label: str
    default: str = ""
    suggested: bool = False
    hint: str = ""
    choices: Sequence[Choice] = ()
    separator: str = ""
    check: Callable[[str], object] = lambda _: None
    back: bool = False
    brief: bool = False


class Asker(Protocol):
    """Puts one prompt to a person and returns the answer.

    Raises Back where the person wants the question before, and Interrupted at Ctrl-C, Ctrl-D or the input's end.
    """

    def __call__(self, prompt: Prompt) -> str:
        """Return the answer, which has passed the prompt's check."""


def make_asker(environ: Mapping[str, str] = os.environ) -> Asker:
    """Return the asker that fits the terminal."""
    if environ.get("TERM", "") in ("dumb", "unknown"):
        return LineAsker()
    from mou_cli.ask.typed import CompletingAsker

    return CompletingAsker()


def stop() -> NoReturn:
    """Raise Interrupted in the words that every question uses."""
    raise Interrupted("stopped; nothing is saved")


class LineAsker:
    """Asks with plain lines: on terminals that cannot move a cursor."""

    def __init__(self, source: TextIO | None = None, out: TextIO | None = None) -> None:
        self._source = source or sys.stdin
        self._out = out or sys.stderr

    def __call__(self, prompt: Prompt) -> str:
        """Ask until the answer passes; an empty line keeps the default, `-` empties it."""
        self._say(f"  ({safe(prompt.hint)}{'; < goes back' if prompt.back else ''})\n" if prompt.hint else "")
        while True:
            self._say(safe(prompt.label) + (f" [{safe(prompt.default)}]" if prompt.default else "") + ": ")
            text = self._line()
            if text == BACK_WORD and prompt.back:
                raise Back
            answer = "" if text == "-" else text or prompt.default
            try:
                prompt.check(answer)
            except MouError as fault:
                self._say(f"  {safe(sentence(fault))}\n")
                continue
            return answer

    def _line(self) -> str:
        try:
            line = self._source.readline()
        except KeyboardInterrupt:
            self._say("\n")
            stop()
        if not line:
            self._say("\n")
            stop()
        return line.strip()

    def _say(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def sentence(fault: MouError) -> str:
    """Return an error as one line: what is wrong; what to do."""
    return f"{fault.message}; {fault.hint}" if fault.hint else fault.message
