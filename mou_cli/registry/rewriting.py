"""Writing a registry alone, beside the changes that commands make: its layout, its counters, an adoption."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from mou_cli.registry.commit import commit
from mou_cli.registry.lock import locked
from mou_cli.registry.rows import Edits
from mou_cli.registry.snapshot import Snapshot, open_file, open_snapshot
from mou_cli.registry.whole import check_whole


@contextmanager
def alone(path: Path) -> Iterator[Snapshot]:
    """Hold the registry at `path`, give what is there; whoever writes it inside is the only one.

    Raises Conflict where another holds it, and what open_snapshot raises.
    """
    path = Path(os.path.realpath(path))
    open_file(path)  # before a lock is left beside what is no registry
    with locked(path):
        yield open_snapshot(path)


def write(snapshot: Snapshot, edits: Mapping[str, Edits]) -> bool:
    """Make `edits` in the registry that is held, and give it mou's own layout; returns whether there was a need.

    What was there before is checked whole where another program wrote it. Raises Damaged, Conflict and Failed as a
    change does.
    """
    made: dict[str, Edits] = {table: dict(rows) for table, rows in edits.items() if rows}
    if not snapshot.exact:
        for table, rows in check_whole(snapshot).items():
            if rows:
                made[table] = {**rows, **made.get(table, {})}
    elif not snapshot.own_layout:
        check_whole(snapshot)
    if not made and snapshot.own_layout:
        return False
    commit(snapshot, made)
    return True
