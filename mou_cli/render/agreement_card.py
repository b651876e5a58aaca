"""The card of one agreement: everything that is recorded and computed of it, and nothing that is empty."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from mou_cli.agreement.dates.durations import format_duration
from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.life.deadlines import LAST_NOTICE_DAY, NOTICE_OPENS
from mou_cli.agreement.life.life import OVER
from mou_cli.agreement.life.parting import Parting, parting_of
from mou_cli.agreement.model import Agreement, Language, Party
from mou_cli.agreement.registered import Registered
from mou_cli.agreement.wording import day, entry_words, party_words, person_words, place_words, term_words
from mou_cli.render.card import WARNING, Block, Card, Line, block, dotted, fact
from mou_cli.render.file_words import kind_words, size_words
from mou_cli.render.promises import commitment_lines, source_lines, target_lines
from mou_cli.render.tones import DIM, status_tone
from mou_cli.vocabulary.sectors import Sectors
from mou_cli.vocabulary.statuses import status_label
from mou_cli.vocabulary.types import type_label

_TIMES = {1: "once", 2: "twice"}
_NOTICE = {LAST_NOTICE_DAY: "is", NOTICE_OPENS: "window opens"}


def agreement_card(
    registered: Registered,
    computed: Computed,
    sectors: Sectors,
    *,
    today: date | None = None,
    leaving: Sequence[Parting] = (),
    occasion: str = "",
    titles: Mapping[str, str] | None = None,
    warnings: Sequence[str] = (),
) -> Card:
    """Return the card of an agreement.

    `computed` is what follows from its dates for the day that is looked at, `today`; `leaving` are the parties that
    leave alone. `sectors` is the registry's tree, `occasion` the name of the occasion that it refers to, `titles` the
    titles of the agreements that it links to by reference, `warnings` the sentences of its findings.
    """
    given = registered.agreement
    return Card(
        title=given.title,
        place=_place(registered),
        badge=status_label(computed.status),
        badge_tone=status_tone(computed.status),
        blocks=(
            *block("Also titled", _other_titles(given)),
            *block("Parties", _parties(given.parties, leaving)),
            *_subject(given, sectors, occasion),
            *_life(given, computed, today),
            *_standing(given, titles or {}),
            *block("Notes", [Line(given.notes, keeps_lines=True)] if given.notes else [], apart=True),
            *block("Sources", source_lines(given.sources), apart=True),
            *block("Other fields", _unknown(registered.fields), apart=True),
            *block("Warnings", [Line(each, tone=WARNING) for each in warnings], apart=True),
        ),
    )


def _place(registered: Registered) -> tuple[str, ...]:
    given = registered.agreement
    number = f"No {registered.number}" if registered.number else ""
    kind = type_label(given.type) if given.type else ""
    binding = {"yes": "binding", "no": "not binding", "disputed": "binding: disputed"}.get(given.binding, "")
    untitled = "title not known yet" if given.untitled else ""
    return tuple(filter(None, (given.ref, number, kind, binding, untitled)))


def _other_titles(given: Agreement) -> Iterator[Line]:
    for language, title in given.titles.items():
        yield Line(title, lead=language)


def _parties(parties: Sequence[Party], leaving: Sequence[Parting]) -> Iterator[Line]:
    for party in parties:
        name, parting = party_words(party), parting_of(leaving, [party.code or party.name])
        yield Line(name, aside=dotted((party.code, "lead" if party.lead else "")))
        if party.agency and party.agency != name:
            yield Line(party.agency, depth=1)
        if party.signatory and (signatory := person_words(party.signatory)):
            yield Line(f"signed by {signatory}", depth=1)
        if parting is not None:
            yield Line(_leaves(parting), tone=WARNING, depth=1)


def _leaves(parting: Parting) -> str:
    through = f"through {day(parting.through)}" if parting.through else "until a day that is not known"
    return f"{'left' if parting.gone else 'leaves'}: in force for it {through}"


def _subject(given: Agreement, sectors: Sectors, occasion: str) -> Iterator[Block]:
    yield from fact("Sectors", dotted(map(sectors.label, given.sectors)), dotted(given.sectors))
    yield from fact("Signed", ", ".join(filter(None, (day(given.signed), given.place))))
    named = occasion or given.occasion
    yield from fact("Occasion", named, given.occasion if named != given.occasion else "")
    yield from fact("Tags", dotted(given.tags))


def _life(given: Agreement, computed: Computed, today: date | None) -> Iterator[Block]:
    yield from fact("Enters", entry_words(given.entry_into_force) if given.entry_into_force else "")
    yield from block("In force", _in_force(computed))
    yield from fact("Term", term_words(given.term) if given.term else "")
    yield from fact("Notice by", day(computed.last_notice_day), _notice_words(computed))
    yield from fact("Survives", f"through {day(computed.survival_through)}" if computed.survival_through else "")
    yield from block("Not known", [Line(each, tone=DIM) for each in computed.missing])
    yield from block("Events", _events(given), apart=True)
    yield from block("Commitments", commitment_lines(given.commitments, today), apart=True)
    yield from block("Targets", target_lines(given.targets), apart=True)


def _in_force(computed: Computed) -> Iterator[Line]:
    since = f"from {day(computed.in_force_from)}" if computed.in_force_from else ""
    through = f"through {day(computed.in_force_through)}" if computed.in_force_through else ""
    if since or through:
        renewals = computed.renewals or 0
        renewed = f"renewed {_TIMES.get(renewals) or f'{renewals} times'}" if renewals else ""
        ceases = f"{_ceases(computed)} on {day(computed.ceases_on)}" if computed.ceases_on else ""
        yield Line(" ".join(filter(None, (since, through))), aside=dotted((ceases, renewed)))


def _ceases(computed: Computed) -> str:
    return "ceased" if computed.status in OVER else "ceases"


def _notice_words(computed: Computed) -> str:
    # From when it may be given; once its last day has passed, that of the next period.
    last, coming = computed.last_notice_day, computed.next_deadline
    if computed.status == "ending":
        return "notice has been given"
    if last and coming is not None and coming.kind in _NOTICE and coming.date > last:
        return f"passed; the next {_NOTICE[coming.kind]} {day(coming.date)}"
    return f"from {day(computed.notice_opens)}" if computed.notice_opens else ""


def _events(given: Agreement) -> Iterator[Line]:
    for event in sorted(given.events, key=lambda event: event.date or "~"):
        until = f"until {day(event.until)}" if event.until else ""
        adds = f"adds {format_duration(event.adds)}" if event.adds else ""
        known = f"known since {day(event.known)}" if event.known else ""
        said = dotted((event.kind.replace("-", " "), place_words(event.party), until, adds))
        aside = dotted((known, f"by {event.by}" if event.by else "", event.note))
        yield Line(said, aside=aside, lead=day(event.date) or "day unknown")


def _standing(given: Agreement, titles: Mapping[str, str]) -> Iterator[Block]:
    links = [Line(f"{link.rel.replace('-', ' ')} {titles.get(link.ref, link.ref)}", _other(link.ref, titles))
             for link in given.links]  # fmt: skip
    yield from block("Links", links, apart=True)
    yield from block("Identifiers", [Line(number, lead=name) for name, number in given.identifiers.items()])
    yield from fact("Formerly", dotted(given.former_refs))
    yield from fact("Languages", dotted(map(_language, given.languages)))
    if given.original:
        yield from fact("Original", ", ".join(filter(None, (given.original.place, given.original.file))))
    yield from fact("Depositary", place_words(given.depositary))
    yield from fact("Responsible", place_words(given.responsible))
    yield from block("Files", _files(given))


def _files(given: Agreement) -> Iterator[Line]:
    for place, file in enumerate(given.attachments, 1):
        yield Line(
            file.name or file.sha256, dotted((kind_words(file.media_type), size_words(file.size))), lead=str(place)
        )


def _other(ref: str, titles: Mapping[str, str]) -> str:
    return ref if ref in titles else ""


def _language(language: Language) -> str:
    role = "prevails" if language.prevails else "authentic" if language.authentic else ""
    return f"{language.code} ({role})" if role else language.code


def _unknown(fields: Mapping[str, Any]) -> Iterator[Line]:
    for name, value in fields.items():
        if name not in Agreement.__struct_fields__ and name != "computed":
            yield Line(value if isinstance(value, str) else msgspec.json.encode(value).decode(), lead=name)
