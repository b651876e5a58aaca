"""A registry as it stands at one moment: open, identified, its frame known."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from mou_cli.errors import Damaged, Failed, NotFound
from mou_cli.registry.backups import newest_good_backup, restore_command
from mou_cli.registry.content import BufferContent, Content, FileContent, read_all
from mou_cli.registry.diagnosis import Unreadable, parse
from mou_cli.registry.frame import ascends, read_frame
from mou_cli.registry.layout import HISTORY, Extent, compose, encode, split_row
from mou_cli.registry.scan import Row, last_row, row_of, rows
from mou_cli.registry.stamp import Identity, read_stamp
from mou_cli.registry.strict import check_row

# Up to here a file that mou did not write last is read strictly from end to end; above, what is decoded and the frame.
STRICT_SIZE = 4 << 20
# From so many rows on, one walk over a table is cheaper than a search for each.
WALK = 4


class Snapshot:
    """The bytes of a registry and where its tables lie.

    `exact` says that mou itself wrote every row's bytes, so that a search for bytes is sound and no row needs a strict
    check. `identity` is the file's (None for a registry that is not there yet); `own_layout` is false where the content
    was rewritten in memory from another layout. `hurried` says that the numbers of the history were not looked at yet:
    they are as soon as anybody asks for it.
    """

    def __init__(
        self,
        path: Path,
        content: Content,
        tables: tuple[Extent, ...],
        identity: Identity | None,
        *,
        exact: bool,
        hurried: bool = False,
    ) -> None:
        self.path = path
        self.content = content
        self.identity = identity
        self.exact = exact
        self._tables = {table.name: table for table in tables}
        self._hurried = hurried and HISTORY in self._tables
        self._highest: dict[str, int] = {}
        self._places: dict[str, dict[int, tuple[int, int]]] = {}
        self._found: dict[str, dict[int, Row | None]] = {}

    @property
    def own_layout(self) -> bool:
        """Whether the content is the file itself and not a rewriting of it in memory."""
        return isinstance(self.content, FileContent)

    def is_current(self) -> bool:
        """Whether the file is still the one that was opened."""
        try:
            return self.identity == Identity.of(self.path.stat())
        except OSError:
            return False

    @property
    def tables(self) -> dict[str, Extent]:
        """Where each table lies, by its name; raises Damaged where the history turns out to be."""
        if self._hurried:
            self._look_at_history()
        return self._tables

    def extent(self, table: str) -> Extent:
        """Return where a table lies; one that is not there is empty. Raises Damaged for a history that is."""
        tables = self.tables if table == HISTORY else self._tables
        return tables.get(table) or Extent(table, 0, 0)

    def _look_at_history(self) -> None:
        if not ascends(self.content, self._tables[HISTORY]):
            # Whoever reads rows at this moment goes on with the content that he has: it is found to be sound, or this
            # raises what is wrong with it.
            other = _rewritten(self.path, self.content, self.identity)
            self.content, self._tables, self.exact = other.content, other.tables, other.exact
            self._highest, self._places, self._found = {}, {}, {}
        self._hurried = False

    def highest(self, table: str) -> int:
        """Return the highest number in a table, 0 where it is empty."""
        if table not in self._highest:
            extent = self.extent(table)
            last = last_row(self.content, extent.start, extent.end)
            self._highest[table] = split_row(last.line)[0] if last else 0
        return self._highest[table]

    def row(self, table: str, number: int) -> Row | None:
        """Return a row, or None: the first few are searched for, from then on one walk has found all."""
        if not 0 < number <= self.highest(table):
            return None
        extent, found = self.extent(table), self._found.setdefault(table, {})
        if number == self.highest(table):
            return last_row(self.content, extent.start, extent.end)
        if number not in found and table not in self._places and len(found) < WALK:
            found[number] = row_of(self.content, extent.start, extent.end, number)
        if number in found:
            return found[number]
        place = self.places(table).get(number)
        return Row(place[0], self.content.read(*place)) if place else None

    def places(self, table: str) -> dict[int, tuple[int, int]]:
        """Return offset and length of every row by its number, in the order of numbers."""
        if table not in self._places:
            found = self.rows(table)
            self._places[table] = {split_row(row.line)[0]: (row.offset, len(row.line)) for row in found}
        return self._places[table]

    def rows(self, table: str) -> Iterator[Row]:
        """Yield a table's rows."""
        extent = self.extent(table)
        return rows(self.content, extent.start, extent.end)


def open_snapshot(path: Path) -> Snapshot:
    """Open the registry at `path` for reading.

    Raises NotFound where nothing is, Failed where it cannot be read, Damaged where it is no registry.
    """
    return _take(path, *open_file(path))


def open_file(path: Path) -> tuple[FileContent, os.stat_result]:
    """Open the file at `path`; raises NotFound where nothing is, Failed where it is no file that can be read."""
    descriptor = _open(path)
    status = os.fstat(descriptor)
    content = FileContent(descriptor, status.st_size)
    if not stat.S_ISREG(status.st_mode):
        raise Failed(f"{path} is {kind_of(status.st_mode)}, not a registry", "name a file with --registry")
    return content, status


def _open(path: Path) -> int:
    flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        # A FIFO would block for ever without O_NONBLOCK; for a regular file it changes nothing.
        return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(f"there is no registry at {path}", f"make one: mou init {path}") from error
    except OSError as error:
        if path.is_dir():
            raise Failed(f"{path} is a folder, not a registry", "name a file with --registry") from error
        raise Failed(f"{path} cannot be read: {error.strerror}", "check who owns it and its mode") from error


def kind_of(mode: int) -> str:
    """Return what a file that is no regular one is called."""
    names = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a FIFO"), (stat.S_ISCHR, "a device"))
    return next((name for test, name in names if test(mode)), "not a regular file")


def _take(path: Path, content: FileContent, status: os.stat_result) -> Snapshot:
    identity = Identity.of(status)
    tables = read_stamp(path, status, content)
    if tables is not None:
        return Snapshot(path, content, tables, identity, exact=True)
    large = content.size > STRICT_SIZE
    tables = read_frame(content, hurried=large)
    if tables is None:
        return _rewritten(path, content, identity)
    snapshot = Snapshot(path, content, tables, identity, exact=False, hurried=large)
    if not large and not rows_are_sound(snapshot):
        # Either this says what is wrong, or the rows are sound and only not each in a line of its own.
        return _rewritten(path, content, identity)
    return snapshot


def _rewritten(path: Path, content: Content, identity: Identity | None) -> Snapshot:
    """Read a file of another layout (TinyDB's own, indented or in one line) whole, and lay it out anew in memory.

    Raises Damaged where it cannot be read.
    """
    try:
        found = parse(read_all(content))
    except Unreadable as error:
        raise damaged(path, str(error)) from error
    data, tables = compose(
        {name: {key: encode(row) for key, row in sorted(table.items(), key=_number)} for name, table in found.items()}
    )
    return Snapshot(path, BufferContent(data), tables, identity, exact=True)


def _number(item: tuple[str, object]) -> int:
    return int(item[0])


def rows_are_sound(snapshot: Snapshot) -> bool:
    """Return whether every line holds one row that passes the strict check."""
    try:
        for table in snapshot.tables:
            for _, line in snapshot.rows(table):
                check_row(line[line.index(b'":') + 2 :].removesuffix(b","))
    except (ValueError, RecursionError):
        return False
    return True


def damaged(path: Path, sentence: str) -> Damaged:
    """Return the error for a damaged registry, naming the newest good backup."""
    backup = newest_good_backup(path)
    hint = "no backup was found beside it"
    if backup:
        # Each is what the registry was before a change: nobody is to take the newest for the present.
        hint = f"at least one change behind, the newest good backup: {restore_command(path, backup)}"
    return Damaged(f"{path} is damaged: {sentence}", f"nothing was changed; {hint}")
