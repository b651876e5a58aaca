"""Agreements for tests: only what a test is about is said."""

from datetime import date
from typing import Any

import msgspec

from mou_cli.agreement.history.entry import Doing
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered

TODAY = date(2026, 11, 21)
MOMENT = Moment(TODAY)


def fields(**given: Any) -> dict[str, Any]:
    """Raw fields of an agreement between Kazakhstan and Pakistan on railways, with `given` in place."""
    base = {
        "ref": "MOU-2026-0001",
        "uid": "00000000-0000-4000-8000-000000000001",
        "title": "Memorandum on cooperation in railway transport",
        "type": "mou",
        "parties": [{"code": "KZ", "name": "Kazakhstan"}, {"code": "PK", "name": "Pakistan"}],
        "sectors": ["rail"],
        "signed": "2026-02-04",
    }
    return {name: value for name, value in {**base, **given}.items() if value is not None}


def agreement(**given: Any) -> Agreement:
    """The same, typed."""
    return msgspec.convert(fields(**given), Agreement)


def registered(number: int = 1, **given: Any) -> Registered:
    """The same, as it stands in a registry under `number`."""
    return Registered.of(number, fields(**given))


# What a test does to a registry, as its history records it.
DOING = Doing("test", "desk", "", "2026-11-21T09:30:00Z")
