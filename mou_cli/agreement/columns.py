"""The columns of a list: for each its heading, what a script reads and what a person reads."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.life.endless import endless_words
from mou_cli.agreement.model import Agreement, Party
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Usage
from mou_cli.vocabulary.statuses import status_label

Cell = Callable[[Registered, Computed | None], str]
SEPARATOR = "; "
ABSENT = "-"


class Column(Struct, frozen=True):
    """One column.

    `plain` gives the value for TSV and CSV: codes, ISO dates, several values joined by `; `, empty where absent;
    `shown` the value for a person, `-` where absent. Both take the agreement and what is computed of it, which may be
    None where `computed` is false. `kind` is how its values are ordered: `text`, `day`, `number` or `status`.
    """

    name: str
    heading: str
    plain: Cell
    shown: Cell
    computed: bool = False
    kind: str = "text"


def resolve_columns(text: str) -> tuple[Column, ...]:
    """Return the columns that a person names, such as `ref,title` or `no, term.notice`.

    Hyphens and underscores are one. A name with dots is read from the fields as stored (`term.notice`,
    `parties.agency`, `identifiers.unts`); one that begins with a dot is not checked, for fields that mou does not know
    (`.dossier`). Raises Usage for an unknown name, with the nearest, and where no column is named.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise Usage("no column is named", f"name some of {', '.join(COLUMNS)}")
    return tuple(resolve_column(name) for name in names)


def resolve_column(name: str) -> Column:
    """Return one column by its name; see resolve_columns()."""
    plain_name = name.lower().replace("_", "-").removeprefix("computed.")
    column = COLUMNS.get(_SYNONYMS.get(plain_name, plain_name))
    if column:
        return column
    from mou_cli.agreement.raw_columns import raw_reader

    read = raw_reader(name)
    if read is None:
        raise _unknown(name)
    return _column(name, name.lstrip("."), lambda registered, _: read(registered.fields))


def _unknown(name: str) -> Usage:
    from mou_cli.vocabulary.matching import nearest, unknown

    known = {each: _SYNONYMS.get(each, each) for each in (*COLUMNS, *_SYNONYMS)}
    return unknown("column", name, nearest(name, known), f"the columns are {', '.join(COLUMNS)}")


def _column(
    name: str, heading: str, plain: Cell, shown: Cell | None = None, *, computed: bool = False, kind: str = "text"
) -> Column:
    cell = shown or plain
    return Column(name, heading, plain, lambda registered, values: cell(registered, values) or ABSENT, computed, kind)


def _stored(
    name: str,
    heading: str,
    plain: Callable[[Agreement], str],
    shown: Callable[[Agreement], str] | None = None,
    kind: str = "text",
) -> Column:
    person = shown or plain
    return _column(name, heading, lambda r, _: plain(r.agreement), lambda r, _: person(r.agreement), kind=kind)


def _followed(name: str, heading: str, value: str, kind: str = "day") -> Column:
    return _column(name, heading, lambda _, computed: _text(getattr(computed, value, None)), computed=True, kind=kind)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return SEPARATOR.join(map(str, value))
    return str(value)


def _joined(values: Iterable[str], separator: str = SEPARATOR) -> str:
    return separator.join(dict.fromkeys(value for value in values if value))


def _party(party: Party) -> str:
    return party.code or party.name or party.agency


def _signatories(agreement: Agreement) -> str:
    people = ((p, p.signatory) for p in agreement.parties if p.signatory)
    return _joined(f"{_party(p)}: {', '.join(filter(None, (who.name, who.title)))}" for p, who in people)


def _status(_: Registered, computed: Computed | None) -> str:
    return computed.status if computed else ""


def _status_words(_: Registered, computed: Computed | None) -> str:
    return status_label(computed.status) if computed else ""


def _expires(_: Registered, computed: Computed | None) -> str:
    return computed.in_force_through or "" if computed else ""


def _expires_words(registered: Registered, computed: Computed | None) -> str:
    if computed is None or computed.in_force_through:
        return _expires(registered, computed)
    return endless_words(registered.agreement, computed)


def _next_deadline(_: Registered, computed: Computed | None) -> str:
    deadline = computed.next_deadline if computed else None
    return f"{deadline.date} {deadline.kind}" if deadline else ""


COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        _column("no", "No", lambda registered, _: str(registered.number), kind="number"),
        _stored("ref", "Ref", lambda a: a.ref),
        _stored("title", "Title", lambda a: a.title),
        _stored("titles", "Other titles", lambda a: _joined(f"{code}: {text}" for code, text in a.titles.items())),
        _stored("type", "Type", lambda a: a.type),
        _stored("binding", "Binding", lambda a: a.binding),
        _stored(
            "parties",
            "Parties",
            lambda a: _joined(map(_party, a.parties)),
            lambda a: _joined(map(_party, a.parties), " · "),
        ),
        _stored("agencies", "Agencies", lambda a: _joined(p.agency for p in a.parties)),
        _stored("lead", "Lead", lambda a: _joined(_party(p) for p in a.parties if p.lead)),
        _stored("signatories", "Signatories", _signatories),
        _stored("sectors", "Sectors", lambda a: _joined(a.sectors), lambda a: _joined(a.sectors, " ")),
        _stored("signed", "Signed", lambda a: a.signed, kind="day"),
        _stored("place", "Place", lambda a: a.place),
        _stored("occasion", "Occasion", lambda a: a.occasion),
        _column("status", "Status", _status, _status_words, computed=True, kind="status"),
        _followed("in-force", "In force from", "in_force_from"),
        _column("expires", "In force through", _expires, _expires_words, computed=True, kind="day"),
        _followed("ceases", "Ceases on", "ceases_on"),
        _followed("renewals", "Renewals", "renewals", kind="number"),
        _followed("notice-opens", "Notice opens", "notice_opens"),
        _followed("notice", "Notice by", "last_notice_day"),
        _followed("survival", "Survives through", "survival_through"),
        _column("deadline", "Next deadline", _next_deadline, computed=True, kind="day"),
        _followed("missing", "Missing", "missing", kind="text"),
        _stored("responsible", "Responsible", lambda a: a.responsible),
        _stored("depositary", "Depositary", lambda a: a.depositary),
        _stored("languages", "Languages", lambda a: _joined(language.code for language in a.languages)),
        _stored("identifiers", "Identifiers", lambda a: _joined(f"{k}: {v}" for k, v in a.identifiers.items())),
        _stored("links", "Links", lambda a: _joined(f"{link.rel} {link.ref}" for link in a.links)),
        _stored("commitments", "Commitments", lambda a: str(len(a.commitments) or ""), kind="number"),
        _stored("targets", "Targets", lambda a: str(len(a.targets) or ""), kind="number"),
        _stored("attachments", "Attachments", lambda a: str(len(a.attachments) or ""), kind="number"),
        _stored("sources", "Sources", lambda a: str(len(a.sources) or ""), kind="number"),
        _stored("untitled", "Untitled", lambda a: "yes" if a.untitled else ""),
        _stored("former-refs", "Former refs", lambda a: _joined(a.former_refs)),
        _stored("tags", "Tags", lambda a: _joined(a.tags), lambda a: _joined(a.tags, " ")),
        _stored("notes", "Notes", lambda a: a.notes),
        _stored("uid", "UID", lambda a: a.uid),
    )
}

_SYNONYMS: dict[str, str] = {
    "number": "no",
    "reference": "ref",
    "party": "parties",
    "agency": "agencies",
    "sector": "sectors",
    "tag": "tags",
    "note": "notes",
    "link": "links",
    "language": "languages",
    "identifier": "identifiers",
    "source": "sources",
    "signatory": "signatories",
    "people": "signatories",
    "person": "signatories",
    "in-force-from": "in-force",
    "in-force-through": "expires",
    "through": "expires",
    "ceases-on": "ceases",
    "last-notice-day": "notice",
    "notice-by": "notice",
    "survival-through": "survival",
    "next-deadline": "deadline",
}

DEFAULT_COLUMNS: tuple[Column, ...] = tuple(
    COLUMNS[name] for name in ("no", "title", "parties", "sectors", "signed", "status", "notice")
)
