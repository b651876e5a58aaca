"""A desk for tests: a folder, a registry in it, and `mou` run there, in this process or in one of its own."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from typer.testing import CliRunner, _NamedTextIOWrapper

from mou_cli.app import app
from mou_cli.settings.declared import SETTINGS, VARIABLES
from tests.forking import for_shells, mou_for_shells

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "registry.json"
TODAY = "2026-11-21"
# What a test must not inherit from whoever runs it.
OURS = (
    *(setting.variable for setting in SETTINGS.values()),
    *(name for names in VARIABLES for name in names.split(", ")),
)


class Run(NamedTuple):
    """What a command gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    def ok(self) -> "Run":
        """Itself, if it was done."""
        assert self.code == 0, self
        return self

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


class Screen(NamedTuple):
    """All that was printed to a terminal, as it was sent and as it is read."""

    raw: str

    @property
    def lines(self) -> list[str]:
        """What is read: the lines without their colours and the blanks at their ends."""
        return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", self.raw).rstrip("\n").split("\n")]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines) + "\n"


class Desk:
    """A folder with a registry; `run` calls mou in this process, `process` in one of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "registry.json"
        self.environ = {"MOU_TODAY": TODAY, "MOU_USER": "desk", "HOME": str(folder), "TERM": "xterm"}

    def shipped(self) -> "Desk":
        """Itself, with a copy of the shipped register."""
        shutil.copy(SHIPPED, self.path)
        return self

    def holding(self, *agreements: Mapping[str, Any], occasions: Sequence[Mapping[str, Any]] = ()) -> "Desk":
        """Itself, with a registry that somebody wrote by hand: just these agreements and occasions."""
        document = {
            "meta": {"1": {"format": 1, "next": {"MOU": len(agreements) + 1, "OCC": len(occasions) + 1}}},
            "occasions": {str(number): each for number, each in enumerate(occasions, 1)},
            "agreements": {str(number): each for number, each in enumerate(agreements, 1)},
        }
        self.path.write_text(json.dumps(document, ensure_ascii=True), "utf-8")
        return self

    @property
    def agreements(self) -> dict[str, dict[str, Any]]:
        """What the registry holds, by number."""
        found: dict[str, dict[str, Any]] = json.loads(self.path.read_text("utf-8"))["agreements"]
        return found

    def run(
        self,
        *words: str,
        given: str | bytes | None = None,
        environ: Mapping[str, str] | None = None,
        together: bool = False,
    ) -> Run:
        """Run mou in this process, messages `together` with output or apart; all but an exit is raised as it is."""
        before = os.getcwd()
        os.chdir(self.folder)
        try:
            with patch("typer.testing.make_input_stream", _buffered):
                result = CliRunner().invoke(
                    app, words, input=given, env={**self.environ, **(environ or {})}, prog_name="mou"
                )
        finally:
            os.chdir(before)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Run(result.exit_code, result.output if together else result.stdout, result.stderr)

    def screen(
        self, *words: str, columns: int = 80, rows: int = 40, environ: Mapping[str, str] | None = None
    ) -> Screen:
        """Run mou in this process, which takes where it prints to for a terminal; it must have been done.

        As good as a terminal for what is printed and left at that, and ten times as quick: tests/terminal.py has a
        real one, and a test holds the two equal.
        """
        size = os.terminal_size((columns, rows))
        with (
            patch.object(_NamedTextIOWrapper, "isatty", lambda stream: stream.name != "<stdin>"),
            patch.object(_NamedTextIOWrapper, "fileno", lambda stream: 1),
            patch("os.get_terminal_size", lambda number: size),
        ):
            return Screen(self.run(*words, environ=environ, together=True).ok().out)

    def process(
        self,
        *words: str | bytes,
        given: bytes = b"",
        environ: Mapping[str, str] | None = None,
        python: Sequence[str] = (),
        forked: bool = False,
    ) -> Run:
        """Run mou in a process of its own, with `python` options, or one that is `forked` (see tests/forking.py)."""
        surroundings = self.surroundings(environ)
        program = [str(mou_for_shells())] if forked else [sys.executable, *python, "-m", "mou_cli"]
        done = subprocess.run(
            [*program, *words],
            input=given,
            capture_output=True,
            cwd=self.folder,
            env=for_shells(surroundings) if forked else surroundings,
            timeout=60,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def surroundings(self, environ: Mapping[str, str] | None = None) -> dict[str, str]:
        """The whole environment of a process at this desk."""
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
        return {"PATH": path, "PYTHONPATH": str(ROOT), **self.environ, **(environ or {})}


def _buffered(given: str | bytes | None, charset: str) -> io.BufferedReader:
    # Standard input as it is in a process: one can peek into it.
    data = given.encode(charset) if isinstance(given, str) else given or b""
    return io.BufferedReader(io.BytesIO(data))
