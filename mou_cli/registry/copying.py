"""A whole registry brought into another store: its settings, rows and history, each as it stands to the byte."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Protocol

from mou_cli.agreement.history.canonical import as_written
from mou_cli.agreement.history.shared import is_empty
from mou_cli.registry.counting import least
from mou_cli.registry.held import Held
from mou_cli.registry.layout import AGREEMENTS, FORMAT, HISTORY, META, OCCASIONS, encode
from mou_cli.registry.rows_apart import rows_apart
from mou_cli.registry.store import Store

# So many rows are handed over at once.
_AT_ONCE = 5_000


class Brought(Protocol):
    """Told of every row and entry that was brought."""

    def __call__(self, count: int, /) -> object:
        """Count some more."""


def bring(source: Held, target: Store, told: Brought) -> int:
    """Make `target` what `source` is, which it was once or which is empty; returns how many rows and entries came.

    Both are held while it lasts: the change is running. Counters that were behind are put right.
    """
    brought = _bring_rows(source, target, told)
    since = target.history.head().seq
    entries = ((number, body) for number, body in source.lines(HISTORY) if number > since)
    while some := dict(islice(entries, _AT_ONCE)):
        target.insert(HISTORY, some)
        told(len(some))
        brought += len(some)
    settings = _settings(source, target)
    if settings != target.meta:
        target.put(META, 1, encode(settings))
    return brought


def _bring_rows(source: Held, target: Store, told: Brought) -> int:
    if is_empty(target.history):
        brought = 0
        for table in (OCCASIONS, AGREEMENTS):
            rows = ((number, as_written(body)) for number, body in source.lines(table))
            while some := dict(islice(rows, _AT_ONCE)):
                target.insert(table, some)
                told(len(some))
                brought += len(some)
        return brought
    apart = list(rows_apart(target.history, source))
    for table, number, _, line in apart:
        target.put(table, number, line)
        told(1)
    return len(apart)


def _settings(source: Held, target: Store) -> dict[str, Any]:
    settings: dict[str, Any] = {"format": FORMAT, "next": {}, "sectors": {}}
    settings = {**source.meta, **{name: value for name, value in settings.items() if name not in source.meta}}
    counters = dict(settings["next"] or {})
    for series, number in _counters(source, target):
        counters[series] = max(number, counters[series] if isinstance(counters.get(series), int) else 1)
    return {**settings, "next": counters}


def _counters(source: Held, target: Store) -> Iterator[tuple[str, int]]:
    yield from least(source).items()
    given = target.meta.get("next") or {}
    yield from ((series, number) for series, number in given.items() if isinstance(number, int))
