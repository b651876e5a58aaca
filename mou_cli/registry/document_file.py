"""A registry in one JSON document: reading it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mou_cli.errors import Damaged
from mou_cli.registry.layout import AGREEMENTS, OCCASIONS, encode
from mou_cli.registry.rows import Rows
from mou_cli.registry.skimming import Form, Found, Skimmed, Skimmer
from mou_cli.registry.snapshot import Snapshot, damaged
from mou_cli.registry.storage import Database, DocumentStorage, DocumentTable
from mou_cli.registry.tabled import TabledRegistry

if TYPE_CHECKING:
    from mou_cli.agreement.history.entry import Doing
    from mou_cli.registry.attachments import Files
    from mou_cli.registry.change import StoreChange
    from mou_cli.registry.chronicle import Chronicle
    from mou_cli.registry.delivery import Delivery
    from mou_cli.registry.file_care import FileCare
    from mou_cli.registry.held import HeldFile
    from mou_cli.registry.rows import Edits
    from mou_cli.registry.store import Touched


class DocumentFile(TabledRegistry):
    """The registry at a path, read through TinyDB's extension points; see protocol.Registry for the methods."""

    def __init__(self, path: Path) -> None:
        self.location = str(path)
        self._database = Database(path)
        self._storage: DocumentStorage = self._database.storage  # type: ignore[assignment]  # TinyDB types it as any
        self.path = self._storage.path

    def view(self) -> Snapshot:
        """Return the registry as it stands now, without what a running change has done."""
        return self._storage.view()

    def edits(self, table: str) -> "Edits":
        """Return what the running change has done to a table: number -> JSON, None for what it took out."""
        return self._storage.edits(table)

    def table(self, name: str) -> DocumentTable:
        """Return one of its tables."""
        found = self._database.table(name)
        assert isinstance(found, DocumentTable)
        return found

    def rows(self, table: str) -> DocumentTable:
        """Return one of its tables."""
        return self.table(table)

    def damaged(self, sentence: str) -> Damaged:
        """Return the error for a registry that cannot be relied on, naming the newest good backup."""
        return damaged(self.path, sentence)

    def skim(
        self, form: type[Form], look: Callable[[Form], Found], holding: Sequence[str] = ()
    ) -> Iterator[Skimmed[Form, Found]]:
        """Stream the agreements in whose fields, those that `form` names, `look` finds anything."""
        storage, rows = self._storage, self.table(AGREEMENTS)
        skimmer = Skimmer(storage.view(), AGREEMENTS, form, look)
        if holding or storage.edits(AGREEMENTS):
            return skimmer.over(rows.scan([encode(word) for word in holding] or None))
        return skimmer.over_all()

    def count(self) -> int:
        """Return how many agreements there are."""
        return self.table(AGREEMENTS).count_rows()

    def written_elsewhere(self, table: str, pattern: re.Pattern[bytes]) -> set[tuple[bytes, ...]]:
        """Return the groups of what a pattern finds in the rows, if another program wrote the registry last."""
        return self.table(table).written_elsewhere(pattern)

    def insert(self, table: str, bodies: Mapping[int, bytes]) -> None:
        """Put new rows in a table, for the running change."""
        self.table(table).insert_encoded(bodies)

    def fill(self, table: str, rows: Iterator[tuple[int, bytes]]) -> None:
        """Put rows in a table that is empty, for the running change."""
        self.insert(table, dict(rows))

    def put(self, table: str, number: int, line: bytes | None) -> None:
        """Make a row what is given, for the running change; None takes it out."""
        if self.body(table, number) != line:
            self._storage.edits(table)[number] = line

    def touched(self) -> Iterator["Touched"]:
        """Yield the agreements and occasions that the running change has touched, occasions first, by number."""
        from mou_cli.registry.store import Touched

        view = self.view()
        for table in (OCCASIONS, AGREEMENTS):
            before, highest = Rows(view, table, {}, str), view.highest(table)
            for number, after in sorted(self.edits(table).items()):
                yield Touched(table, number, before.body(number) if number <= highest else None, after)

    def begun(self) -> dict[str, Any]:
        """Return what the first entry of a history says of what was there before the running change."""
        from mou_cli.registry.chronicle import begun_in

        return begun_in(self.view())

    @property
    def files(self) -> "Files":
        """The bytes of attached files."""
        from mou_cli.registry.attachments import files_of

        return files_of(self)

    def delivery(self) -> "Delivery":
        """Return what brings files in, around the change that names them."""
        from mou_cli.registry.delivery import Delivery

        return Delivery(self.files)

    def held(self) -> "HeldFile":
        """Return the registry as it stands at this moment, for verification."""
        from mou_cli.registry.held import HeldFile

        return HeldFile(self.view())

    def care(self) -> "FileCare":
        """Return what looks after the file itself."""
        from mou_cli.registry.file_care import FileCare

        return FileCare(self)

    @property
    def history(self) -> "Chronicle":
        """What was changed, by whom, when and why."""
        from mou_cli.registry.chronicle import Chronicle

        return Chronicle(self)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the registry: what is put there inside is written at the end, and not at all where anything raises."""
        with self._storage.transaction():
            self.__dict__.pop("meta", None)
            yield
        self.__dict__.pop("meta", None)

    @contextmanager
    def changing(self, doing: "Doing") -> Iterator["StoreChange"]:
        """Hold the registry for one change; it is made when the block ends, and not at all if it raises."""
        from mou_cli.registry.change import StoreChange  # and all the checks: only who writes needs them

        with self.alone():
            change = StoreChange(self, doing)
            yield change
            change.finish()
