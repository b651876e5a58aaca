"""The README: its two one-line commands are what a fresh machine runs, and its tour prints what it says."""

import sys

import pytest

from tests.forked_examples import differences
from tools.run_examples import ROOT, examples

README = (ROOT / "README.md").read_text("utf-8")


def test_first_command_installs_and_lists_the_railway_agreements() -> None:
    assert "```sh\npip install . && mou list --sector rail\n```" in README


def test_second_command_installs_for_the_tests_and_runs_them() -> None:
    assert "```sh\npip install -e '.[test]' && python -m pytest\n```" in README


def test_first_mention_of_the_test_run_is_the_line_that_ci_takes() -> None:
    first = next(line for line in README.splitlines() if "python -m pytest" in line)
    assert first == "pip install -e '.[test]' && python -m pytest"


def test_tour_shows_every_command_that_a_new_user_needs() -> None:
    shown = " ".join(example.command for example in examples(README))
    for command in ("list", "show", "add", "set", "occasion", "export", "import", "parties"):
        assert f"mou {command} " in f"{shown} "


@pytest.mark.skipif(sys.platform != "linux", reason="the examples are a session of bash and GNU tools")
def test_tour_prints_what_it_says() -> None:
    wrong = [(example.command, example.printed, seen) for example, seen in differences(README)]
    assert wrong == []
