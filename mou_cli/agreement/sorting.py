"""The order of a list: `signed,-title`."""

from typing import Any, TypeAlias

from mou_cli.agreement.codes import STATUSES
from mou_cli.agreement.columns import Column, resolve_column
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.vocabulary.folding import fold

# The course of a life, from the draft to its end.
_STATUS_ORDER = {
    status: place
    for place, status in enumerate(
        ("draft", "initialled", "signed", "provisional", "in-force", "ending", "suspended", "expired", "terminated")
    )
}


# A column to sort by, and whether its order is turned round.
SortKey: TypeAlias = tuple[Column, bool]


class _Backwards:
    """A text that sorts the other way round."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __lt__(self, other: "_Backwards") -> bool:
        return other.text < self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Backwards) and other.text == self.text

    __hash__ = None  # type: ignore[assignment]  # a sort key is compared, never looked up


class Sort:
    """An order of agreements; what is absent comes last in both directions, the number decides what is equal."""

    __slots__ = ("computed", "keys")

    def __init__(self, keys: tuple[SortKey, ...] = ()) -> None:
        self.keys = keys
        self.computed = any(column.computed for column, _ in keys)

    def key(self, registered: Registered, moment: Moment) -> tuple[Any, ...]:
        """Return what Python's sort compares for an agreement at `moment`."""
        computed = compute(registered.agreement, moment) if self.computed else None
        parts: list[Any] = []
        for column, descending in self.keys:
            parts += _part(column.kind, column.plain(registered, computed), descending)
        return (*parts, registered.number)


def parse_sort(text: str) -> Sort:
    """Read the columns to sort by, such as `signed,-title`; a leading hyphen turns one round.

    Every column has an order: days by their first day, titles and other texts by their folding, a status by the
    course of a life, counts by size. Raises Usage for an unknown column, with the nearest.
    """
    return Sort(tuple(_sort_key(name.strip()) for name in text.split(",") if name.strip()))


def _sort_key(name: str) -> SortKey:
    bare = name.lstrip("+-")
    if not bare:
        raise Usage(f'"{name}" names no column to sort by', "write a column, such as signed or -signed")
    return resolve_column(bare), name.startswith("-")


def _part(kind: str, value: str, descending: bool) -> tuple[Any, ...]:
    if not value:
        return (1, 0)
    if kind == "text":
        folded = fold(value)
        return (0, _Backwards(folded) if descending else folded)
    number = _number(kind, value)
    if number is None:
        return (1, 0)
    return (0, -number if descending else number)


def _number(kind: str, value: str) -> int | None:
    if kind == "status":
        return _STATUS_ORDER.get(value, len(_STATUS_ORDER) + STATUSES.index(value) if value in STATUSES else 99)
    if kind == "day":
        # 2026 stands before 2026-01, and that before 2026-01-01.
        digits = value.partition("/")[0][:10].replace("-", "").ljust(8, "0")
        return int(digits) if len(digits) == 8 and digits.isdecimal() else None
    return int(value)
