"""The card of an occasion: what was announced, by whom, what was signed and what was promised there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.model import Announcement, Occasion
from mou_cli.agreement.wording import day, party_words, said_by
from mou_cli.render.card import WARNING, Card, Line, block, dotted, fact
from mou_cli.render.promises import commitment_lines, source_lines, target_lines
from mou_cli.render.tones import status_tone
from mou_cli.vocabulary.statuses import status_label


class Signed(NamedTuple):
    """An agreement of an occasion: its number, title and the code of its status."""

    number: int
    title: str
    status: str


def occasion_card(
    number: int, fields: Mapping[str, Any], agreements: Sequence[Signed] = (), today: date | None = None
) -> Card:
    """Return the card of the occasion stored under `number` as `fields`; `agreements` are those that refer to it.

    With `today` its commitments say when they are due then.
    """
    given = msgspec.convert(fields, Occasion)
    return Card(
        title=given.name,
        place=tuple(filter(None, (given.ref, f"No {number}" if number else "", "occasion"))),
        badge="",
        badge_tone="",
        blocks=(
            *fact("When", ", ".join(filter(None, (day(given.date), given.place)))),
            *fact("Parties", dotted(map(party_words, given.parties)), dotted(each.code for each in given.parties)),
            *fact("Tags", dotted(given.tags)),
            *block("Announced", _announced(given.announced, len(agreements)), apart=True),
            *block("Agreements", _signed(agreements), apart=True),
            *block("Commitments", commitment_lines(given.commitments, today), apart=True),
            *block("Targets", target_lines(given.targets), apart=True),
            *block("Notes", [Line(given.notes, keeps_lines=True)] if given.notes else [], apart=True),
            *block("Sources", source_lines(given.sources), apart=True),
            *block("Other fields", _unknown(fields), apart=True),
        ),
    )


def _announced(counts: Sequence[Announcement], registered: int) -> Iterator[Line]:
    for each in counts:
        yield Line(each.text or "documents", aside=said_by(each.source), lead=_count(each.count))
    known = {each.count for each in counts if each.count is not None}
    if len(known) > 1:
        yield Line("the sources disagree", tone=WARNING)
    if known and registered:
        yield Line("in this register", lead=str(registered), tone="bold")


def _count(count: int | None) -> str:
    return "?" if count is None else f"{count:,}"


def _signed(agreements: Sequence[Signed]) -> Iterator[Line]:
    for each in agreements:
        yield Line(each.title, aside=status_label(each.status), lead=str(each.number), tone=status_tone(""))


def _unknown(fields: Mapping[str, Any]) -> Iterator[Line]:
    for name, value in fields.items():
        if name not in Occasion.__struct_fields__:
            yield Line(value if isinstance(value, str) else msgspec.json.encode(value).decode(), lead=name)
