"""Run the examples of a page and compare what they print: `python -m tools.run_examples [--write] README.md docs/*.md`.

An example is a block of the kind `console`: a line that begins with `$ ` is a command (lines that begin with `> ` go on
with it), what follows is what a person sees on a terminal of 96 columns, errors included. The commands of a page run in
order in one new folder, which is `~` and holds a copy of registry.json, on the day TODAY. `[..]` stands for what
differs at each run, an identifier, a time or a hash, and nothing else. `--write` puts what is printed into the
page.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-03-02"
COLUMNS, LINES = 96, 60
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RANDOM = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|[0-9]{8}T[0-9]{6}-[0-9]{9}-[0-9]+"
    # A time of day: only the history has any. A hash of it, whole or begun.
    r"|[0-9]{1,2} [A-Z][a-z]{2} 20[0-9]{2} [0-9]{2}:[0-9]{2}"
    r"|20[0-9]{2}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}Z)?"
    r"|\b[0-9a-f]{64}\b"
)
_KEPT = ("LANG", "SYSTEMROOT", "TMPDIR", "COVERAGE_PROCESS_START")


class Example(NamedTuple):
    """A command, what the page says that it prints, and where that stands in the page."""

    command: str
    printed: str
    start: int
    end: int


def examples(page: str) -> Iterator[Example]:
    """Yield the examples of a page in order."""
    for block in _BLOCK.finditer(page):
        lines = block[1].splitlines(keepends=True)
        offset = block.start(1)
        while lines:
            head = lines.pop(0)
            if not head.startswith("$ "):
                raise ValueError(f"a console block must begin with a command: {head!r}")
            offset += len(head)
            command = head[2:]
            while lines and lines[0].startswith("> "):
                offset += len(lines[0])
                command += lines.pop(0)[2:]
            start = offset
            while lines and not lines[0].startswith("$ "):
                offset += len(lines.pop(0))
            yield Example(command.removesuffix("\n"), page[start:offset], start, offset)


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a person who has just installed mou beside this Python, at home in `folder`."""
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))),
        "HOME": str(folder),
        "MOU_TODAY": TODAY,
        "MOU_USER": "desk",
        "NO_COLOR": "1",
        "TERM": "xterm",
        "PYTHONUTF8": "1",
    }


def run_on_terminal(command: str, folder: Path, environ: Mapping[str, str]) -> str:
    """Run `command` in a shell on a pseudo-terminal and return what a person sees, line ends as in a text."""
    import pexpect

    shell = pexpect.spawn(
        "bash",
        ["--norc", "-c", command],
        cwd=str(folder),
        env=dict(environ),
        dimensions=(LINES, COLUMNS),
        encoding="utf-8",
        timeout=60,
    )
    shell.expect(pexpect.EOF)
    shell.wait()
    # It has ended: there is nothing to wait for when the terminal is closed.
    shell.ptyproc.delayafterclose = 0  # type: ignore[attr-defined]  # the stubs lack it
    seen = str(shell.before).replace(str(folder), "~")
    return "".join(f"{line.rstrip()}\n" for line in seen.replace("\r\n", "\n").splitlines())


def fits(printed: str, seen: str) -> bool:
    """Tell whether what was seen is what the page says; an empty line between two commands does not count."""
    pattern = r"[^\n]*".join(map(re.escape, printed.rstrip("\n").split("[..]")))
    return re.fullmatch(pattern, seen.rstrip("\n")) is not None


def differences(page: str) -> Iterator[tuple[Example, str]]:
    """Run the examples of a page in order; yield those that print something else, with what was seen."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copy(ROOT / "registry.json", folder)
        for example in examples(page):
            seen = run_on_terminal(example.command, folder, environment(folder))
            if not fits(example.printed, seen):
                yield example, seen


def rewritten(page: str) -> str:
    """Return the page with what its commands print now."""
    for example, seen in reversed(list(differences(page))):
        gap = "\n" if example.printed.endswith("\n\n") or example.printed == "\n" else ""
        page = page[: example.start] + _RANDOM.sub("[..]", seen) + gap + page[example.end :]
    return page


def main() -> int:
    options = argparse.ArgumentParser(description="Run the examples of pages.")
    options.add_argument("--write", action="store_true", help="put what is printed into the pages")
    options.add_argument("pages", nargs="+", type=Path)
    given = options.parse_args()
    wrong = 0
    for path in given.pages:
        page = path.read_text("utf-8")
        if given.write:
            path.write_text(rewritten(page), "utf-8")
            continue
        for example, seen in differences(page):
            wrong += 1
            print(f"{path}: $ {example.command}\n--- in the page\n{example.printed}--- seen\n{seen}", file=sys.stderr)
    return 3 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
