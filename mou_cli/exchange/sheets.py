"""The sheets of a register's workbook: the agreements as import reads them again, and what they hold."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, BinaryIO

from mou_cli.agreement.columns import resolve_columns
from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.reading.paths import leaf_paths
from mou_cli.agreement.registered import Registered
from mou_cli.exchange.cells import flat_fields
from mou_cli.exchange.clean import clean, clean_text
from mou_cli.exchange.columned import plain_cells
from mou_cli.exchange.picking import Row
from mou_cli.exchange.scratch import refuse_terminal, scratch
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.exchange.table_columns import AGREEMENTS, Column
from mou_cli.exchange.table_rows import Rows, worked_out, worked_out_columns
from mou_cli.exchange.tables import TABLES
from mou_cli.exchange.workbook import Heading, Sheet, opened

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_OF_WHAT = (Heading("No", "whole", 6), Heading("Ref", width=16), Heading("Agreement", width=40))
_KINDS = {"day": "date", "number": "whole"}
_NAMES = tuple(name for name, table in TABLES.items() if table.sheet)


def write_workbook(
    agreements: Iterable[Registered],
    out: BinaryIO,
    moment: Moment,
    columns: Sequence[str] | None = None,
    *,
    around: Surroundings | None = None,
) -> None:
    """Write a workbook of `agreements` as they stand on `moment.today` to `out`; or one sheet with just `columns`.

    Raises Usage for a terminal, an unknown column and a sheet with no room for all rows, OSError where there is no
    room on the disk.
    """
    refuse_terminal(out, "xlsx")
    with scratch(out) as folder, opened(out, folder, moment) as book:
        if columns is None:
            _write_all(book, agreements, Rows(moment, around, _NAMES, _row), around)
        else:
            _write_columns(book, agreements, moment, columns)


def _write_all(book: "Workbook", agreements: Iterable[Registered], rows: Rows, around: Surroundings | None) -> None:
    sheets = {name: _sheet(book, name) for name in _NAMES}
    kept = {name: _kept(name) for name in _NAMES}
    for registered in agreements:
        of_what: Row = ()
        for name, row in rows.of(registered):
            if name == "agreements":
                of_what = row[:3]
                sheets[name].add(row)
            elif name in sheets:
                sheets[name].add((*of_what, *row[kept[name] :]))
    occasions = {each.number: clean(each).occasion for each in around.occasions} if around else {}
    for name, row in rows.rest():
        if name in sheets:
            occasion = occasions[int(row[2] or 0)]
            sheets[name].add((None, occasion.ref, occasion.name, *row[kept[name] :]))
    for sheet in sheets.values():
        sheet.close()


def _sheet(book: "Workbook", name: str) -> Sheet:
    if name == "agreements":
        return Sheet(book, "Agreements", _headings(AGREEMENTS), frozen=3, rearmed=True)
    headings = (*_OF_WHAT, *_headings(TABLES[name].columns[_kept(name) :]))
    return Sheet(book, TABLES[name].sheet, headings, frozen=2)


def _headings(columns: Iterable[Column]) -> list[Heading]:
    return [Heading(column.heading, column.kind, column.width) for column in columns]


def _kept(name: str) -> int:
    # Keys and links come first; in a sheet the reference and the title stand for them.
    return sum(column.kind in ("key", "link") for column in TABLES[name].columns)


def _row(given: Registered, cleaned: Registered, computed: Computed) -> Row:
    # What has a flat cell is taken from there, for import to read it again; all else is worked out.
    return _order()((*flat_fields(given.fields, one_line=False), *worked_out(cleaned, computed)))


@cache
def _order() -> Callable[[Row], Row]:
    names = [*leaf_paths(), "more", *worked_out_columns()]
    return itemgetter(*(names.index(each.at if each.at in names else each.name) for each in AGREEMENTS))


def _write_columns(book: "Workbook", agreements: Iterable[Registered], moment: Moment, names: Sequence[str]) -> None:
    # The headings of a table are each once in any case, and no longer than Excel takes.
    found = {clean_text(each.heading)[:255].lower(): each for each in resolve_columns(",".join(names))}
    columns = list(found.values())
    headings = [Heading(clean_text(each.heading)[:255], _KINDS.get(each.kind, "text"), 20) for each in columns]
    sheet = Sheet(book, "Agreements", headings, frozen=0, rearmed=True)
    for registered in agreements:
        sheet.add(plain_cells(registered, moment, columns))
    sheet.close()
