"""Agreements for formats in which a control character can neither be escaped nor stay: each is replaced."""

import re
from typing import Any, TypeVar

from mou_cli.agreement.reading.reading_text import UNSAFE
from mou_cli.agreement.registered import Registered, RegisteredOccasion

Stored = TypeVar("Stored", Registered, RegisteredOccasion)
# What in a line of JSON may stand for a character that UNSAFE names; cheaper than to look at each text.
_SUSPECT = re.compile(rb"\\[ubfr]|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def clean(stored: Stored) -> Stored:
    """Return `stored` with U+FFFD for every control character, override of direction and lone surrogate in its texts.

    Ends of lines become line feeds. What holds nothing of the kind is returned itself.
    """
    line = stored.line
    if (line.isascii() and b"\\" not in line and b"\x7f" not in line) or not _SUSPECT.search(line):
        return stored
    return type(stored).of(stored.number, _clean(stored.fields))


def clean_text(text: str) -> str:
    """Return `text` as `clean` leaves it."""
    return UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_text(name): _clean(inner) for name, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value
