"""Agreements from a sheet of cells: which column is which field, and each row read with its faults named."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from mou_cli.agreement.context import Context
from mou_cli.errors import MouError, Usage
from mou_cli.exchange.cells import rearm
from mou_cli.exchange.date_columns import context_under, hint_for, is_no_date
from mou_cli.exchange.documents import malformed, missing
from mou_cli.exchange.full_cells import is_cut_off
from mou_cli.exchange.headers import guess, is_exact, is_worked_out, worked_out_in
from mou_cli.exchange.rows import Problem, Row, Table
from mou_cli.exchange.targets import IGNORED, MORE, comes_late, is_date, put, takes_several, target_of
from mou_cli.vocabulary.matching import key

Line = tuple[int, Sequence[str]]
_SEARCHED = 20  # Titles and dates of a list may stand above its headings.


class Column(NamedTuple):
    """A column: its place, its heading, where its cells go (IGNORED: nowhere), and the reason to tell if nowhere.

    `dates` says that its cells are dates.
    """

    place: int
    heading: str
    target: str
    why_not: str = ""
    dates: bool = False


def read_sheet(lines: Iterator[Line], mapping: Mapping[str, str], context: Context, unit: str = "row") -> Table:
    """Return the agreements in `lines`, numbered rows of cells with a row of headings above them.

    `mapping` says which field a heading means, otherwise it is guessed (see headers.py). Without any row that is not
    blank the table is empty. Raises Usage where no row is one of headings, or `mapping` names a column that is absent.
    """
    filled = (line for line in lines if any(cell.strip() for cell in line[1]))
    first = list(islice(filled, _SEARCHED))
    ignored: list[str] = []
    if not first:
        return Table(iter(()), unit, ignored)
    found = next((at for at, line in enumerate(first) if _is_heading(line[1], mapping)), None)
    if found is None:
        shown = ", ".join(cell.strip()[:30] for cell in first[0][1] if cell.strip())
        raise Usage(f"no column is the title; there are: {shown}", 'say which with --map "Column=title"')
    columns = columns_of(first[found][1], mapping)
    contexts = {column.place: context_under(column.heading, column.target, context) for column in columns}
    rows = _rows(chain(first[found + 1 :], filled), columns, contexts, ignored)
    return Table(rows, unit, ignored)


def columns_of(headings: Sequence[str], mapping: Mapping[str, str]) -> list[Column]:
    """Return the columns under `headings`, each with where it goes; raise Usage where `mapping` names none of them."""
    wanted = {_found(name, headings): target_of(target) for name, target in mapping.items()}
    ranked = sorted(enumerate(headings), key=lambda each: (each[0] not in wanted, not is_exact(each[1]), each[0]))
    taken: dict[str, str] = {}
    shown = worked_out_in(headings)
    columns = []
    for place, heading in ranked:
        column = _column(place, heading.strip(), wanted.get(place, IGNORED if heading in shown else None), taken)
        taken.setdefault(column.target, column.heading)
        columns.append(column._replace(dates=is_date(column.target)))
    return sorted(columns, key=lambda column: (comes_late(column.target), column.place))


def _column(place: int, heading: str, mapped: str | None, taken: Mapping[str, str]) -> Column:
    if mapped is not None:
        return Column(place, heading, mapped)
    if heading.startswith("computed."):
        return Column(place, heading, IGNORED)
    if not heading:
        return Column(place, f"column {letters(place)}", IGNORED, "it has no heading")
    target = MORE if heading == MORE else guess(heading)
    if target is None:
        worked_out = is_worked_out(heading)
        return Column(place, heading, IGNORED, "mou works it out" if worked_out else "no field is known by that name")
    if target in taken and not takes_several(target):
        return Column(place, heading, IGNORED, f'the {target} is taken from "{taken[target]}"')
    return Column(place, heading, target)


def letters(place: int) -> str:
    """Return what a spreadsheet calls the column at `place` (from 0): A, B, ... Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _found(name: str, headings: Sequence[str]) -> int:
    for same in (lambda heading: heading.strip() == name.strip(), lambda heading: key(heading) == key(name)):
        places = [place for place, heading in enumerate(headings) if same(heading)]
        if places:
            return places[0]
    from mou_cli.vocabulary.matching import nearest

    near = nearest(name, {key(heading): heading for heading in headings})
    there = ", ".join(heading.strip() for heading in headings if heading.strip())
    raise Usage(f'no column "{name}"', f"did you mean {', '.join(near)}?" if near else f"the columns are {there}")


def _is_heading(cells: Sequence[str], mapping: Mapping[str, str]) -> bool:
    telling = ("title", "ref", "uid")
    titled = {key(name) for name, target in mapping.items() if target.strip() in telling}
    return any(key(cell) in titled or guess(cell) in telling for cell in cells if cell.strip())


def _rows(
    lines: Iterator[Line], columns: Sequence[Column], contexts: Mapping[int, Context], ignored: list[str]
) -> Iterator[Row]:
    told: set[str] = set()
    width = len(columns)
    for number, cells in lines:
        for column in columns:
            if column.why_not and column.heading not in told and _filled(cells, column.place):
                told.add(column.heading)
                ignored.append(f"{column.heading}: {column.why_not}")
        beyond = next((place for place in range(width, len(cells)) if cells[place].strip()), None)
        stray = () if beyond is None else (Problem(f"column {letters(beyond)}", "there is no heading above it"),)
        yield _row(number, cells, columns, contexts, stray)


def _row(
    number: int,
    cells: Sequence[str],
    columns: Sequence[Column],
    contexts: Mapping[int, Context],
    stray: tuple[Problem, ...],
) -> Row:
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    for column in columns:
        if column.target == IGNORED or not _filled(cells, column.place):
            continue
        cell, context = rearm(cells[column.place]), contexts[column.place]
        if column.dates and is_no_date(cell):
            continue
        try:
            fields = put(fields, column.target, _whole(cell), context)
        except MouError as fault:
            problems.append(Problem(column.heading, fault.message, hint_for(fault, column.target, cell, context)))
    problems += [] if problems else malformed(fields)
    titled = any(problem.column for problem in problems)
    return Row(number, fields, (*problems, *([] if titled else missing(fields)), *stray))


def _whole(cell: str) -> str:
    if is_cut_off(cell):
        raise Usage("it was cut off when the workbook was written", "leave the column out, or take CSV or JSON")
    return cell


def _filled(cells: Sequence[str], place: int) -> bool:
    return place < len(cells) and bool(cells[place].strip())
