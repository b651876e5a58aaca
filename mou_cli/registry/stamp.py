"""The stamp beside a registry: that mou itself wrote these very bytes last, and where each table lies.

With it a read need not check the frame and a write need not check the whole file. An edit by any other program changes
size, times or inode, and the stamp no longer counts.
"""

import os
from binascii import crc32
from contextlib import suppress
from pathlib import Path

import msgspec

from mou_cli.registry.content import Content
from mou_cli.registry.layout import Extent


class Identity(msgspec.Struct, frozen=True):
    """What tells one state of a file from another; no program can set the change time back."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Identity":
        """Take it from a stat."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class Stamp(msgspec.Struct, frozen=True):
    """A state of a registry and where its tables lie; `check` is the CRC-32 of both.

    A bit that fell over in it would otherwise hide a table, or let the next write cut rows in two.
    """

    identity: Identity
    tables: tuple[Extent, ...]
    check: int = -1

    @classmethod
    def of(cls, status: os.stat_result, tables: tuple[Extent, ...]) -> "Stamp":
        """Make the stamp of a file that has `status`."""
        identity = Identity.of(status)
        return cls(identity, tables, _check(identity, tables))

    @property
    def is_whole(self) -> bool:
        """Whether it is as it was written."""
        return self.check == _check(self.identity, self.tables)


def _check(identity: Identity, tables: tuple[Extent, ...]) -> int:
    return crc32(msgspec.json.encode((identity, tables)))


_DECODER = msgspec.json.Decoder(Stamp)


def stamp_path(registry: Path) -> Path:
    """Return where the stamp of `registry` lies."""
    return registry.with_name(f".{registry.name}.stamp")


def read_stamp(registry: Path, status: os.stat_result, content: Content) -> tuple[Extent, ...] | None:
    """Return where the tables lie if the stamp fits the file as it is now, else None."""
    try:
        stamp = _DECODER.decode(stamp_path(registry).read_bytes())
    except (OSError, ValueError, RecursionError):  # whatever lies there
        return None
    if stamp.identity != Identity.of(status) or not stamp.is_whole:
        return None
    closed = all(content.read(table.end, 1) == b"}" for table in stamp.tables)
    return stamp.tables if closed else None


def write_stamp(registry: Path, status: os.stat_result, tables: tuple[Extent, ...]) -> None:
    """Stamp the registry whose file has `status`; a stamp that cannot be written costs time, never safety."""
    path = stamp_path(registry)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            draft.write_bytes(msgspec.json.encode(Stamp.of(status, tables)))
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
