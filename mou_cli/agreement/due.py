"""What must be done by when: notice, renewals, ends, promises, and what waits to enter into force.

The dates of an agreement's life come from compute(); nothing is reckoned here a second time.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from mou_cli.agreement.amounts import amount_words
from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.dates.durations import add
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.life.deadlines import ENDS, LAST_NOTICE_DAY, NOTICE_OPENS, RENEWAL
from mou_cli.agreement.life.parting import Parting, partings
from mou_cli.agreement.model import Agreement, Commitment, Target
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.promises import deadlines, is_reached, latest, occurrences

LEAVES, COMMITMENT, TARGET, NOT_IN_FORCE = "leaves", "commitment", "target", "not-in-force"
# In this order stand those that fall on one day.
KINDS = (LAST_NOTICE_DAY, NOTICE_OPENS, RENEWAL, ENDS, LEAVES, COMMITMENT, TARGET, NOT_IN_FORCE)
_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_LAST = 1 << 48  # beyond every day
_LIVES = ("in-force", "ending", "suspended", "provisional", "signed")
# A lapsed term is a matter of the desk for so long: until then an extension may still be on its way.
_LAPSED = timedelta(365)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Due(Struct, frozen=True):
    """Something to be done by a day.

    `when` is EDTF as computed or stored, `day` the last day that it leaves open, by which days are counted; `kind` one
    of KINDS; `id` the number of the commitment or the target, 0 for the agreement itself; `who` answers for it, or is
    the party that leaves; `act` says what to do, what happens, or what was promised.
    """

    when: str
    day: date
    kind: str
    act: str
    overdue: bool = False
    id: int = 0
    who: str = ""

    @property
    def order(self) -> int:
        """What it is sorted by: the soonest first, what has no deadline of its own last."""
        late = _LAST if self.kind == NOT_IN_FORCE else 0
        return ((self.day.toordinal() * 8 + _PLACES[self.kind]) << 20) + self.id + late


def due_of(agreement: Agreement, moment: Moment, horizon: date) -> list[Due]:
    """Return what an agreement asks for from `moment.today` through `horizon`, and what is overdue, soonest first."""
    found = life_due(agreement, moment, horizon)
    found += promises_due(agreement.commitments, agreement.targets, moment.today, horizon)
    return in_order(found)


def life_due(agreement: Agreement, moment: Moment, horizon: date) -> list[Due]:
    """Return what an agreement's life asks for, as `due_of` does, without what was promised in it."""
    return in_order([*_of_life(agreement, compute(agreement, moment), moment, horizon)])


def promises_due(commitments: Sequence[Commitment], targets: Sequence[Target], today: date, horizon: date) -> list[Due]:
    """Return the commitments and the targets' deadlines that are due through `horizon` or overdue, soonest first."""
    return in_order([*_commitments(commitments, today, horizon), *_targets(targets, today, horizon)])


def in_order(found: list[Due]) -> list[Due]:
    """Return what is due, soonest first."""
    return sorted(found, key=lambda each: each.order) if len(found) > 1 else found


def waiting(signed: str, lacking: str, today: date) -> Due | None:
    """Return that something signed has not entered into force for longer than a year; None where it is not so long.

    `signed` is the date of its signature as stored, `lacking` a sentence on what it waits for.
    """
    since, text, spelled = _year_after(signed)
    return None if since is None or since >= today else Due(text, since, NOT_IN_FORCE, f"signed {spelled}: {lacking}")


@lru_cache(4096)
def last_notice(day: date, renewed_through: date) -> Due:
    """Return that notice can be given through `day`, and that it renews itself through another day without one."""
    text = day.isoformat()
    act = f"notice by {weekday_day(text)}, else renewed to {format_day(renewed_through.isoformat())}"
    return Due(text, day, LAST_NOTICE_DAY, act)


def weekday_day(text: str) -> str:
    """Return a date as stored for people, with its weekday where it is one day: `Sat 24 Aug 2019`."""
    first, last = bounds(text)
    return f"{_WEEKDAYS[first.weekday()]} {format_day(text)}" if first == last else format_day(text)


@lru_cache(16384)
def _year_after(signed: str) -> tuple[date | None, str, str]:
    # The day a year after a signature, as stored, and the signature in words; a register holds few days that differ.
    try:
        since = add(bounds(signed)[1], 12, 0)
    except OverflowError:
        return None, "", ""
    return since, since.isoformat(), format_day(signed)


def _of_life(agreement: Agreement, computed: Computed, moment: Moment, horizon: date) -> Iterator[Due]:
    today = moment.today
    if computed.status == "expired":
        yield from _lapsed(agreement, computed, today)
    if computed.status not in _LIVES:
        return
    yield from _notices(agreement, computed, moment, horizon)
    if _within(computed.in_force_through, today, horizon):
        yield from (each for each in _end(agreement, computed, moment) if bounds(each.when)[0] <= horizon)
    yield from (_leaves(each) for each in partings(agreement, moment) if _within(each.ceases, today, horizon))
    if computed.status == "signed" and agreement.signed:
        late = waiting(agreement.signed, _lacking(computed), today)
        if late is not None:
            yield late


def _notices(agreement: Agreement, computed: Computed, moment: Moment, horizon: date) -> Iterator[Due]:
    today, coming = moment.today, computed.next_deadline
    gone = computed.last_notice_day is not None and bounds(computed.last_notice_day)[1] < today
    if gone and coming is not None and coming.kind in (NOTICE_OPENS, LAST_NOTICE_DAY):
        # It is too late for this period: what counts is the notice for the one that follows by itself.
        following = _after(agreement, computed, moment) if _within(coming.date, today, horizon) else None
        if following is not None:
            yield from _notice_items(agreement, following, moment, today, horizon)
        return
    yield from _notice_items(agreement, computed, moment, today, horizon)


def _notice_items(
    agreement: Agreement, computed: Computed, moment: Moment, today: date, horizon: date
) -> Iterator[Due]:
    if _within(computed.notice_opens, today, horizon):
        yield _item(computed.notice_opens, NOTICE_OPENS, _window(computed))
    if computed.status != "ending" and _within(computed.last_notice_day, today, horizon):
        yield _item(computed.last_notice_day, LAST_NOTICE_DAY, _notice(agreement, computed, moment))


def _within(text: str | None, today: date, horizon: date) -> bool:
    if text is None:
        return False
    first, last = bounds(text)
    return last >= today and first <= horizon


def _item(text: str | None, kind: str, act: str) -> Due:
    assert text is not None
    return Due(text, bounds(text)[1], kind, act)


def _after(agreement: Agreement, computed: Computed, moment: Moment) -> Computed | None:
    # How it stands on the day on which its present period is over, if nobody does anything.
    if computed.ceases_on is None:
        return None
    return compute(agreement, Moment(bounds(computed.ceases_on)[1], moment.known_at))


def _goes_on(after: Computed | None) -> bool:
    # Where nobody can tell, it is not said to end.
    return after is not None and (after.status in _LIVES or after.status == "unknown")


def _window(computed: Computed) -> str:
    until = f", by {weekday_day(computed.last_notice_day)} at the latest" if computed.last_notice_day else ""
    return f"notice may be given from {weekday_day(computed.notice_opens or '')}{until}"


def _notice(agreement: Agreement, computed: Computed, moment: Moment) -> str:
    by = f"notice by {_safe_day(computed.last_notice_day or '')}"
    after = _after(agreement, computed, moment)
    if after is None:
        return f"{by} ends it with the year, else it goes on"
    if not _goes_on(after):
        return f"{by}, though it ends on {format_day(computed.in_force_through or '')} by itself"
    through = after.in_force_through
    return f"{by}, else renewed to {format_day(through)}" if through else f"{by}, else it goes on without an end"


def _safe_day(text: str) -> str:
    # Of a day that is known in part the earliest is the one to keep to.
    first, last = bounds(text)
    said = weekday_day(first.isoformat())
    return said if first == last else f"{said} to be safe ({format_day(text)})"


def _end(agreement: Agreement, computed: Computed, moment: Moment) -> Iterator[Due]:
    if _goes_on(_after(agreement, computed, moment)):
        return
    through, ceases = computed.in_force_through or "", format_day(computed.ceases_on or "")
    express = agreement.term is not None and agreement.term.renewal == "express"
    if express and computed.status != "ending":
        yield _item(through, RENEWAL, f"agree an extension by {weekday_day(through)}, else it ceases on {ceases}")
        return
    why = "notice was given; " if computed.status == "ending" else ""
    yield _item(computed.ceases_on, ENDS, f"{why}in force through {format_day(through)}, ceases on {ceases}")


def _leaves(each: Parting) -> Due:
    from mou_cli.vocabulary.parties import party_name

    when = each.ceases or ""
    through = f"in force for {party_name(each.party)} through {format_day(each.through or '')}"
    act = f"{through}, ceases for it on {format_day(when)}; the others stay"
    return Due(when, bounds(when)[1], LEAVES, act, who=each.party)


def _lacking(computed: Computed) -> str:
    if computed.in_force_from:
        return f"it enters into force on {format_day(computed.in_force_from)}"
    return computed.missing[0].removeprefix("cannot compute: ") if computed.missing else "it is yet to come"


def _lapsed(agreement: Agreement, computed: Computed, today: date) -> Iterator[Due]:
    express = agreement.term is not None and agreement.term.renewal == "express"
    if not express or computed.ceases_on is None or computed.in_force_through is None:
        return
    if today - bounds(computed.ceases_on)[1] > _LAPSED:
        return
    through = computed.in_force_through
    act = f"in force through {format_day(through)}: agree an extension, or let it rest"
    yield Due(through, bounds(through)[1], RENEWAL, act, overdue=True)


def _commitments(commitments: Sequence[Commitment], today: date, horizon: date) -> Iterator[Due]:
    for each in commitments:
        for when in occurrences(each, today, horizon):
            act = " ".join(each.text.split())
            yield Due(when.text, when.last, COMMITMENT, act, when.last < today, each.id, each.lead)


def _targets(targets: Sequence[Target], today: date, horizon: date) -> Iterator[Due]:
    for target in targets:
        if is_reached(target, today):
            continue
        for deadline in deadlines(target):
            days = _bounds(deadline.date)
            if days is not None and days[0] <= horizon:
                who = deadline.source.publisher or deadline.source.title if deadline.source else ""
                yield Due(deadline.date, days[1], TARGET, _aim(target, today), days[1] < today, target.id, who)


def _aim(target: Target, today: date) -> str:
    seen = latest(target, today) or target.baseline
    aim = f"{target.metric}: {amount_words(target.value, target.unit)}" if target.value is not None else target.metric
    if seen is None:
        return f"{aim}; nothing is observed yet"
    stood = f" ({format_day(seen.date)})" if seen.date else ""
    return f"{aim}; stood at {amount_words(seen.value, target.unit)}{stood}"


def _bounds(text: str) -> tuple[date, date] | None:
    try:
        return bounds(text) if text else None
    except ValueError:
        return None
