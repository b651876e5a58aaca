"""A whole registry in the place of another that is damaged, gone or an earlier state of it: one rename, one entry."""

import os
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.table import Document

from mou_cli.agreement.history.entry import Doing
from mou_cli.errors import Conflict, Damaged, NotFound
from mou_cli.registry.attachments import CHUNK
from mou_cli.registry.backups import newest_good_backup
from mou_cli.registry.commit import put_in_place, write_spliced
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.layout import FORMAT, META
from mou_cli.registry.numbering import PREFIXES
from mou_cli.registry.snapshot import open_file
from mou_cli.registry.soundness import opened_sound
from mou_cli.registry.source import Source
from mou_cli.registry.stamp import Identity

_SERIES = tuple(PREFIXES.values())
_NEXT = re.compile(rb'"(MOU|OCC)": ?([0-9]{1,9})[,}]')
_REF = re.compile(rb'"ref": ?"(MOU|OCC)-[0-9]{4}-([0-9]{4,9})"')
_LONGEST_MATCH = 40
# What a damaged file says of numbers is believed only where it could be so.
_AT_MOST_AHEAD = 100_000


class Present(NamedTuple):
    """What stands at a registry's place: a sound one, a damaged one (`fault` says how), or nothing (no `identity`)."""

    path: Path
    registry: DocumentFile | None = None
    identity: Identity | None = None
    fault: str = ""


def look_at(path: Path) -> Present:
    """Return what stands at the place of a registry, all of it checked.

    Raises Failed where it cannot be read or is no file, Conflict where a newer mou wrote it.
    """
    path = Path(os.path.realpath(path))
    try:
        content, status = open_file(path)
        del content
    except NotFound:
        return Present(path)
    identity = Identity.of(status)
    try:
        return Present(path, opened_sound(path), identity)
    except Damaged as error:
        return Present(path, None, identity, error.message)


def take_over(present: Present, source: Source, doing: Doing) -> int:
    """Put what `source` holds and an entry for `doing` in the present registry's place; the lock must be held.

    Returns the entry's number. What was there is kept as a backup, byte for byte, and the entry names its SHA-256
    (`replaced`, empty where there was nothing). No number is given out again that was given out before, as far as the
    backups and what is left of the present file tell. Raises Conflict where it is not what was looked at, Failed where
    it cannot be written; all is then as it was.
    """

    def check() -> None:
        _refuse_other(present)

    check()
    registry = source.registry
    _count_from(registry, _counters(present, registry))
    replaced = _digest(present.path) if present.identity else ""
    with registry.changing(
        doing._replace(more={**doing.more, "restored": source.sha256, "replaced": replaced})
    ) as made:
        pass
    view = registry.view()
    tables = tuple(view.tables.values()) if view.exact and view.own_layout else None
    new = present.identity is None
    put_in_place(present.path, lambda out: write_spliced(view.content, out, ()), check, tables, new=new)
    return made.seq


def _refuse_other(present: Present) -> None:
    try:
        identity = Identity.of(present.path.stat())
    except FileNotFoundError:
        identity = None
    if identity != present.identity:
        raise Conflict(
            f"{present.path} was changed by another program in the meantime", "nothing was written; run it again"
        )


def _digest(path: Path) -> str:
    found = sha256()
    for chunk in _raw(path):
        found.update(chunk)
    return found.hexdigest()


def _raw(path: Path) -> Iterator[bytes]:
    content, _ = open_file(path)
    offset = 0
    while chunk := content.read(offset, CHUNK):
        yield chunk
        offset += len(chunk)


def _counters(present: Present, registry: DocumentFile) -> dict[str, int]:
    """Return the next number of each series: the highest that any trace of this registry tells."""
    known = [_next(registry)]
    if present.registry:
        known.append(_next(present.registry))
    elif (backup := newest_good_backup(present.path)) is not None:
        known.append(_next(DocumentFile(backup)))
    counters = {series: max(each[series] for each in known) for series in _SERIES}
    if present.identity and not present.registry:
        for series, number in _scraped(present.path):
            if counters[series] < number <= counters[series] + _AT_MOST_AHEAD:
                counters[series] = number
    return counters


def _next(registry: DocumentFile) -> Mapping[str, int]:
    given: Mapping[str, Any] = registry.meta.get("next") or {}
    rows = {PREFIXES[table]: registry.table(table).highest() + 1 for table in PREFIXES}
    return {
        series: max(rows[series], number if isinstance(number := given.get(series), int) and number < 10**17 else 1)
        for series in _SERIES
    }


def _scraped(path: Path) -> Iterator[tuple[str, int]]:
    """Yield what is left of counters and references in a damaged file: series and the next number after it."""
    tail = b""
    for chunk in _raw(path):
        text = tail + chunk
        for pattern, step in ((_NEXT, 0), (_REF, 1)):
            yield from ((match[1].decode(), int(match[2]) + step) for match in pattern.finditer(text))
        tail = text[-_LONGEST_MATCH:]


def _count_from(registry: DocumentFile, counters: Mapping[str, int]) -> None:
    meta = {"format": FORMAT, "sectors": {}, **registry.meta}
    meta["next"] = {**(meta.get("next") or {}), **counters}
    if meta == registry.meta:
        return
    rows = registry.table(META)
    if rows.contains(doc_id=1):
        rows.update(meta, doc_ids=[1])
    else:
        rows.insert(Document(meta, 1))
    registry.__dict__.pop("meta", None)
