"""The moment that a register is looked at: the day, and what was known by then."""

from datetime import date
from typing import NamedTuple


class Moment(NamedTuple):
    """The day for which everything is computed, and the day whose knowledge counts (None: all that is recorded)."""

    today: date
    known_at: date | None = None
