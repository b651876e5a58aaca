"""The fields of an agreement from which dates follow, without the rest: what a look at a whole register decodes."""

from functools import lru_cache
from typing import cast

from msgspec import Raw, Struct, field
from msgspec.json import Decoder

from mou_cli.agreement.model import Agreement, Commitment, EntryIntoForce, Target, Term

_TERM: Decoder[Term | None] = Decoder(Term | None)


class Side(Struct, frozen=True, gc=False):
    """A party's code and name."""

    code: str = ""
    name: str = ""


class Happening(Struct, frozen=True, gc=False):
    """What of an event decides on dates."""

    kind: str
    date: str = ""
    party: str = ""
    until: str = ""
    adds: str = ""
    known: str = ""


class Glimpse(Struct, frozen=True):
    """An agreement's reference, title and parties, and the fields from which dates follow.

    The term is left as it is written, since few differ: `written_term` is its JSON, empty where there is none.
    """

    title: str
    ref: str = ""
    parties: tuple[Side, ...] = ()
    signed: str = ""
    entry_into_force: EntryIntoForce | None = None
    written_term: Raw = field(default=Raw(b""), name="term")
    events: tuple[Happening, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def agreement(self) -> Agreement:
        """Itself with its term, for functions that compute with dates; raises DecodeError where that is no term."""
        term = read_term(bytes(self.written_term))
        seen = _Seen(self.parties, self.signed, self.entry_into_force, term, self.events)
        return cast(Agreement, seen)


class _Seen(Struct, frozen=True):
    # Every field of an agreement that functions which compute with dates read.
    parties: tuple[Side, ...]
    signed: str
    entry_into_force: EntryIntoForce | None
    term: Term | None
    events: tuple[Happening, ...]


@lru_cache(2048)
def read_term(written: bytes) -> Term | None:
    """Return a term from its JSON, None for an empty one; raises DecodeError where it is no term."""
    return _TERM.decode(written) if written else None
