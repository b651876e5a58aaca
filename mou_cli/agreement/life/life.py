"""The life of an agreement as it stands on a day: its entry into force, its end, its deadlines and its status."""

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from mou_cli.agreement.dates.durations import add, split_duration
from mou_cli.agreement.life.deadlines import NO_DEADLINES, Deadlines, deadlines
from mou_cli.agreement.life.ending import Ending, ending_of
from mou_cli.agreement.life.entry import ENTRY_MISSING, Entry, entry
from mou_cli.agreement.life.past import Past
from mou_cli.agreement.life.schedule import Reckoned, schedule_of
from mou_cli.agreement.life.timeline import Signature, signature, timeline
from mou_cli.agreement.model import Agreement, Term
from mou_cli.agreement.moment import Moment

_DAY = timedelta(1)
OVER = ("superseded", "terminated", "expired")


class Life(Struct, frozen=True):
    """An agreement's life at a moment, for one reading of its dates; `missing` are sentences on what is not known."""

    status: str
    signed: Signature
    entered: Entry
    reckoned: Reckoned
    ending: Ending
    deadlines: Deadlines
    survival: date | None
    missing: tuple[str, ...]


def life(agreement: Agreement, moment: Moment, end: int) -> Life:
    """Return what an agreement's dates and events make of it on `moment.today`, as known at `moment.known_at`.

    `end` says how partial dates are read (see timeline.py). Raises ValueError where a date or a period is impossible,
    OverflowError where the entry into force lies beyond the year 9999.
    """
    today, term = moment.today, agreement.term
    steps = timeline(agreement.events, moment.known_at, end) if agreement.events else []
    signed = signature(agreement, steps, moment.known_at, end)
    entered = entry(agreement, steps, signed, end)
    start = signed.day if term is not None and term.base == "signature" else entered.day
    reckoned = schedule_of(term, start, signed, steps, today, end)
    past = Past(agreement, steps, today, end) if steps else None
    ending = ending_of(term, reckoned, past, today, end)
    status = _status(past, signed, entered, ending, today)
    if status == "in-force" and reckoned.missing and not _goes_on(term, reckoned, today):
        status = "unknown"
    if ending.departure is not None and ending.departure.rule in ("terminated", "superseded"):
        ending = _if_ever_in_force(ending, entered)
    due = NO_DEADLINES
    if status not in OVER:
        since = entered.day if entered.day is not None or not entered.entered else today
        due = deadlines(term, reckoned.schedule, ending, since, today)
    survival = _survival(term, ending)
    return Life(status, signed, entered, reckoned, ending, due, survival, _missing(entered, ending))


def _status(past: Past | None, signed: Signature, entered: Entry, ending: Ending, today: date) -> str:
    # The first that holds, in the order of codes.STATUSES.
    is_signed = signed.said and (signed.day is None or signed.day <= today)
    has_ended = ending.ceases is not None and ending.ceases <= today
    if past is not None:
        ended = _ended(past, ending, has_ended)
        if ended:
            return ended
        is_signed = is_signed or past.acted_on_a_day or (past.acted and signed.day is None)
        suspended = past.is_suspended(today)
    else:
        suspended = False
    if has_ended and is_signed:
        return "expired"
    if suspended:
        return "suspended"
    return _on_the_way(past, is_signed, _in_force(signed, entered, today), ending)


def _ended(past: Past, ending: Ending, has_ended: bool) -> str:
    if past.superseded is not None:
        return "superseded"
    if past.leaving is not None and (past.leaving.by_act() is not None or (has_ended and ending.noticed)):
        return "terminated"
    return ""


def _in_force(signed: Signature, entered: Entry, today: date) -> bool | None:
    if entered.day is not None:
        return entered.day <= today
    if entered.entered and signed.day is not None and today < signed.day:
        return False  # since an unknown day, but not since before its signature
    return entered.entered


def _on_the_way(past: Past | None, is_signed: bool, in_force: bool | None, ending: Ending) -> str:
    if in_force:
        return "ending" if ending.noticed else "in-force"
    if in_force is None:
        return "unknown"
    if past is not None and past.provisional:
        return "provisional"
    if is_signed:
        return "signed"
    return "initialled" if past is not None and past.initialled else "draft"


def _goes_on(term: Term | None, reckoned: Reckoned, today: date) -> bool:
    # Its end cannot be computed; is it in force all the same, even if its term is as short as it can be?
    if term is None or not (term.duration or term.until):
        return True
    if term.renewal == "open-ended" or (term.renewal == "tacit" and term.max_renewals is None):
        return True
    schedule = reckoned.schedule
    shortest = None if schedule is None else schedule.end(schedule.last or 0)
    return shortest is not None and today < shortest


def _if_ever_in_force(ending: Ending, entered: Entry) -> Ending:
    never = not entered.entered if entered.day is None else ending.ceases is not None and ending.ceases <= entered.day
    return replace(ending, ceases=None, through=None) if never else ending


def _survival(term: Term | None, ending: Ending) -> date | None:
    if term is None or not term.survival or ending.through is None or ending.ceases is None:
        return None
    months, days = split_duration(term.survival)
    try:
        return add(ending.ceases, months, days) - _DAY
    except OverflowError:
        return None


def _missing(entered: Entry, ending: Ending) -> tuple[str, ...]:
    said = entered.missing
    if not ending.missing:
        return (said,) if said else ()
    if not said or (said == ENTRY_MISSING and ending.missing.endswith(said)):
        return (ending.missing,)
    return (said, ending.missing)
