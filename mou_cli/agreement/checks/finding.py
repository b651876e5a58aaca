"""What a check says about an agreement."""

from collections.abc import Callable, Container
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct


class Finding(Struct, frozen=True):
    """A fault: an error keeps an agreement out of the registry, a warning is stored and shown by `doctor`.

    `field` is the path of the value as `mou set` takes it (`term.period`, `events.2.date`), `message` a sentence.
    """

    severity: Literal["error", "warning"]
    field: str
    message: str


class Surroundings(NamedTuple):
    """What a check may ask beyond the agreement: the sectors, whether a reference is known, and the day."""

    sectors: Container[str]
    knows: Callable[[str], bool]
    today: date


def error(field: str, message: str) -> Finding:
    """Return the finding that refuses an agreement for what stands in `field`."""
    return Finding("error", field, message)


def warning(field: str, message: str) -> Finding:
    """Return the finding that lets an agreement in and keeps saying what is odd in `field`."""
    return Finding("warning", field, message)
