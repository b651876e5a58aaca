"""Which registry a command is about, and opening it."""

import os
from pathlib import Path

from mou_cli.errors import Failed
from mou_cli.registry.document_file import DocumentFile

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


def is_server(location: str) -> bool:
    """Return whether a location names a PostgreSQL server."""
    return location.startswith(("postgresql://", "postgres://"))


def refuse_server(location: str) -> None:
    """Refuse a location that only a later mou can open; raises Failed."""
    if is_server(location):
        raise Failed("a registry on a PostgreSQL server is not supported by this mou", "name a file with --registry")


def open_registry(location: str) -> DocumentFile:
    """Open the registry at a path; raises Failed for a place that this mou cannot open."""
    refuse_server(location)
    if "\0" in location:
        raise Failed("the registry's name holds a NUL byte", "name a file with --registry")
    return DocumentFile(Path(location).expanduser())
