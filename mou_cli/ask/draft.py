"""The file in which a person edits: readable by nobody else, and kept until its changes are saved."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from mou_cli.errors import Failed


def write_draft(name: str, ending: str, text: str) -> Path:
    """Write `text` to a new file for editing and return its path.

    It lies in the user's state folder, or where that cannot be written in the temporary one, with mode 0600; `name`
    (a reference) begins its name. Raises Failed where neither folder takes it.
    """
    stem = "".join(char if char.isalnum() or char in "-_" else "-" for char in name)[:60] or "agreement"
    data = text.encode("utf-8", "surrogatepass")
    for folder in (_state_folder(), Path(tempfile.gettempdir())):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _written(folder, stem, ending, data)
    raise Failed("there is no folder that a draft can be written to", "set TMPDIR to one")


def _state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("mou") / "drafts"


def _written(folder: Path, stem: str, ending: str, data: bytes) -> Path:
    handle, path = tempfile.mkstemp(prefix=stem + "-", suffix=ending, dir=folder)  # made with O_EXCL and mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError:
        Path(path).unlink(missing_ok=True)
        raise
    return Path(path)


def read_draft(path: Path) -> str:
    """Return the text of a draft; raise Failed where it is gone, cannot be read or is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        raise Failed(f"the draft is not UTF-8 in line {line}", f"it is {path}") from None
    except OSError as fault:
        raise Failed(f"cannot read the draft {path}: {(fault.strerror or '').lower()}", "") from None
