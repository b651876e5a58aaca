"""A document without characters that no format may hold: each is replaced."""

import re
from typing import TypeVar

from mou_cli.agreement.reading.reading_text import UNSAFE

Part = TypeVar("Part")
# No characters at all, in any version of Unicode; XML has no place for them.
_NONE = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")


def cleaned(part: Part) -> Part:
    """Return a document, or a part of one, with U+FFFD for each control, override of direction and lone surrogate."""
    if isinstance(part, str):
        return _clean(part)  # type: ignore[return-value]  # a text for a text
    if isinstance(part, tuple) and hasattr(part, "_fields"):
        return type(part)(*map(cleaned, part))
    if isinstance(part, list | tuple):
        return type(part)(map(cleaned, part))
    return part


def _clean(text: str) -> str:
    if text.isprintable() and text.isascii():
        return text
    text = UNSAFE.sub("\ufffd", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    return _NONE.sub("\ufffd", "".join("\ufffd" if ord(c) & 0xFFFE == 0xFFFE else c for c in text))
