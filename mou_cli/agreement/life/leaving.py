"""Notices and terminations: which side leaves, and whether an agreement can go on without it.

A notice ends an agreement of three or more parties for its giver only, while two remain.
"""

from datetime import date

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.sides import side_of, sides
from mou_cli.agreement.life.timeline import Step
from mou_cli.agreement.model import Agreement


class Leaving:
    """The sides that have left or have given notice; `terminated` once the agreement has ended by an act."""

    __slots__ = ("_agreement", "_gone", "_needed", "_notices", "terminated")

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._needed = max(len(sides(agreement)) - 1, 1)
        self._gone: set[str] = set()
        self._notices: dict[str, Step] = {}
        self.terminated = False

    def terminate(self, step: Step) -> None:
        """Take a termination: of the whole, or by one of many parties for itself."""
        self._gone.add(side_of(self._agreement, step.event.party))
        self.terminated = self.terminated or not step.event.party or len(self._gone) >= self._needed

    def give_notice(self, step: Step) -> None:
        """Take a notice; one that names no party counts for the whole."""
        self._notices[side_of(self._agreement, step.event.party)] = step

    def withdraw_notice(self, step: Step) -> None:
        """Take a notice back; a withdrawal that names no party takes back all."""
        if not step.event.party:
            self._notices.clear()
        elif self._notices.pop(side_of(self._agreement, step.event.party), None) is None:
            self._notices.pop("", None)

    @property
    def noticed(self) -> bool:
        """Whether a notice stands that ends the agreement."""
        return "" in self._notices or (bool(self._notices) and len(self._gone | set(self._notices)) >= self._needed)

    def last_day(self, end: int) -> date | None:
        """Return the last day in force that the standing notices state, None where they state none."""
        if "" in self._notices:
            stated = [self._notices[""]]
            rank = 0
        else:
            stated = list(self._notices.values())
            rank = self._needed - len(self._gone - set(self._notices)) - 1
        days = sorted(bounds(step.event.until)[end] for step in stated if step.event.until)
        return days[rank] if 0 <= rank < len(days) else None

    def has_ended(self, today: date, end: int) -> bool:
        """Say whether the last day that the standing notices state lies before `today`."""
        last = self.last_day(end) if self.noticed else None
        return last is not None and last < today
