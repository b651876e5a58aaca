"""How an agreement stands in a report: its title in every language, its sides, its sectors, and the list of many."""

from collections.abc import Collection, Sequence

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.life.endless import endless_words
from mou_cli.agreement.life.life import OVER
from mou_cli.agreement.life.parting import Parting, parting_of, partings
from mou_cli.agreement.model import Agreement, Party
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered
from mou_cli.agreement.wording import party_words, person_words
from mou_cli.reports.document import Cell, Column, Table, Text, lean
from mou_cli.reports.material import Material
from mou_cli.vocabulary.statuses import status_label

NUMBER = Column("No", "number", 0.6)
TITLE = Column("Agreement", "text", 5)
WITH = Column("Parties", "text", 2)


def title_cell(agreement: Agreement, *, translations: bool = False) -> Sequence[Text]:
    """Return the title; with `translations`, those in other languages below it."""
    title = agreement.title if not agreement.untitled else f"{agreement.title} (placeholder)"
    others = agreement.titles.items() if translations else ()
    return [Text(title), *(Text(words, code, quiet=True) for code, words in others if words != agreement.title)]


def side_words(parties: Sequence[Party]) -> str:
    """Return the names of parties, each side once: two agencies of one state are one."""
    return " · ".join(dict.fromkeys(party_words(party) for party in parties))


def sector_words(agreement: Agreement, material: Material) -> str:
    """Return the sectors that it is about."""
    return ", ".join(material.sectors.label(code) for code in agreement.sectors)


def agency_words(parties: Sequence[Party]) -> Sequence[Text]:
    """Return the agencies of parties, a line each."""
    return [Text(agency) for agency in dict.fromkeys(party.agency for party in parties) if agency]


def signatory_words(parties: Sequence[Party]) -> Sequence[Text]:
    """Return who signed for parties, a line each."""
    people = [person_words(party.signatory) for party in parties if party.signatory]
    return [Text(person) for person in dict.fromkeys(people) if person]


def own_and_others(agreement: Agreement, own: str) -> tuple[Sequence[Party], Sequence[Party]]:
    """Return the parties of our side and the others; where `own` is empty or no party, the first party is ours."""
    parties = agreement.parties
    ours = [party for party in parties if own and own in (party.code, party.name)]
    if not ours and parties:
        first = parties[0].code or parties[0].name
        ours = [party for party in parties if (party.code or party.name) == first]
    return ours, [party for party in parties if party not in ours]


def with_column(own: str) -> Column:
    """Return the column of `others_words` where our side `own` is known, or is not."""
    return WITH._replace(heading="With") if own else WITH


def columns_for(columns: Sequence[Column], material: Material) -> Sequence[Column]:
    """Return columns of which `WITH` says whom it is with, where our own side is known."""
    return [with_column(material.wishes.own) if column is WITH else column for column in columns]


def others_words(agreement: Agreement, known: Collection[str]) -> str:
    """Return whom it is with, besides the parties `known`, codes or names, of which the whole report speaks."""
    return side_words([party for party in agreement.parties if not {party.code, party.name} & set(filter(None, known))])


def end_words(computed: Computed, agreement: Agreement) -> str:
    """Return until when it is in force in words: a day, without an end, or that nobody can tell."""
    if computed.in_force_through:
        return format_day(computed.in_force_through)
    if agreement.term is None:
        return ""
    return endless_words(agreement, computed) or "cannot be computed"


def missing_words(computed: Computed) -> str:
    """Return what would have to be known, or to be done, as one sentence."""
    return "; ".join(each.removeprefix("cannot compute: ") for each in computed.missing)


def parting_for(codes: Collection[str], agreement: Agreement, computed: Computed, moment: Moment) -> Parting | None:
    """Return how one of the parties `codes` leaves alone an agreement that is not over; None where none does."""
    return parting_of(partings(agreement, moment), codes) if codes and computed.status not in OVER else None


def standing(agreement: Agreement, computed: Computed, parting: Parting | None = None) -> str:
    """Return the status in words, with the day to which it holds where there is one.

    With `parting` it is what holds for the party that leaves.
    """
    label = status_label(computed.status)
    if parting is not None:
        through = f"in force through {format_day(parting.through)}" if parting.through else "day not known"
        return f"{'left' if parting.gone else 'leaves'}: {through}"
    if computed.status in ("in-force", "ending") and computed.in_force_through:
        return f"{label} through {end_words(computed, agreement)}"
    return label


def agreement_list(
    material: Material, name: str = "Agreements", *, known: Collection[str] = (), translations: bool = False
) -> Table:
    """Return a table of all agreements of a report; our own side and the parties `known` go without saying.

    How each stands is told for the parties `known`, one of which may have left it.
    """
    own = material.wishes.own
    columns = (
        NUMBER,
        TITLE,
        with_column(own)._replace(heading="Also with") if known else with_column(own),
        Column("Sectors", "text", 2),
        Column("Signed", "date", 1.5),
        Column("Standing", "text", 1.8),
    )
    rows = [_row(each, material, known, translations) for each in material.agreements]
    return lean(Table(name, columns, rows))


def _row(each: Registered, material: Material, known: Collection[str], translations: bool) -> Sequence[Cell]:
    agreement = each.agreement
    computed = compute(agreement, material.moment)
    return (
        each.number,
        title_cell(agreement, translations=translations),
        others_words(agreement, {*known, material.wishes.own}),
        sector_words(agreement, material),
        agreement.signed,
        standing(agreement, computed, parting_for(known, agreement, computed, material.moment)),
    )
