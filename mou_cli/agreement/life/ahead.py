"""Events that lie ahead: recorded, and without effect until their day has come.

What puts an agreement in force is reckoned with at once, since its entry into force is a day ahead, too (see entry.py).
"""

from datetime import date

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.timeline import EARLIEST, Step, timeline
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment

_AT_ONCE = ("signed", "approved", "ratified", "notified", "in-force")


def ahead(agreement: Agreement, moment: Moment) -> list[Step]:
    """Return the known events that lie ahead of `moment.today` and count from their day on, the soonest first.

    Raises ValueError where a date is impossible.
    """
    steps = timeline(agreement.events, moment.known_at, EARLIEST)
    return [step for step in steps if counts_later(step.event.kind, step.event.date, moment.today)]


def counts_later(kind: str, day: str, today: date) -> bool:
    """Say whether an event of such a kind on `day` (EDTF, empty where unknown) has no effect on `today`."""
    return bool(day) and kind not in _AT_ONCE and bounds(day)[EARLIEST] > today
