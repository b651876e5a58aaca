"""What of an agreement stands in a calendar: its last notice day, its notice window, its end, and what was promised.

The UID of an entry is made of the agreement's own and the entry's kind, so that an entry taken in again replaces the
one that is there. SEQUENCE (RFC 5545, section 3.8.7.4) must rise when an entry changes and never fall, or a calendar
would refuse what is newer. Without knowledge of what was exported before, it is counted from what only grows: each
change that the history tells of counts 500,000, each event recorded 10,000 and each renewal passed one; of a commitment
each change counts 8, and its steps one. Of what was changed where there is no history, the later DTSTAMP, the day of
the export, is the newer (RFC 5546, section 2.1.5).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from mou_cli.agreement.codes import COMMITMENT_STATUSES
from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.edtf import bounds, is_partial
from mou_cli.agreement.life.computed import Computed
from mou_cli.agreement.life.parting import Parting
from mou_cli.agreement.model import Agreement, Commitment
from mou_cli.agreement.registered import Registered
from mou_cli.vocabulary.parties import party_name

_EVENT_WEIGHT, _MOST_EVENTS = 10_000, 50
_CHANGE_WEIGHT = _EVENT_WEIGHT * _MOST_EVENTS
_STEPS = 8
_MOST = 2**31 - 1  # RFC 5545, section 3.3.8
_ENDED = ("superseded", "terminated", "expired")


class Occurrence(NamedTuple):
    """A day or several days of an agreement, all of them whole; `certain` is false where the day is known in part."""

    uid: str
    sequence: int
    summary: str
    description: str
    sectors: tuple[str, ...]
    first: date
    last: date
    certain: bool


class Task(NamedTuple):
    """Something promised, by the last day on which it is due; `done` is the day on which it was."""

    uid: str
    sequence: int
    summary: str
    description: str
    sectors: tuple[str, ...]
    due: date
    repeats: str
    status: str
    done: date | None


def occurrences(
    registered: Registered, computed: Computed, leaving: Iterable[Parting] = (), changes: int = 0
) -> Iterator[Occurrence]:
    """Yield the days of an agreement as `computed`; what has no day or an impossible one is left out.

    `leaving` are the parties that leave it alone; `changes` says how often it was changed, as far as that is known.
    """
    agreement = registered.agreement
    identity, sequence = _identity(registered), _sequence(agreement, computed, changes)
    for day in (*_days(agreement, computed), *(_leaves(each) for each in leaving if each.ceases)):
        first, last = bounds(day.since)[0], bounds(day.until)[1]
        if first > last:
            continue
        certain = not (is_partial(day.since) or is_partial(day.until))
        rough = () if certain else ("The record does not tell the exact day.",)
        yield Occurrence(
            f"{identity}-{day.kind}@mou",
            sequence,
            f"{day.words}: {agreement.title}",
            "\n".join(filter(None, (_headline(agreement), day.told, *rough))),
            agreement.sectors,
            first,
            last,
            certain,
        )


def tasks(registered: Registered, changes: int = 0) -> Iterator[Task]:
    """Yield the commitments of an agreement, changed so often, that have a day on which they are due."""
    agreement = registered.agreement
    numbers: set[int] = set()
    for place, promised in enumerate(agreement.commitments, 1):
        due = _last_day(promised.due)
        if due is None:
            continue
        name = f"commitment-{promised.id}"
        if not promised.id or promised.id in numbers:
            name = f"{name}-{place}"
        numbers.add(promised.id)
        yield Task(
            f"{_identity(registered)}-{name}@mou",
            min(changes * _STEPS + _steps(promised), _MOST),
            promised.text or agreement.title,
            "\n".join(_told_of(promised, agreement)),
            agreement.sectors,
            due,
            promised.repeats,
            promised.status,
            _last_day(promised.done),
        )


class _Day(NamedTuple):
    # A day or the two between which it lies, as computed, and what is said of it.
    kind: str
    words: str
    told: str
    since: str
    until: str


def _days(agreement: Agreement, computed: Computed) -> Iterator[_Day]:
    opens, notice, ceases = computed.notice_opens, computed.last_notice_day, computed.ceases_on
    renews = _renews(agreement, computed)
    through = f"In force through {format_day(computed.in_force_through)}." if computed.in_force_through else ""
    closes = notice or computed.in_force_through
    if opens and closes:
        told = f"Notice may be given from {format_day(opens)} to {format_day(closes)}."
        yield _Day("notice-window", "Notice may be given", told, opens, closes)
    if notice:
        told = f"Notice by {format_day(notice)}, else it {'is renewed' if renews else 'stays in force'}. {through}"
        yield _Day("last-notice", "Last day to give notice", told.rstrip(), notice, notice)
    if ceases:
        on = format_day(ceases)
        told = f"Renewed from {on} unless notice was given." if renews else f"Out of force from {on}."
        words = "Renewed, or ceases" if renews else "Ceases"
        yield _Day("ceases", words, f"{through} {told}".lstrip(), ceases, ceases)


def _leaves(each: Parting) -> _Day:
    name, through, ceases = party_name(each.party), format_day(each.through or ""), each.ceases or ""
    told = f"In force for {name} through {through}; the others stay."
    return _Day(f"leaves-{each.party}", f"Ceases for {name}", told, ceases, ceases)


def _renews(agreement: Agreement, computed: Computed) -> bool:
    term = agreement.term
    if term is None or term.renewal != "tacit" or computed.status in ("ending", *_ENDED):
        return False
    return term.max_renewals is None or (computed.renewals or 0) < term.max_renewals


def _identity(registered: Registered) -> str:
    agreement = registered.agreement
    return agreement.uid or agreement.ref or f"no-{registered.number}"


def _sequence(agreement: Agreement, computed: Computed, changes: int) -> int:
    passed = computed.renewals or 0
    if agreement.term and agreement.term.notice_rule == "before-year-end" and computed.last_notice_day:
        passed += int(computed.last_notice_day[:4])  # it moves on each year without a renewal
    events = min(len(agreement.events), _MOST_EVENTS - 1) * _EVENT_WEIGHT
    return min(changes * _CHANGE_WEIGHT + events + min(passed, _EVENT_WEIGHT - 1), _MOST)


def _steps(promised: Commitment) -> int:
    step = COMMITMENT_STATUSES.index(promised.status) if promised.status in COMMITMENT_STATUSES else 0
    return 2 * step + bool(promised.progress)


def _headline(agreement: Agreement) -> str:
    names = [party.name or party_name(party.code) or party.agency for party in agreement.parties]
    return ", ".join(filter(None, (agreement.ref, *dict.fromkeys(names))))


def _told_of(promised: Commitment, agreement: Agreement) -> Iterator[str]:
    yield f"{_headline(agreement)}: {agreement.title}".removeprefix(": ")
    yield f"Due {format_day(promised.due)}."
    for label, said in (("Lead", promised.lead), ("With", promised.counterpart), ("Area", promised.area)):
        if said:
            yield f"{label}: {said}"
    yield from filter(None, (promised.progress, promised.note))


def _last_day(text: str) -> date | None:
    try:
        return bounds(text)[1] if text else None
    except ValueError:
        return None
