"""What may be on a disk after the power is lost: a model of a file system that promises as little as POSIX does.

- What was written to a file and not synced since (`fsync` of the file) is there, or missing, or half of it, or zeros in
  its place: each write by itself, whatever their order was.
- What was done to the names in a folder (a file made, linked, renamed, removed) and not synced since (`fsync` of the
  folder) is done or undone: each by itself, whatever their order was. To sync a file does not make its name last.
- A rename never leaves its new name without a file; the old name may still be there beside it.
- What was synced stays as it was.

A disk is fed the calls that a program made; `states` then yields every tree of files that may be found if the power is
lost now. Modes and times are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple, Union

Tree = dict[str, bytes | None]  # path -> what the file holds; None for a folder
# So many unsynced writes to one file are looked at in every combination; of more, see `_fates`.
ALL_OF = 3

DONE, MISSING, HALVED, ZEROED = "done", "missing", "halved", "zeroed"
FATES = (DONE, MISSING, HALVED, ZEROED)


class Write(NamedTuple):
    """Bytes at an offset; without bytes, the file is cut off there."""

    offset: int
    data: bytes | None


class File:
    """What is synced of a file, and the writes since."""

    def __init__(self, synced: bytes = b"") -> None:
        self.synced = synced
        self.pending: list[Write] = []

    def content(self, fates: Sequence[str] = ()) -> bytes:
        """Return what it holds if its writes meet these fates; without any, if all are done."""
        held = bytearray(self.synced)
        for write, fate in zip(self.pending, fates or [DONE] * len(self.pending), strict=True):
            _apply(held, write, fate)
        return bytes(held)

    def contents(self) -> list[bytes]:
        """Return all that it may hold."""
        return list(dict.fromkeys(self.content(fates) for fates in _fates(len(self.pending))))

    def sync(self) -> None:
        """Make what it holds last."""
        self.synced, self.pending = self.content(), []


def _apply(held: bytearray, write: Write, fate: str) -> None:
    if fate == MISSING:
        return
    if write.data is None:
        del held[write.offset :]
        return
    data = {DONE: write.data, HALVED: write.data[: len(write.data) // 2], ZEROED: bytes(len(write.data))}[fate]
    if len(held) < write.offset:
        held.extend(bytes(write.offset - len(held)))
    held[write.offset : write.offset + len(data)] = data


def _fates(count: int) -> Iterator[tuple[str, ...]]:
    """Yield what may become of so many writes: every combination, or, of many, each one's fate by itself."""
    if count <= ALL_OF:
        yield from product(FATES, repeat=count)
        return
    for fate in FATES:
        yield (fate,) * count
    for place in range(count):
        yield (DONE,) * place + (MISSING,) * (count - place)
        for fate in (MISSING, HALVED, ZEROED):
            yield (DONE,) * place + (fate,) + (DONE,) * (count - place - 1)


class Folder:
    """What is synced of a folder's names, and what was done to them since: name -> what it stands for, or None."""

    def __init__(self) -> None:
        self.synced: dict[str, Node] = {}
        self.pending: list[dict[str, Node | None]] = []

    def names(self) -> "dict[str, Node]":
        """Return its names as programs see them."""
        return _with(self.synced, self.pending)

    def all_names(self) -> "list[dict[str, Node]]":
        """Return all that its names may be."""
        ways = product(*(_fates_of(edit) for edit in self.pending))
        found: dict[tuple[tuple[str, int], ...], dict[str, Node]] = {}
        for way in ways:
            names = _with(self.synced, way)
            found[tuple((name, id(node)) for name, node in sorted(names.items()))] = names
        return list(found.values())

    def sync(self) -> None:
        """Make its names last."""
        self.synced, self.pending = self.names(), []


Node = Union[File, Folder]  # noqa: UP007 - it names itself before it is made


def _with(names: "dict[str, Node]", edits: "Sequence[Mapping[str, Node | None]]") -> "dict[str, Node]":
    changed: dict[str, Node | None] = dict(names)
    for edit in edits:
        changed.update(edit)
    return {name: node for name, node in changed.items() if node is not None}


def _fates_of(edit: "Mapping[str, Node | None]") -> "list[Mapping[str, Node | None]]":
    """Return what may become of an edit: undone, done, or, of a rename, the new name there and the old one, too."""
    new = {name: node for name, node in edit.items() if node is not None}
    return [{}, edit, new] if len(edit) > len(new) > 0 else [{}, edit]


class Disk:
    """A folder and all in it. Paths are relative to it; the folder itself is the empty path."""

    def __init__(self, tree: Tree) -> None:
        self._root = Folder()
        for path, data in sorted(tree.items()):
            folder, name = self._place(path)
            folder.synced[name] = Folder() if data is None else File(data)

    def _place(self, path: str) -> tuple[Folder, str]:
        *above, name = path.split("/")
        folder = self._root
        for each in above:
            found = folder.names()[each]
            assert isinstance(found, Folder)
            folder = found
        return folder, name

    def node(self, path: str) -> Node | None:
        """Return what a path stands for now."""
        if not path:
            return self._root
        folder, name = self._place(path)
        return folder.names().get(name)

    def make(self, path: str, node: Node) -> Node:
        """Give a new file or folder its name."""
        folder, name = self._place(path)
        folder.pending.append({name: node})
        return node

    def link(self, path: str, other: str) -> None:
        """Give what is at `path` another name."""
        node = self.node(path)
        assert node is not None
        self.make(other, node)

    def rename(self, path: str, new: str) -> None:
        """Give what is at `path` a new name in the same folder."""
        (folder, name), (other, new_name) = self._place(path), self._place(new)
        assert folder is other, "a rename from folder to folder is not in this model"
        folder.pending.append({name: None, new_name: folder.names()[name]})

    def unlink(self, path: str) -> None:
        """Take a name away."""
        folder, name = self._place(path)
        folder.pending.append({name: None})

    def states(self) -> Iterator[Tree]:
        """Yield every tree that may be found if the power is lost now; some of them more than once."""
        yield from (_tree(names, contents) for names in _names(self._root) for contents in _contents(names))


Names = dict[str, Node]  # path -> what it stands for


def _names(folder: Folder, above: str = "") -> Iterator[Names]:
    """Yield all that the paths in a folder may be, those in the folders in it among them."""
    for names in folder.all_names():
        here = {above + name: node for name, node in names.items()}
        inner = [list(_names(node, f"{path}/")) for path, node in here.items() if isinstance(node, Folder)]
        for chosen in product(*inner):
            yield {**here, **{path: node for more in chosen for path, node in more.items()}}


def _contents(names: Names) -> Iterator[dict[int, bytes]]:
    """Yield all that the files of these paths may hold, by their identity: two names of one file hold the same."""
    files = {id(node): node for node in names.values() if isinstance(node, File)}
    for held in product(*(file.contents() for file in files.values())):
        yield dict(zip(files, held, strict=True))


def _tree(names: Names, contents: Mapping[int, bytes]) -> Tree:
    return {path: contents.get(id(node)) for path, node in names.items()}
