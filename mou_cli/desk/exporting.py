"""`mou export`: to standard output, or to a file that is there whole or not at all."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered
from mou_cli.desk.listing import in_order
from mou_cli.desk.own_places import refuse_own_place
from mou_cli.errors import Conflict, Failed, Usage
from mou_cli.exchange.formats import FORMATS, format_of, writer
from mou_cli.registry.commit import clear_abandoned
from mou_cli.registry.folders import no_folder
from mou_cli.render.console import progress, say
from mou_cli.session import Session

if TYPE_CHECKING:
    from mou_cli.exchange.surroundings import Surroundings

# What an occasion has as an agreement has it, and a list of promises needs.
_PROMISES = ("ref", "uid", "parties", "commitments")


def export(
    session: Session, query: Query, form: str | None, output: str, *, force: bool, sort: str, columns: str
) -> None:
    """Write what `query` finds in a format (default: by the file's name, else json) to `output` or stdout."""
    form = form or _format_named(output)
    write = writer(form, lambda: _surroundings(session, whole=not query))
    named = [name.strip() for name in columns.split(",")] if columns else None
    found = in_order(session, query, sort)
    first = next(found, None)
    found = chain(() if first is None else (first,), found)
    if FORMATS[form].promises:
        found = _with_promises(session, found, every=not query)
    with _opened(session, output, force=force) as out, _counted(session, found, query, out) as counted:
        write(counted, out, session.moment, named)
    if first is None:
        say("no agreement fits: there was nothing to write")


@contextmanager
def _opened(session: Session, output: str, *, force: bool) -> Iterator[BinaryIO]:
    if output in ("", "-"):
        out = session.out.buffer
        yield out
        out.flush()
    else:
        refuse_own_place(session, output)
        with whole_file(Path(output), force=force) as file:
            yield file


@contextmanager
def _counted(
    session: Session, found: Iterator[Registered], query: Query, out: BinaryIO
) -> Iterator[Iterator[Registered]]:
    # Long work shows how far it is, but not among what it writes on a terminal.
    if out.isatty():
        yield found
        return
    with progress("exporting", None if query else session.registry.count()) as advance:
        yield _telling(found, advance)


def _telling(found: Iterator[Registered], advance: Callable[[int], None]) -> Iterator[Registered]:
    for each in found:
        yield each
        advance(1)


def _with_promises(session: Session, found: Iterator[Registered], *, every: bool) -> Iterator[Registered]:
    # What was promised at an occasion and in no agreement goes with the agreements of that occasion.
    met = set()
    for each in found:
        met.add(each.agreement.occasion)
        yield each
    for occasion in session.registry.occasions():
        if every or occasion.occasion.ref in met:
            same = {name: value for name, value in occasion.fields.items() if name in _PROMISES}
            yield Registered.of(occasion.number, {**same, "title": occasion.occasion.name})


def _surroundings(session: Session, *, whole: bool) -> "Surroundings":
    from mou_cli.desk.times_changed import times_changed
    from mou_cli.exchange.surroundings import Surroundings

    registry = session.registry
    head = registry.history.head().hash
    changes = partial(times_changed, registry)
    return Surroundings(
        session.context.sectors, registry.occasions(), session.own, session.filters, head, whole, changes
    )


def _format_named(output: str) -> str:
    suffix = os.path.splitext(output)[1]
    named = format_of(output)
    if suffix and named is None:
        raise Usage(f"no format is known by {suffix}", "name the format with --format, or take .json, .csv or .xlsx")
    if named and suffix.lower() in FORMATS[named].only_read:
        raise Usage(f"a file that ends in {suffix} is read and not written", f"name it {FORMATS[named].suffixes[0]}")
    return named or "json"


@contextmanager
def whole_file(path: Path, *, force: bool, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name only when all is written; what was there stays until then.

    `mode` is that of a new file, as far as the person's umask grants it; one that was there keeps its own.

    Raises Conflict where something is there and `force` is not said, Failed or NotFound where it cannot be written.
    """
    _refuse_place(path, force=force)
    clear_abandoned(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            _keep_mode(path, file)
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise no_folder(path.parent) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Failed(f"{path} cannot be written: {reason}", "what was there is as it was") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _keep_mode(path: Path, file: BinaryIO) -> None:
    with suppress(OSError, AttributeError):  # a new file, or a system without modes
        os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))


def _refuse_place(path: Path, *, force: bool) -> None:
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if stat.S_ISDIR(mode):
        raise Failed(f"{path} is a folder", "name a file")
    if not stat.S_ISREG(mode):
        raise Failed(f"{path} is not an ordinary file", "name a file, or leave -o out and redirect")
    if not force:
        raise Conflict(f"{path} is there already", "--force replaces it")
