"""Which registry a command is about, and opening it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mou_cli.errors import Failed, Usage
from mou_cli.registry.document_file import DocumentFile
from mou_cli.settings.places import is_address

if TYPE_CHECKING:
    from mou_cli.registry.postgres.server_registry import ServerRegistry

FILE_NAME = "registry.json"


def locate(asked: str | None) -> str:
    """Return where the registry is: what was asked for, else the nearest registry.json, else the user's own.

    `asked` is the value of --registry or MOU_REGISTRY. The nearest is looked for in this folder and its parents, as git
    looks for its folder; the user's own lies in the data folder of the platform.
    """
    if asked:
        return asked
    here = _here()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).exists():
            return str(folder / FILE_NAME)
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("mou", appauthor=False), FILE_NAME)


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise Failed(f"this folder cannot be entered: {error.strerror}", "go to another folder") from error


def shown(location: str) -> str:
    """Return a location as it may be shown: of a server's address without what may be secret.

    Raises Usage for an address that cannot be read.
    """
    if not is_address(location):
        return location
    from mou_cli.registry.postgres.address import read_address

    return read_address(location).shown


def refuse_server(location: str, instead: str) -> None:
    """Refuse what is done to files alone; raises Usage, whose hint is `instead`."""
    if is_address(location):
        raise Usage("this is for a registry in a file, and this one is on a server", instead)


def open_registry(location: str) -> "DocumentFile | ServerRegistry":
    """Open the registry at a path or on a server; raises Failed or Usage for a place that mou cannot open."""
    if is_address(location):
        from mou_cli.registry.postgres.server_registry import ServerRegistry

        return ServerRegistry(location)
    return open_file(location)


def open_file(location: str) -> DocumentFile:
    """Open the registry in a file; raises Failed for a name that no file can have."""
    if "\0" in location:
        raise Failed("the registry's name holds a NUL byte", "name a file with --registry")
    return DocumentFile(Path(location).expanduser())
