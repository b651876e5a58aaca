"""A table's rows as a mapping that decodes only what is asked for, with changes laid over what is stored."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, Generic, TypeVar

import msgspec

from mou_cli.registry.diagnosis import Unreadable
from mou_cli.registry.layout import encode, split_row
from mou_cli.registry.snapshot import Snapshot, damaged
from mou_cli.registry.strict import check_row

Key = TypeVar("Key", str, int)
Edits = dict[int, bytes | None]

_OBJECT = msgspec.json.Decoder(dict[str, Any])
# The layout has room for numbers of up to 18 digits.
BEYOND = 10**18


class Rows(MutableMapping[Key, dict[str, Any]], Generic[Key]):
    """The rows of one table: number -> object, as TinyDB's own methods expect them, in the order of numbers.

    `earlier` (number -> new JSON, None for removed) lies over the snapshot; `edits` takes what is set here and lies
    over both. An object that was handed out and changed in place counts as set once `settle` is called.
    """

    def __init__(self, snapshot: Snapshot, table: str, earlier: Edits, key: Callable[[int], Key]) -> None:
        self._snapshot = snapshot
        self._extent = snapshot.extent(table)
        self._earlier = earlier
        self.edits: Edits = {}
        self._key: Callable[[int], Key] = key
        self._handed: dict[int, tuple[dict[str, Any], bytes]] = {}

    def __getitem__(self, key: Key) -> dict[str, Any]:
        number = _number(key)
        if number in self._handed:
            return self._handed[number][0]
        body = self.body(number)
        if body is None:
            raise KeyError(key)
        return self._hand(number, body)

    def _hand(self, number: int, body: bytes) -> dict[str, Any]:
        value = _OBJECT.decode(body)
        if self._key is int:
            self._handed[number] = (value, encode(value))
        return value

    def body(self, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row; raises Damaged where it is unreadable."""
        for edits in (self.edits, self._earlier):
            if number in edits:
                return edits[number]
        row = self._snapshot.row(self._extent.name, number)
        return self.checked(number, split_row(row.line)[1]) if row else None

    def checked(self, number: int, body: bytes) -> bytes:
        """Return a row's JSON after the strict check that a row written by others needs; raises Damaged."""
        if not self._snapshot.exact:
            try:
                check_row(body)
            except (ValueError, RecursionError, Unreadable) as error:
                sentence = f"row {number} of {self._extent.name}: {error}"
                raise damaged(self._snapshot.path, sentence) from error
        return body

    def __setitem__(self, key: Key, value: dict[str, Any]) -> None:
        number = _number(key)
        if not 0 < number < BEYOND:
            raise ValueError(f"{key} cannot be the number of a row")
        self._handed.pop(number, None)
        self.edits[number] = _encoded(value)

    def __delitem__(self, key: Key) -> None:
        number = _number(key)
        if self.body(number) is None:
            raise KeyError(key)
        self._handed.pop(number, None)
        self.edits[number] = None

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str | int) and self.body(_number(key)) is not None

    def __iter__(self) -> Iterator[Key]:
        return iter([self._key(number) for number, _ in self.bodies()])

    def __len__(self) -> int:
        return sum(1 for _ in self.bodies())

    def clear(self) -> None:
        """Remove every row."""
        for number, _ in list(self.bodies()):
            self.edits[number] = None
        self._handed.clear()

    def items(self) -> Any:
        """Return (key, object) pairs, decoded one after the other."""
        if self._key is int:
            return super().items()
        return ((self._key(number), _OBJECT.decode(body)) for number, body in self.bodies())

    def bodies(self) -> Iterator[tuple[int, bytes]]:
        """Yield every row's number and JSON in the order of numbers, changes included."""
        changes = {**self._earlier, **self.edits}
        rows = (split_row(row.line) for row in self._snapshot.rows(self._extent.name))
        return self._changed(rows, changes) if changes or not self._snapshot.exact else rows

    def _changed(self, rows: Iterator[tuple[int, bytes]], changes: Edits) -> Iterator[tuple[int, bytes]]:
        added = [(number, body) for number, body in sorted(changes.items()) if body is not None]
        place = 0
        for number, body in rows:
            while place < len(added) and added[place][0] <= number:
                yield added[place]
                place += 1
            if number not in changes:
                yield number, self.checked(number, body)
        yield from added[place:]

    def settle(self) -> None:
        """Take over what was changed in place in the objects that were handed out."""
        for number, (value, before) in self._handed.items():
            after = _encoded(value)
            if after != before:
                self.edits[number] = after
        self._handed.clear()


def _encoded(value: dict[str, Any]) -> bytes:
    body = encode(value)
    # What JSON has no word for (NaN, infinity) would be stored as null, in silence.
    if b"null" in body and _OBJECT.decode(body) != value:
        raise ValueError("a number that is not finite cannot be stored")
    return body


def _number(key: str | int) -> int:
    try:
        return int(key)
    except ValueError:
        return 0
