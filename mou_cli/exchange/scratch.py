"""Formats that are made whole before they go out: where they are made, and why not for a terminal."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mou_cli.errors import Usage


def refuse_terminal(out: BinaryIO, name: str) -> None:
    """Raise Usage where `out` is a terminal: a file of the format `name` is nothing to read."""
    if out.isatty():
        raise Usage(f"{name} is no text for a terminal", f"mou export -o FILE.{name}, or redirect: > FILE.{name}")


def refuse_columns(columns: object, what: str) -> None:
    """Raise Usage where `columns` are asked for in a format that has its own; `what` is what it writes."""
    if columns is not None:
        raise Usage(f"{what} has its own columns", "leave --columns out, or take --format csv")


@contextmanager
def scratch(out: BinaryIO) -> Iterator[Path]:
    """Give a folder that is removed afterwards: beside the file that `out` is, where there must be room anyway."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix=".mou-", dir=_folder(out), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _folder(out: BinaryIO) -> str | None:
    name = getattr(out, "name", None)
    return os.path.dirname(os.path.abspath(name)) if isinstance(name, str) and os.path.isfile(name) else None
