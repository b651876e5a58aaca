"""`mou` run inside the test's own process."""

from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from mou_cli.app import app


class Run(NamedTuple):
    """What a command gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard error."""
        return self.err.splitlines()


def mou(registry: Path | str, *words: str, given: str | None = None) -> Run:
    """Run a command on a registry on the tests' fixed day; anything but an exit is raised as it is."""
    options = ["--registry", str(registry), "--today", "2026-11-21"]
    result = CliRunner().invoke(app, [*options, *words], input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Run(result.exit_code, result.stdout, result.stderr)
