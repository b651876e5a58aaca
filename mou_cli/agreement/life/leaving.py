"""Notices and terminations: which side leaves, and whether an agreement can go on without it.

A notice ends an agreement of three or more parties for its giver only, while two remain.
"""

from collections.abc import Callable
from datetime import date

from mou_cli.agreement.life.notice import Departure
from mou_cli.agreement.life.sides import side_of, sides
from mou_cli.agreement.life.timeline import Step
from mou_cli.agreement.model import Agreement

# Whose notice it is where it names no party: that of the whole.
_WHOLE = ""


class Leaving:
    """The sides that have left, by the act that says so, and those that have given notice."""

    __slots__ = ("_agreement", "_gone", "_needed", "_notices")

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._needed = max(len(sides(agreement)) - 1, 1)
        self._gone: dict[str, Step] = {}
        self._notices: dict[str, Step] = {}

    def terminate(self, step: Step) -> None:
        """Take a termination: of the whole, or by one of many parties for itself."""
        self._gone.setdefault(side_of(self._agreement, step.event.party), step)

    def give_notice(self, step: Step) -> None:
        """Take a notice; one that names no party counts for the whole, a second one of a side only if it states a day.

        The first notice goes on running; a later one that states the last day in force goes before it.
        """
        side = side_of(self._agreement, step.event.party)
        if side not in self._notices or step.event.until:
            self._notices[side] = step

    def withdraw_notice(self, step: Step) -> None:
        """Take a notice back; a withdrawal that names no party takes back all."""
        if not step.event.party:
            self._notices.clear()
        elif self._notices.pop(side_of(self._agreement, step.event.party), None) is None:
            self._notices.pop(_WHOLE, None)

    def by_act(self) -> Departure | None:
        """Return the termination that has ended the agreement; None where none has."""
        whole = self._gone.get(_WHOLE)
        return self._deciding(self._acts(), None if whole is None else _terminated(whole))

    def by_notice(self, takes_effect: Callable[[Step], Departure | None]) -> Departure | None:
        """Return the departure under notice by which the agreement ends; None where none stands that ends it.

        `takes_effect` says when a notice does; None of it lets the notice fall.
        """
        effects = {
            side: effect
            for side, step in self._notices.items()
            if side not in self._gone and (effect := takes_effect(step)) is not None
        }
        if not effects:
            return None
        whole = effects.pop(_WHOLE, None)
        acts = [*self._acts(), *effects.values()]
        return self._deciding(acts, whole)

    def singly(self, takes_effect: Callable[[Step], Departure | None]) -> dict[str, Departure]:
        """Return the sides that leave or have left each for itself, with their departures; see `by_notice`."""
        leaving = {side: _terminated(step) for side, step in self._gone.items() if side != _WHOLE}
        for side, step in self._notices.items():
            effect = takes_effect(step)
            if side != _WHOLE and side not in leaving and effect is not None:
                leaving[side] = effect
        return leaving

    def _acts(self) -> list[Departure]:
        return [_terminated(step) for side, step in self._gone.items() if side != _WHOLE]

    def _deciding(self, departures: list[Departure], whole: Departure | None) -> Departure | None:
        # The departure after which fewer than two sides remain, or that of the whole, where it comes first.
        deciding = None
        if len(departures) >= self._needed:
            dated = sorted((each for each in departures if each.day is not None), key=_day)
            undated = [each for each in departures if each.day is None]
            deciding = (dated + undated)[self._needed - 1]
        if whole is None or deciding is None:
            return deciding or whole
        return min(whole, deciding, key=_day)


def _terminated(step: Step) -> Departure:
    missing = "" if step.day is not None else "the day of its termination is missing"
    return Departure(step.day, "terminated", step, missing)


def _day(departure: Departure) -> date:
    return departure.day or date.max
