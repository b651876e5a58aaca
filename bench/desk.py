"""A folder with registers of one size, and the commands that are measured on them."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import time_ns
from typing import NamedTuple

from make_register import write_register, write_rows
from measuring import ROOT, CommandFailed, environment

HERE = Path(__file__).resolve().parent
MOU = (sys.executable, "-m", "mou_cli")
LEAF, GROUP = "rail", "transport"
JQ_LIST = f'.agreements[]|select(.sectors|index("{LEAF}"))|[.ref,.title]|@tsv'

Argv = Callable[[int], list[str]]


class Measured(NamedTuple):
    """A command by its name: `argv` makes its words for one round, `before` prepares that round, unmeasured."""

    name: str
    argv: Argv
    before: Callable[[], None] = lambda: None
    terminal: bool = False


def _quietly(*argv: str) -> None:
    ended = subprocess.run(argv, stdout=subprocess.DEVNULL, env=environment(), check=False)
    if ended.returncode:
        raise CommandFailed(f"exit code {ended.returncode}: {' '.join(argv)}")


def generated(size: int) -> tuple[Path, Path]:
    data = HERE / "data"
    data.mkdir(exist_ok=True)
    register, rows = data / f"{size}.json", data / f"{size}.jsonl"
    for path, write in ((register, write_register), (rows, write_rows)):
        if not path.exists():
            partial = path.with_suffix(".partial")
            write(size, partial)
            partial.replace(path)
    return register, rows


class Desk:
    """Registers of `size` agreements in `folder`: one that mou alone writes, one that others edit, one for TinyDB."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.pristine, self.rows = generated(size)
        self.folder = folder
        folder.mkdir()

    def _copy(self, name: str) -> str:
        target = self.folder / name / "registry.json"
        if not target.exists():
            target.parent.mkdir()
            shutil.copyfile(self.pristine, target)
        return str(target)

    def _ref(self, share: float) -> str:
        return f"MOU-2026-{int(self.size * share):04}"

    def _empty(self, name: str) -> str:
        return str(self.folder / name / "registry.json")

    def _make_empty(self, name: str) -> None:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / name).mkdir()

    def _init(self) -> None:
        self._make_empty("imported")
        _quietly(*MOU, "init", self._empty("imported"))

    def own(self) -> list[Measured]:
        """Return mou's commands on the register that it wrote itself, reading ones first."""
        path = self._copy("own")
        _quietly(*MOU, "--registry", path, "set", self._ref(0.9), "notes=first written by mou itself")
        mou = [*MOU, "--registry", path]
        parties = ["--party", "KZ", "--party", "PK", "--sector", LEAF, "--signed", "2026-03-01"]
        return [
            Measured("list leaf", lambda _: [*mou, "list", "--sector", LEAF]),
            Measured("list group", lambda _: [*mou, "list", "--sector", GROUP]),
            Measured("show", lambda _: [*mou, "show", self._ref(0.5)]),
            Measured("add", lambda _: [*mou, "add", f"Benchmark at {time_ns()}", *parties]),
            Measured("set", lambda time: [*mou, "set", self._ref(0.6), f"notes=set in round {time}"]),
            Measured("due", lambda _: [*mou, "--today", "2026-11-21", "due"]),
        ]

    def edited(self) -> list[Measured]:
        """Return mou's commands on a register that another program has just changed."""
        path = self._copy("edited")
        mou = [*MOU, "--registry", path]

        def edit() -> None:
            _quietly(sys.executable, str(HERE / "edit_elsewhere.py"), path)

        return [
            Measured("list after edit", lambda _: [*mou, "list", "--sector", LEAF], edit),
            Measured("set after edit", lambda time: [*mou, "set", self._ref(0.6), f"notes=round {time}"], edit),
        ]

    def importing(self) -> Measured:
        """Return mou's import of every agreement into an empty registry."""
        argv = [*MOU, "--registry", self._empty("imported"), "import", str(self.rows)]
        return Measured("import", lambda _: argv, self._init)

    def listing_all(self) -> Measured:
        """Return mou's listing of every agreement."""
        path = self._copy("own")
        return Measured("list all", lambda _: [*MOU, "--registry", path, "list", "--limit", "0"])

    def jq(self) -> Measured:
        """Return jq's listing of one sector, the yardstick."""
        return Measured("jq", lambda _: ["jq", "-r", JQ_LIST, str(self.pristine)])

    def tinydb(self) -> list[Measured]:
        """Return the same operations by a script on stock TinyDB."""
        stock = [sys.executable, str(HERE / "stock_tinydb.py"), self._copy("tinydb")]
        loading = [sys.executable, str(HERE / "stock_tinydb.py"), self._empty("loaded"), "import", str(self.rows)]
        return [
            Measured("tinydb list", lambda _: [*stock, "list", LEAF]),
            Measured("tinydb show", lambda _: [*stock, "show", self._ref(0.5)]),
            Measured("tinydb add", lambda time: [*stock, "add", f"Benchmark of round {time}"]),
            Measured("tinydb set", lambda time: [*stock, "set", self._ref(0.6), f"set in round {time}"]),
            Measured("tinydb import", lambda _: loading, lambda: self._make_empty("loaded")),
        ]


def bare_python() -> Measured:
    """Return the start of the interpreter alone, the yardstick of a short command."""
    return Measured("python -c pass", lambda _: [sys.executable, "-c", "pass"])


def shipped() -> list[Measured]:
    """Return the plain list of the register that is shipped, on a pipe and on a terminal."""
    argv = [*MOU, "--registry", str(ROOT / "registry.json"), "list"]
    return [Measured("list shipped", lambda _: argv), Measured("list shipped, terminal", lambda _: argv, terminal=True)]
