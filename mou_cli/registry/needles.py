"""From what is sought to the bytes that a row must hold to answer it, where mou wrote them."""

import re

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


def beginnings(ref: str) -> re.Pattern[bytes]:
    """Return what is found where a row begins that may bear a folded reference or uid, after the LF before it.

    It leaves out those that begin with another reference and uid, both of plain ASCII: in that, letters alone are
    spelled in two ways.
    """
    sought = rb'(?i:%s)"' % re.escape(ref.encode()) if ref.isascii() else rb'"'
    other = rb'"(?!%s)[ !#-\[\]-\x7f]*",' % sought
    return re.compile(rb'\n"[0-9]+":\{(?!"ref":%s"uid":%s)' % (other, other))


def _cost(condition: Condition) -> tuple[int, int]:
    return len(condition.values), _LITERAL.index(condition.field)
