"""Rules of repetition as they go into a calendar: made fit for whole days, and left out where they are none."""

import re
from datetime import date

# Nothing but the letters of a rule: what else a registry holds could begin a line of its own.
_FORM = re.compile(r"[A-Z]+=[A-Z0-9,+:-]+(;[A-Z]+=[A-Z0-9,+:-]+)*")
_MOMENT = re.compile(r"(UNTIL=\d{8})T\d{6}Z?", re.ASCII)


def whole_day_rule(repeats: str, first: date) -> str:
    """Return `repeats`, counted from `first`, as the value of an RRULE whose days are whole; empty where it names none.

    An UNTIL with a time of day becomes one without: it must be of the same form as the day that the rule starts from
    (RFC 5545, section 3.3.10).
    """
    from mou_cli.agreement.repeats import clamped, fault_of

    rule = _MOMENT.sub(r"\1", repeats.strip().upper().removeprefix("RRULE:"))
    return clamped(rule, first) if _FORM.fullmatch(rule) and not fault_of(rule) else ""
