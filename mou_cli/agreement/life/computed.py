"""What follows from an agreement for a given day: never stored, always computed."""

from datetime import date

from msgspec import Struct

from mou_cli.agreement.dates.edtf import is_partial
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
        late = life(agreement, moment, LATEST) if _is_partial(agreement) else early
    except (ValueError, OverflowError) as fault:
        return Computed(status="unknown", missing=(str(fault),))
    if early is late:
        day = early.in_force_from
        return Computed(
            status=early.status, in_force_from=None if day is None else day.isoformat(), missing=early.missing
        )
    return _between(early, late)


def _between(early: Life, late: Life) -> Computed:
    missing = dict.fromkeys((*early.missing, *late.missing))
    status = early.status
    if status != late.status:
        status = "unknown"
        missing[f"its dates are not exact enough to tell {early.status} from {late.status}"] = None
    return Computed(
        status=status, in_force_from=_interval(early.in_force_from, late.in_force_from), missing=tuple(missing)
    )


def _interval(first: date | None, last: date | None) -> str | None:
    if first is None or last is None:
        return None
    return first.isoformat() if first == last else f"{min(first, last)}/{max(first, last)}"


def _is_partial(agreement: Agreement) -> bool:
    if is_partial(agreement.signed):
        return True
    term, way = agreement.term, agreement.entry_into_force
    if (term is not None and is_partial(term.until)) or (way is not None and is_partial(way.date)):
        return True
    return any(is_partial(e.date) or is_partial(e.known) or is_partial(e.until) for e in agreement.events)
