"""A desk with a configuration file."""

from pathlib import Path

from tests.desk import Desk


def place(desk: Desk) -> Path:
    """Where the configuration file of a desk is."""
    return desk.folder / ".config" / "mou" / "config.toml"


def configured(desk: Desk, text: str | bytes) -> Desk:
    """The desk, with a configuration file that somebody wrote by hand."""
    place(desk).parent.mkdir(parents=True, exist_ok=True)
    place(desk).write_bytes(text.encode() if isinstance(text, str) else text)
    return desk
