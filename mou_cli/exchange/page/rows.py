"""What of an agreement goes into the page: a short row that lists and filters need, and the details for its card."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mou_cli.agreement.dates.durations import add
from mou_cli.agreement.due import Due, due_of, promises_due
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.life.explain import explain
from mou_cli.agreement.lifeline import lifeline
from mou_cli.agreement.model import Agreement, Commitment, Observation, Party, Target
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.published import published
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.agreement.repeat_words import repeat_words
from mou_cli.agreement.wording import entry_words, number_words, term_words

Row = list[Any]
# What stands in the row need not stand in the details again; nobody reads a uid.
_ELSEWHERE = ("ref", "uid", "title", "type", "sectors", "signed", "occasion")


def horizon_of(today: date) -> date:
    """Return the last day of what the page calls due: a year from `today`."""
    try:
        return add(today, 12, 0)
    except OverflowError:
        return date.max


def row_and_details(registered: Registered, moment: Moment, horizon: date) -> tuple[Row, dict[str, Any]]:
    """Return the row of an agreement, in the order that register.js takes it, and the details for its card."""
    agreement = registered.agreement
    computed = compute(agreement, moment)
    row = [
        registered.number,
        agreement.ref,
        agreement.title,
        agreement.type,
        list(dict.fromkeys(party_key(party) for party in agreement.parties)),
        agreement.sectors,
        agreement.signed,
        computed.status,
        computed.in_force_through or "",
        computed.last_notice_day or "",
        agreement.occasion,
        [due_row(each) for each in due_of(agreement, moment, horizon)],
        [(link.rel, link.ref) for link in agreement.links],
        agreement.former_refs,
    ]
    return row, _details(registered, moment, computed)


def occasion_row(registered: RegisteredOccasion, moment: Moment, horizon: date) -> dict[str, Any]:
    """Return an occasion for the page: its fields, what is due of its promises, and these in words."""
    occasion = registered.occasion
    due = promises_due(occasion.commitments, occasion.targets, moment.today, horizon)
    return {
        "number": registered.number,
        "fields": registered.fields,
        "due": [due_row(each) for each in due],
        "words": _promise_words(occasion.commitments, occasion.targets),
    }


def party_key(party: Party) -> str:
    """Return by what a party is told from others: its code, else its name, else its agency."""
    return party.code or party.name or party.agency


def due_row(due: Due) -> Row:
    """Return something due, in the order that due.js takes it."""
    return [due.when, due.day.isoformat(), due.kind, due.act, due.overdue, due.id, due.who, due.order]


def _details(registered: Registered, moment: Moment, computed: Computed) -> dict[str, Any]:
    agreement = registered.agreement
    fields = published(registered, moment)
    for name in _ELSEWHERE:
        fields.pop(name, None)
    fields["computed"] = {name: value for name, value in fields["computed"].items() if value is not None}
    return {
        "fields": fields,
        "explain": [(e.name, e.date, e.sum, e.clause) for e in explain(agreement, moment)],
        "life": _life(agreement, computed, moment.today),
        "words": _words(agreement),
    }


def _life(agreement: Agreement, computed: Computed, today: date) -> Row:
    found = lifeline(agreement, computed, today)
    points = [point if point.first != point.last else point[:2] for point in found.points]
    return [points, [stretch if stretch.until else stretch[:2] for stretch in found.stretches]]


def _words(agreement: Agreement) -> dict[str, Any]:
    words = _promise_words(agreement.commitments, agreement.targets)
    if agreement.entry_into_force:
        words["entry"] = entry_words(agreement.entry_into_force)
    if agreement.term:
        words["term"] = term_words(agreement.term)
    return words


def _promise_words(commitments: Sequence[Commitment], targets: Sequence[Target]) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if commitments:
        words["repeats"] = [repeat_words(each.repeats) for each in commitments]
    if targets:
        words["targets"] = [_amounts(each) for each in targets]
    return words


def _amounts(target: Target) -> list[Any]:
    aim = number_words(target.value, target.unit) if target.value is not None else target.unit
    base = number_words(target.baseline.value, target.unit) if target.baseline else ""
    return [aim, base, list(_seen(target.observed, target.unit))]


def _seen(observed: Iterable[Observation], unit: str) -> Iterable[str]:
    return (number_words(each.value, unit) for each in observed)
