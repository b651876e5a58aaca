"""What a plain command does not load: each of these costs milliseconds that every `mou list` would pay."""

import pytest

from tests.configured import configured
from tests.desk import Desk

# Runs mou in a process and prints, at the end, which modules there are.
_HARNESS = """
import os, runpy, sys
leave = os._exit
def tell(code):
    os.write(2, ("LOADED " + " ".join(sorted(sys.modules)) + "\\n").encode())
    leave(code)
os._exit = tell
sys.argv = ["mou", *sys.argv[1:]]
runpy.run_module("mou_cli", run_name="__main__")
"""
# Not here because others load them whatever we do: msgspec its schema part, Typer inspect, subprocess and uuid.
NEVER_ON_A_LIST = {
    "rich": "tables are for terminals",
    "prompt_toolkit": "nothing is asked",
    "dateutil.parser": "dates in the registry are ISO",
    "dateutil.relativedelta": "periods are whole months, added by our own",
    "filelock": "nothing is written",
    "rapidfuzz": "nothing is misspelt",
    "psycopg": "the registry is a file",
    "mou_cli.registry.postgres": "the registry is a file",
    "tomlkit": "nothing is edited",
    "tomllib": "nothing is edited",
    "python_calamine": "no workbook is read",
    "mou_cli.settings.configuration": "there is no configuration file",
    "mou_cli.settings.forms": "nothing is set",
    "mou_cli.desk.views": "no view is named",
    "mou_cli.agreement.schema": "no schema is asked for",
    "mou_cli.agreement.checks": "nothing is stored",
    "mou_cli.registry.change": "nothing is stored",
    "mou_cli.exchange.formats": "text in a pipe is no file format",
    "mou_cli.render.table": "tables are for terminals",
    "mou_cli.desk.completion": "nothing is completed",
    "jinja2": "no report is made",
    "csv": "it is no spreadsheet",
    "platformdirs": "the registry is here",
    "importlib.resources": "data files are read by their path",
    "importlib.metadata": "nothing asks for versions",
    "logging": "nothing is logged",
    "asyncio": "nothing waits",
    "unittest": "this is no test",
    "hashlib": "nothing is made",
    "tempfile": "nothing is written",
    "shlex": "no pager, no editor",
    "getpass": "nobody is asked who they are",
}


def loaded(desk: Desk, *words: str) -> set[str]:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", _HARNESS, *words],
        cwd=desk.folder,
        env=desk.surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    line = done.stderr.splitlines()[-1]
    assert line.startswith("LOADED ")
    return set(line.split()[1:])


def heavy(modules: set[str]) -> set[str]:
    return {name for name in NEVER_ON_A_LIST if name in modules}


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "--sector", "rail"),
        ("list", "--columns", "ref,title", "--no-header"),
        ("list", "status:in-force", "signed:1995.."),
    ],
    ids=" ".join,
)
def test_a_list_in_a_pipe_loads_nothing_heavy(desk: Desk, words: tuple[str, ...]) -> None:
    assert heavy(loaded(desk.shipped(), *words)) == set()


def test_a_configuration_is_read_and_no_more(desk: Desk) -> None:
    configured(desk.shipped(), "limit = 7\n[views.rail]\nquery = 'sector:rail'\n")
    assert heavy(loaded(desk, "list")) == {"tomllib", "mou_cli.settings.configuration", "mou_cli.settings.forms"}


def test_an_agreement_in_a_pipe_loads_what_its_warnings_need_and_no_more(desk: Desk) -> None:
    assert heavy(loaded(desk.shipped(), "show", "4")) <= {"mou_cli.agreement.checks"}


def test_a_command_loads_no_other_command(desk: Desk) -> None:
    commands = {name for name in loaded(desk.shipped(), "list") if name.startswith("mou_cli.commands.")}
    assert commands == {"mou_cli.commands.list"}


def test_the_help_loads_no_command(desk: Desk) -> None:
    assert not any(name.startswith("mou_cli.commands.") for name in loaded(desk, "--help"))


def test_a_change_loads_neither_tables_nor_questions(desk: Desk) -> None:
    modules = loaded(desk.shipped(), "set", "4", "place=Lahore")
    assert "filelock" in modules
    assert heavy(modules).isdisjoint({"rich", "prompt_toolkit", "tomlkit", "python_calamine"})


def test_what_is_loaded_is_seen(desk: Desk) -> None:
    assert "rich" in loaded(desk, "--help")
