"""From a query to the bytes that a row must hold to answer it."""

from mou_cli.agreement.query.conditions import Condition
from mou_cli.agreement.query.query import Query
from mou_cli.registry.layout import encode
from mou_cli.registry.scan import Needles

# Fields whose values stand in the row to the letter, the most telling first.
_LITERAL = ("occasion", "sector", "party", "lead", "type", "binding")
# Beyond so many needles, decoding every row is cheaper than searching for each.
_MOST = 8


def needles(query: Query) -> Needles | None:
    """Return JSON strings of which every row that `query` finds holds one; None where every row must be decoded."""
    usable = [c for c in query.conditions if c.field in _LITERAL and c.values_only and len(c.values) <= _MOST]
    best = min(usable, key=_cost, default=None)
    return None if best is None else [encode(value) for value in best.values]


def _cost(condition: Condition) -> tuple[int, int]:
    return len(condition.values), _LITERAL.index(condition.field)
