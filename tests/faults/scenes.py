"""What the fault campaign breaks: a desk as it is before, a command, and what tells the old state from the new."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from mou_cli.registry.backups import backups_folder
from mou_cli.registry.content import BufferContent
from mou_cli.registry.frame import read_frame
from mou_cli.registry.stamp import write_stamp
from tests.desk import Desk

KZ_PK = ("--party", "KZ", "--party", "PK")
_CSV = "title,parties,signed\nPorts,KZ; PK,2026-02-04\nRoads,KZ; PK,2026-02-05\nSkies,KZ; TR,2026-02-06\n"
# What no two runs share: identities, hashes, moments.
_UID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(rb"\b[0-9a-f]{64}\b")
_ATTACHED = re.compile(rb'"sha256":"([0-9a-f]{64})","media_type"')
_MOMENT = re.compile(rb"\b20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")

State = tuple[bytes, ...]


class Scene(NamedTuple):
    """A command at a desk: `prepare` lays the desk out, `after` are commands that must work whatever came before."""

    name: str
    prepare: Callable[[Desk], object]
    words: tuple[str, ...]
    after: tuple[tuple[str, ...], ...]


def _two(desk: Desk) -> None:
    desk.run("init", "--own", "PK").ok()
    desk.run("add", "Railway sector cooperation", *KZ_PK, "--note", "x" * 3000).ok()
    desk.run("add", "Virtual assets", *KZ_PK).ok()


def _three_changes(desk: Desk) -> None:
    _two(desk)
    desk.run("set", "1", "place=Astana").ok()


def _with_table(desk: Desk) -> None:
    _two(desk)
    (desk.folder / "table.csv").write_text(_CSV, "utf-8")


def _with_paper(desk: Desk) -> None:
    _two(desk)
    (desk.folder / "signed.pdf").write_bytes(b"%PDF " * 2000)


def _attached(desk: Desk) -> None:
    _with_paper(desk)
    desk.run("attach", "1", "signed.pdf").ok()


def _backed_up(desk: Desk) -> None:
    _attached(desk)
    desk.run("backup", "safe.zip").ok()
    desk.run("set", "2", "place=Astana").ok()


_LATER = (("add", "Later", *KZ_PK), ("verify",))

SCENES = {
    scene.name: scene
    for scene in (
        Scene("add", _two, ("add", "Mining and geology", *KZ_PK), _LATER),
        Scene("set", _two, ("set", "1", "place=Almaty", "tags+=visit"), _LATER),
        Scene("undo", _three_changes, ("undo",), _LATER),
        Scene("init", lambda desk: None, ("init",), _LATER),
        Scene("import", _with_table, ("import", "table.csv"), _LATER),
        Scene("attach", _with_paper, ("attach", "1", "signed.pdf"), (("attach", "2", "signed.pdf"), ("verify",))),
        Scene("backup", _attached, ("backup", "safe.zip"), (*_LATER, ("backup", "safe.zip", "--force"))),
        Scene("restore", _backed_up, ("restore", "safe.zip", "--yes"), _LATER),
    )
}


def _large(desk: Desk) -> None:
    _two(desk)
    desk.run("add", "One between", *KZ_PK, "--note", "x" * 300_000).ok()


# A registry that was never written by mou (no lock, no backups, no stamp), and one that the kernel copies.
CRASHES = {
    "add": SCENES["add"],
    "set": SCENES["set"],
    "undo": SCENES["undo"],
    "first": Scene("first", lambda desk: desk.shipped(), ("add", "Mining and geology", *KZ_PK), _LATER),
    "large": Scene("large", _large, ("set", "1", "place=Almaty"), _LATER),
    "init": SCENES["init"],
    "attach": SCENES["attach"],
    "restore": SCENES["restore"],
}


class Stage:
    """The desk of a scene, laid out again for every fault at the same place, so that calls come in the same order."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self._prepared, self.notes = folder / "prepared", folder / "notes"
        self._prepared.mkdir()
        self.notes.mkdir()
        scene.prepare(Desk(self._prepared))
        self.desk = Desk(folder / "desk")

    @staticmethod
    def environ() -> dict[str, str]:
        """What the environment must hold of the desk's before anything is run in a process of its own."""
        return {name: value for name, value in Desk(Path()).environ.items() if name != "HOME"}

    def lay_out(self) -> Desk:
        """Return the desk as it is before the command, with the stamp of a registry that mou wrote last."""
        shutil.rmtree(self.desk.folder, ignore_errors=True)
        shutil.copytree(self._prepared, self.desk.folder)
        if self.desk.path.exists():
            tables = read_frame(BufferContent(self.desk.path.read_bytes()))
            assert tables
            write_stamp(self.desk.path, self.desk.path.stat(), tables)
        return self.desk

    def state(self) -> State:
        """What was promised to be kept: the registry, the files that it names, the backup that was asked for."""
        registry = self.desk.path.read_bytes() if self.desk.path.exists() else b""
        named = sorted(set(_ATTACHED.findall(registry)))
        kept = (self.desk.folder / "registry.files" / digest.decode() for digest in named)
        return (
            plain(registry),
            *(path.read_bytes() if path.exists() else b"missing" for path in kept),
            *(member for path in sorted(self.desk.folder.glob("*.zip")) for member in _members(path)),
        )

    def names(self) -> set[str]:
        """All that lies at the desk; of the backups that mou keeps by itself, one name for all that look like one."""
        kept = backups_folder(self.desk.path).name
        found = {os.path.relpath(path, self.desk.folder) for path in self.desk.folder.rglob("*")}
        return {
            re.sub(rf"^{re.escape(kept)}/[0-9]{{8}}T[0-9]{{6}}-[0-9-]+\.json$", f"{kept}/*", name) for name in found
        }


def _members(path: Path) -> list[bytes]:
    with ZipFile(path) as archive:
        return [plain(archive.read(name)) for name in archive.namelist()]


def plain(data: bytes) -> bytes:
    """A registry without what differs from run to run."""
    return _MOMENT.sub(b"MOMENT", _HASH.sub(b"HASH", _UID.sub(b"UID", data)))
