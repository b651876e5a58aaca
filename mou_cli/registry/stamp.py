"""The stamp beside a registry: that mou itself wrote these very bytes last, and where each table lies.

With it a read need not check the frame and a write need not check the whole file. An edit by any other program changes
size, times or inode, and the stamp no longer counts.
"""

import os
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
    """A state of a registry and where its tables lie."""

    identity: Identity
    tables: tuple[Extent, ...]


_DECODER = msgspec.json.Decoder(Stamp)


def stamp_path(registry: Path) -> Path:
    """Return where the stamp of `registry` lies."""
    return registry.with_name(f".{registry.name}.stamp")


def read_stamp(registry: Path, status: os.stat_result, content: Content) -> tuple[Extent, ...] | None:
    """Return where the tables lie if the stamp fits the file as it is now, else None."""
    try:
        stamp = _DECODER.decode(stamp_path(registry).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    if stamp.identity != Identity.of(status):
        return None
    closed = all(content.read(table.end, 1) == b"}" for table in stamp.tables)
    return stamp.tables if closed else None


def write_stamp(registry: Path, status: os.stat_result, tables: tuple[Extent, ...]) -> None:
    """Stamp the registry whose file has `status`; a stamp that cannot be written costs time, never safety."""
    path = stamp_path(registry)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            draft.write_bytes(msgspec.json.encode(Stamp(Identity.of(status), tables)))
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
