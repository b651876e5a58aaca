"""The little shell that stories are told in: pipes, `>`, `<<END` and variables before a command; no more.

Programs are those of any Unix, and `pick ref parties.code`, which prints what JSON on its input holds at these paths.

A story is a text file. A line that begins with `$ ` is a command, lines that begin with `> ` go on with it; what
follows is what it prints: standard output as it is, standard error after `! `, an exit code but 0 in brackets. Lines
that begin with `# ` before a command are for the reader. A first line `# in real processes` asks for them.
"""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.desk import Desk, Run

_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_VARIABLE = re.compile(r"[A-Z_]+=")


class Step(NamedTuple):
    """A command with the lines before it, the text it is given by `<<END`, and what it should print."""

    before: str
    command: str
    given: str
    printed: str


def steps(story: str) -> Iterator[Step]:
    """Yield the steps of a story."""
    lines = story.splitlines(keepends=True)
    while lines:
        before = ""
        while lines and not lines[0].startswith("$ "):
            before += lines.pop(0)
        if not lines:
            assert not before.strip(), f"no command follows {before!r}"
            return
        command, given, printed = lines.pop(0)[2:].rstrip("\n"), "", ""
        while lines and lines[0].startswith("> "):
            given += lines.pop(0)[2:]
        while lines and not lines[0].startswith(("$ ", "# ")):
            printed += lines.pop(0)
        yield Step(before, command, given, printed.rstrip("\n") + "\n" if printed.strip() else "")


def told(story: str, desk: Desk) -> str:
    """Return the story with what its commands print now."""
    real = story.startswith("# in real processes\n")
    text = ""
    for step in steps(story):
        given = "".join(f"> {line}\n" for line in step.given.splitlines())
        text += f"{step.before}$ {step.command}\n{given}{_shown(_run(step, desk, real), desk)}\n"
    return text.rstrip("\n") + "\n"


def _shown(run: Run, desk: Desk) -> str:
    err = "".join(f"! {line}\n" for line in run.err.splitlines())
    code = f"[{run.code}]\n" if run.code else ""
    out = run.out if not run.out or run.out.endswith("\n") else run.out + "\n"
    return _RANDOM.sub("<uid>", (out + err + code).replace(str(desk.folder), "~"))


def _run(step: Step, desk: Desk, real: bool) -> Run:
    command, heredoc, _ = step.command.partition(" <<END")
    tokens = shlex.shlex(command, posix=True, punctuation_chars="|<>")
    tokens.whitespace_split = True
    tokens.commenters = ""
    words = list(tokens)
    target = words[-1] if ">" in words else ""
    words = words[: words.index(">")] if target else words
    data, err, code = step.given.encode() if heredoc else b"", "", 0
    for stage in _split(words, "|"):
        run = _stage(stage, desk, data, real)
        data, err, code = run.out.encode(), err + run.err, run.code or code
    if target:
        (desk.folder / target).write_bytes(data)
        data = b""
    return Run(code, data.decode(), err)


def _split(words: list[str], sign: str) -> list[list[str]]:
    stages: list[list[str]] = [[]]
    for word in words:
        if word == sign:
            stages.append([])
        else:
            stages[-1].append(word)
    return stages


def _stage(words: list[str], desk: Desk, given: bytes, real: bool) -> Run:
    environ = {}
    while _VARIABLE.match(words[0]):
        name, _, value = words.pop(0).partition("=")
        environ[name] = value
    if words[0] == "mou":
        if real:
            return desk.process(*words[1:], given=given, environ=environ, forked=True)
        return desk.run(*words[1:], given=given, environ=environ)
    if words[0] == "pick":
        return Run(0, _picked(json.loads(given), words[1:]), "")
    done = subprocess.run(
        words,
        input=given,
        capture_output=True,
        cwd=desk.folder,
        env=desk.surroundings(environ),
        timeout=30,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def _picked(data: Any, paths: list[str]) -> str:
    items = data if isinstance(data, list) else [data]
    rows = ([_at(item, path.split(".")) for path in paths] for item in items)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _at(value: Any, steps: list[str]) -> Any:
    if isinstance(value, list) and steps:
        return [_at(each, steps) for each in value]
    return _at(value.get(steps[0]), steps[1:]) if steps else value
