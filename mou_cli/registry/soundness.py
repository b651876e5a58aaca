"""The check of all of a registry: whether it can be relied on as a whole, whoever wrote it."""

from pathlib import Path

import msgspec

from mou_cli.agreement.history.entry import read_step
from mou_cli.registry.content import read_all
from mou_cli.registry.diagnosis import Unreadable, parse
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.layout import HISTORY
from mou_cli.registry.snapshot import Snapshot, damaged, rows_are_sound
from mou_cli.registry.stamp import write_stamp
from mou_cli.registry.whole import check_whole, row_sentence


def opened_sound(path: Path, *, ours: bool = False) -> DocumentFile:
    """Open a registry and check all of it: its frame, every row strictly and by its type, its meta, its history's form.

    `ours` says that nobody else writes there: it is stamped, so that no row is checked a second time. Raises NotFound,
    Failed and Damaged as any opening does, and Conflict for the form of a newer mou.
    """
    registry = DocumentFile(path)
    snapshot = registry.view()
    if not (snapshot.exact and snapshot.own_layout) and _rows_are_as_written(snapshot) and ours:
        write_stamp(path, path.stat(), tuple(snapshot.tables.values()))
        registry = DocumentFile(path)
    _ = registry.meta
    for number, body in registry.history.entries():
        try:
            read_step(body)
        except msgspec.DecodeError as error:
            raise damaged(path, row_sentence(HISTORY, number, error)) from error
    return registry


def _rows_are_as_written(snapshot: Snapshot) -> bool:
    """Check every row; returns whether each stands as mou writes it."""
    if snapshot.own_layout and not rows_are_sound(snapshot):
        try:
            parse(read_all(snapshot.content))
        except Unreadable as error:
            raise damaged(snapshot.path, str(error)) from error
    return not check_whole(snapshot) and snapshot.own_layout
