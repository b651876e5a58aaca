"""Whether the backups beside a registry can be relied on: each is whole, and tells the same history."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from mou_cli.agreement.checks.located import Located
from mou_cli.agreement.history.shared import hash_at
from mou_cli.errors import MouError
from mou_cli.registry.backups import backups
from mou_cli.registry.held import HeldFile
from mou_cli.registry.layout import HISTORY
from mou_cli.registry.soundness import opened_sound


def check_backups(registry: Path, present: HeldFile | None) -> Iterator[Located]:
    """Yield what is wrong with backups, newest first; `present` is the registry itself, None where it is damaged."""
    for backup in backups(registry):
        try:
            seq, seal = opened_sound(backup).history.head()
        except MouError as error:
            sentence = error.message.removeprefix(f"{backup} is ")
            yield Located("warning", "backup", f"{backup.name} cannot be restored: it is {sentence}")
            continue
        if present is not None and seq:
            yield from _compared(backup, seq, seal, present)


def _compared(backup: Path, seq: int, seal: str, present: HeldFile) -> Iterator[Located]:
    highest = present.snapshot.highest(HISTORY)
    message = ""
    if seq > highest:
        message = f"the history goes on to entry {seq}, here it ends with {highest}"
    elif _seal(present, seq) != seal:
        message = f"entry {seq} of the history is another than here"
    if message:
        remedy = "look at both: an older copy was put in the registry's place, or the history was rewritten"
        yield Located("warning", "backup", f"in {backup.name} {message}", remedy=remedy)


def _seal(present: HeldFile, seq: int) -> str:
    try:
        return hash_at(present, seq)
    except msgspec.DecodeError:
        return ""
