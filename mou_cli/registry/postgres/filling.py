"""Many rows into a table that is empty: first the rows, then its indexes, which takes less time than both at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from mou_cli.errors import Conflict, MouError
from mou_cli.registry.postgres.link import Link

# Those with a condition hold few rows, and to go through the whole table for each would take longer.
_INDEXES = """
SELECT format('DROP INDEX %%I.%%I', n.nspname, c.relname), pg_get_indexdef(i.indexrelid)
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE i.indrelid = %s::text::regclass AND i.indisvalid AND i.indpred IS NULL AND c.reltablespace = 0
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conindid = i.indexrelid)
ORDER BY c.relname
"""
# What a server is set up with is for many small changes at once; this is a large one, alone. And the rows were written
# just now: to have them fetched ahead takes longer than to read them.
_ALONE = "SELECT set_config('maintenance_work_mem', '256MB', true), set_config('effective_io_concurrency', '0', true)"
# An index of some million rows takes longer than a statement may.
_PATIENCE = 60


@contextmanager
def indexed_afterwards(link: Link, table: str) -> Iterator[bool]:
    """Take the indexes of a table away and make them again when the block ends, all in the running transaction.

    Readers of the table wait meanwhile. Yields whether it is so, and the table as good as new (COPY FREEZE). Where the
    user does not own it, somebody is reading it at this moment, or it is not empty, all goes as it does with any
    change.
    """
    made = _taken_away(link, f"mou.{table}")
    yield bool(made)
    if not made:
        return
    link.run(_ALONE)
    with link.untimed():
        for definition in made:
            link.rows(definition, patience=_PATIENCE)


def _taken_away(link: Link, table: str) -> list[str]:
    link.run("SAVEPOINT indexes")
    try:
        link.run(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE NOWAIT")
        if link.rows(f"SELECT FROM {table} LIMIT 1"):
            raise Conflict(f"{table} is not empty", "")
        found = [(bytes(drop).decode(), bytes(make).decode()) for drop, make in link.rows(_INDEXES, [table])]
        for drop, _ in found:
            link.run(drop)
        link.run(f"TRUNCATE {table}")
    except MouError:
        link.run("ROLLBACK TO SAVEPOINT indexes")
        return []
    link.run("RELEASE SAVEPOINT indexes")
    return [make for _, make in found]
