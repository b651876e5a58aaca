"""What an agreement's events have made of it by a day: its status, first that holds in the order of codes.STATUSES."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.ending import NO_END, End, end_of_term
from mou_cli.agreement.life.entry import Entry, entry
from mou_cli.agreement.life.leaving import Leaving
from mou_cli.agreement.life.timeline import Signature, Step, signature, timeline
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment

# Acts that come before a signature and so do not prove one.
_BEFORE_SIGNATURE = ("initialled", "approved", "signed")


class Life(Struct, frozen=True):
    """The status at a moment, the entry into force, and sentences on what is missing."""

    status: str
    in_force_from: date | None
    missing: tuple[str, ...]


class _Past:
    # What the events that have happened by the day leave standing.
    __slots__ = ("acted", "end", "initialled", "leaving", "provisional", "superseded", "suspended", "suspended_until")

    def __init__(self, agreement: Agreement, steps: list[Step], today: date, end: int) -> None:
        self.superseded = self.suspended = self.provisional = self.initialled = self.acted = False
        self.suspended_until: date | None = None
        self.end = end
        self.leaving = Leaving(agreement)
        for step in steps:
            if step.day is None or step.day <= today:
                self.acted = self.acted or step.event.kind not in _BEFORE_SIGNATURE
                change = _CHANGES.get(step.event.kind)
                if change is not None:
                    change(self, step)

    def is_suspended(self, today: date) -> bool:
        return self.suspended and (self.suspended_until is None or today <= self.suspended_until)


def life(agreement: Agreement, moment: Moment, end: int) -> Life:
    """Return the agreement's status on `moment.today` as far as known at `moment.known_at`.

    `end` says how partial dates are read (see timeline.py). Raises ValueError where a date or a period is impossible,
    OverflowError where the entry into force lies beyond the year 9999.
    """
    steps = timeline(agreement.events, moment.known_at, end) if agreement.events else []
    signed = signature(agreement, steps, moment.known_at, end)
    entered = entry(agreement, steps, signed, end)
    term = agreement.term
    based_on_signature = term is not None and term.base == "signature"
    start = signed.day if based_on_signature else entered.day
    ending = end_of_term(term, start, steps, moment.today, end) if term is not None or steps else NO_END
    past = _Past(agreement, steps, moment.today, end) if steps else None
    status = _status(past, signed, entered, ending, moment.today)
    if status == "in-force" and ending.missing and not _still_within(agreement, signed, steps, moment, end):
        status = "unknown"
    if ending.missing:
        return Life(status, entered.day, tuple(said for said in (entered.missing, ending.missing) if said))
    return Life(status, entered.day, (entered.missing,) if entered.missing else ())


def _status(past: _Past | None, signed: Signature, entered: Entry, ending: End, today: date) -> str:
    is_signed = signed.said and (signed.day is None or signed.day <= today)
    if past is not None:
        is_signed = is_signed or past.acted
        ended = _ended(past, today, is_signed, ending)
        if ended:
            return ended
    elif is_signed and ending.day is not None and ending.day <= today:
        return "expired"
    in_force = entered.entered if entered.day is None else entered.day <= today
    if in_force:
        return "ending" if past is not None and past.leaving.noticed else "in-force"
    if in_force is None:
        return "unknown"
    if past is not None and past.provisional:
        return "provisional"
    if is_signed:
        return "signed"
    return "initialled" if past is not None and past.initialled else "draft"


def _ended(past: _Past, today: date, is_signed: bool, ending: End) -> str:
    if past.superseded:
        return "superseded"
    if past.leaving.terminated or past.leaving.has_ended(today, past.end):
        return "terminated"
    states_its_end = past.leaving.noticed and past.leaving.last_day(past.end) is not None
    if is_signed and not states_its_end and ending.day is not None and ending.day <= today:
        return "terminated" if past.leaving.noticed else "expired"
    return "suspended" if past.is_suspended(today) else ""


def _still_within(agreement: Agreement, signed: Signature, steps: list[Step], moment: Moment, end: int) -> bool:
    # In force since an unknown day, but never since before its signature: a term from there is the shortest.
    shortest = end_of_term(agreement.term, signed.day, steps, moment.today, end).day
    return shortest is not None and moment.today < shortest


def _supersede(past: _Past, _: Step) -> None:
    past.superseded = True


def _suspend(past: _Past, step: Step) -> None:
    past.suspended = True
    past.suspended_until = bounds(step.event.until)[past.end] if step.event.until else None


def _resume(past: _Past, _: Step) -> None:
    past.suspended = False


def _apply_provisionally(past: _Past, _: Step) -> None:
    past.provisional = True


def _initial(past: _Past, _: Step) -> None:
    past.initialled = True


_CHANGES: dict[str, Callable[[_Past, Step], None]] = {
    "superseded": _supersede,
    "suspended": _suspend,
    "resumed": _resume,
    "provisional": _apply_provisionally,
    "initialled": _initial,
    "terminated": lambda past, step: past.leaving.terminate(step),
    "notice-given": lambda past, step: past.leaving.give_notice(step),
    "notice-withdrawn": lambda past, step: past.leaving.withdraw_notice(step),
}
