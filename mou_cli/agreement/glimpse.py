"""The fields of an agreement from which dates follow, without the rest: what a look at a whole register decodes."""

from typing import cast

from msgspec import Struct

from mou_cli.agreement.model import Agreement, Commitment, EntryIntoForce, Target, Term


class Side(Struct, frozen=True):
    """A party's code and name."""

    code: str = ""
    name: str = ""


class Happening(Struct, frozen=True):
    """What of an event decides on dates."""

    kind: str
    date: str = ""
    party: str = ""
    until: str = ""
    adds: str = ""
    known: str = ""


class Glimpse(Struct, frozen=True):
    """An agreement's reference, title and parties, and the fields from which dates follow."""

    title: str
    ref: str = ""
    parties: tuple[Side, ...] = ()
    signed: str = ""
    entry_into_force: EntryIntoForce | None = None
    term: Term | None = None
    events: tuple[Happening, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def agreement(self) -> Agreement:
        """Itself, for functions that compute with dates: it has every field that they read."""
        return cast(Agreement, self)
