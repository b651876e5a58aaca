"""What the events that have happened by a day leave standing, whatever the order in which they were recorded."""

from collections.abc import Callable
from datetime import date

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.life.leaving import Leaving
from mou_cli.agreement.life.timeline import Step
from mou_cli.agreement.model import Agreement

# Acts that come before a signature and so do not prove one.
_BEFORE_SIGNATURE = ("initialled", "approved", "signed")


class Past:
    """The events up to `today`: what has been done, what was undone since, and who has left or means to.

    `acted` is true once an act proves that it was signed, `acted_on_a_day` where the act has a day and so proves by
    when. `superseded` is the event that says so; `leaving` is None where nobody has given notice or terminated. `end`
    says how partial dates are read (see timeline.py).
    """

    __slots__ = (
        "_agreement", "_end", "_suspended", "_suspended_until",
        "acted", "acted_on_a_day", "initialled", "leaving", "provisional", "superseded",
    )  # fmt: skip

    def __init__(self, agreement: Agreement, steps: list[Step], today: date, end: int) -> None:
        self._agreement, self._end = agreement, end
        self._suspended = self.provisional = self.initialled = self.acted = self.acted_on_a_day = False
        self._suspended_until: date | None = None
        self.superseded: Step | None = None
        self.leaving: Leaving | None = None
        for step in steps:
            if step.day is None or step.day <= today:
                kind = step.event.kind
                if kind not in _BEFORE_SIGNATURE:
                    self.acted = True
                    self.acted_on_a_day = self.acted_on_a_day or step.day is not None
                change = _CHANGES.get(kind)
                if change is not None:
                    change(self, step)

    def is_suspended(self, today: date) -> bool:
        """Say whether a suspension lasts."""
        return self._suspended and (self._suspended_until is None or today <= self._suspended_until)

    def suspend(self, step: Step) -> None:
        """Take a suspension, which may say until when."""
        self._suspended = True
        self._suspended_until = bounds(step.event.until)[self._end] if step.event.until else None

    def resume(self, _: Step) -> None:
        """Take the end of a suspension."""
        self._suspended = False

    def supersede(self, step: Step) -> None:
        """Take that another agreement has come in its place."""
        self.superseded = self.superseded or step

    def apply_provisionally(self, _: Step) -> None:
        """Take that it is applied before it is in force."""
        self.provisional = True

    def initial(self, _: Step) -> None:
        """Take that its text was initialled."""
        self.initialled = True

    def leave(self) -> Leaving:
        """Return who leaves, to be told of one more."""
        if self.leaving is None:
            self.leaving = Leaving(self._agreement)
        return self.leaving


_CHANGES: dict[str, Callable[[Past, Step], None]] = {
    "superseded": Past.supersede,
    "suspended": Past.suspend,
    "resumed": Past.resume,
    "provisional": Past.apply_provisionally,
    "initialled": Past.initial,
    "terminated": lambda past, step: past.leave().terminate(step),
    "notice-given": lambda past, step: past.leave().give_notice(step),
    "notice-withdrawn": lambda past, step: past.leave().withdraw_notice(step),
}
