"""`mou copy`: a registry from one store to another, whole with its history, or some of its agreements."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from mou_cli.agreement.history.shared import is_empty
from mou_cli.agreement.registered import Registered
from mou_cli.desk.answering import answer
from mou_cli.errors import Conflict, Usage
from mou_cli.registry.attachments import HASH, PRESENT, attached, named
from mou_cli.registry.copying import bring
from mou_cli.registry.layout import AGREEMENTS
from mou_cli.registry.lineage import AHEAD, lineage
from mou_cli.registry.making import unmake_registry
from mou_cli.registry.opening import open_registry
from mou_cli.registry.protocol import Registry
from mou_cli.registry.uids import uids
from mou_cli.render.console import progress, say, warn
from mou_cli.session import Session
from mou_cli.settings.places import is_address

if TYPE_CHECKING:
    from mou_cli.registry.protocol import Bringing
    from mou_cli.registry.store import Store

# A copy that was broken off goes on after the last batch of so many.
_BATCH = 10_000


def copy(session: Session, source: str, target: str, query: Sequence[str], *, dry_run: bool) -> None:
    """Copy the registry at `source` to `target` and print where it is.

    Without a query it becomes the same, history and files included, where nothing is there yet or an earlier state of
    it; where another registry is there, the agreements that it lacks by their uid are added, as with a query. Raises
    Usage where both are one, Conflict where a reference is taken or both have gone different ways.
    """
    _refuse_itself(source, target)
    with closing(open_registry(source)) as here:
        _ = here.meta
        fresh = not is_address(target) and not os.path.exists(os.path.expanduser(target))
        there = _opened(target, here.own(), make=not dry_run)
        if there is None:
            say(f"{here.location} would be copied to a new registry; nothing was stored")
            return
        with closing(there), _unmade(target, fresh=fresh):
            if not query and _goes_whole(here, there):
                _copy_whole(here, there, dry_run=dry_run)
            else:
                _copy_some(session, here, there, query, dry_run=dry_run)
            answer(there.location)


@contextmanager
def _unmade(target: str, *, fresh: bool) -> Iterator[None]:
    """Where a copy comes to nothing, leave no empty file that could be taken for it."""
    made = Path(target).expanduser().read_bytes() if fresh else b""
    try:
        yield
    except BaseException:
        if fresh:
            unmake_registry(Path(target).expanduser(), made)
        raise


def fetch(source: str, target: Path) -> None:
    """Make a file of all that the registry at `source` holds, files included."""
    from mou_cli.registry.making import make_registry
    from mou_cli.registry.opening import open_file

    make_registry(target)
    there = open_file(str(target))
    with closing(open_registry(source)) as here, _delivered(here, there, named(here)) as delivery, there.alone():
        bring(here.held(), there, lambda _: None)
        delivery.place()


def _refuse_itself(source: str, target: str) -> None:
    if is_address(source) or is_address(target):
        same = source == target
    else:
        same = os.path.realpath(os.path.expanduser(source)) == os.path.realpath(os.path.expanduser(target))
    if same:
        raise Usage("a registry cannot be copied to itself", "name two places: mou copy registry.json postgresql://...")


def _opened(target: str, own: str, *, make: bool) -> "Store | None":
    """Open the registry to copy to, which is made where there is none; None where it is not to be made."""
    if is_address(target):
        from mou_cli.registry.postgres.making import has_registry, make_registry

        if not has_registry(target):
            if not make:
                return None
            make_registry(target, own)
        return open_registry(target)
    path = Path(target).expanduser()
    if path.is_dir():
        raise Usage(f"{target} is a folder", "name a file in it")
    if not path.exists():
        from mou_cli.registry.making import make_registry as make_file

        if not make:
            return None
        make_file(path, own)
    return open_registry(target)


def _goes_whole(here: Registry, there: Registry) -> bool:
    if is_empty(there.history):
        return True
    one, two = here.history.line("history", 1), there.history.line("history", 1)
    return one is not None and one == two  # else it is another registry: what it lacks is added to it


def _copy_whole(here: Registry, there: "Store", *, dry_run: bool) -> None:
    if not is_empty(there.history) and lineage(there, here, here.location) != AHEAD:
        say("there is nothing to copy: all of it is there already")
        return
    if dry_run:
        say(f"{here.count():,} agreements would be there; nothing was stored")
        return
    source = here.held()
    with progress("copying") as advance, _delivered(here, there, named(here)) as delivery, there.alone():
        brought = bring(source, there, advance)
        delivery.place()
    files = f", {delivery.brought:,} attached files" if delivery.brought else ""
    say(f"copied {there.count():,} agreements with their history{files}" if brought else "there is nothing to copy")


@contextmanager
def _delivered(here: Registry, there: Registry, wanted: set[str]) -> "Iterator[Bringing]":
    """Bring those attached files, by their hashes, that the other registry lacks; those that are not here are named."""
    with there.delivery() as delivery:
        lost = set()
        for digest in sorted(wanted):
            if there.files.standing(digest) == PRESENT:
                continue
            if here.files.standing(digest) == PRESENT:
                delivery.take(here.files.chunks(digest))
            else:
                lost.add(digest)
        for number, ref, file in attached(here) if lost else ():
            if file.sha256 in lost:
                warn(f"{number} {ref}: the attached file {file.name!r} is missing or altered, and does not come along")
        yield delivery


def _copy_some(session: Session, here: Registry, there: "Store", query: Sequence[str], *, dry_run: bool) -> None:
    session.__dict__["registry"] = here  # the words of the query are those of what is copied
    found = here.find(session.query(query, {}), session.moment)
    known = uids(there, AGREEMENTS)
    wanted = (each for each in found if str(each.fields.get("uid") or "") not in known)
    added = 0
    while batch := list(islice(wanted, _BATCH)):
        added += len(batch)
        if not dry_run:
            files = {file.sha256 for each in batch for file in each.agreement.attachments}
            with _delivered(here, there, set(filter(HASH.fullmatch, files))) as delivery:
                _add(session, here, there, batch, delivery)
    if added:
        say(f"{added:,} agreements {'would be ' if dry_run else ''}added; {len(known):,} were there before")
    else:
        say("there is nothing to copy: all of it is there already")


def _add(session: Session, here: Registry, there: "Store", batch: Sequence[Registered], delivery: "Bringing") -> None:
    with there.changing(session.doing("copy", copied=here.location)) as change:
        visits = {str(each.fields.get("ref") or ""): each for each in here.occasions()}
        present = {str(each.fields.get("uid") or "") for each in there.occasions()}
        for ref in dict.fromkeys(each.agreement.occasion for each in batch):
            visit = visits.get(ref)
            if visit is not None and str(visit.fields.get("uid") or "") not in present:
                change.add_occasion(visit.fields, session.moment)
        for each in batch:
            try:
                change.add(each.fields, session.moment)
            except Conflict as fault:
                message = f"{each.number} {fault.message}"
                raise Conflict(message, "nothing more was copied; mou merge settles it") from None
        delivery.place()
