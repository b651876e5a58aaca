"""Which of many parties leave an agreement that goes on without them, and who is left when it does not."""

from datetime import date, timedelta

from msgspec import Struct

from mou_cli.agreement.life.explain_end import departure_words
from mou_cli.agreement.life.explain_entry import Words
from mou_cli.agreement.life.life import Life
from mou_cli.agreement.life.notice import Departure
from mou_cli.agreement.life.parting import departures
from mou_cli.agreement.life.sides import sides
from mou_cli.agreement.life.timeline import Step
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment

_DAY = timedelta(1)


class Left(Struct, frozen=True):
    """A party that leaves: its code or name, the last day for it, None where that is not known, and how it follows."""

    party: str
    through: date | None
    words: Words


def leaving(agreement: Agreement, moment: Moment, found: Life, steps: list[Step], end: int) -> list[Left]:
    """Return the parties for which an agreement of three or more ends before it ends for all, as recorded.

    `found` is its life, `steps` its events; `end` says how partial dates are read (see timeline.py).
    """
    if len(sides(agreement)) < 3:
        return []
    deciding = found.ending.departure
    return [
        _left(agreement, found, side, each)
        for side, each in departures(agreement, moment, found, steps, end).items()
        if deciding is None or each.step != deciding.step
    ]


def remaining_words(agreement: Agreement, moment: Moment, found: Life, steps: list[Step], end: int) -> str:
    """Return who is left, where an agreement of three or more ends since too many have gone; else nothing."""
    deciding, named = found.ending.departure, sides(agreement)
    if deciding is None or len(named) < 3 or not deciding.step.event.party:
        return ""
    gone = departures(agreement, moment, found, steps, end)
    kept = [side for side in named if side not in gone]
    return f"; then {kept[0]} alone remains" if len(kept) == 1 else "; then no party remains" if not kept else ""


def _left(agreement: Agreement, found: Life, side: str, each: Departure) -> Left:
    words = departure_words(agreement.term, found.reckoned.schedule, each)
    return Left(side, None if each.day is None else each.day - _DAY, words)
