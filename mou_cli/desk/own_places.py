"""The places that are mou's own: no command writes a file of the person's there."""

import os
from pathlib import Path

from mou_cli.errors import Usage
from mou_cli.registry.attachments import Files
from mou_cli.registry.backups import backups_folder
from mou_cli.session import Session
from mou_cli.settings.places import is_address


def refuse_own_place(session: Session, output: str) -> None:
    """Raise Usage where a file would be written over the registry or among what mou keeps beside it."""
    if is_address(session.location):
        return
    registry = Path(os.path.realpath(os.path.expanduser(session.location)))
    target = Path(os.path.realpath(output))
    if target == registry:
        raise Usage(f"{output} is the registry itself", "name another file")
    kept = (backups_folder(registry), Files(registry).folder)
    beside = target.parent == registry.parent and target.name.startswith(f".{registry.name}.")
    if target.parent in kept or target in kept or beside:
        raise Usage(f"{output} is among what mou keeps beside the registry", "name another place")
