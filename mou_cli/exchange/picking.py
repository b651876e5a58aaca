"""Values taken from a part of the model by their paths, at the speed that a row for each of a million parts needs."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

Value: TypeAlias = str | int | float | bool | None
Row: TypeAlias = Sequence[Value]


def picker(paths: Sequence[str]) -> Callable[[Any], Row]:
    """Return a function from a part of the model to its values at the dotted `paths`; what is absent is None.

    Several words are joined by commas.
    """
    groups: dict[str, list[str]] = {}
    for path in paths:
        part, _, name = path.rpartition(".")
        groups.setdefault(part, []).append(name)
    # attrgetter gives no tuple for a single name, so it is asked for one too many.
    takes = [(part, attrgetter(*names, names[0]), (None,) * len(names)) for part, names in groups.items()]
    placed = [f"{part}.{name}".lstrip(".") for part, names in groups.items() for name in names]
    order = [placed.index(path) for path in paths]

    def pick(item: Any) -> Row:
        values: list[Any] = []
        for part, take, absent in takes:
            holder = getattr(item, part) if part else item
            values += absent if holder is None else take(holder)[:-1]
        return [
            None if (value := values[place]) == "" else value if value.__class__ is not tuple else _joined(value)
            for place in order
        ]

    return pick


def _joined(words: tuple[str, ...]) -> str | None:
    return ", ".join(words) or None
