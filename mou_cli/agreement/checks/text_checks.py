"""Texts and numbers that no registry should hold, looked for in the raw fields, unknown ones among them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import isfinite
from typing import Any

from msgspec import Struct

from mou_cli.agreement.checks.finding import Finding, error
from mou_cli.agreement.long_numbers import may_hold_long_number
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.agreement.reading.paths import item_path, shapes
from mou_cli.agreement.reading.reading_text import MANY_LINES

DEEPEST = 32
# C0, DEL and C1 controls, the marks that turn the direction of reading round, halves of surrogate pairs.
_ALWAYS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_IN_LINES = re.compile(f"[{_ALWAYS}]|\r(?!\n)")
_IN_ONE_LINE = re.compile(f"[{_ALWAYS}\t\n\r\u2028\u2029]")


def check_text(fields: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield an error for every text in the raw `fields` with characters that are never legitimate.

    These are controls, overrides and isolates of direction, and lone surrogates; ends of lines and tabs stand only in
    notes, quotes, progress and the like, and in fields that this version does not know. Numbers that JSON cannot
    carry (NaN, infinity, beyond 64 bits) and nesting deeper than 32 are errors too.
    """
    yield from _mapping("", fields, True, 0)


def is_clean(line: bytes) -> bool:
    """Say at once of most agreements that `check_text` has nothing to find in them; False means: look.

    `line` is an agreement as msgspec writes it: NaN and infinity have not got that far, and the line shows every
    control raw or behind a backslash.
    """
    return is_legible(line) and line.count(b"[") + line.count(b"{") <= DEEPEST


def is_legible(line: bytes) -> bool:
    """Say likewise that no text or number in a line of JSON, as msgspec writes it, holds what none should."""
    if b"\\" in line or b"\x7f" in line or may_hold_long_number(line):
        return False
    # Of ASCII only the controls below the blank are left, written behind a backslash; all else that no text should
    # hold begins with one of a few bytes, which Cyrillic and Arabic letters do without.
    if line.isascii() or not (b"\xc2" in line or b"\xe2" in line or b"\xed" in line):
        return True
    return line.decode("utf-8", "surrogateescape").isprintable()


def _value(path: str, value: Any, lines: bool, depth: int) -> Iterator[Finding]:
    if isinstance(value, str):
        if not value.isprintable():
            yield from _text(path, value, lines)
    elif isinstance(value, int | float):
        yield from _number(path, value)
    elif depth >= DEEPEST:
        yield error(path[:80], f"it is nested deeper than {DEEPEST} levels")
    elif isinstance(value, Mapping):
        yield from _mapping(f"{path}.", value, lines, depth + 1)
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            yield from _value(item_path(path, value, position), item, lines, depth + 1)


def _mapping(prefix: str, value: Mapping[str, Any], lines: bool, depth: int) -> Iterator[Finding]:
    known = _one_line_fields()
    for key, inner in value.items():
        if not key.isprintable() and _IN_ONE_LINE.search(key):
            yield error(f"{prefix}{key!a}", "the name of the field holds a control or an override of direction")
        # What has no name of its own in the model, such as titles.ru, follows the field that it stands in.
        inner_lines = key not in known if key in known or key in MANY_LINES else lines
        yield from _value(prefix + key, inner, inner_lines, depth)


def _text(path: str, text: str, lines: bool) -> Iterator[Finding]:
    found = (_IN_LINES if lines else _IN_ONE_LINE).search(text)
    if found:
        yield error(path, f"{_called(found[0])} (U+{ord(found[0]):04X}) at character {found.start() + 1}")


def _called(character: str) -> str:
    if character in "\t\n\r\u2028\u2029":
        return "a tab or the end of a line in a text of one line"
    if character <= "\x9f":
        return "a control character"
    return "half a character" if character >= "\ud800" else "an override of direction"


def _number(path: str, value: float) -> Iterator[Finding]:
    if isinstance(value, float):
        if not isfinite(value):
            yield error(path, "it is not a finite number")
    elif not -(2**63) <= value < 2**64:
        yield error(path, "the number has more than 64 bits")


@cache
def _one_line_fields() -> frozenset[str]:
    names: set[str] = set()
    forms: list[type[Struct]] = [Agreement, Occasion]
    for form in forms:
        names.update(shapes(form))
        forms += [shape.part for shape in shapes(form).values() if shape.part and shape.part not in forms]
    return frozenset(names - MANY_LINES)
