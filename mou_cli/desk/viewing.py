"""Handing a file to the program with which the person looks at files of its kind."""

import os
import sys
from pathlib import Path

from mou_cli.errors import Failed

# Long enough to hear that nothing could be started; a viewer itself may stay open for hours.
PATIENCE = 5.0


def view(path: Path) -> None:
    """Start the viewer for a file and return; raises Failed where there is none or it cannot start."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    import shutil
    import subprocess

    name = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(name)
    if program is None:
        raise Failed(f"there is no {name} here to start a viewer with", "copy the file out: -o FILE")
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([program, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        code = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return
    if code:
        raise Failed(f"{name} found no viewer for it (exit code {code})", "copy the file out: -o FILE")
