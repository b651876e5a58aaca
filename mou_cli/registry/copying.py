"""A whole registry brought into another store: its settings, rows and history, each as it stands to the byte."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Protocol

from mou_cli.agreement.history.shared import is_empty
from mou_cli.registry.counting import Numbers, Row, least
from mou_cli.registry.held import Held
from mou_cli.registry.layout import AGREEMENTS, FORMAT, HISTORY, META, OCCASIONS, encode
from mou_cli.registry.rows_apart import rows_apart
from mou_cli.registry.store import Store

# So many entries are handed over at once, and after so many rows it is told how far it has come.
_AT_ONCE = 5_000
_TOLD = 500


class Brought(Protocol):
    """Told of every row and entry that was brought."""

    def __call__(self, count: int, /) -> object:
        """Count some more."""


def bring(source: Held, target: Store, told: Brought) -> int:
    """Make `target` what `source` is, which it was once or which is empty; returns how many rows and entries came.

    Both are held while it lasts: the change is running. Counters that were behind are put right.
    """
    if is_empty(target.history):
        brought, counters = _fill(source, target, told)
    else:
        brought, counters = _bring_rows(source, target, told), least(source)
    since = target.history.head().seq
    entries = ((number, body) for number, body in source.lines(HISTORY) if number > since)
    while some := dict(islice(entries, _AT_ONCE)):
        target.insert(HISTORY, some)
        told(len(some))
        brought += len(some)
    settings = _settings(source, target, counters)
    if settings != target.meta:
        target.put(META, 1, encode(settings))
    return brought


def _fill(source: Held, target: Store, told: Brought) -> tuple[int, dict[str, int]]:
    numbers, brought = Numbers(), 0

    def passing(rows: Iterable[Row]) -> Iterator[Row]:
        nonlocal brought
        for row in rows:
            yield row
            brought += 1
            if brought % _TOLD == 0:
                told(_TOLD)

    for table in (OCCASIONS, AGREEMENTS):
        target.fill(table, passing(numbers.noting(table, source.sound(table))))
    told(brought % _TOLD)
    return brought, numbers.least(source)


def _bring_rows(source: Held, target: Store, told: Brought) -> int:
    apart = list(rows_apart(target.history, _Sound(source)))
    for table, number, _, line in apart:
        target.put(table, number, line)
        told(1)
    return len(apart)


class _Sound:
    """The rows of a registry, each found to be one."""

    def __init__(self, held: Held) -> None:
        self.lines = held.sound


def _settings(source: Held, target: Store, at_least: Mapping[str, int]) -> dict[str, Any]:
    settings: dict[str, Any] = {"format": FORMAT, "next": {}, "sectors": {}}
    settings = {**source.meta, **{name: value for name, value in settings.items() if name not in source.meta}}
    counters = dict(settings["next"] or {})
    given = target.meta.get("next") or {}
    for series, number in (*at_least.items(), *given.items()):
        if isinstance(number, int):
            counters[series] = max(number, counters[series] if isinstance(counters.get(series), int) else 1)
    return {**settings, "next": counters}
