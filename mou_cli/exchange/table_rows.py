"""The rows of the tables (see tables.py), made agreement by agreement, so that a register of any size streams."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

import msgspec

from mou_cli.agreement.columns import COLUMNS
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.model import Agreement, Commitment, Occasion, Party, Source, Target
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.reading.reading_text import quote
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.exchange.clean import clean, clean_text
from mou_cli.exchange.picking import Row, Value, picker
from mou_cli.exchange.surroundings import Surroundings
from mou_cli.exchange.tables import TABLES
from mou_cli.vocabulary.parties import party_name
from mou_cli.vocabulary.sectors import Sectors

RowOf: TypeAlias = Callable[[Registered, Registered, Computed], Row]
Owner: TypeAlias = tuple[int | None, int | None]  # the number of an agreement, or else of an occasion

_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_KNOWN = frozenset((*Agreement.__struct_fields__, "computed"))
_called = lru_cache(1024)(party_name)
_WORKED_OUT = ("number", "party_names", "signed_year", "missing", "agencies", "signatories", "other_titles")
_PLAIN = ("events", "links", "languages", "attachments")  # the parts whose rows hold what they hold and no more


class Rows:
    """Makes rows of agreements and, at the end, of what stands around them; the keys of each table count from 1.

    `wanted` are the tables whose rows are asked for. `row_of` makes the row of an agreement, where it is not to be that
    of the table, from what was given, the same cleaned (see clean.py), and what is computed of it.
    """

    def __init__(
        self,
        moment: Moment,
        around: Surroundings | None = None,
        wanted: Collection[str] = TABLES,
        row_of: RowOf | None = None,
    ) -> None:
        self._moment = moment
        self._row_of = row_of or agreement_row
        self._around = around or Surroundings(Sectors())
        self._plain = [name for name in _PLAIN if name in wanted]
        self._small = "tags" in wanted
        self._keys = dict.fromkeys(TABLES, 0)
        self._occasions: set[str] = set()
        self._sectors: set[str] = set()

    def of(self, registered: Registered) -> Iterator[tuple[str, Row]]:
        """Yield the name of a table and a row of it, for all that an agreement holds; its own row comes first."""
        cleaned = clean(registered)
        agreement, number = cleaned.agreement, cleaned.number
        self._occasions.add(agreement.occasion)
        yield "agreements", self._row_of(registered, cleaned, compute(agreement, self._moment))
        for party in agreement.parties:
            yield "parties", (self._key("parties"), number, *_party(party))
        for name in self._plain:
            pick = _picker(name)
            for item in getattr(agreement, name):
                yield name, (self._key(name), number, *pick(item))
        if self._small:
            yield from self._lists(number, agreement)
        yield from self._promises(agreement, (number, None))

    def rest(self) -> Iterator[tuple[str, Row]]:
        """Yield what belongs to all of the agreements or to none: occasions, sectors, the day of the export."""
        for given in self._around.occasions:
            occasion = clean(given)
            if self._around.whole or (occasion.occasion.ref and occasion.occasion.ref in self._occasions):
                yield from self._occasion(occasion)
        tree = self._around.sectors
        for sector in tree:
            yield "sectors", (clean_text(sector.code), clean_text(sector.label), clean_text(sector.parent) or None)
        for code in sorted(self._sectors):
            if code not in tree:
                yield "sectors", (code, code, None)
        yield from (("about", (name, clean_text(told))) for name, told in about(self._moment, self._around) if told)

    def _key(self, table: str) -> int:
        self._keys[table] += 1
        return self._keys[table]

    def _lists(self, number: int, agreement: Agreement) -> Iterator[tuple[str, Row]]:
        for language, title in agreement.titles.items():
            yield "titles", (self._key("titles"), number, language, title)
        for scheme, value in agreement.identifiers.items():
            yield "identifiers", (self._key("identifiers"), number, scheme, value)
        for tag in agreement.tags:
            yield "tags", (self._key("tags"), number, tag)
        for code in dict.fromkeys(filter(None, agreement.sectors)):
            self._sectors.add(code)
            yield "agreement_sectors", (self._key("agreement_sectors"), number, code)

    def _promises(self, holder: Agreement | Occasion, owner: Owner) -> Iterator[tuple[str, Row]]:
        for commitment in holder.commitments:
            yield from self._commitment(commitment, owner)
        for target in holder.targets:
            yield from self._target(target, owner)
        for source in holder.sources:
            yield "sources", self._source(source, owner)

    def _commitment(self, commitment: Commitment, owner: Owner) -> Iterator[tuple[str, Row]]:
        key = self._key("commitments")
        yield "commitments", (key, *owner, *_picker("commitments")(commitment))
        for source in commitment.sources:
            yield "sources", self._source(source, owner, f"commitment {commitment.id}", commitment=key)

    def _target(self, target: Target, owner: Owner) -> Iterator[tuple[str, Row]]:
        key, about = self._key("targets"), f"target {target.id}"
        yield "targets", (key, *owner, *_target_values(target))
        for source in target.sources:
            yield "sources", self._source(source, owner, about, target=key)
        for each in target.by:
            date, told = (each, None) if isinstance(each, str) else (each.date, each.source)
            yield from self._told("deadlines", (key, date or None), told, owner, f"{about}, by {date}", key)
        for seen in target.observed:
            values = (key, seen.date or None, seen.value)
            yield from self._told("observations", values, seen.source, owner, f"{about}, {seen.date}", key)
        if target.baseline is not None and target.baseline.source is not None:
            yield "sources", self._source(target.baseline.source, owner, f"{about}, baseline", target=key)

    def _told(
        self, table: str, values: Row, source: Source | None, owner: Owner, about: str, target: int | None
    ) -> Iterator[tuple[str, Row]]:
        # A row that says who told it: the source first, for the row to name its key.
        key = None
        if source is not None:
            row = self._source(source, owner, about, target=target)
            key = row[0]
            yield "sources", row
        yield table, (self._key(table), *values, key)

    def _source(
        self, source: Source, owner: Owner, about: str | None = None, *, commitment: Value = None, target: Value = None
    ) -> Row:
        title, publisher, url, date, quoted, certainty = _picker("sources")(source)
        fields = ", ".join(source.fields) or None
        given = (about, title, publisher, url, date, quoted, fields, certainty)
        return (self._key("sources"), *owner, commitment, target, *given)

    def _occasion(self, stored: RegisteredOccasion) -> Iterator[tuple[str, Row]]:
        occasion, owner = stored.occasion, (None, stored.number)
        ref, name, place, date, notes, uid = _picker("occasions")(occasion)
        tags = ", ".join(occasion.tags) or None
        yield "occasions", (stored.number, ref, name, place, date, _names(occasion.parties), tags, notes, uid)
        for told in occasion.announced:
            values = (stored.number, told.count, told.text or None)
            yield from self._told("announcements", values, told.source, owner, "announced", None)
        yield from self._promises(occasion, owner)


def agreement_row(_: Registered, cleaned: Registered, computed: Computed) -> Row:
    """Return the row of an agreement in the table of agreements; see Rows."""
    stored, order = _stored()
    row: Row = order((*stored(cleaned.agreement), _more(cleaned), *worked_out(cleaned, computed)))
    return row


def worked_out(cleaned: Registered, computed: Computed) -> Row:
    """Return the values of `worked_out_columns` for an agreement whose texts are clean."""
    agreement = cleaned.agreement
    year = agreement.signed[:4]
    return (
        cleaned.number,
        _names(agreement.parties),
        int(year) if year.isdecimal() and year.isascii() else None,
        "; ".join(computed.missing) or None,
        "; ".join(dict.fromkeys([party.agency for party in agreement.parties if party.agency])) or None,
        COLUMNS["signatories"].plain(cleaned, None) or None,
        COLUMNS["titles"].plain(cleaned, None) if agreement.titles else None,
        *_follows()(computed),
    )


@cache
def worked_out_columns() -> tuple[str, ...]:
    """Return the names of the columns of the table of agreements that nobody has recorded."""
    columns = [column.name for column in TABLES["agreements"].columns if column.at.startswith("computed.")]
    return (*_WORKED_OUT, *columns)


@cache
def _follows() -> Callable[[Any], Row]:
    paths = [column.at for column in TABLES["agreements"].columns]
    return picker([path.removeprefix("computed.") for path in paths if path.startswith("computed.")])


@cache
def _stored() -> tuple[Callable[[Any], Row], Callable[[Row], Row]]:
    columns = [column for column in TABLES["agreements"].columns if column.kind != "parts"]
    stored = [column for column in columns if column.at and not column.at.startswith("computed.")]
    names = [*(column.name for column in stored), "more", *worked_out_columns()]
    return picker([column.at for column in stored]), itemgetter(*(names.index(column.name) for column in columns))


@cache
def _picker(table: str) -> Callable[[Any], Row]:
    return picker([column.at for column in TABLES[table].columns if column.at])


def _party(party: Party) -> Row:
    code, agency, lead, name, title = _picker("parties")(party)
    return code, _name(party) or None, agency, lead, name, title


def _name(party: Party) -> str:
    return party.name or (_called(party.code) if party.code else "")


def _names(parties: Iterable[Party]) -> str | None:
    # As they are usually called, each once: two agencies of one state are one party.
    found = [_called(each.code) if each.code else each.name or each.agency for each in parties]
    return "; ".join(dict.fromkeys(filter(None, found))) or None


def _more(registered: Registered) -> str | None:
    unknown = {name: raw for name, raw in _MEMBERS.decode(registered.line).items() if name not in _KNOWN}
    return quote(unknown) if unknown else None


def _target_values(target: Target) -> Row:
    number, metric, unit, base_value, base_date, value, note = _picker("targets")(target)
    dates = [each if isinstance(each, str) else each.date for each in target.by]
    seen = max(target.observed, key=lambda each: each.date, default=None)
    latest = (seen.value, seen.date or None) if seen else (None, None)
    return (number, metric, unit, base_value, base_date, value, "; ".join(filter(None, dates)) or None, *latest, note)


def about(moment: Moment, around: Surroundings) -> tuple[tuple[str, str], ...]:
    """Return what an export says of itself, empty where there is nothing to say.

    The day that it is computed for and the day of what was known, whose desk it is, what was filtered, the hash of the
    history's last entry, and what made it.
    """
    from mou_cli import __version__

    return (
        ("as_of", moment.today.isoformat()),
        ("known_at", moment.known_at.isoformat() if moment.known_at else ""),
        ("own", around.own),
        ("filters", around.asked),
        ("history", around.head),
        ("made_by", f"mou {__version__}"),
    )
