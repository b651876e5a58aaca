"""Strict reading of JSON where mou did not write the bytes: nothing that two readers could read differently passes."""

from typing import Any, NoReturn

import msgspec

from mou_cli.agreement.long_numbers import may_hold_long_number

_TOO_LARGE = 2**64


class Strictness(ValueError):
    """What a strict reader refuses, in words."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Strictness(f"the name {twice[:60]!r} occurs twice in one object")
    return found


def _constant(word: str) -> NoReturn:
    raise Strictness(f"{word} is not a JSON number")


def _float(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise Strictness(f"the number {digits[:20]} is too large")
    return value


def _int(digits: str) -> int:
    value = int(digits) if len(digits) <= 20 else _TOO_LARGE
    if not -(2**63) <= value < _TOO_LARGE:
        raise Strictness(f"a number of {len(digits.lstrip('-'))} digits is too large")
    return value


def strict_loads(text: str) -> Any:
    """Read JSON, refusing duplicate names, NaN, infinities, numbers beyond 64 bits, lone surrogates and deep nesting.

    Raises json.JSONDecodeError for what is not JSON, Strictness for what is but must not be.
    """
    import json

    try:
        value = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant, parse_float=_float, parse_int=_int)
        msgspec.json.encode(value)
    except RecursionError as error:
        raise Strictness("it is nested too deeply") from error
    except UnicodeEncodeError as error:
        raise Strictness("it holds half of a surrogate pair, which is no character") from error
    return value


def check_row(body: bytes) -> None:
    """Check one row's JSON strictly; raises Strictness or a ValueError with what is wrong.

    Bytes that come out of a decode and encode unchanged hold no duplicate name and nothing unusual; only others are
    read a second time, slowly.
    """
    try:
        if not may_hold_long_number(body) and msgspec.json.encode(msgspec.json.decode(body)) == body:
            return
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        pass
    strict_loads(body.decode("utf-8"))
