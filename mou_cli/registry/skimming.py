"""Going over agreements for a few of their fields: a row in which nothing is found costs no more than that."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import msgspec

from mou_cli.registry.content import pieces
from mou_cli.registry.layout import AGREEMENTS, split_row
from mou_cli.registry.rows import Rows
from mou_cli.registry.snapshot import Snapshot, damaged
from mou_cli.registry.whole import row_sentence

Form = TypeVar("Form")
Found = TypeVar("Found")

# Bytes that are decoded at once: enough to be quick, and no more objects at a time than a processor keeps at hand.
_AT_ONCE = 1 << 16


class Skimmed(NamedTuple, Generic[Form, Found]):
    """A row's number, some of its fields, and what was found in them."""

    number: int
    some: Form
    found: Found


class Skimmer(Generic[Form, Found]):
    """Decodes what `form` names of a table's rows, and yields those in which `look` finds anything."""

    def __init__(self, snapshot: Snapshot, table: str, form: type[Form], look: Callable[[Form], Found]) -> None:
        self._snapshot, self._table, self._form, self._look = snapshot, table, form, look
        self._decode = msgspec.json.Decoder(form).decode
        self._decode_rows = msgspec.json.Decoder(dict[str, form]).decode  # type: ignore[valid-type]  # known when run
        self._checked = Rows(snapshot, table, {}, str).checked

    def over_all(self) -> Iterator[Skimmed[Form, Found]]:
        """Yield from all rows; one in which something is found is checked as strictly as any row that is read."""
        # Loops of their own: to take each row apart, as a scan does, would double what a hundred thousand cost.
        extent = self._snapshot.extent(self._table)
        over = self._over_own if self._snapshot.exact else self._over_lines
        for _, lines in pieces(self._snapshot.content, extent.start, extent.end):
            yield from over(lines)

    def _over_own(self, lines: bytes) -> Iterator[Skimmed[Form, Found]]:
        view, start, end = memoryview(lines), 0, len(lines)
        while start < end:
            stop = lines.find(b"\n", start + _AT_ONCE) + 1 or end
            yield from self._over_some(view[start:stop])
            start = stop

    def _over_some(self, lines: memoryview) -> Iterator[Skimmed[Form, Found]]:
        # Rows in mou's own layout, a comma after each: together they read as one object.
        end = len(lines)
        while end and lines[end - 1] in b",\n":
            end -= 1
        look = self._look
        skimmed = []
        try:
            for number, some in self._decode_rows(b"".join((b"{", lines[:end], b"}"))).items():
                found = look(some)
                if found:
                    skimmed.append(Skimmed(int(number), some, found))
        except msgspec.DecodeError:
            yield from self._over_lines(bytes(lines))  # names the row
        else:
            yield from skimmed

    def _over_lines(self, lines: bytes) -> Iterator[Skimmed[Form, Found]]:
        decode, look, checked = self._decode, self._look, self._checked
        line = b""
        try:
            for line in (lines.replace(b"\r\n", b"\n") if b"\r" in lines else lines).split(b"\n"):
                if line:
                    colon = line.find(b":")
                    some = decode(line[colon + 1 : -1 if line[-1] == 0x2C else None])
                    found = look(some)
                    if found:
                        checked(*split_row(line))
                        yield Skimmed(int(line[1 : colon - 1]), some, found)
        except msgspec.DecodeError as error:
            raise self._damaged(split_row(line)[0], error) from error

    def over(self, rows: Iterable[tuple[int, bytes]]) -> Iterator[Skimmed[Form, Found]]:
        """Yield from rows that were found in another way."""
        return skim_over(rows, self._form, self._look, lambda text: damaged(self._snapshot.path, text), self._table)

    def _damaged(self, number: int, error: msgspec.DecodeError) -> Exception:
        return damaged(self._snapshot.path, row_sentence(self._table, number, error))


def skim_over(
    rows: Iterable[tuple[int, bytes]],
    form: type[Form],
    look: Callable[[Form], Found],
    damage: Callable[[str], Exception],
    table: str = AGREEMENTS,
) -> Iterator[Skimmed[Form, Found]]:
    """Yield from rows what `look` finds in the fields that `form` names; `damage` makes the error for a damaged one."""
    decode = msgspec.json.Decoder(form).decode
    for number, body in rows:
        try:
            some = decode(body)
        except msgspec.DecodeError as error:
            raise damage(row_sentence(table, number, error)) from error
        found = look(some)
        if found:
            yield Skimmed(number, some, found)
