"""The cells that go out in a table: every flat column, or the columns of `mou list` that somebody asked for."""

from collections.abc import Iterable, Iterator, Sequence

from mou_cli.agreement.columns import Column, resolve_columns
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.reading.reading_text import UNSAFE
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.cells import disarm, flat_columns, flatten


def table_of(
    agreements: Iterable[Registered], moment: Moment, columns: Sequence[str] | None, *, one_line: bool
) -> Iterator[list[str]]:
    """Yield the headings and then the cells of each agreement, formulas disarmed.

    Without `columns` these are the flat columns, from which every field is read back; with them exactly those, as
    `mou list` has them. With `one_line` no cell holds a tab or the end of a line. Raises Usage for an unknown column.
    """
    if columns is not None:
        yield from _asked(agreements, moment, resolve_columns(",".join(columns)), one_line)
        return
    yield list(flat_columns())
    for registered in agreements:
        computed = compute(registered.agreement, moment)
        cells = flatten(registered.fields, computed, one_line=one_line)
        yield [disarm(cell) if cell else cell for cell in cells]


def plain_cells(registered: Registered, moment: Moment, columns: Sequence[Column]) -> list[str]:
    """Return the values of `columns` for a script, what steers a terminal replaced."""
    computed = compute(registered.agreement, moment) if any(column.computed for column in columns) else None
    return [UNSAFE.sub("\ufffd", column.plain(registered, computed)) for column in columns]


def _asked(
    agreements: Iterable[Registered], moment: Moment, columns: Sequence[Column], one_line: bool
) -> Iterator[list[str]]:
    yield [column.name for column in columns]
    for registered in agreements:
        cells = plain_cells(registered, moment, columns)
        yield [disarm(" ".join(cell.split()) if one_line else cell) for cell in cells]
