"""What the shell offers while a command is typed: words of the vocabulary and of the registry itself."""

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from mou_cli.agreement.query.query import Query
from mou_cli.desk.completion_shells import KEPT
from mou_cli.render.safe import safe
from mou_cli.render.widths import cut
from mou_cli.session import Session

Offer = tuple[str, str]
# A shell asks at every key; a hundred offers are more than anybody reads.
_MOST = 100
_LOOKED_AT = 5000
# An offer lands on the command line as it is, and a title passes through the shell's `eval`: what steers a shell stays
# out of both, whoever wrote the registry.
_TYPED = re.compile(r"[\w.,:=+@%/-]+")
_STEERING = str.maketrans({"\\": "/", "$": "", "`": "’", "'": "’", '"': "”", "[": "\\["})
_LABEL_CELLS = 70


class _Matched(str):
    """An offer that fits; Typer would ask again, letter for letter and with what bash keeps for itself."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        """Say that it fits."""
        return True


def suggest(name: str, context: Any, incomplete: str) -> list[Offer]:
    """Return (value, what it means) for what is being typed; never raises, for it would spoil the prompt."""
    try:
        begun, kept = incomplete.casefold(), os.environ.get(KEPT, "")
        fitting = (
            (_Matched(value.removeprefix(kept)), _told(label))
            for value, label in _offers(name, context, incomplete)
            if value.casefold().startswith(begun) and _TYPED.fullmatch(value)
        )
        return list(islice(fitting, _MOST))
    except Exception:
        return []


def _offers(name: str, context: Any, incomplete: str) -> Iterable[Offer]:
    session = _session(context)
    if name == "query" and context.params.get("name") == "occasion" and not incomplete.startswith("@"):
        yield from _occasions(session, incomplete)  # a word of that report names one
    if name == "setting-value":
        yield from _setting_values(session, context.params.get("name") or "", incomplete)
    else:
        yield from _OFFERS[name](session, incomplete)


def _told(label: str) -> str:
    # Typer takes a label for Rich markup with emoji codes; a word joiner keeps `:bug:` from being one.
    plain = cut(safe(label), _LABEL_CELLS).translate(_STEERING)
    return re.sub(r":(?=\S+:)", ":\u2060", plain)


def _session(context: Any) -> Session:
    from mou_cli.app import session_of

    params = context.find_root().params
    session = session_of(params.get("registry"), params.get("today"), params.get("known_at"), params.get("actor"))
    session.quiet = True
    return session


def _refs(session: Session, incomplete: str) -> Iterator[Offer]:
    number = incomplete.isdigit()
    for each in session.registry.find(Query(), session.moment):
        yield (str(each.number) if number or not each.agreement.ref else each.agreement.ref), each.agreement.title


def _sectors(session: Session, _: str) -> Iterator[Offer]:
    return ((sector.code, sector.label) for sector in session.context.sectors)


def _parties(session: Session, incomplete: str) -> Iterator[Offer]:
    from mou_cli.vocabulary.parties import all_parties, party_name

    used = _counted(session, lambda agreement: [party.code for party in agreement.parties if party.code])
    yield from ((code, party_name(code)) for code in used)
    if incomplete:
        yield from ((code, name) for code, name in all_parties() if code not in used)
    if len(incomplete) > 2:
        yield from ((name, code) for code, name in all_parties())


def _types(_: Session, __: str) -> Iterator[Offer]:
    from mou_cli.agreement.codes import TYPES
    from mou_cli.vocabulary.types import type_label

    return ((code, type_label(code)) for code in TYPES)


def _statuses(_: Session, __: str) -> Iterator[Offer]:
    from mou_cli.agreement.codes import STATUSES
    from mou_cli.vocabulary.statuses import status_label

    return ((code, status_label(code)) for code in STATUSES)


def _tags(session: Session, _: str) -> Iterator[Offer]:
    return ((tag, "") for tag in _counted(session, lambda agreement: list(agreement.tags)))


def _occasions(session: Session, _: str) -> Iterator[Offer]:
    return ((each.occasion.ref, each.occasion.name) for each in session.registry.occasions())


def _columns(_: Session, incomplete: str) -> Iterator[Offer]:
    from mou_cli.agreement.columns import COLUMNS

    before, comma, _rest = incomplete.rpartition(",")
    return ((f"{before}{comma}{name}", column.heading) for name, column in COLUMNS.items())


def _sort_keys(session: Session, incomplete: str) -> Iterator[Offer]:
    before, comma, rest = incomplete.rpartition(",")
    sign = "-" if rest.startswith("-") else ""
    for name, heading in _columns(session, ""):
        yield f"{before}{comma}{sign}{name}", heading


def _formats(_: Session, __: str) -> Iterator[Offer]:
    yield "table", "for people"
    yield from _export_formats(_, __)


def _export_formats(_: Session, __: str) -> Iterator[Offer]:
    from mou_cli.exchange.formats import FORMATS

    return ((each.name, each.help) for each in FORMATS.values() if each.writes)


def _reports(_: Session, __: str) -> Iterator[Offer]:
    from mou_cli.reports.catalogue import REPORTS

    return ((each.name, each.help) for each in REPORTS.values())


def _report_formats(_: Session, __: str) -> Iterator[Offer]:
    from mou_cli.reports.formats.formats import FORMATS

    return ((each.name, each.help) for each in FORMATS.values())


def _views(session: Session, _: str) -> Iterator[Offer]:
    from mou_cli.desk.settings_list import as_typed

    return ((f"@{view.name}", as_typed(view)) for view in session.settings.views.values())


def _settings(session: Session, incomplete: str) -> Iterator[Offer]:
    from mou_cli.settings.declared import SETTINGS, VIEWS

    yield from ((each.name, each.meaning) for each in SETTINGS.values())
    yield from _views(session, incomplete)
    if incomplete:  # another way to say it, for whoever begins so
        yield from ((f"{VIEWS}.{name[1:]}", label) for name, label in _views(session, incomplete))


def _setting_values(session: Session, name: str, incomplete: str) -> Iterator[Offer]:
    if name.startswith(("@", "views.")):
        return _query(session, incomplete)
    return _parties(session, incomplete) if name == "own" else iter(())


def _counted_by(_: Session, __: str) -> Iterator[Offer]:
    from mou_cli.agreement.counts import FIELDS

    return ((name, "") for name in FIELDS)


def _events(_: Session, __: str) -> Iterator[Offer]:
    from mou_cli.agreement.codes import EVENT_KINDS

    return ((kind, "") for kind in EVENT_KINDS)


def _entries(session: Session, _: str) -> Iterator[Offer]:
    from mou_cli.agreement.history.entry import read_step

    steps = (read_step(body) for _, body in session.registry.history.entries(backward=True))
    return ((str(step.seq), f"{step.op} {' '.join(step.refs[:3])}") for step in islice(steps, _LOOKED_AT))


def _fields(_: Session, __: str) -> Iterator[Offer]:
    from mou_cli.agreement.reading.paths import field_names

    return ((f"{name}=", "") for name in field_names())


def _assignments(session: Session, incomplete: str) -> Iterator[Offer]:
    field, sign, value = incomplete.partition("=")
    if not sign:
        yield from _refs(session, incomplete)
        yield from _fields(session, incomplete)
        return
    kind = _KINDS.get(field.rstrip("+-"), "")
    if kind:
        yield from ((f"{field}={word}", label) for word, label in _OFFERS[kind](session, value))


def _query(session: Session, incomplete: str) -> Iterator[Offer]:
    from mou_cli.agreement.query.query_fields import FIELDS

    sign = "-" if incomplete.startswith("-") else ""
    name, colon, value = incomplete.removeprefix("-").partition(":")
    if incomplete.startswith("@"):
        yield from _views(session, incomplete)
    elif not colon:
        yield from ((f"{sign}{field}:", "") for field in FIELDS)
        yield from () if incomplete else _views(session, incomplete)
    elif name in _OFFERS:
        yield from ((f"{sign}{name}:{word}", label) for word, label in _OFFERS[name](session, value))


def _counted(session: Session, read: Any) -> list[str]:
    """Return the words that the registry's agreements hold, the most used first."""
    from collections import Counter

    found: Iterable[Any] = islice(session.registry.find(Query(), session.moment), _LOOKED_AT)
    return [word for word, _ in Counter(word for each in found for word in read(each.agreement)).most_common()]


_OFFERS: dict[str, Any] = {
    "ref": _refs,
    "sector": _sectors,
    "party": _parties,
    "lead": _parties,
    "type": _types,
    "status": _statuses,
    "tag": _tags,
    "occasion": _occasions,
    "column": _columns,
    "sort": _sort_keys,
    "format": _formats,
    "export-format": _export_formats,
    "report": _reports,
    "report-format": _report_formats,
    "setting": _settings,
    "count-by": _counted_by,
    "event": _events,
    "entry": _entries,
    "field": _fields,
    "assignment": _assignments,
    "query": _query,
}

_KINDS = {"type": "type", "sectors": "sector", "parties": "party", "tags": "tag", "occasion": "occasion"}
