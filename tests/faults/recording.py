"""From the system calls of a command to what they do to a disk."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.faults.crash_states import Disk, File, Folder, Node, Write
from tests.faults.tracing import Call, Concerning

_COPY = re.compile(r"(\d+), (?:NULL|\[(\d+)\](?: => \[\d+\])?), (\d+), NULL, .*")
# What changes a file or a folder and is not in the model: a command that comes to use it needs a better one.
_STRANGE = {"truncate", "symlink", "symlinkat", "fallocate", "pwritev", "writev", "pwritev2", "sendfile", "renameat2",
            "splice", "dup", "dup2", "linkat", "mknodat", "sync_file_range"}  # fmt: skip
_QUIET = {"newfstatat", "fstat", "stat", "lstat", "access", "close", "read", "pread64", "getdents64", "fchmod", "chmod",
          "fchown", "flock", "ioctl", "readlink", "getcwd", "statx", "fcntl", "statfs"}  # fmt: skip


class Open:
    """An open file or folder and where the next write goes."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.offset = 0

    @property
    def file(self) -> File:
        """It, as a file."""
        assert isinstance(self.node, File)
        return self.node


class Recording:
    """The calls of one command in a folder, done once more to a disk of the model."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self.disk = disk
        self.acknowledged = False
        self._concerning = Concerning(folder)
        self._open: dict[int, Open] = {}
        self._doing: dict[str, Callable[[Call, list[str]], None]] = {
            "openat": self._opened,
            "write": self._written,
            "pwrite64": self._written_at,
            "copy_file_range": self._copied,
            "ftruncate": lambda call, _: self._cut(call.numbers[0], call.numbers[1]),
            "lseek": self._sought,
            "fsync": lambda call, _: self._open[call.numbers[0]].node.sync(),
            "fdatasync": lambda call, _: self._open[call.numbers[0]].node.sync(),
            "link": lambda _, names: self.disk.link(*names),
            "rename": lambda _, names: self.disk.rename(*names),
            "unlink": lambda _, names: self.disk.unlink(*names),
            "unlinkat": lambda _, names: self.disk.unlink(*names),
            "rmdir": lambda _, names: self.disk.unlink(*names),
            "mkdir": lambda _, names: self._made(names),
        }

    def play(self, calls: Iterable[Call]) -> Iterator[Call]:
        """Do the calls one by one, yielding each that changed what the disk may be or must keep."""
        for call in calls:
            if call.name == "write" and call.arguments.startswith("1, "):
                self.acknowledged = True
                yield call
                continue
            concerned = self._concerning(call)
            if call.name == "close" and call.numbers:
                self._open.pop(call.numbers[0], None)
            if not concerned or call.result is None or call.result < 0 or call.name in _QUIET:
                continue
            assert call.name not in _STRANGE, f"{call.name} is not in the model"
            self._doing[call.name](call, self._names(call))
            yield call

    def is_folder(self, descriptor: int) -> bool:
        """Whether a descriptor is that of a folder."""
        return descriptor in self._open and isinstance(self._open[descriptor].node, Folder)

    def _names(self, call: Call) -> list[str]:
        if call.name in ("write", "pwrite64"):
            return []
        return [name.decode() for name in self._concerning.names(call)]

    def _opened(self, call: Call, names: list[str]) -> None:
        assert call.result is not None
        node = self.disk.node(names[0])
        if node is None:
            node = self.disk.make(names[0], File())
        self._open[call.result] = Open(node)
        if "O_TRUNC" in call.arguments:
            self._cut(call.result, 0)

    def _made(self, names: list[str]) -> None:
        self.disk.make(names[0], Folder())

    def _cut(self, descriptor: int, size: int) -> None:
        file = self._open[descriptor].file
        if len(file.content()) > size:
            file.pending.append(Write(size, None))

    def _written(self, call: Call, _: list[str]) -> None:
        self._put(call.numbers[0], call.texts[0][: call.result])

    def _written_at(self, call: Call, _: list[str]) -> None:
        self._open[call.numbers[0]].file.pending.append(Write(call.numbers[-1], call.texts[0][: call.result]))

    def _copied(self, call: Call, _: list[str]) -> None:
        found = _COPY.fullmatch(call.arguments)
        assert found, call
        assert call.result is not None
        source = self._open[int(found[1])]
        start = int(found[2]) if found[2] else source.offset
        self._put(int(found[3]), source.file.content()[start : start + call.result])

    def _put(self, descriptor: int, data: bytes) -> None:
        opened = self._open[descriptor]
        if data:
            opened.file.pending.append(Write(opened.offset, data))
            opened.offset += len(data)

    def _sought(self, call: Call, _: list[str]) -> None:
        assert call.result is not None
        self._open[call.numbers[0]].offset = call.result
