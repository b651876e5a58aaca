"""What the shells offer while a command is typed, through the variables by which they ask."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from mou_cli.desk.completion_shells import ready, rejoined
from tests.desk import Desk, Run
from tests.forking import for_shells
from tests.terminal import TAB, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shells of Unix")


VISIT = "State visit of President Tokayev to Islamabad, 3-4 February 2026"


def bash(desk: Desk, *words: str) -> list[str]:
    """What bash is offered for the last of `words` (as bash takes words apart)."""
    environ = {"_MOU_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    return asked(desk, environ).lines


def fish(desk: Desk, line: str) -> dict[str, str]:
    """What fish is offered at the end of `line`, with what it means."""
    environ = {
        "_MOU_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": line,
    }
    return {
        value: meaning for value, _, meaning in (each.partition("\t") for each in asked(desk, environ).lines) if value
    }


def zsh(desk: Desk, line: str) -> str:
    """The command that zsh is given to carry out at the end of `line`."""
    return asked(desk, {"_MOU_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line}).out


def asked(desk: Desk, environ: Mapping[str, str]) -> Run:
    told = dict(environ)
    ready(told)  # as the process does before anything else
    run = desk.run(environ=told).ok()
    assert run.err == ""
    return run


def told(desk: Desk, line: str) -> list[str]:
    return list(fish(desk, line))


@pytest.fixture
def shipped(desk: Desk) -> Desk:
    return desk.shipped()


def test_commands(shipped: Desk) -> None:
    assert told(shipped, "mou s") == ["set", "show", "stats", "sectors", "schema"]
    assert told(shipped, "mou occasion s") == ["show", "set"]


def test_what_can_be_counted_by(shipped: Desk) -> None:
    assert told(shipped, "mou stats --by s") == ["sector", "status"]


def test_references_with_titles(shipped: Desk) -> None:
    offers = fish(shipped, "mou show MOU-2026-000")
    assert offers["MOU-2026-0004"] == "Railway sector cooperation"
    assert len(offers) == 9


def test_numbers_where_a_number_is_begun(shipped: Desk) -> None:
    assert fish(shipped, "mou edit 4") == {
        "4": "Railway sector cooperation",
        "40": "Electronic commerce",
        "41": "Action Plan of Cooperation between the Ministry of Foreign Affairs of…",
    }


@pytest.mark.parametrize(
    ("line", "offer", "meaning"),
    [
        ("mou list --sector ra", "rail", "Railways"),
        ("mou add X --sector ra", "rail", "Railways"),
        ("mou list --party k", "KZ", "Kazakhstan"),
        ("mou list --party Kaz", "Kazakhstan", "KZ"),
        ("mou add X --party t", "TR", "Türkiye"),
        ("mou list --lead P", "PK", "Pakistan"),
        ("mou list --status in-", "in-force", "in force"),
        ("mou list --type tr", "treaty", "treaty"),
        ("mou list --occasion OCC-2026-0001", "OCC-2026-0001", VISIT),
        ("mou occasion show OCC-2026-0001", "OCC-2026-0001", VISIT),
        ("mou list --columns ref,ti", "ref,title", "Title"),
        ("mou list --sort title,-sig", "title,-signed", "Signed"),
        ("mou list --format js", "jsonl", "one agreement a line"),
        ("mou export --format cs", "csv", "a table, cells apart by commas"),
        ("mou list sec", "sector:", ""),
        ("mou list sector:ra", "sector:rail", "Railways"),
        ("mou list -sector:ra", "-sector:rail", "Railways"),
        ("mou list party:pak", "party:Pakistan", "PK"),
        ("mou set 4 sectors+=ra", "sectors+=rail", "Railways"),
        ("mou set 4 ty", "type=", ""),
        ("mou set MOU-2026-0004", "MOU-2026-0004", "Railway sector cooperation"),
        ("mou add X --set term.n", "term.notice=", ""),
    ],
)  # fmt: skip
def test_live_values(shipped: Desk, line: str, offer: str, meaning: str) -> None:
    assert fish(shipped, line)[offer] == meaning


def test_tags_of_the_registry(shipped: Desk) -> None:
    shipped.run("set", "4", "tags+=freight").ok()
    assert told(shipped, "mou list --tag f") == ["freight"]
    assert told(shipped, "mou list tag:f") == ["tag:freight"]
    assert told(shipped, "mou set 5 tags+=f") == ["tags+=freight"]


def test_the_registry_that_is_named_is_asked(desk: Desk) -> None:
    other = desk.shipped().path.rename(desk.folder / "other.json")
    assert told(desk, f"mou --registry {other} show MOU-2026-0004") == ["MOU-2026-0004"]
    assert told(desk, "mou show MOU-2026-0004") == []


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (("mou", "sho"), ["show"]),
        (("mou", "list", "--sector", "rai"), ["rail"]),
        (("mou", "list", "--sector", "=", "rai"), ["rail"]),
        (("mou", "list", "sector", ":", "rai"), ["rail"]),
        (("mou", "list", "-sector", ":", "rai"), ["rail"]),
        (("mou", "list", "binding", ":"), []),
        (("mou", "set", "4", "sectors+", "=", "rai"), ["rail"]),
        (("mou", "list", "sector", ":", "rail", "sta"), ["status:"]),
        (("mou", "list", "--status", "in-force", "--sec"), ["--sector"]),
    ],
)
def test_words_that_bash_has_taken_apart(shipped: Desk, words: tuple[str, ...], offers: list[str]) -> None:
    assert bash(shipped, *words) == offers or (bash(shipped, *words) == [""] and not offers)


@pytest.mark.parametrize(
    ("words", "joined", "kept"),
    [
        (["mou", "list", "ra"], ["mou", "list", "ra"], ""),
        (["mou", "list", "sector", ":", "ra"], ["mou", "list", "sector:ra"], "sector:"),
        (["mou", "list", "sector", ":"], ["mou", "list", "sector:"], "sector:"),
        (["mou", "list", "sector", ":", ""], ["mou", "list", "sector:", ""], ""),
        (["mou", "a", ":", "b", "c"], ["mou", "a:b", "c"], ""),
        (["mou", "a", ":", "b", ":", "c"], ["mou", "a:b:c"], "a:b:"),
        (["mou", "list", "@", "min"], ["mou", "list", "@min"], ""),
        (["mou", "list", "@"], ["mou", "list", "@"], ""),
        (["mou", "list", "@", ""], ["mou", "list", "@", ""], ""),
        ([], [], ""),
    ],
)
def test_what_bash_took_apart_is_put_together(words: list[str], joined: list[str], kept: str) -> None:
    assert rejoined(words) == (joined, kept)


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"agreements": 3}', '{"agreements": {"1": {"title": 3}}}', "\x00", '{"agreements": {"x": {}}}'],
    ids=["empty", "cut", "a number", "a title that is a number", "NUL", "a key that is no number"],
)
@pytest.mark.parametrize(
    "line", ["mou show ", "mou list --tag ", "mou list sector:r", "mou set ", "mou list --party k"]
)
def test_a_damaged_registry_gives_no_trace(desk: Desk, text: str, line: str) -> None:
    desk.path.write_text(text)
    asked(desk, {"_MOU_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line})


@pytest.mark.parametrize(
    "line", ["mou show ", "mou --registry nowhere.json list --tag ", "mou --today soon show ", "mou lst -"]
)
def test_what_is_not_there_gives_no_trace(desk: Desk, line: str) -> None:
    asked(desk, {"_MOU_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": line})


# Titles and tags of a registry that attacks the shell of whoever completes.
ATTACKS = (
    "\\$(touch owned)",
    "$(touch owned)",
    "`touch owned`",
    '"; touch owned; "',
    "'; touch owned; '",
    "\\\\$(touch owned)",
    "\\`touch owned\\`",
    "a\\",
    "[/] [bold]x",
    "))'; touch owned; #",
)


@pytest.fixture
def attacked(desk: Desk) -> Desk:
    return desk.holding(
        *({"ref": f"R-{n}", "title": text, "tags": [text]} for n, text in enumerate(ATTACKS, 1)),
        {"ref": "R-$(touch owned)", "title": "x"},
    )


def test_no_title_steers_the_shell_that_completes(attacked: Desk) -> None:
    shell = shutil.which("zsh")
    script = zsh(attacked, "mou show R-")
    assert script.count('"R-') == len(ATTACKS)
    if shell:
        # As zsh does it: the answer is evaluated, and so is the list in it.
        inner = '_arguments() { eval "list=(${2#*: :})"; }\n'
        subprocess.run(
            [shell, "-fc", inner + script], cwd=attacked.folder, capture_output=True, timeout=20, check=False
        )
    assert not (attacked.folder / "owned").exists()


def test_what_would_run_as_a_command_is_not_offered(attacked: Desk) -> None:
    assert told(attacked, "mou list --tag ") == []
    assert [ref for ref in told(attacked, "mou show ") if "touch" in ref] == []


def test_a_title_is_offered_as_it_is(desk: Desk) -> None:
    title = "Accord [ferroviaire] sur les chemins"
    desk.holding({"ref": "R-1", "title": title}, {"ref": "R-2", "title": "Visit :bug: fix"})
    offers = fish(desk, "mou show R")
    assert offers["R-1"] == title
    assert offers["R-2"].replace("\u2060", "") == "Visit :bug: fix"


@pytest.mark.parametrize(
    ("shell", "mark"), [("bash", "complete -o default -F"), ("zsh", "#compdef mou"), ("fish", "complete --command mou")]
)
def test_the_script_for_a_shell(desk: Desk, shell: str, mark: str) -> None:
    assert mark in asked(desk, {"_MOU_COMPLETE": f"source_{shell}"}).out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_one_that_the_shell_understands(desk: Desk, shell: str) -> None:
    program = shutil.which(shell)
    if not program:
        pytest.skip(f"{shell} is not here")
    script = asked(desk, {"_MOU_COMPLETE": f"source_{shell}"}).out
    done = subprocess.run([program, "-n"], input=script, capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("shell", "names"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", ".config/fish/completions/mou.fish")]
)
def test_completion_is_shown_and_installed_for_the_shell_one_is_in(desk: Desk, shell: str, names: str) -> None:
    program = shutil.which(shell)
    if not program:
        pytest.skip(f"{shell} is not here")
    for option in ("--show-completion", "--install-completion"):
        # Not the shell's last command: bash would put mou in its own place, and there would be no shell to find.
        line = f"'{sys.executable}' -m mou_cli {option}; echo done"
        done = subprocess.run(
            [program, "-c", line], cwd=desk.folder, env=desk.surroundings(), capture_output=True, text=True, timeout=30
        )
        assert "_MOU_COMPLETE" in done.stdout or "completion installed" in done.stdout, done
        assert done.stderr == ""
    assert "mou" in (desk.folder / names).read_text() or ".zfunc" in (desk.folder / names).read_text()


# What is typed in a real shell, and what stands on its line after Tab.
TYPED = {
    "mou list --sector rai": "mou list --sector rail",
    "mou list sector:rai": "mou list sector:rail",
    "mou show MOU-2026-003": "2026-0038",
    "mou set 4 sectors+=rai": "mou set 4 sectors+=rail",
    "mou list @mini": "mou list @minister",
}
SETUP = {
    "bash": (["--norc", "-i"], 'eval "$(_MOU_COMPLETE=source_bash mou)"'),
    "zsh": (["-f", "-i"], 'autoload -Uz compinit; compinit -u; eval "$(_MOU_COMPLETE=source_zsh mou)"'),
    "fish": (["--no-config", "-i"], "_MOU_COMPLETE=source_fish mou | source"),
}


@pytest.mark.parametrize("shell", SETUP)
def test_a_real_shell_completes(shipped: Desk, shell: str) -> None:
    program = shutil.which(shell)
    if not program:
        pytest.skip(f"{shell} is not here")
    if not Path(sys.executable).with_name("mou").exists():
        pytest.skip("mou is not installed here")
    options, setup = SETUP[shell]
    shipped.run("config", "@minister", "status:in-force").ok()
    environ = {**shipped.surroundings(), "PS1": "$ ", "PROMPT": "$ ", "LC_ALL": "C.UTF-8"}
    with Terminal(shipped, [program, *options], 100, 60, for_shells(environ)) as terminal:
        terminal.type(f"{setup}; echo re''ady\r", "ready")
        for keys, then in TYPED.items():
            terminal.type(keys, keys)
            terminal.type(TAB * 2, then)
            terminal.type("\x01#\r")  # in front of the line: a comment now
