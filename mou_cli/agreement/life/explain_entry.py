"""How the day of entry into force follows, as a person would write it in a memo."""

from datetime import date
from typing import TypeAlias

from mou_cli.agreement.life.entry import Entry, acts_of
from mou_cli.agreement.life.timeline import Step
from mou_cli.agreement.model import Agreement, EntryIntoForce

# A sum as words and days; days stay days until both readings of a partial date are there.
Words: TypeAlias = "list[str | date]"

_ACT = {"ratification": "ratification"}


def entry_words(agreement: Agreement, entered: Entry, steps: list[Step]) -> Words:
    """Return the words that say why it entered into force on that day, or whose act is missing."""
    way = agreement.entry_into_force
    if any(step.event.kind == "in-force" for step in steps) or way is None or not way.mode:
        return ["as recorded"] if entered.day is not None else [entered.missing]
    acts = _dated(acts_of(agreement, way, steps))
    if entered.day is None:
        return [entered.missing, "; there are ", *acts] if acts else [entered.missing]
    if way.mode == "signature":
        return ["on signature"]
    if way.mode == "fixed-date":
        return ["on the date fixed for it"]
    return [*_from_last_act(agreement, way, steps), " (", *acts, ")"]


def _from_last_act(agreement: Agreement, way: EntryIntoForce, steps: list[Step]) -> Words:
    act = _ACT.get(way.mode, "notification")
    days = sorted(day for day in acts_of(agreement, way, steps).values() if day is not None)
    deciding = days[max(way.needs, 1) - 1 if way.needs is not None else -1]
    last = f"the last {act}" if way.needs is None else f"the {act} that makes {way.needs}"
    if way.mode == "days-after-notification":
        return [deciding, f", {last}, + {way.days} day{'' if way.days == 1 else 's'}"]
    if way.mode == "first-of-next-month":
        return ["first day of the month after ", deciding, f", {last}"]
    return [last]


def _dated(acts: dict[str, date | None]) -> Words:
    words: Words = []
    for side, day in acts.items():
        words += [", "] if words else []
        words += [f"{side} "] + ([day] if day is not None else ["on an unknown day"])
    return words
