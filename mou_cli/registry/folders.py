"""What is said where a file is to be made in a folder that is not there."""

from pathlib import Path

from mou_cli.errors import Failed, MouError, NotFound


def no_folder(folder: Path) -> MouError:
    """Return the error for a folder that is not there, or that is a file."""
    file = next((each for each in (folder, *folder.parents) if each.exists() and not each.is_dir()), None)
    if file is not None:
        return Failed(f"{file} is a file, not a folder", "name another place")
    return NotFound(f"there is no folder {folder}", "make it first")
