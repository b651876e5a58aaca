"""The backups of a registry: those that every change keeps, and those that were made beside it."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from mou_cli.desk.answering import answer_json
from mou_cli.errors import MouError, NotFound, Usage
from mou_cli.registry.backups import backups, backups_folder, restore_command
from mou_cli.registry.opening import FILE_NAME, refuse_server
from mou_cli.render.console import page, say
from mou_cli.session import Session

_TIME = re.compile(r"(?:^|\.backup-)(\d{8}T\d{6})")
GOOD = "good"


class Kept(NamedTuple):
    """A backup: when it was kept (UTC, `2026-11-21T23:40:12Z`), its bytes, and how many agreements are in it.

    `state` is GOOD, or says what is wrong: then there is no number of agreements and no command that restores it.
    """

    path: Path
    at: str
    size: int
    agreements: int | None
    state: str
    command: str


def place_of_registry(session: Session) -> Path:
    """Return where the registry is that is to be restored; it may be gone.

    Without --registry and MOU_REGISTRY it is the nearest registry.json, or what backups of one lie for. Raises NotFound
    where nothing says which it is.
    """
    refuse_server(session.location, "mou copy FILE URL brings a copy to a server; mou undo takes changes back")
    if session.asked_location:
        return _real(session.asked_location)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).exists() or backups_folder(folder / FILE_NAME).is_dir():
            return _real(str(folder / FILE_NAME))
    if not os.path.exists(session.location):
        raise NotFound("there is no registry here, and no backup of one", "mou --registry registry.json restore FILE")
    return _real(session.location)


def _real(location: str) -> Path:
    return Path(os.path.realpath(os.path.expanduser(location)))


def list_backups(session: Session, asked: str | None) -> None:
    """Write the backups of the registry, newest first, each with the command that restores it."""
    form = asked or ("table" if session.on_terminal else "tsv")
    if form not in ("table", "tsv", "json"):
        raise Usage(f"there is no format {form!r} here", "take table, tsv or json")
    registry = place_of_registry(session)
    found = sorted(_kept(registry), key=lambda kept: kept.at, reverse=True)
    if form == "json":
        answer_json(_data(each) for each in found)
    elif form == "tsv":
        from mou_cli.render.plain import write_tsv

        names = ("kept", "size", "agreements", "state", "file", "command")
        write_tsv(([_cell(value) for value in _data(each).values()] for each in found), names, session.out)
    elif found:
        from mou_cli.render.backup_list import backup_list

        rows = [(each.at, each.size, each.agreements, each.state, each.command) for each in found]
        page(backup_list(rows, room=session.width, colour=session.colour))
    else:
        say(f"there are no backups of {registry}")


def _data(kept: Kept) -> dict[str, object]:
    return {
        "kept": kept.at,
        "size": kept.size,
        "agreements": kept.agreements,
        "state": kept.state,
        "file": str(kept.path),
        "command": kept.command,
    }


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _kept(registry: Path) -> Iterator[Kept]:
    made = registry.parent.glob(f"{_literally(registry.stem)}.backup-*")
    for path in [*backups(registry), *(path for path in made if path.suffix in (".json", ".zip"))]:
        try:
            status = path.stat()
        except OSError:
            continue
        count, state = _look_into(path)
        command = restore_command(registry, path) if state == GOOD else ""
        yield Kept(path, _time(path, status.st_mtime), status.st_size, count, state, command)


def _literally(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _time(path: Path, changed: float) -> str:
    found = _TIME.search(path.name)
    try:
        if found:
            return datetime.strptime(found[1], "%Y%m%dT%H%M%S").strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        pass
    return datetime.fromtimestamp(changed, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _look_into(path: Path) -> tuple[int | None, str]:
    from mou_cli.registry.soundness import opened_sound
    from mou_cli.registry.source import opened

    try:
        if path.suffix == ".json":
            return opened_sound(path).count(), GOOD
        with opened(path) as source:
            return source.registry.count(), GOOD
    except MouError as fault:
        return None, fault.message.removeprefix(f"{path} is ").removeprefix(f"{path} ")
