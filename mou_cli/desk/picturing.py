"""The register in pictures: bars of counts and the timeline; plain numbers and dates where no person looks."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from mou_cli.agreement.columns import COLUMNS
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.lifeline import Lifeline, lifeline
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered
from mou_cli.desk.listing import RICH_ROWS, TERMINAL_ROWS, in_order, say_rest
from mou_cli.errors import Usage
from mou_cli.session import Session

if TYPE_CHECKING:
    from mou_cli.render.lifelines import Row

_OVERVIEW = ("status", "sector", "year")
_YEARS = 12  # of the overview on a terminal
_SPELLINGS = {"sectors": "sector", "parties": "party", "types": "type", "years": "year", "signed": "year"}
_DATES = ("no", "ref", "title", "status", "signed", "in-force", "notice", "expires", "ceases")


class Wanted(NamedTuple):
    """How a timeline is wanted: format, sort keys, limit (None: not said, 0: all), first and last year."""

    form: str | None = None
    sort: str = ""
    limit: int | None = None
    since: int | None = None
    until: int | None = None


def show_stats(session: Session, query: Query, by: str, asked: str | None) -> None:
    """Write how many agreements `query` finds by a field; without one an overview.

    Raises Usage for a field or a format that there is not.
    """
    from mou_cli.agreement.counts import Names, compact, count

    form = _form(session, asked)
    fields = (_field(by),) if by else _OVERVIEW
    occasions = {each.occasion.ref: each.occasion.name for each in session.registry.occasions()}
    names = Names(session.context.sectors, occasions)
    counted = count(session.registry.find(query, session.moment), fields, session.moment, names)
    if not by:
        counted = [compact(counts, _YEARS if form == "table" else None) for counts in counted]
    rows = [(counts.by, row) for counts in counted for row in counts.rows]
    if form == "json":
        from mou_cli.desk.answering import answer_json

        answer_json([{"by": field, **row._asdict()} for field, row in rows])
    elif form == "tsv":
        from mou_cli.render.plain import write_tsv

        cells = [[field, row.value, row.parent, row.label, str(row.agreements)] for field, row in rows]
        write_tsv(cells, ["by", "value", "parent", "label", "agreements"], session.out)
    elif not rows:
        say_rest(session, iter(()), 0, 0, filtered=bool(query))
    else:
        from mou_cli.render.bars import bars_text
        from mou_cli.render.console import page

        page(bars_text(counted, room=session.width, colour=session.colour))


def _form(session: Session, asked: str | None) -> str:
    form = asked or ("table" if session.on_terminal else "tsv")
    if form not in ("table", "tsv", "json"):
        raise Usage(f"there is no format {form!r} here", "take table, tsv or json")
    return form


def _field(word: str) -> str:
    from mou_cli.agreement.counts import FIELDS
    from mou_cli.vocabulary.matching import nearest, unknown

    asked = word.strip().lower()
    field = _SPELLINGS.get(asked, asked)
    if field not in FIELDS:
        near = nearest(asked, {each: each for each in FIELDS})
        raise unknown("field", word, near, f"count by one of {', '.join(FIELDS)}")
    return field


def show_timeline(session: Session, query: Query, wanted: Wanted) -> None:
    """Write the lives of the agreements that `query` finds: a picture on a terminal, dates in a pipe.

    With a first or a last year only lives that reach into those years are shown. Raises Usage where the years run
    backwards, and for a format or a sort key that there is not.
    """
    if wanted.since is not None and wanted.until is not None and wanted.since > wanted.until:
        raise Usage(f"{wanted.since} to {wanted.until} runs backwards", f"--from {wanted.until} --to {wanted.since}")
    form = _form(session, wanted.form)
    lives = _lives(session, query, wanted)
    if form == "table":
        _picture(session, query, lives, wanted)
        return
    shown = islice(lives, wanted.limit or None)
    if form == "json":
        from mou_cli.exchange.formats import writer

        writer("json")((life.registered for life in shown), session.out.buffer, session.moment, None)
        session.out.flush()
    else:
        from mou_cli.render.plain import write_tsv

        columns = [COLUMNS[name] for name in _DATES]
        rows = ([column.plain(life.registered, life.computed) for column in columns] for life in shown)
        write_tsv(rows, _DATES, session.out)


class _Life(NamedTuple):
    registered: Registered
    computed: Computed
    line: Lifeline


def _lives(session: Session, query: Query, wanted: Wanted) -> Iterator[_Life]:
    windowed = wanted.since is not None or wanted.until is not None
    since, until = date(wanted.since or 1, 1, 1), date(wanted.until or 9999, 12, 31)
    for each in in_order(session, query, wanted.sort):
        computed = compute(each.agreement, session.moment)
        line = lifeline(each.agreement, computed, session.moment.today)
        if not windowed or line.touches(since, until):
            yield _Life(each, computed, line)


def _picture(session: Session, query: Query, lives: Iterator[_Life], wanted: Wanted) -> None:
    limit = TERMINAL_ROWS if wanted.limit is None else wanted.limit
    rows = [_row(life) for life in islice(lives, limit or None)]
    if rows:
        from mou_cli.render.console import page
        from mou_cli.render.lifelines import lifelines_text

        page(
            lifelines_text(
                rows,
                session.moment.today,
                room=session.width,
                colour=session.colour and len(rows) <= RICH_ROWS,
                since=wanted.since,
                until=wanted.until,
            )
        )
    filtered = bool(query) or wanted.since is not None or wanted.until is not None
    say_rest(session, lives, len(rows), limit, filtered=filtered)


def _row(life: _Life) -> "Row":
    from mou_cli.render.lifelines import Row

    number, title, parties, status = (
        COLUMNS[name].shown(life.registered, life.computed) for name in ("no", "title", "parties", "status")
    )
    return Row(number, title, parties, status, life.line)


def calendar_year(text: str) -> int:
    """Read a year; raises Usage for what is none."""
    if text.isascii() and text.isdigit() and len(text) == 4 and int(text):
        return int(text)
    raise Usage(f"{text!r} is not a year", "such as 2026")
