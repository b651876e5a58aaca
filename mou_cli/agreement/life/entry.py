"""When an agreement enters into force: by an event that says so, else by the way that its text lays down.

Vienna Convention on the Law of Treaties, art. 24. An entry ahead of today is given at once.
"""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from mou_cli.agreement.dates.durations import add
from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.sides import side_of, sides
from mou_cli.agreement.life.timeline import Signature, Step
from mou_cli.agreement.model import Agreement, EntryIntoForce

# Which events, one of every party, the ways of entry into force wait for.
ACTS = {
    "last-notification": ("notified",),
    "days-after-notification": ("notified",),
    "first-of-next-month": ("notified",),
    "ratification": ("ratified", "approved"),
}
_ACT_WORDS = {"notified": "notification", "ratified": "ratification or approval"}


class Entry(Struct, frozen=True):
    """The day of entry into force; without one, whether it entered all the same, and a sentence why there is no day.

    `entered` without a day: True (in force, the day is unknown), False (not in force), None (nobody can tell).
    """

    day: date | None
    entered: bool | None = True
    missing: str = ""


ENTRY_MISSING = "entry into force is missing"
_UNKNOWN = Entry(None, False, ENTRY_MISSING)


def entry(agreement: Agreement, steps: list[Step], signed: Signature, end: int) -> Entry:
    """Return when the agreement enters into force, given its known events and its signature.

    `end` says how partial dates are read (see timeline.py). Raises ValueError where a date is impossible,
    OverflowError where the day lies beyond the year 9999.
    """
    stated = _stated(steps)
    if stated is not None:
        return stated
    way = agreement.entry_into_force
    if way is None or not way.mode:
        return _UNKNOWN
    if way.mode == "signature":
        return _on_signature(signed)
    if way.mode == "fixed-date":
        return _on_fixed_date(way, end)
    if way.mode in ACTS:
        return _on_acts(agreement, way, steps)
    return Entry(None, None, f"the way of entry into force {way.mode!r} is not known to this version")


def _stated(steps: list[Step]) -> Entry | None:
    undated = None
    for step in steps:
        if step.event.kind == "in-force":
            if step.day is not None:
                return Entry(step.day)
            undated = Entry(None, True, "the day of entry into force is missing")
    return undated


def _on_signature(signed: Signature) -> Entry:
    if signed.day is not None:
        return Entry(signed.day)
    return Entry(None, signed.said, "it enters into force on signature, and the day of signature is missing")


def _on_fixed_date(way: EntryIntoForce, end: int) -> Entry:
    if way.date:
        return Entry(bounds(way.date)[end])
    return Entry(None, False, "it enters into force on a fixed date, and that date is missing")


def _on_acts(agreement: Agreement, way: EntryIntoForce, steps: list[Step]) -> Entry:
    kinds = ACTS[way.mode]
    acts = acts_of(agreement, way, steps)
    waited_for = [side for side in sides(agreement) if side not in acts]
    needed = max(way.needs if way.needs is not None else len(acts) + len(waited_for), 1)
    if len(acts) < needed:
        return Entry(None, False, whose_act(kinds, waited_for))
    days = sorted(day for day in acts.values() if day is not None)
    if len(days) < needed:
        # Without a count of days from it, the act itself puts it in force; with one, the day decides.
        entered = True if way.mode in ("last-notification", "ratification") else None
        return Entry(None, entered, f"the day on which a party {kinds[0]} is missing")
    return from_last_act(days[needed - 1], way)


def acts_of(agreement: Agreement, way: EntryIntoForce, steps: list[Step]) -> dict[str, date | None]:
    """Return who has done what its entry into force waits for, and when: side and day (None: the day is unknown).

    Nothing where it waits for no such act. Two agencies of one state act once, with the day that is known.
    """
    kinds = ACTS.get(way.mode, ())
    acts: dict[str, date | None] = {}
    for step in steps:
        if step.event.kind in kinds and step.event.party:
            side = side_of(agreement, step.event.party)
            if acts.get(side) is None:
                acts[side] = step.day
    return acts


def whose_act(kinds: tuple[str, ...], waited_for: list[str]) -> str:
    """Return whose act of such `kinds` is missing, in words; `waited_for` are sides, none of them meaning all."""
    return f"the {_ACT_WORDS[kinds[0]]} of {' and '.join(waited_for) or 'every party'} is missing"


def from_last_act(last: date, way: EntryIntoForce) -> Entry:
    """Return the entry into force that follows from the last act needed; raises OverflowError beyond the year 9999."""
    return _FROM_LAST_ACT[way.mode](last, way)


def _that_day(last: date, _: EntryIntoForce) -> Entry:
    return Entry(last)


def _days_after(last: date, way: EntryIntoForce) -> Entry:
    if way.days is None:
        return Entry(None, None, "it enters into force some days after notification, and their number is missing")
    return Entry(add(last, 0, way.days))


def _next_month(last: date, _: EntryIntoForce) -> Entry:
    return Entry(add(last.replace(day=1), 1, 0))


_FROM_LAST_ACT: dict[str, Callable[[date, EntryIntoForce], Entry]] = {
    "last-notification": _that_day,
    "ratification": _that_day,
    "days-after-notification": _days_after,
    "first-of-next-month": _next_month,
}
