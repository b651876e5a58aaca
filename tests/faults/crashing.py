"""The power is lost at any moment of a command: every state that the disk may be left in is laid out and looked at.

    python -m tests.faults.crashing COMMAND [--most N] [--without CALL]

prints one JSON object: how many moments and states there are, how many were laid out, and every complaint. `--without
fsync` forgets the calls of that name: complaints must then come, else the model would prove nothing.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mou_cli.registry.attachments import missing_or_altered
from mou_cli.registry.document_file import DocumentFile
from tests.desk import Desk
from tests.faults.choosing import evenly
from tests.faults.crash_states import Disk, Tree
from tests.faults.recording import Recording
from tests.faults.scenes import CRASHES, Stage
from tests.faults.tracing import Traced, traced
from tests.registry_files import add, beside, titles
from tests.registry_history import problems
from tests.sparing import spare

Key = tuple[tuple[tuple[str, bytes | None], ...], bool]
_BACKUPS = ".registry.json.backups/"


def tree_of(folder: Path) -> Tree:
    """Return what lies in a folder."""
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in found}


def states(run: Traced, before: Tree, folder: Path, without: str) -> tuple[int, list[Key]]:
    """Return at how many moments the power may be lost, and the different states, each with whether it was answered."""
    recording = Recording(Disk(before), folder)
    found: dict[Key, None] = {}
    moments = 1
    calls = (call for call in run.calls if not _is_forgotten(call.name, call.numbers, without, recording))
    for _ in recording.play(calls):
        moments += 1
        for tree in recording.disk.states():
            found[tuple(sorted(tree.items())), recording.acknowledged] = None
    return moments, list(found)


def _is_forgotten(name: str, numbers: list[int], without: str, recording: Recording) -> bool:
    if name != "fsync" or not without:
        return False
    return without == "fsync" or recording.is_folder(numbers[0]) == (without == "fsync-of-folders")


class Judge:
    """Lays states out in a folder and complains of them."""

    def __init__(self, folder: Path, before: Tree, new: bytes) -> None:
        self._folder = folder
        self._path = folder / "registry.json"
        self._old, self._new = before.get("registry.json"), new
        self._meant = {path.partition("/")[0] for path in before} | {"registry.files"}
        self._earlier = {held for path, held in before.items() if path.startswith(_BACKUPS)} | {self._old}
        self.tally: Counter[str] = Counter()

    def complaints(self, state: Key) -> Iterator[str]:
        """Complain of one state."""
        tree, answered = state
        data = dict(tree).get("registry.json")
        self.tally.update(states=1, answered=answered, old=data == self._old, new=data == self._new)
        if data not in (self._old, self._new):
            yield "neither old nor new"
            return
        if answered and data != self._new:
            self.tally["lost"] += 1
            yield "answered, and the old one"
        if any(held not in self._earlier for path, held in tree if path.startswith(_BACKUPS)):
            yield "a backup that is no state of the registry"
        self._lay_out(tree)
        if data is not None:
            yield from self._going_on()

    def _lay_out(self, tree: tuple[tuple[str, bytes | None], ...]) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        for path, data in tree:
            if data is None:
                (self._folder / path).mkdir()
            else:
                (self._folder / path).write_bytes(data)

    def _going_on(self) -> Iterator[str]:
        """Complain where the registry cannot be read, verified, changed and verified again."""
        before = titles(self._path)
        if problems(self._path):
            yield f"verify: {problems(self._path)}"
        if any(missing_or_altered(DocumentFile(self._path))):
            yield "an attached file is missing or altered"
        add(self._path, title="After the power came back")
        if titles(self._path) != [*before, "After the power came back"]:
            yield "the next change does not come on top"
        if problems(self._path):
            yield f"verify after the next change: {problems(self._path)}"
        if left := beside(self._path) - self._meant:
            yield f"left behind: {sorted(left)}"


def campaign(name: str, most: int | None, without: str) -> dict[str, Any]:
    """Enumerate a command's crash states and judge them, evenly chosen where there are more than `most`."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(os.path.realpath(work))
        os.environ.update(Stage.environ())
        spare()
        stage = Stage(CRASHES[name], folder)
        stage.lay_out().run(*stage.scene.words)  # loads the modules
        desk: Desk = stage.lay_out()
        before = tree_of(desk.folder)
        run = traced(stage.scene.words, desk.folder, stage.notes)
        assert run.code == 0, run.err
        moments, found = states(run, before, desk.folder, without)
        judge = Judge(folder / "crashed", before, desk.path.read_bytes())
        complaints = [f"{name}: {complaint}" for state in evenly(found, most) for complaint in judge.complaints(state)]
        return {"scene": name, "moments": moments, "possible": len(found), **judge.tally, "complaints": complaints}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=[*CRASHES])
    parser.add_argument("--most", type=int)
    parser.add_argument("--without", default="", choices=["fsync", "fsync-of-files", "fsync-of-folders"])
    given = parser.parse_args(arguments)
    print(json.dumps(campaign(given.command, given.most, given.without)))


if __name__ == "__main__":
    main(sys.argv[1:])
