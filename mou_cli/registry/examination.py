"""What comes in is looked at before it is stored: that it is an agreement at all, and what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.checks.checks import Finding, Surroundings, check, check_occasion, check_text
from mou_cli.agreement.checks.text_checks import is_clean, is_legible
from mou_cli.agreement.field_order import ordered
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.agreement.reading.adoption import explained
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.errors import Usage
from mou_cli.registry.layout import encode


class Examined(NamedTuple):
    """What came in as it will be stored (reference and uid may still be new), and what is wrong with it."""

    given: Registered
    findings: list[Finding]


def examine(given: Mapping[str, Any] | Registered, surroundings: Surroundings) -> Examined:
    """Examine an agreement: raw fields, or a line that mou would write of what the model knows and nothing else.

    Raises Usage where it is none at all.
    """
    if isinstance(given, Registered):
        # Such a line holds no number that is not finite, and nests no deeper than the model.
        unsafe = () if is_legible(given.line) else check_text(given.fields)
        return Examined(given, [*unsafe, *check(_typed(given), surroundings)])
    fields = ordered(given, Agreement)
    registered = Registered(0, _encoded(fields))
    return Examined(registered, [*_unsafe(registered.line, fields), *check(_typed(registered), surroundings)])


def examine_occasion(given: Mapping[str, Any], surroundings: Surroundings) -> tuple[RegisteredOccasion, list[Finding]]:
    """Examine the raw fields of an occasion, as `examine` does; raises Usage where they are none at all."""
    fields = ordered(given, Occasion)
    registered = RegisteredOccasion(0, _encoded(fields))
    found = check_occasion(_typed(registered), surroundings)
    return registered, [*_unsafe(registered.line, fields), *found]


def refused(findings: Sequence[Finding]) -> list[Finding]:
    """Raise Usage for the first error among findings, else return them: warnings that somebody should be told."""
    if not findings:
        return []
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise Usage(f"{errors[0].field}: {errors[0].message}{more}", "nothing was stored; correct it and run it again")
    return list(findings)


def _unsafe(body: bytes, fields: Mapping[str, Any]) -> Sequence[Finding]:
    # Of what is not finite, JSON keeps only null.
    return () if b"null" not in body and is_clean(body) else tuple(check_text(fields))


def _encoded(fields: Mapping[str, Any]) -> bytes:
    try:
        return encode(fields)
    except (UnicodeEncodeError, OverflowError, TypeError, RecursionError) as error:
        raise Usage(f"not an agreement: {error}", "mou schema shows the form") from error


def _typed(registered: Registered | RegisteredOccasion) -> Any:
    try:
        return registered.agreement if isinstance(registered, Registered) else registered.occasion
    except msgspec.DecodeError as error:
        missing = re.search(r"missing required field `(\w+)`", str(error))
        if missing:
            raise Usage(f"the {missing[1]} is missing", "mou schema shows the form") from error
        raise Usage(explained("", str(error)).lstrip(".: "), "mou schema shows the form") from error
