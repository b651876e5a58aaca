"""Columns of dates: the order that their figures are in, what stands there for no date, and what to say of the rest."""

from collections.abc import Iterable

from mou_cli.agreement.context import Context
from mou_cli.agreement.reading.date_orders import ORDERS, order_in, readings
from mou_cli.errors import MouError, Usage
from mou_cli.exchange.targets import is_date
from mou_cli.vocabulary.folding import fold

# What people type where there is no date.
_NONE = frozenset({"n/a", "n.a.", "na", "-", "--", "---", "none", "nil", "нет", "н/д", "жоқ"})


def is_no_date(cell: str) -> bool:
    """Say whether a cell of a column of dates says that there is none."""
    return len(cell) < 8 and fold(cell.strip()) in _NONE


def context_under(heading: str, target: str, context: Context) -> Context:
    """Return what the cells under `heading` are read against: a heading that says the order of its dates settles it.

    Raises Usage where it says another than `context` does.
    """
    order = order_in(heading) if is_date(target) else None
    if order is None:
        return context
    if context.dates not in ("", order):
        said = f'the column "{heading}" says {ORDERS[order]}, and --dates {ORDERS[context.dates]}'
        raise Usage(said, "change the heading, or leave --dates out")
    return context._replace(dates=order)


def hint_for(fault: MouError, target: str, cell: object, context: Context) -> str:
    """Return what to do about a cell that cannot be read: of a date in figures, which order would make it what."""
    mistakable = not context.dates and isinstance(cell, str) and (is_date(target) or target == "events")
    told = readings(str(cell)) if mistakable else ()
    return f"say the order of the whole file: {_listed(told)}" if told else fault.hint


def _listed(told: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"--dates {order} for {day}" for order, day in told)
