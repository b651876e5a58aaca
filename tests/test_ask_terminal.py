"""The interview in a real pseudo-terminal of 60 columns, as a person sees it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

_ROOT = Path(__file__).parents[1]
_SCRIPT = """
import json
from mou_cli.agreement.context import Context
from mou_cli.ask.interview import interview
from mou_cli.ask.suggestions import Suggestions
from mou_cli.errors import MouError
from mou_cli.vocabulary.sectors import Sectors
from tests.factories import MOMENT
try:
    print("RESULT", json.dumps(interview(Context(MOMENT, Sectors()), Suggestions(), {}, lambda fields: None)))
except MouError as stopped:
    print("STOPPED", stopped.exit_code, stopped.message)
"""


@pytest.fixture
def terminal() -> Iterator["pexpect.spawn[str]"]:
    env = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    child = pexpect.spawn(
        sys.executable, ["-c", _SCRIPT], dimensions=(30, 60), cwd=_ROOT, env=env, encoding="utf-8", timeout=20
    )
    yield child
    child.close(force=True)


def test_a_person_types_completes_and_saves(terminal: "pexpect.spawn[str]") -> None:
    terminal.expect("Title")
    terminal.send("Rail\r")
    terminal.expect("Type")
    terminal.send("\r")
    terminal.expect("Party 1")
    terminal.send("Kaz")
    terminal.expect("Kazakhstan")
    terminal.send("\t\r")
    terminal.expect("Party 2")
    terminal.send("\r" * 14)
    terminal.expect_exact('RESULT {"title": "Rail", "parties": [{"code": "KZ", "name": "Kazakhstan"}]}')


def test_a_fault_is_shown_under_the_line(terminal: "pexpect.spawn[str]") -> None:
    terminal.expect("Title")
    terminal.send("\r")
    terminal.expect("this one is needed")


def test_ctrl_c_stops(terminal: "pexpect.spawn[str]") -> None:
    terminal.expect("Title")
    terminal.send("Rail\r")
    terminal.expect("Type")
    terminal.send("\x03")
    terminal.expect("STOPPED 130 stopped; nothing is saved")
