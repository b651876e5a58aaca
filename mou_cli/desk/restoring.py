"""`mou restore`: the registry becomes what a backup holds; what it was is kept, and the history says so."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from mou_cli.agreement.history.entry import RESTORE, read_step
from mou_cli.agreement.history.problem import THINGS
from mou_cli.desk.answering import answer
from mou_cli.desk.bringing import is_brought
from mou_cli.desk.kept_backups import list_backups, place_of_registry
from mou_cli.errors import Conflict, Interrupted, Usage
from mou_cli.registry.attachments import Files, attached, named
from mou_cli.registry.backups import newest_good_backup
from mou_cli.registry.delivery import Delivery
from mou_cli.registry.document_file import DocumentFile
from mou_cli.registry.lineage import AHEAD, lineage
from mou_cli.registry.lock import locked
from mou_cli.registry.rows_apart import Apart, put_there, rows_apart
from mou_cli.registry.source import Source, opened
from mou_cli.registry.takeover import Present, look_at, take_over
from mou_cli.render.console import say, warn
from mou_cli.session import Session

_OTHERWISE = "take another backup, or bring that file back"


class Asked(NamedTuple):
    """How a restore is asked for: only to be told, and without a question."""

    dry_run: bool = False
    yes: bool = False


def restore_or_list(session: Session, file: str, form: str | None, *, dry_run: bool, yes: bool) -> None:
    """Restore from `file`; without one list the backups."""
    if not file:
        list_backups(session, form)
    elif form:
        raise Usage("--format is for the list of backups", "leave FILE or --format out")
    else:
        restore(session, file, Asked(dry_run, yes))


def restore(session: Session, file: str, asked: Asked) -> None:
    """Make the registry what `file` holds and print the references of what changed.

    All of `file` is checked before anything is written. Raises Damaged where it is not whole, Conflict where it is of
    another registry or both have gone different ways, Usage where nobody is there to be asked.
    """
    place = place_of_registry(session)
    _refuse_itself(file, place)
    with opened(Path(file)) as source:
        present = look_at(place)
        _tell_of(present, source)
        if present.registry and lineage(present.registry, source.registry, file) != AHEAD:
            _put_rows_back(session, present.registry, source, asked)
        else:
            _put_whole(session, present, source, asked)


def _refuse_itself(file: str, place: Path) -> None:
    try:
        same = os.path.samefile(file, place)
    except OSError:
        return
    if same:
        raise Usage(f"{file} is the registry itself", "mou restore lists its backups")


def _tell_of(present: Present, source: Source) -> None:
    from mou_cli.agreement.history.verifying import verify

    if present.fault:
        say(present.fault)
        backup = newest_good_backup(present.path)
        if backup:
            # A damaged registry cannot say whose it was; its backups can.
            lineage(DocumentFile(backup), source.registry, str(source.path))
    problem = next(iter(verify(source.registry.history)), None)
    if problem is not None:
        warn(f"{source.path}: {problem.sentence}; mou verify will say so")


def _put_rows_back(session: Session, present: DocumentFile, source: Source, asked: Asked) -> None:
    rows = list(rows_apart(present.history, source.registry.history))
    _tell_of_settings(present, source.registry)
    if rows and not _agreed(session, f"from {source.path}: {_words(rows)}", asked):
        return
    with _delivered(present.path, source) as delivery, session.changing(RESTORE, restored=source.sha256) as change:
        if list(rows_apart(session.registry.history, source.registry.history)) != rows:
            raise Conflict("the registry was changed in the meantime", "look at it and run it again")
        put_there(change, rows)
        delivery.place()
    for row in rows:
        answer(_ref(row))
    if delivery.brought:
        say(f"{_many(delivery.brought, 'attached file')} brought back")
    done = f"restored from {source.path}: {_words(rows)}; mou undo takes it back"
    say(done if rows else "nothing changed: the agreements are so already")


def _put_whole(session: Session, present: Present, source: Source, asked: Asked) -> None:
    whole = f"all of {present.path} from {source.path}: {_many(source.registry.count(), 'agreement')}"
    _tell_what_is_lost(present, source.registry)
    if not _agreed(session, whole, asked):
        return
    with _delivered(present.path, source) as delivery, locked(present.path):
        delivery.place()
        take_over(present, source, session.doing(RESTORE))
    answer(present.path)
    say(f"restored {whole}" + ("; what was there is kept as a backup" if present.identity else ""))


def _tell_what_is_lost(present: Present, other: DocumentFile) -> None:
    if present.registry:
        return  # an earlier state of the backup
    last = next(iter(other.history.entries(backward=True)), None)
    if last is None:
        warn("the backup has no history: what was changed after it was made is not in it")
        return
    step = read_step(last[1])
    at = step.at[:16].replace("T", " ")
    warn(f"the backup's last change is {step.seq} ({step.op}, {at} UTC): what was changed after that is not in it")


def _words(rows: Sequence[Apart]) -> str:
    counts = Counter((row.table, _kind(row)) for row in rows)
    return ", ".join(f"{_many(count, THINGS.get(table, table))} {kind}" for (table, kind), count in counts.items())


def _kind(row: Apart) -> str:
    return "taken out" if row.there is None else "brought back" if row.here is None else "changed"


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _ref(row: Apart) -> str:
    return str(msgspec.json.decode(row.there or row.here or b"{}").get("ref") or row.number)


def _agreed(session: Session, what: str, asked: Asked) -> bool:
    """Ask whether to go on; False where it was only to be told. Raises Interrupted, Usage where nobody is there."""
    from mou_cli.ask.confirm import confirm

    if asked.dry_run:
        say(f"would restore {what}; nothing was stored")
    elif not asked.yes and not session.can_ask:
        raise Usage("restoring is asked about, and nobody is there to answer", "--yes restores without asking")
    elif not asked.yes and not confirm(f"Restore {what}?"):
        raise Interrupted("nothing was restored")
    return not asked.dry_run


def _tell_of_settings(present: DocumentFile, other: DocumentFile) -> None:
    names = [name for name in ("own", "sectors") if (present.meta.get(name) or "") != (other.meta.get(name) or "")]
    if names:
        warn(f"the registry's settings stay as they are, though the backup has others: {', '.join(names)}")


@contextmanager
def _delivered(place: Path, source: Source) -> Iterator[Delivery]:
    """Bring the attached files that the registry lacks; those that nobody has are named."""
    files = Files(place)
    with Delivery(files) as delivery:
        lost = {
            digest
            for digest in sorted(named(source.registry))
            if not is_brought(files, delivery, source, digest, _OTHERWISE)
        }
        for number, ref, file in attached(source.registry):
            if file.sha256 in lost:
                warn(f"{number} {ref}: the attached file {file.name!r} is neither here nor in the backup")
        yield delivery
