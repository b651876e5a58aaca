"""What a registry holds beside its rows and their history: whose it is, its own sectors, its counters."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mou_cli.registry.numbering import PREFIXES

if TYPE_CHECKING:
    from mou_cli.registry.tabled import TabledRegistry


class Particulars(NamedTuple):
    """The code of the party whose desk it is (or empty), its own sectors by code, and the next number of each table."""

    own: str
    sectors: Mapping[str, Any]
    next: Mapping[str, int]


def particulars_of(registry: "TabledRegistry") -> Particulars:
    """Return the particulars of a registry; a counter that is not there, or behind, is what the rows say."""
    counters: Mapping[str, Any] = registry.meta.get("next") or {}
    following = {}
    for table, series in PREFIXES.items():
        counter = counters.get(series)
        least = registry.highest(table) + 1
        following[table] = max(least, counter if isinstance(counter, int) and counter < 10**17 else 1)
    return Particulars(registry.own(), registry.meta.get("sectors") or {}, following)
