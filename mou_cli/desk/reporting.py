"""`mou report`: what is asked of a desk, as one document in the format that is wanted."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from mou_cli.agreement.model import Link
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.desk.reminding import fits, horizon_of
from mou_cli.errors import Usage
from mou_cli.render.console import progress
from mou_cli.reports.catalogue import REPORTS, report
from mou_cli.reports.document import Footing, Table
from mou_cli.reports.formats.formats import FORMATS, format_named, writer
from mou_cli.reports.material import Material, Wishes
from mou_cli.session import Session
from mou_cli.vocabulary.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_YEARS = 5
_CONVERTED = "converted-from"


class Asked(NamedTuple):
    """What `mou report` is asked: which report in which form, where to, and what it shall look at."""

    name: str
    form: str | None = None
    output: str = ""
    force: bool = False
    within: str = ""
    years: int | None = None
    own: str = ""
    title: str = ""


class _Tied(Struct, frozen=True):
    """What of an agreement says that it was made out of others."""

    title: str = ""
    ref: str = ""
    links: tuple[Link, ...] = ()


def list_reports(session: Session) -> None:
    """Write the names of the reports, and what each says."""
    from mou_cli.render.plain import write_tsv

    if not session.on_terminal:
        write_tsv([(each.name, each.help) for each in REPORTS.values()], ("report", "what it says"), session.out)
        return
    wide = max(map(len, REPORTS)) + 2
    session.out.writelines(f"  {each.name:<{wide}}{each.help}\n" for each in REPORTS.values())


def write_report(session: Session, words: Sequence[str] | None, filters: "Mapping[str, Sequence[str] | None]",
                 asked: Asked) -> None:  # fmt: skip
    """Write a report on what the query words and the filters find; a word of `occasion` may name the occasion."""
    make = report(asked.name)
    form = asked.form or format_named(asked.output)
    written = writer(form)
    _refuse_terminal(session, form, asked)
    named, rest = _occasion_named(session, asked.name, words or ())
    query = session.query(rest, filters)
    if named is not None:
        session.filters = " ".join(filter(None, (f"occasion:{named.occasion.ref}", session.filters)))
    document = make(_material(session, query, asked, named))
    if asked.title:
        document = document._replace(title=asked.title)
    with progress("writing", sum(len(block.rows) for block in document.blocks if isinstance(block, Table))) as advance:
        data = written(document, advance)
    _deliver(session, data, asked)


def _refuse_terminal(session: Session, form: str, asked: Asked) -> None:
    if FORMATS[form].binary and asked.output in ("", "-") and session.on_terminal:
        raise Usage(
            f"{form} is nothing to read on a terminal", f"name a file: -o {asked.name}{FORMATS[form].suffixes[0]}"
        )


def _occasion_named(
    session: Session, name: str, words: Sequence[str]
) -> tuple[RegisteredOccasion | None, Sequence[str]]:
    # The first free word names the occasion; others are words of a query.
    if name != "occasion":
        return None, words
    place = next((at for at, word in enumerate(words) if not _is_query_word(word)), None)
    if place is None:
        return None, words
    return session.registry.occasion(words[place]), [*words[:place], *words[place + 1 :]]


def _is_query_word(word: str) -> bool:
    from mou_cli.agreement.query.query import QUERY_NAMES

    return word.lstrip("-").partition(":")[0].lower().replace("_", "-") in QUERY_NAMES and ":" in word


def _material(session: Session, query: Query, asked: Asked, named: RegisteredOccasion | None) -> Material:
    agreements = _found(session, query, named)
    within = asked.within or REPORTS[asked.name].within
    wishes = Wishes(
        horizon_of(session.moment.today, within),
        _period_words(within),
        USUAL_YEARS if asked.years is None else asked.years,
        _own(session, asked),
        _values(query, "party"),
        _values(query, "sector"),
    )
    return Material(
        agreements,
        _occasions(session, query, agreements, named),
        session.moment,
        session.context.sectors,
        wishes,
        _footing(session, len(agreements)),
        _converted(session) if asked.name == "implementation" else {},
        _changed(session) if asked.name == "stale" else {},
    )


def _found(session: Session, query: Query, named: RegisteredOccasion | None) -> list[Registered]:
    found = []
    with progress("reading", None if query else session.registry.count()) as advance:
        for each in session.registry.find(query, session.moment):
            advance(1)
            if named is None or each.agreement.occasion == named.occasion.ref:
                found.append(each)
    return found


def _occasions(
    session: Session, query: Query, agreements: Sequence[Registered], named: RegisteredOccasion | None
) -> list[RegisteredOccasion]:
    # Those at which any of the agreements was signed, and those that the query itself takes in.
    if named is not None:
        return [named]
    met = {each.agreement.occasion for each in agreements} - {""}
    return [
        each for each in session.registry.occasions() if each.occasion.ref in met or fits(each, query, session.moment)
    ]


def _period_words(within: str) -> str:
    from mou_cli.agreement.dates.durations import format_duration, parse_duration

    return "today" if within.strip().lower() in ("0", "0d") else format_duration(parse_duration(within))


def _own(session: Session, asked: Asked) -> str:
    if not asked.own:
        return session.own
    from mou_cli.vocabulary.parties import resolve_party

    return resolve_party(asked.own)


def _values(query: Query, field: str) -> tuple[str, ...]:
    found = [each for each in query.conditions if each.field == field and not each.negated]
    return tuple(dict.fromkeys(value for each in found for value in each.values))


def _footing(session: Session, number: int) -> Footing:
    moment = session.moment
    known = moment.known_at.isoformat() if moment.known_at else ""
    return Footing(moment.today.isoformat(), number, session.filters, known, session.registry.history.noted().hash)


def _converted(session: Session) -> dict[str, list[tuple[str, str]]]:
    """Return what each agreement was converted into, by the folded reference that is named."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number, some, refs in session.registry.skim(_Tied, _converted_from):
        for ref in refs:
            found.setdefault(fold(ref), []).append((some.title, some.ref or f"No {number}"))
    return found


def _converted_from(some: _Tied) -> list[str]:
    return [link.ref for link in some.links if link.rel == _CONVERTED]


def _changed(session: Session) -> dict[str, str]:
    """Return by uid the day of the last change that the history has of an agreement; its record alone is none."""
    from mou_cli.agreement.history.entry import read_entry

    found: dict[str, str] = {}
    for _, line in session.registry.history.entries(backward=True):
        entry = read_entry(line)
        for uid, change in entry.changes.items():
            if change.kind == "changed":
                found.setdefault(uid, entry.at[:10])
    return found


def _deliver(session: Session, data: bytes, asked: Asked) -> None:
    from mou_cli.desk.exporting import whole_file
    from mou_cli.desk.own_places import refuse_own_place

    if asked.output in ("", "-"):
        _to_stdout(session, data)
        return
    refuse_own_place(session, asked.output)
    with whole_file(Path(asked.output), force=asked.force) as file:
        file.write(data)


def _to_stdout(session: Session, data: bytes) -> None:
    session.out.flush()
    session.out.buffer.write(data)
    session.out.flush()
