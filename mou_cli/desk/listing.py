"""How found agreements are shown: as a table on a terminal, as text or data for a script."""

from collections.abc import Iterable, Iterator, Sequence
from io import BufferedIOBase
from itertools import islice
from typing import Any, BinaryIO, NamedTuple, cast

from mou_cli.agreement.columns import DEFAULT_COLUMNS, Column, resolve_columns
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.session import Session

# A Rich row costs about 0.75 ms, a padded one 0.002 ms.
TERMINAL_ROWS = 50
RICH_ROWS = 200


class Wanted(NamedTuple):
    """How a list is wanted: format, sort keys, columns, limit (None: not said, 0: all), and the line of headings."""

    form: str | None = None
    sort: str = ""
    columns: str = ""
    limit: int | None = None
    header: bool = True


def show_list(session: Session, query: Query, wanted: Wanted) -> None:
    """Write what `query` finds to stdout; raises Usage for an unknown format, column or sort key."""
    form = wanted.form or ("table" if session.on_terminal else "tsv")
    found = in_order(session, query, wanted.sort)
    if form in ("table", "tsv"):
        columns = resolve_columns(wanted.columns) if wanted.columns else DEFAULT_COLUMNS
        if form == "table":
            _table(session, query, found, columns, wanted)
        else:
            from mou_cli.render.plain import write_tsv

            rows = _cells(session, islice(found, wanted.limit or None), columns, plain=True)
            write_tsv(rows, [column.name for column in columns], session.out, header=wanted.header)
        return
    _data(session, islice(found, wanted.limit or None), form, wanted)


def in_order(session: Session, query: Query, sort: str) -> Iterator[Registered]:
    """Stream what `query` finds in the order of numbers, or sorted by `sort` (which holds it, undecoded)."""
    found = session.registry.find(query, session.moment)
    if not sort:
        return found
    from mou_cli.agreement.sorting import parse_sort

    order = parse_sort(sort)
    # The decoded agreement is let go: a hundred thousand of them would fill the memory.
    keyed = sorted((order.key(each, session.moment), each.number, each.line) for each in found)
    return (Registered(number, line) for _, number, line in keyed)


def _cells(
    session: Session, found: Iterable[Registered], columns: Sequence[Column], *, plain: bool
) -> Iterator[list[str]]:
    computing = any(column.computed for column in columns)
    cells = [column.plain if plain else column.shown for column in columns]
    for each in found:
        computed = compute(each.agreement, session.moment) if computing else None
        yield [cell(each, computed) for cell in cells]


def _table(
    session: Session, query: Query, found: Iterator[Registered], columns: Sequence[Column], wanted: Wanted
) -> None:
    limit = TERMINAL_ROWS if wanted.limit is None else wanted.limit
    names, headings = [column.name for column in columns], [column.heading for column in columns]
    rows = _cells(session, islice(found, limit or None), columns, plain=False)
    first = list(islice(rows, RICH_ROWS + 1))
    named = bool(wanted.columns)
    if len(first) > RICH_ROWS:
        from itertools import chain

        from mou_cli.render.plain import write_padded

        write_padded(
            chain(first, rows),
            names,
            headings,
            session.out,
            room=session.width,
            header=wanted.header,
            droppable=not named,
        )
    elif first:
        from mou_cli.render.console import page
        from mou_cli.render.table import render_table

        text = render_table(
            names, headings, first, room=session.width, colour=session.colour, header=wanted.header, droppable=not named
        )
        page(text)
    say_rest(session, found, len(first), limit, filtered=bool(query))


def say_rest(session: Session, found: Iterator[object], shown: int, limit: int, *, filtered: bool) -> None:
    """Tell a person that nothing was found, or how many more than `limit` are left in `found`."""
    from mou_cli.render.console import say

    if not shown:
        say("no agreement fits" if filtered else "the registry is empty: mou add records the first agreement")
    elif limit and shown == limit:
        # What is not filtered is counted by lines; only what is must be looked at one by one.
        more = sum(1 for _ in found) if filtered else session.registry.count() - shown
        if more > 0:
            session.out.flush()
            say(f"{more:,} more; --limit 0 shows all")


def _data(session: Session, found: Iterable[Registered], form: str, wanted: Wanted) -> None:
    from mou_cli.exchange.formats import FORMATS, writer

    if form not in FORMATS:
        from mou_cli.vocabulary.matching import nearest, unknown

        names = ["table", *(each.name for each in FORMATS.values() if each.writes)]
        near = nearest(form, {name: name for name in names})
        raise unknown("format", form, near, f"a format is one of {', '.join(names)}")
    if not wanted.header and form not in ("csv", "md"):
        raise Usage(f"{form} has no line of headings to leave out", "leave --no-header out")
    columns = [name.strip() for name in wanted.columns.split(",")] if wanted.columns else None
    out = session.out.buffer
    into = out if wanted.header else cast(BinaryIO, _Headless(out, 1 if form == "csv" else 2))
    writer(form)(found, into, session.moment, columns)
    out.flush()


class _Headless(BufferedIOBase):
    """Leaves out the first lines of what is written through it: the headings."""

    def __init__(self, out: BinaryIO, lines: int) -> None:
        self._out = out
        self._lines = lines

    def write(self, data: Any) -> int:
        """Write what comes after the headings."""
        rest = bytes(data)
        while self._lines and rest:
            _, end, rest = rest.partition(b"\n")
            self._lines -= bool(end)
        return self._out.write(rest)
