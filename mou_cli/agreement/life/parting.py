"""Which of three parties or more leave an agreement that goes on without them, or have left it, and when.

The status of the agreement says nothing of them: it is that of those who stay.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from mou_cli.agreement.life.computed import is_known_in_part
from mou_cli.agreement.life.life import Life, life
from mou_cli.agreement.life.notice import Departure, departure
from mou_cli.agreement.life.past import Past
from mou_cli.agreement.life.sides import sides
from mou_cli.agreement.life.timeline import EARLIEST, LATEST, Step, timeline
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment

_DAY = timedelta(1)
_PARTING = ("notice-given", "terminated")


class Parting(Struct, frozen=True):
    """A party that leaves alone: its code, or its name where it has none.

    `through` is the last day on which the agreement is in force for it and `ceases` the day after, EDTF, None where
    that is not known; `gone` says whether it has left by today.
    """

    party: str
    through: str | None
    ceases: str | None
    gone: bool


def partings(agreement: Agreement, moment: Moment) -> tuple[Parting, ...]:
    """Return the parties of an agreement of three or more that leave it, or have left it, before it ends for all.

    Of dates that are known in part both readings must say that a party leaves. Nothing of an agreement with an
    impossible date.
    """
    if not any(event.kind in _PARTING and event.party for event in agreement.events) or len(sides(agreement)) < 3:
        return ()
    try:
        early = _leaving_before_all(agreement, moment, EARLIEST)
        late = _leaving_before_all(agreement, moment, LATEST) if is_known_in_part(agreement) else early
    except (ValueError, OverflowError):
        return ()
    return tuple(_parting(side, each, late[side], moment.today) for side, each in early.items() if side in late)


def parting_of(partings: Iterable[Parting], parties: Iterable[str]) -> Parting | None:
    """Return the parting by which an agreement ceases first for one of `parties` (codes or names); None for none."""
    wanted = set(parties)
    found = [each for each in partings if each.party in wanted]
    return min(found, key=lambda each: (not each.gone, each.ceases or ""), default=None)


def departures(agreement: Agreement, moment: Moment, found: Life, steps: list[Step], end: int) -> dict[str, Departure]:
    """Return how each party leaves that has given notice or terminated for itself, by its code or name.

    `found` is the life of the agreement, `steps` are its events; `end` says how partial dates are read (timeline.py).
    """
    past = Past(agreement, steps, moment.today, end)
    if past.leaving is None:
        return {}
    return past.leaving.singly(lambda step: departure(step, agreement.term, found.reckoned, end))


def _leaving_before_all(agreement: Agreement, moment: Moment, end: int) -> dict[str, Departure]:
    found = life(agreement, moment, end)
    steps = timeline(agreement.events, moment.known_at, end)
    last = _end_of_all(found)
    return {
        side: each
        for side, each in departures(agreement, moment, found, steps, end).items()
        if side in sides(agreement) and (last is None or each.day is None or each.day < last)
    }


def _end_of_all(found: Life) -> date | None:
    # The day on which it ceases for all, if nobody does anything more; None where it goes on by itself.
    schedule = found.reckoned.schedule
    if found.ending.departure is not None:
        return found.ending.ceases or found.ending.departure.day
    if schedule is None or found.reckoned.missing or schedule.last is None:
        return None
    return schedule.end(schedule.last)


def _parting(side: str, early: Departure, late: Departure, today: date) -> Parting:
    days = [each.day for each in (early, late) if each.day is not None]
    if len(days) < 2:
        # A termination without a day is done; a notice without one is not known to have taken effect.
        return Parting(side, None, None, early.rule == late.rule == "terminated")
    first, last = min(days), max(days)
    return Parting(side, _interval(first - _DAY, last - _DAY), _interval(first, last), last <= today)


def _interval(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first}/{last}"
