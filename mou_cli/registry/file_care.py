"""What `mou doctor` needs of a registry in a file: reading it without trust, putting right, taking over."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mou_cli.agreement.checks.located import Located
from mou_cli.errors import Damaged
from mou_cli.registry.backups import newest_good_backup, restore_command
from mou_cli.registry.beside import FIX, beside, clear
from mou_cli.registry.counting import behind
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.held import HeldFile
from mou_cli.registry.layout import META, encode
from mou_cli.registry.lock import locked
from mou_cli.registry.rewriting import alone, write
from mou_cli.registry.snapshot import Snapshot
from mou_cli.registry.unaided import Row, open_unaided, rows_of

if TYPE_CHECKING:
    from mou_cli.agreement.history.adopting import Adoption
    from mou_cli.agreement.history.entry import Doing


class FileCare:
    """The care of the registry at a path; see protocol.Care for the methods."""

    def __init__(self, registry: DocumentFile) -> None:
        self._registry, self._path = registry, registry.path
        self.place = str(registry.path)
        self._snapshot: Snapshot | None = None
        self._held: HeldFile | None = None

    def tables(self) -> Sequence[str]:
        """Open it anew and return the names of its tables; raises NotFound, Failed, Damaged."""
        self._held = None
        self._snapshot = open_unaided(self._path)
        return list(self._snapshot.tables)

    def rows(self, table: str) -> Iterator[Row]:
        """Yield every row of a table, damaged ones too."""
        assert self._snapshot is not None
        return rows_of(self._snapshot, table)

    @property
    def own_layout(self) -> bool:
        """Whether it is laid out as mou does."""
        return self._snapshot is None or self._snapshot.own_layout

    def held(self) -> HeldFile:
        """Return what was read, every row of which was found sound."""
        seen = self._snapshot
        assert seen is not None
        if self._held is None:
            tables = tuple(seen.tables.values())
            self._held = HeldFile(Snapshot(seen.path, seen.content, tables, seen.identity, exact=True))
        return self._held

    @property
    def restoring(self) -> str:
        """The command that puts the newest good backup in the registry's place, or that there is none."""
        backup = newest_good_backup(self._path)
        return restore_command(self._path, backup) if backup else "no backup beside it is whole"

    def beside(self, *, damaged: bool) -> Iterator[Located]:
        """Yield what is wrong beside it and with its backups."""
        from mou_cli.registry.backup_checks import check_backups

        yield from beside(self._path)
        yield from check_backups(self._path, None if damaged else self.held())

    def left_files(self) -> Iterator[Located]:
        """Yield what lies among the attached files and is attached to nothing."""
        from mou_cli.registry.attachments import orphans, stray_drafts

        for path in orphans(self._registry):
            yield Located("warning", "attachment", f"{path} is attached to nothing", remedy="look at it and remove it")
        for path in stray_drafts(self._registry):
            yield Located("warning", "attachment", f"{path} was left half written", remedy=FIX)

    def put_right(self) -> Iterator[Located]:
        """Do what is safe, whatever else is wrong: no agreement and no entry of the history changes."""
        from mou_cli.registry.attachments import stray_drafts

        with locked(self._path):
            yield from clear(self._path)
            for draft in stray_drafts(self._registry):
                with suppress(OSError):
                    draft.unlink()
                    yield Located("fixed", "attachment", f"{draft} is removed")
        with suppress(Damaged):  # the report says so
            with alone(self._path) as snapshot:
                if write(snapshot, {}):
                    yield Located("fixed", "registry", "it is written in mou's own layout")
            with alone(self._path) as snapshot:
                yield from _raise_counters(HeldFile(snapshot))

    def adopt(self, doing: "Doing", shown: "Adoption | None") -> "Adoption":
        """Record all that does not fit the history; see adopting.adopt."""
        from mou_cli.registry.adopting import adopt

        return adopt(Path(self._path), doing, shown)


def _raise_counters(held: HeldFile) -> Iterator[Located]:
    low = behind(held)
    if low:
        counters = {**held.meta["next"], **{each.series: each.least for each in low}}
        write(held.snapshot, {META: {1: encode({**held.meta, "next": counters})}})
    for each in low:
        yield Located("fixed", "registry", f"the counter of {each.series} stands at {each.least} now")
