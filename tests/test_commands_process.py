"""What only a process of its own shows: closed and full streams, pipes that break, Ctrl-C, the locale."""

import fcntl
import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.desk import Desk, Run
from tests.forking import for_shells, mou_for_shells

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of Unix")
MANY = 4000


@pytest.fixture
def long_desk(desk: Desk) -> Desk:
    """A registry whose list is longer than any pipe's buffer."""
    return desk.holding(
        *({"ref": f"R-{n}", "title": f"Agreement number {n} on one thing or another"} for n in range(MANY))
    )


def in_shell(desk: Desk, line: str, environ: Mapping[str, str] | None = None, *, started: bool = False) -> Run:
    """Run a line of bash in which `mou` is this program, forked or, where its start is what matters, started."""
    program = f'"{sys.executable}" -m mou_cli' if started else f'"{mou_for_shells()}"'
    line = f'mou() {{ {program} "$@"; }}; {line}'
    done = subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        text=True,
        cwd=desk.folder,
        env=for_shells(desk.surroundings(environ)),
        timeout=60,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("form", ["tsv", "json", "csv", "md", "table"])
def test_a_reader_that_has_seen_enough_is_left_quietly(long_desk: Desk, form: str) -> None:
    run = in_shell(long_desk, f"mou list --limit 0 --format {form} | head -1; echo ${{PIPESTATUS[0]}}")
    assert run.lines[1:] == ["0"]
    assert run.err == ""


@pytest.mark.parametrize(
    "line", ["mou show 1 | true", "mou --help | true", "mou schema | true", "mou export | head -c1"]
)
def test_short_results_break_no_pipe(long_desk: Desk, line: str) -> None:
    assert in_shell(long_desk, line).err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "words", ["list --limit 1", "list --limit 0", "show 1", "schema", "sectors", "--help", "--version"]
)
def test_a_full_disk_under_stdout_is_a_failure(long_desk: Desk, words: str) -> None:
    run = in_shell(long_desk, f"mou {words} > /dev/full")
    assert run == Run(1, "", "mou: no space left on device\n")


@pytest.mark.parametrize("words", ["list", "show 1", "set 1 place=x", "--help"])
def test_closed_stdout_changes_nothing_about_the_work(long_desk: Desk, words: str) -> None:
    assert in_shell(long_desk, f"mou {words} >&-", started=True) == Run(0, "", "")


def test_closed_stderr_is_no_failure_of_its_own(long_desk: Desk) -> None:
    assert in_shell(long_desk, "mou show 9999999 2>&-", started=True).code == 4


@pytest.mark.parametrize("words", ["import -", "remove 1 --reason x", "add"])
def test_closed_stdin_is_an_empty_one(long_desk: Desk, words: str) -> None:
    run = in_shell(long_desk, f"mou {words} <&-", started=True)
    assert run.code == 2
    assert run.err.startswith("mou: ")
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    "environ",
    [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["C", "POSIX", "C without Python's help"],
)
def test_text_is_utf_8_in_any_locale(desk: Desk, environ: dict[str, str]) -> None:
    title = "Соглашение о железных дорогах · Қазақстан · پاکستان"
    desk.run("init").ok()
    assert desk.process("add", title, "--party", "Қытай", environ=environ).ok().out == "MOU-2026-0001\n"
    assert (
        desk.process("list", "дорогах", "--columns", "title,parties", environ=environ).ok().lines[1] == f"{title}\tCN"
    )
    csv = f"title\n{title} II\n".encode()
    assert desk.process("import", "-", "--format", "csv", given=csv, environ=environ).ok().out == "MOU-2026-0002\n"
    assert [each["title"] for each in desk.agreements.values()] == [title, f"{title} II"]


def test_ctrl_c_ends_without_a_trace(long_desk: Desk) -> None:
    # The pipe is full and nobody reads: mou is in the middle of its list.
    reading, writing = os.pipe()
    child = _start(long_desk, ["list", "--limit", "0"], writing)
    os.read(reading, 1)
    time.sleep(0.2)
    child.send_signal(signal.SIGINT)
    while os.read(reading, 1 << 16):
        if child.poll() is not None:
            break
    os.close(reading)
    assert child.wait(10) == 130
    assert _said(child) == ""


def test_ctrl_c_while_an_import_waits_for_its_input_stores_nothing(desk: Desk) -> None:
    desk.run("init").ok()
    before = desk.path.read_bytes()
    reading, writing = os.pipe()
    child = _start(desk, ["import", "-", "--format", "jsonl"], subprocess.DEVNULL, stdin=reading)
    os.write(writing, b'{"title": "One"}\n')
    while int.from_bytes(fcntl.ioctl(writing, termios.FIONREAD, bytes(4)), sys.byteorder):
        time.sleep(0.01)  # until it has read the line and waits for the next
    child.send_signal(signal.SIGINT)
    assert child.wait(10) == 130
    os.close(writing)
    assert _said(child) == ""
    assert desk.path.read_bytes() == before
    assert desk.run("add", "Memorandum", "--party", "KZ").code == 0


def _start(desk: Desk, words: Sequence[str], out: int, stdin: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
    child = subprocess.Popen(
        [sys.executable, "-m", "mou_cli", *words],
        stdin=stdin,
        stdout=out,
        stderr=subprocess.PIPE,
        cwd=desk.folder,
        env=desk.surroundings(),
    )
    for mine in (out, stdin):
        if mine >= 0:
            os.close(mine)
    return child


def _said(child: "subprocess.Popen[bytes]") -> str:
    assert child.stderr
    with child.stderr as stream:
        return stream.read().decode()


def test_a_registry_is_found_from_a_folder_below(desk: Desk) -> None:
    desk.shipped()
    below = Desk(desk.folder / "a" / "b")
    below.folder.mkdir(parents=True)
    assert below.process("list", "sector:rail", "--columns", "no", "--no-header").ok().out == "4\n"


def test_without_any_registry_the_one_of_the_user_is_meant(desk: Desk) -> None:
    data = desk.folder / "data"
    environ = {"XDG_DATA_HOME": str(data)}
    (data / "mou").mkdir(parents=True)
    desk.process("init", str(data / "mou" / "registry.json"), environ=environ).ok()
    desk.process("add", "Memorandum", "--party", "KZ", environ=environ).ok()
    assert (data / "mou" / "registry.json").read_text("utf-8").count("Memorandum") == 1


def test_the_module_and_the_program_are_one(desk: Desk) -> None:
    program = Path(sys.executable).with_name("mou")
    if not program.exists():
        pytest.skip("mou is not installed here")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, env=desk.surroundings())
    assert done.stdout == desk.process("--version").ok().out
