"""The examples of a page, run as tools.run_examples does, with a `mou` that is forked."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest.mock import patch

from tests.forking import for_shells
from tools import run_examples
from tools.run_examples import Example, run_on_terminal


def differences(page: str) -> Iterator[tuple[Example, str]]:
    """Run the examples of a page in order; yield those that print something else, with what was seen."""

    def quickly(command: str, folder: Path, environ: Mapping[str, str]) -> str:
        return run_on_terminal(command, folder, for_shells(environ))

    with patch("tools.run_examples.run_on_terminal", quickly):
        yield from run_examples.differences(page)
