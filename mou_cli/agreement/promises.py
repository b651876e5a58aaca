"""What was promised: when a commitment is due, and how far a target is against the straight line to its deadline.

A commitment that repeats is due first on its `due`, then as its rule says, counted from there; of a month that does not
have the day, on its last one.
"""

from datetime import date, timedelta

from msgspec import Struct

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.model import Commitment, Deadline, Observation, Source, Target

# Nobody is asked any more for these.
CLOSED = ("done", "dropped")


class Occurrence(Struct, frozen=True):
    """A time at which a commitment falls due: as stored (EDTF), its first and its last day."""

    text: str
    first: date
    last: date


class Progress(Struct, frozen=True):
    """A target on its way to one deadline.

    `share` is how much of the way from the baseline is gone (0.25: a quarter), `line` how much would be, had it gone
    evenly, on the day of `seen` (today where nothing was observed), `expected` the value on that line, and `ahead` what
    was seen less that, positive where it is better. Each is None where it cannot be told.
    """

    deadline: str
    said_by: Source | None
    seen: Observation | None
    share: float | None
    line: float | None
    expected: float | None
    ahead: float | None
    reached: bool


def is_open(commitment: Commitment) -> bool:
    """Say whether a commitment is still to be kept."""
    return commitment.status not in CLOSED


def occurrences(commitment: Commitment, today: date, horizon: date) -> list[Occurrence]:
    """Return when an open commitment is due, not done, and begun by `horizon`: what was missed, and what comes next.

    Of one that repeats, only the first that was missed is given: it is one duty that waits. Empty where no date is
    known.
    """
    pending = _pending(commitment) if is_open(commitment) else None
    if pending is None or pending.first > horizon:
        return []
    if pending.last >= today or not commitment.repeats:
        return [pending]
    following = _after(commitment, today - timedelta(1))
    return [pending, following] if following and following.last <= horizon else [pending]


def next_after(commitment: Commitment, day: date) -> Occurrence | None:
    """Return when a commitment that repeats is due next, once it was kept on `day`; None where it is not any more.

    What was kept early counts for the time that it was due.
    """
    pending = _pending(commitment)
    return _after(commitment, max(pending.last, day)) if pending and commitment.repeats else None


def rule_from(rule: str, due: str) -> str:
    """Return a rule of repetition as it is kept beside its first day, so that every calendar counts the same days.

    Beside an impossible date it stays as it is.
    """
    from mou_cli.agreement.repeats import clamped, unclamped

    days = _days(due)
    return clamped(unclamped(rule), days[1]) if days else rule


def deadlines(target: Target) -> list[Deadline]:
    """Return every deadline that was given for a target, those that contradict each other side by side."""
    return [Deadline(date=each) if isinstance(each, str) else each for each in target.by]


def latest(target: Target, today: date) -> Observation | None:
    """Return what was last observed by `today`; what bears no date stands in for it where nothing else does."""
    dated = [(days[0], place, each) for place, each in enumerate(target.observed) if (days := _days(each.date))]
    past = [each for each in dated if each[0] <= today]
    if past:
        return max(past, key=lambda each: each[:2])[2]
    undated = [each for each in target.observed if not each.date]
    return undated[-1] if undated else None


def is_reached(target: Target, today: date) -> bool:
    """Say whether what was last observed is at the target or beyond it (below it, where less is the aim)."""
    seen = latest(target, today)
    if seen is None or target.value is None:
        return False
    falls = target.baseline is not None and target.baseline.value > target.value
    return seen.value <= target.value if falls else seen.value >= target.value


def progress(target: Target, today: date) -> list[Progress]:
    """Return how far a target is on the way to each of its deadlines; without one, just how far."""
    seen = latest(target, today)
    return [_towards(target, each, seen, today) for each in deadlines(target) or [Deadline()]]


def _towards(target: Target, deadline: Deadline, seen: Observation | None, today: date) -> Progress:
    start = target.baseline
    way = target.value - start.value if start is not None and target.value is not None else 0
    share = line = expected = ahead = None
    if start is not None and way:
        share = (seen.value - start.value) / way if seen is not None else None
        line = _line(start.date, deadline.date, _day_seen(seen, today))
        expected = start.value + way * line if line is not None else None
        if seen is not None and expected is not None:
            ahead = (seen.value - expected) * (1 if way > 0 else -1)
    return Progress(deadline.date, deadline.source, seen, share, line, expected, ahead, is_reached(target, today))


def _day_seen(seen: Observation | None, today: date) -> date:
    days = _days(seen.date) if seen is not None else None
    return min(days[1], today) if days else today


def _line(begins: str, ends: str, day: date) -> float | None:
    start, end = _days(begins), _days(ends)
    if not start or not end or end[1] <= start[1]:
        return None
    return min(max((day - start[1]) / (end[1] - start[1]), 0.0), 1.0)


def _pending(commitment: Commitment) -> Occurrence | None:
    days, done = _days(commitment.due), _days(commitment.done)
    if not days:
        return None
    if commitment.repeats and done and done[1] >= days[1]:
        return _after(commitment, done[1])
    return Occurrence(commitment.due, *days)


def _after(commitment: Commitment, day: date) -> Occurrence | None:
    from mou_cli.agreement.repeats import next_day

    days = _days(commitment.due)
    if not days:
        return None
    if day < days[1]:
        return Occurrence(commitment.due, *days)
    found = next_day(commitment.repeats, days[1], day)
    return None if found is None else Occurrence(found.isoformat(), found, found)


def _days(text: str) -> tuple[date, date] | None:
    try:
        return bounds(text) if text else None
    except ValueError:
        return None
