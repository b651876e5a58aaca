"""A `mou` that is forked is as good as one that is started: what it prints and leaves, on pipes and on a terminal."""

import socket
import subprocess
import sys

import pytest

from tests.desk import Desk
from tests.forking import POSSIBLE, for_shells, server
from tests.terminal import CTRL_C, mou

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="nothing forks here")


@pytest.mark.parametrize(
    "words",
    [
        ("list", "sector:rail"),
        ("show", "999"),
        ("import", "-", "--format", "csv"),
        ("add", "Соглашение", "--party", "Қытай"),
        ("add", b"caf\xe9"),
        ("lst",),
    ],
    ids=["a list", "what is not there", "standard input", "UTF-8", "what is not UTF-8", "no such command"],
)
def test_on_pipes(desk: Desk, words: tuple[str | bytes, ...]) -> None:
    given = "title\nСоглашение\n".encode()
    started = desk.shipped().process(*words, given=given)
    left = len(desk.agreements)
    assert desk.shipped().process(*words, given=given, forked=True) == started
    assert len(desk.agreements) == left


@pytest.mark.parametrize("words", [("list",), ("show", "1"), ("--help",), ("lst",)], ids=" ".join)
def test_on_a_terminal(desk: Desk, words: tuple[str, ...]) -> None:
    screens = []
    for started in (True, False):
        with mou(desk.shipped(), *words, columns=100, started=started) as terminal:
            screens.append((terminal.end(), terminal.raw))
    assert screens[0] == screens[1]


@pytest.mark.parametrize("keys", [CTRL_C, "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_keys_that_end_a_question(desk: Desk, keys: str) -> None:
    screens = []
    for started in (True, False):
        with mou(desk.shipped(), "remove", "4", "--reason", "a trial", started=started) as terminal:
            terminal.see("[y/N]")
            terminal.type(keys)
            screens.append((terminal.end(), terminal.text))
    assert screens[0] == screens[1]


def test_what_a_shell_and_the_system_are_told(desk: Desk) -> None:
    desk.holding(*({"ref": f"R-{n}", "title": f"Agreement number {n}"} for n in range(4000)))
    started = f'mou() {{ "{sys.executable}" -m mou_cli "$@"; }}; '
    lines = (
        "mou list --limit 0 | head -1; echo ${PIPESTATUS[0]}; mou show 1 > /dev/full; echo $?; mou show 9999; echo $?"
    )
    results = [
        subprocess.run(["bash", "-c", line], capture_output=True, env=for_shells(desk.surroundings()), cwd=desk.folder)
        for line in (started + lines, lines)
    ]
    assert (results[0].stdout, results[0].stderr) == (results[1].stdout, results[1].stderr)


def test_who_goes_away_before_saying_what_is_wanted_harms_nobody(desk: Desk) -> None:
    for begun in (b"", bytes(4), b"\x10" + bytes(8) + b"half"):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(server()))
            caller.sendall(begun)
    assert desk.process("--version", forked=True).code == 0
