"""Taking over what another program changed: one entry that says so, in the same rename as nothing else."""

from pathlib import Path

from mou_cli.agreement.history.adopting import Adoption, adoption_of
from mou_cli.agreement.history.entry import Doing
from mou_cli.agreement.history.verifying import judge
from mou_cli.errors import Conflict
from mou_cli.registry.held import HeldFile
from mou_cli.registry.layout import FORMAT, HISTORY, META, encode
from mou_cli.registry.rewriting import alone, write
from mou_cli.registry.snapshot import damaged


def adopt(path: Path, doing: Doing, shown: Adoption | None = None) -> Adoption:
    """Record all that does not fit the history of the registry at `path` as an entry, and return what was recorded.

    Nothing is written where all fits. `shown` is what a person has agreed to: raises Conflict where it is another now,
    and Damaged and Failed as any change does.
    """
    with alone(path) as snapshot:
        held = HeldFile(snapshot)
        found = adoption_of(held, judge(held))
        if shown is not None and found != shown:
            raise Conflict("it was changed in the meantime", "look at it again: mou doctor")
        if found.unreadable:
            raise damaged(snapshot.path, found.unreadable.sentence)
        if found.problems:
            entry = found.entry(doing)
            noted = {"seq": entry["seq"], "hash": entry["hash"]}
            meta = {"format": FORMAT, "next": {}, "sectors": {}, **held.meta, HISTORY: noted}
            write(snapshot, {HISTORY: {found.seq: encode(entry)}, META: {1: encode(meta)}})
        return found
