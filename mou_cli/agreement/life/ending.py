"""When an agreement ceases: by its own term, by a notice, by an act; whichever comes first."""

from datetime import date, timedelta

from msgspec import Struct

from mou_cli.agreement.dates.durations import add
from mou_cli.agreement.life.notice import BEYOND, Departure, departure
from mou_cli.agreement.life.past import Past
from mou_cli.agreement.life.schedule import Reckoned
from mou_cli.agreement.model import Term


class Ending(Struct, frozen=True):
    """The day on which it ceases and the last day in force before it, None for never or where it is not known.

    `departure` is the act or the notice that ends it; None where it ends by its term alone. Where the day ends a
    period of the term, `on_period` is true and `periods` counts the renewals before it. `renewals` says how often it
    has been renewed so far, None where nothing can be. `noticed` says whether a notice stands that ends it.
    """

    ceases: date | None
    through: date | None
    renewals: int | None = None
    periods: int = 0
    on_period: bool = False
    departure: Departure | None = None
    noticed: bool = False
    missing: str = ""


NO_END = Ending(None, None)


def ending_of(term: Term | None, reckoned: Reckoned, past: Past | None, today: date, end: int) -> Ending:
    """Return when an agreement with such a term and such a past ceases, as things stand on `today`.

    `end` says how partial dates are read (see timeline.py). Raises ValueError where a date or a period is impossible.
    """
    own = _by_term(reckoned, today)
    if past is None or (past.leaving is None and past.superseded is None):
        return own
    noticed = None
    if past.leaving is not None:
        noticed = past.leaving.by_notice(lambda step: departure(step, term, reckoned, end))
    ended = own if noticed is None else _by_notice(own, noticed, reckoned, today)
    act = _act(past)
    return ended if act is None else _by_act(ended, act, reckoned)


def _by_term(reckoned: Reckoned, today: date) -> Ending:
    schedule = reckoned.schedule
    if reckoned.missing:
        return Ending(None, None, missing=reckoned.missing)
    if schedule is None:
        return NO_END
    periods = schedule.renewals_by(today)
    ceases = schedule.end(periods)
    renewals = schedule.renewed + periods
    if ceases is None:
        stated = date.max if schedule.since in ("until", "extended-until") and not periods else None
        return Ending(None, stated, renewals, missing=BEYOND)
    if schedule.open_ended and ceases <= today:
        return Ending(None, None, renewals)
    return Ending(ceases, ceases - timedelta(1), renewals, periods, True)


def _by_notice(own: Ending, notice: Departure, reckoned: Reckoned, today: date) -> Ending:
    ceases = notice.day
    if ceases is None:
        # Unless it renews itself, its own term ends it at the latest.
        own_end = own if own.on_period and own.periods == _last(reckoned) else NO_END
        missing = notice.missing or own.missing
        return Ending(own_end.ceases, own_end.through, own.renewals, departure=notice, noticed=True, missing=missing)
    through = ceases - timedelta(1)
    renewals = _renewals_by(reckoned, min(today, through))
    return Ending(ceases, through, renewals, notice.renewals, notice.on_period, notice, True)


def _by_act(ended: Ending, act: Departure, reckoned: Reckoned) -> Ending:
    if act.day is None:
        return Ending(None, None, ended.renewals, departure=act, noticed=ended.noticed, missing=act.missing)
    if ended.ceases is not None and ended.ceases <= act.day:
        return ended
    through = add(act.day, 0, -1)
    return Ending(act.day, through, _renewals_by(reckoned, through), departure=act, noticed=ended.noticed)


def _last(reckoned: Reckoned) -> int | None:
    return None if reckoned.schedule is None else reckoned.schedule.last


def _renewals_by(reckoned: Reckoned, day: date) -> int | None:
    schedule = reckoned.schedule
    return None if schedule is None or reckoned.missing else schedule.renewed + schedule.renewals_by(day)


def _act(past: Past) -> Departure | None:
    act = past.leaving.by_act() if past.leaving is not None else None
    step = past.superseded
    if step is None:
        return act
    missing = "" if step.day is not None else "the day on which it was superseded is missing"
    superseded = Departure(step.day, "superseded", step, missing)
    if act is None or act.day is None or (step.day is not None and step.day < act.day):
        return superseded
    return act
