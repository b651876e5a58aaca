"""Making a new registry."""

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from mou_cli.errors import Conflict, Failed
from mou_cli.registry.commit import make_durable
from mou_cli.registry.folders import no_folder
from mou_cli.registry.layout import empty
from mou_cli.registry.stamp import stamp_path


def make_registry(path: Path, own: str = "") -> None:
    """Make an empty registry at `path`; `own` is the code of the party whose desk it is, or empty.

    Raises Conflict where something is there already, NotFound where the folder is missing, Failed where it cannot be
    written. The file is there whole or not at all.
    """
    # Under a number that no writer has: the next one may have that of this process, and meet what it left.
    draft = path.with_name(f".{path.name}.{os.getpid()}{time.time_ns() % 10**9:09}.tmp")
    try:
        with open(draft, "xb") as out:
            out.write(empty(own))
            out.flush()
            os.fsync(out.fileno())
        _place(draft, path)
        make_durable(path, "made")
    except FileExistsError as error:
        raise Conflict(f"{path} is there already", "nothing was changed; name another place") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise no_folder(path.parent) from error
    except OSError as error:
        raise Failed(f"{path} cannot be made: {error.strerror}", "check who may write there") from error
    finally:
        with suppress(OSError):  # the next change takes it away
            draft.unlink(missing_ok=True)


def unmake_registry(path: Path, made: bytes) -> None:
    """Take a registry away again that was `made` for what came to nothing; one that was written since stays."""
    with suppress(OSError):
        if path.read_bytes() == made:
            path.unlink()
            stamp_path(path).unlink(missing_ok=True)


def _place(draft: Path, path: Path) -> None:
    """Give the draft its name, and fail where the name is taken: a link never replaces, a rename would."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
        os.replace(draft, path)
