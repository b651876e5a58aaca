"""What the tests of a life say in few words: events, and what is computed of an agreement on a day."""

from datetime import date
from typing import Any

from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.moment import Moment
from tests.factories import agreement

THREE = [{"code": "KZ"}, {"code": "PK"}, {"code": "TR"}]


def event(kind: str, day: str | None = None, **more: Any) -> dict[str, Any]:
    """An event of a kind, on a day if that is known."""
    return {"kind": kind, **({"date": day} if day else {}), **more}


def in_force(day: str) -> dict[str, Any]:
    """The entry into force."""
    return event("in-force", day)


def notice(day: str, party: str = "KZ", **more: Any) -> dict[str, Any]:
    """A notice of termination."""
    return event("notice-given", day, **({"party": party} if party else {}), **more)


def moment(today: str, known_at: str | None = None) -> Moment:
    """A day, and what was known by another."""
    return Moment(date.fromisoformat(today), date.fromisoformat(known_at) if known_at else None)


def computed(today: str, *events: dict[str, Any], known_at: str | None = None, **fields: Any) -> Computed:
    """What follows on a day from an agreement that was signed long before, with such a life."""
    given = {"signed": "1990-01-15", "events": list(events), **fields}
    return compute(agreement(**given), moment(today, known_at))
