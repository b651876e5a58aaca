"""Yes or no, asked on a terminal."""

import sys
from typing import TextIO

from mou_cli.ask.asker import stop
from mou_cli.render.safe import safe

_YES, _NO = {"y", "yes"}, {"n", "no"}


def confirm(question: str, default: bool = False, source: TextIO | None = None, out: TextIO | None = None) -> bool:
    """Ask `question` on stderr and return the answer read from stdin; an empty line gives `default`.

    Anything but yes or no is asked again. Raises Interrupted at Ctrl-C and at the input's end.
    """
    source, out = source or sys.stdin, out or sys.stderr
    while True:
        out.write(f"{safe(question)} {'[Y/n]' if default else '[y/N]'} ")
        out.flush()
        try:
            line = source.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            out.write("\n")
            stop()
        answer = line.strip().lower()
        if answer in _YES | _NO or not answer:
            return answer in _YES if answer else default
        out.write("answer y or n\n")
