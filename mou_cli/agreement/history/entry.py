"""One entry of the history: what one command changed, and what chains it to the entry before."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from mou_cli.agreement.history.canonical import digest

BEGIN = "begin"  # what was there before the first change
ADOPT = "adopt"  # what another program changed, taken over
RESTORE = "restore"
UNDO = "undo"
REDO = "redo"
AGREEMENTS, OCCASIONS = "agreements", "occasions"


class Head(NamedTuple):
    """The last entry: its number and its hash; 0 and empty where there is none."""

    seq: int
    hash: str


def noted_in(settings: Mapping[str, Any]) -> Head:
    """Return what a registry's settings note as the last entry; 0 and empty where they note none."""
    found = settings.get("history")
    seq, seal = (found.get("seq"), found.get("hash")) if isinstance(found, dict) else (0, "")
    return Head(seq, str(seal)) if isinstance(seq, int) else Head(0, "")


class Doing(NamedTuple):
    """What is done and by whom: operation, actor, reason, the UTC time as `2026-02-04T09:30:00Z`, and more fields."""

    op: str
    actor: str
    reason: str
    at: str
    more: Mapping[str, Any] = {}


class RowChange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What happened to one agreement or occasion.

    Added: `after` is the hash of the whole. Removed: `before` is the whole. Changed: `before` and `after` hold the
    fields that differ, `sha256` is the hash of the whole after it, and `order` names its fields before it where the
    order of the model does not give it. `no` is its number. Adopted: `was` is the hash that the entry before had left
    there (no more is known of it), `after` the hash of what stands there now, None where it is gone.
    """

    no: int
    table: str = AGREEMENTS
    was: str = ""
    before: dict[str, Any] | None = None
    after: dict[str, Any] | str | None = None
    sha256: str = ""
    order: Sequence[str] = ()

    @property
    def kind(self) -> str:
        """Whether it was `added`, `removed`, `changed`, or `adopted` as another program had changed it."""
        if self.was:
            return "adopted"
        if isinstance(self.after, str):
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def place(self) -> tuple[str, int]:
        """Its table and its number, by which it is found."""
        return self.table, self.no

    @property
    def left(self) -> str:
        """The hash of what the change left there, empty where it left nothing."""
        return self.after if isinstance(self.after, str) else self.sha256


class Group(Struct, frozen=True, kw_only=True):
    """Rows that one hash covers, those from one number to another.

    The SHA-256 is taken over a line for each: its number, a blank, its JSON as mou writes it, an LF.
    """

    table: str
    first: int
    last: int
    sha256: str


class Break(Struct, frozen=True, kw_only=True):
    """An entry that does not fit and was taken as it stands.

    `sha256` is the hash of the array of the hash that the entry before it bears and of the whole entry; empty in the
    entry that it is about itself, for entries that are missing before that.
    """

    seq: int
    sha256: str = ""


class Step(Struct, frozen=True, kw_only=True):
    """An entry without what it changed: enough to list and to walk the history.

    `replaced` is the SHA-256 of the file in whose place a whole backup was put, empty where there was none. `login` is
    the user whom the server knew, empty for a registry in a file.
    """

    seq: int
    at: str = ""
    actor: str = ""
    op: str = ""
    refs: Sequence[str] = ()
    reason: str = ""
    prev: str = ""
    hash: str = ""
    undoes: Sequence[int] = ()
    redoes: int = 0
    replaced: str | None = None
    login: str = ""

    @property
    def reverts(self) -> Sequence[int]:
        """The entries that it takes back: those undone, or the undo."""
        return self.undoes or ([self.redoes] if self.redoes else [])


class Entry(Step, frozen=True, kw_only=True):
    """An entry; `changes` is by uid, or `#14` for what has none."""

    changes: dict[str, RowChange] = {}
    covers: Sequence[Group] = ()
    breaks: Sequence[Break] = ()


def sealed(doing: Doing, seq: int, prev: str, refs: Sequence[str], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as it is stored, with its hash: the SHA-256 of its canonical form without the member `hash`."""
    entry = {
        "seq": seq,
        "at": doing.at,
        "actor": doing.actor,
        "op": doing.op,
        "refs": refs,
        "reason": doing.reason,
        "changes": changes,
        **doing.more,
        "prev": prev,
    }
    return {**entry, "hash": digest(entry)}


def seal_of(entry: Mapping[str, Any]) -> str:
    """Return the hash that a stored entry should bear."""
    return digest({name: value for name, value in entry.items() if name != "hash"})


read_entry = msgspec.json.Decoder(Entry).decode
read_step = msgspec.json.Decoder(Step).decode
