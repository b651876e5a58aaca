"""What comes in is looked at before it is stored: that it is an agreement at all, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from mou_cli.agreement.checks.checks import Finding, Surroundings, check, check_occasion, check_text
from mou_cli.agreement.checks.text_checks import is_clean
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.errors import Usage
from mou_cli.registry.layout import encode

_AGREEMENT = msgspec.json.Decoder(Agreement)
_OCCASION = msgspec.json.Decoder(Occasion)
_ORDER = {form: {name: place for place, name in enumerate(form.__struct_fields__)} for form in (Agreement, Occasion)}

# Orders of names that were found good: a register's agreements share a few dozen.
_IN_ORDER: set[tuple[str, ...]] = set()
_REMEMBERED = 1000


class Examined(NamedTuple):
    """Raw fields in the order of the model, as JSON, and what is wrong with them, errors first."""

    fields: Mapping[str, Any]
    body: bytes
    findings: list[Finding]


def examine(fields: Mapping[str, Any], surroundings: Surroundings) -> Examined:
    """Examine the raw fields of an agreement; raises Usage where they are none at all."""
    fields = ordered(fields, Agreement)
    body = _encoded(fields)
    return Examined(fields, body, [*_unsafe(fields, body), *check(_typed(body, _AGREEMENT), surroundings)])


def examine_occasion(fields: Mapping[str, Any], surroundings: Surroundings) -> Examined:
    """Examine the raw fields of an occasion; raises Usage where they are none at all."""
    fields = ordered(fields, Occasion)
    body = _encoded(fields)
    return Examined(fields, body, [*_unsafe(fields, body), *check_occasion(_typed(body, _OCCASION), surroundings)])


def ordered(fields: Mapping[str, Any], form: type[Agreement] | type[Occasion]) -> Mapping[str, Any]:
    """Return fields in the order of the model, those that it does not know last: lines are read and compared."""
    names = tuple(fields)
    if names in _IN_ORDER:
        return fields
    order = _ORDER[form]
    places = [order.get(name, len(order)) for name in fields]
    if places == sorted(places):
        if len(_IN_ORDER) < _REMEMBERED:
            _IN_ORDER.add(names)
        return fields
    return dict(sorted(fields.items(), key=lambda item: order.get(item[0], len(order))))


def refused(findings: Sequence[Finding]) -> list[Finding]:
    """Raise Usage for the first error among findings, else return them: warnings that somebody should be told."""
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise Usage(f"{errors[0].field}: {errors[0].message}{more}", "nothing was stored; correct it and run it again")
    return list(findings)


def _unsafe(fields: Mapping[str, Any], body: bytes) -> Sequence[Finding]:
    # Of what is not finite, JSON keeps only null.
    return () if b"null" not in body and is_clean(body) else tuple(check_text(fields))


def _encoded(fields: Mapping[str, Any]) -> bytes:
    try:
        return encode(fields)
    except (UnicodeEncodeError, OverflowError, TypeError, RecursionError) as error:
        raise Usage(f"not an agreement: {error}", "mou schema shows the form") from error


def _typed(body: bytes, decoder: msgspec.json.Decoder[Any]) -> Any:
    try:
        return decoder.decode(body)
    except msgspec.DecodeError as error:
        raise Usage(f"not an agreement: {str(error).replace('`', chr(39))}", "mou schema shows the form") from error
