"""`mou backup`: the registry and its attached files, as they are at one moment."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from mou_cli.desk.answering import answer
from mou_cli.desk.exporting import whole_file
from mou_cli.desk.own_places import refuse_own_place
from mou_cli.errors import Conflict, Failed, Finding, Usage
from mou_cli.registry.attachments import PRESENT, Files, named
from mou_cli.registry.commit import sync_folder
from mou_cli.registry.opening import refuse_server
from mou_cli.registry.saving import Companions, write_plain, write_zip
from mou_cli.registry.snapshot import open_file
from mou_cli.registry.source import Source, opened
from mou_cli.render.console import progress, say
from mou_cli.session import Session


def backup(session: Session, file: str, *, force: bool) -> None:
    """Write a backup to `file` (empty: beside the registry, named by the time) and print where it is.

    Raises Conflict where something is there already and `force` is not said, Damaged where there is no sound registry
    to be copied, Finding after the backup is made where an attached file could not come with it.
    """
    refuse_server(session.location, "mou copy URL registry.json makes a copy of it in a file")
    registry = Path(os.path.realpath(os.path.expanduser(session.location)))
    target = Path(file) if file else _named_by_time(registry)
    if target.is_dir():
        raise Failed(f"{target} is a folder", "name a file in it")
    refuse_own_place(session, str(target))
    open_file(registry)  # so that one that is not there is missed as a registry
    with opened(registry) as source:
        digests, lost = _whole(Files(registry), sorted(named(source.registry)))
        if target.suffix.lower() == ".zip":
            with whole_file(target, force=force) as out:
                _like(registry, out.fileno())
                write_zip(source, Files(registry), digests, out)
        else:
            _beside(source, registry, target, digests, force=force)
        sync_folder(target.parent)
        _tell(source, digests)
    answer(target)
    if lost:
        which = ", ".join(digest[:12] for digest in lost[:3]) + (" ..." if len(lost) > 3 else "")
        many = f"{len(lost):,} attached file{' that is' if len(lost) == 1 else 's that are'} missing or altered"
        raise Finding(f"not in it: {many} ({which})", "mou attachments names them")


def _named_by_time(registry: Path) -> Path:
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    endings = chain([""], (f"-{number}" for number in count(2)))  # several in one second
    names = (registry.with_name(f"{registry.stem}.backup-{now}{ending}.json") for ending in endings)
    return next(path for path in names if not os.path.lexists(path))


def _whole(files: Files, digests: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the hashes whose bytes are there and whole, and the others."""
    found: dict[bool, list[str]] = {True: [], False: []}
    with progress("reading", len(digests)) as advance:
        for digest in digests:
            found[files.standing(digest) == PRESENT].append(digest)
            advance(1)
    return found[True], found[False]


def _beside(source: Source, registry: Path, target: Path, digests: Sequence[str], *, force: bool) -> None:
    folder = Files(target).folder
    if folder == target:
        raise Usage(f"{target} is a name for attached files", "name the backup FILE.json or FILE.zip")
    if digests and not force and os.path.lexists(folder) and not os.path.samefile(folder, Files(registry).folder):
        raise Conflict(f"{folder} is there already", "--force adds to it")
    with Companions(Files(registry), target) as companions, whole_file(target, force=force) as out:
        _like(registry, out.fileno())
        write_plain(source, out)
        companions.bring(digests)


def _like(registry: Path, descriptor: int) -> None:
    # Who may not read the registry may not read its backup either.
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, registry.stat().st_mode & 0o777)


def _tell(source: Source, digests: Iterable[str]) -> None:
    agreements = source.registry.count()
    files = len(list(digests))
    say(
        f"{agreements:,} agreement{'' if agreements == 1 else 's'}"
        + (f" and {files:,} attached file{'' if files == 1 else 's'}" if files else "")
        + ", read back and compared"
    )
