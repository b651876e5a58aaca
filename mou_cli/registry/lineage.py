"""How two registries stand to each other: whether one was the other before, by their histories."""

from collections.abc import Iterator

import msgspec

from mou_cli.agreement.history.entry import read_step
from mou_cli.agreement.history.shared import hash_at, last_shared
from mou_cli.agreement.merging.parting import begin_alike
from mou_cli.errors import Conflict
from mou_cli.registry.layout import AGREEMENTS, OCCASIONS
from mou_cli.registry.protocol import Registry
from mou_cli.vocabulary.folding import fold

# The other's history is a beginning of the present one's; the other way round.
BEHIND, AHEAD = "behind", "ahead"


class _Named(msgspec.Struct):
    uid: str = ""
    title: str = ""
    name: str = ""


def lineage(present: Registry, other: Registry, name: str) -> str:
    """Return whether `other` (called `name` in messages) is BEHIND the present registry or AHEAD of it.

    Equal histories are BEHIND. Where one has no history yet, agreements with the same uid speak for it; an empty
    registry is anybody's beginning. Raises Conflict where they have nothing in common, or each has entries of its own;
    those that only tell of a whole backup put in place do not count: who took the wrong one can take the right one yet.
    """
    one, two = present.history.head().seq, other.history.head().seq
    if not (one and two):
        if not _related(present, other):
            raise _foreign(present, name)
        return AHEAD if two else BEHIND
    if hash_at(present.history, 1) != hash_at(other.history, 1):
        # Of copies that were made before there was a history, each has one of its own.
        raise _parted(name) if begin_alike(present.history, other.history) else _foreign(present, name)
    common = last_shared(present.history, other.history, min(one, two))
    if common < min(one, two) and not _only_put_in_place(present, common):
        raise _parted(name)
    return AHEAD if two > common else BEHIND


def _parted(name: str) -> Conflict:
    return Conflict(
        f"{name} and the registry have gone different ways: each has changes that the other has not",
        f"nothing was changed; mou merge {name} brings them together",
    )


def _foreign(present: Registry, name: str) -> Conflict:
    return Conflict(
        f"{name} is of another registry: it has nothing in common with {present.location}",
        "nothing was changed; mou import takes in its agreements, --registry names another place",
    )


def _only_put_in_place(registry: Registry, since: int) -> bool:
    entries = (read_step(body) for seq, body in registry.history.entries(backward=True) if seq > since)
    return all(entry.replaced is not None for entry in entries)


def _related(one: Registry, two: Registry) -> bool:
    first, second = set(_marks(one)), set(_marks(two))
    return not first or not second or bool(first & second)


def _marks(registry: Registry) -> Iterator[str]:
    for table in (OCCASIONS, AGREEMENTS):
        for _, line in registry.history.lines(table):
            found = msgspec.json.decode(line, type=_Named)
            # What was written by hand may have no uid; then its title has to do.
            yield found.uid or fold(found.title or found.name)
