"""What follows from an agreement for a given day: never stored, always computed."""

from datetime import date

from msgspec import Struct

from mou_cli.agreement.dates.edtf import is_partial
from mou_cli.agreement.life.deadlines import Deadlines
from mou_cli.agreement.life.life import Life, life
from mou_cli.agreement.life.timeline import EARLIEST, LATEST
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment


class NextDeadline(Struct, frozen=True, kw_only=True):
    """The next thing that somebody must do, and by when."""

    date: str
    kind: str


class Computed(Struct, frozen=True, kw_only=True):
    """The computed part of an agreement's JSON; a date is EDTF, and null where it cannot be computed."""

    status: str
    in_force_from: str | None = None
    in_force_through: str | None = None
    ceases_on: str | None = None
    renewals: int | None = None
    notice_opens: str | None = None
    last_notice_day: str | None = None
    survival_through: str | None = None
    next_deadline: NextDeadline | None = None
    missing: tuple[str, ...] = ()


def compute(agreement: Agreement, moment: Moment) -> Computed:
    """Return what follows from `agreement` on `moment.today`, as far as known at `moment.known_at`.

    Dates that are known in part are read as their earliest and as their latest day: the status is what both give,
    else `unknown`. An agreement with an impossible date or period is `unknown` too, and `missing` says which.
    """
    try:
        early = life(agreement, moment, EARLIEST)
        late = life(agreement, moment, LATEST) if is_known_in_part(agreement) else early
    except (ValueError, OverflowError) as fault:
        return Computed(status="unknown", missing=(str(fault),))
    return _of(early) if early is late else _between(early, late)


def is_known_in_part(agreement: Agreement) -> bool:
    """Say whether a date that anything follows from leaves more than one day open."""
    term, way = agreement.term, agreement.entry_into_force
    if is_partial(agreement.signed) or (term is not None and is_partial(term.until)):
        return True
    if way is not None and is_partial(way.date):
        return True
    for event in agreement.events:
        # Told without a call for each, as in is_partial(): this runs for every event of a register.
        if (
            (len(event.date) != 10 and event.date)
            or (event.until and is_partial(event.until))
            or (event.known and is_partial(event.known))
        ):
            return True
    return False


def _of(found: Life) -> Computed:
    ending, due = found.ending, found.deadlines
    since, through, ceases = found.entered.day, ending.through, ending.ceases
    opens, last, survival = due.opens, due.last_notice, found.survival
    return Computed(
        status=found.status,
        in_force_from=None if since is None else since.isoformat(),
        in_force_through=None if through is None else through.isoformat(),
        ceases_on=None if ceases is None else ceases.isoformat(),
        renewals=ending.renewals,
        notice_opens=None if opens is None else opens.isoformat(),
        last_notice_day=None if last is None else last.isoformat(),
        survival_through=None if survival is None else survival.isoformat(),
        next_deadline=None if due.next_day is None else NextDeadline(date=due.next_day.isoformat(), kind=due.next_kind),
        missing=found.missing,
    )


def _between(early: Life, late: Life) -> Computed:
    missing = dict.fromkeys((*early.missing, *late.missing))
    status, renewals = early.status, early.ending.renewals
    if status != late.status:
        status = "unknown"
        missing[f"its dates are not exact enough to tell {early.status} from {late.status}"] = None
    if renewals != late.ending.renewals:
        renewals = None
        missing["its dates are not exact enough to count its renewals"] = None
    return Computed(
        status=status,
        in_force_from=_interval(early.entered.day, late.entered.day),
        in_force_through=_interval(early.ending.through, late.ending.through),
        ceases_on=_interval(early.ending.ceases, late.ending.ceases),
        renewals=renewals,
        notice_opens=_interval(early.deadlines.opens, late.deadlines.opens),
        last_notice_day=_interval(early.deadlines.last_notice, late.deadlines.last_notice),
        survival_through=_interval(early.survival, late.survival),
        next_deadline=_next_between(early, late),
        missing=tuple(missing),
    )


def _interval(first: date | None, last: date | None) -> str | None:
    if first is None or last is None:
        return None
    return first.isoformat() if first == last else f"{min(first, last)}/{max(first, last)}"


def _next_between(early: Life, late: Life) -> NextDeadline | None:
    one, other = early.deadlines, late.deadlines
    if (
        one.next_kind == other.next_kind
        and early.ending.renewals == late.ending.renewals
        and _in_next_period(one) == _in_next_period(other)
    ):
        day = _interval(one.next_day, other.next_day)
        return None if day is None else NextDeadline(date=day, kind=one.next_kind)
    # What comes next depends on the missing day: the sooner of the two is the safe one to know of.
    ahead = [(each.next_day, each.next_kind) for each in (one, other) if each.next_day is not None]
    if not ahead:
        return None
    soonest, kind = min(ahead)
    return NextDeadline(date=soonest.isoformat(), kind=kind)


def _in_next_period(due: Deadlines) -> bool:
    # Whether what comes next belongs to the next period.
    return due.next_day is not None and due.last_notice is not None and due.next_day > due.last_notice
