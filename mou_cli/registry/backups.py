"""The last states of a registry, kept beside it as hard links."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from mou_cli.errors import MouError

KEEP = 10
KEEP_BYTES = 200 << 20


def backups_folder(registry: Path) -> Path:
    """Return the folder of backups of `registry`."""
    return registry.with_name(f".{registry.name}.backups")


def backups(registry: Path) -> list[Path]:
    """Return the backups, newest first."""
    try:
        return sorted((p for p in backups_folder(registry).iterdir() if p.suffix == ".json"), reverse=True)
    except OSError:
        return []


def keep_backup(registry: Path) -> None:
    """Keep the registry's present state under a name of its own; raises OSError where the folder cannot be made."""
    folder = backups_folder(registry)
    _make(folder)
    seconds, rest = divmod(time.time_ns(), 10**9)
    name = time.strftime("%Y%m%dT%H%M%S", time.gmtime(seconds)) + f"-{rest:09d}-{os.getpid()}.json"
    try:
        os.link(registry, folder / name)
    except OSError:
        # A file system without hard links: copy to a name that is not taken for a backup until it is whole.
        _copy(registry, folder / name)
    _prune(registry)


def _copy(registry: Path, backup: Path) -> None:
    draft = backup.with_name(backup.name + ".part")
    try:
        shutil.copy(registry, draft)
        os.replace(draft, backup)
    finally:
        draft.unlink(missing_ok=True)


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    # Who may change the registry may keep what it was before.
    with suppress(PermissionError):
        folder.chmod(folder.parent.stat().st_mode & 0o777)


def _prune(registry: Path) -> None:
    total = 0
    for place, path in enumerate(backups(registry)):
        try:
            total += path.stat().st_size
            if place and (place >= KEEP or total > KEEP_BYTES):
                path.unlink()
        except OSError:
            continue


def newest_good_backup(registry: Path) -> Path | None:
    """Return the newest backup that can be restored, or None."""
    from mou_cli.registry.soundness import opened_sound

    for path in backups(registry):
        try:
            opened_sound(path)
        except (OSError, MouError):
            continue
        return path
    return None


def restore_command(registry: Path, backup: Path) -> str:
    """Return the command that restores a backup of `registry`, as it is typed in this folder."""
    from shlex import quote

    from mou_cli.registry.opening import locate
    from mou_cli.settings.settings import value_of

    try:
        found = os.path.samefile(locate(value_of("registry") or None), registry)
    except (OSError, MouError):
        found = False
    which = "" if found else f"--registry {quote(str(registry))} "
    return f"mou {which}restore {quote(str(backup))}"
