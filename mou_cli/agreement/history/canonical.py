"""The form over which hashes are taken: of two texts of JSON with one meaning, the same bytes."""

from hashlib import sha256
from typing import Any

import msgspec

_SORTED = msgspec.json.Encoder(order="sorted").encode
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder().decode


def canonical(value: Any) -> bytes:
    """Return JSON as it is hashed: UTF-8, no blanks, members of objects in the order of their names.

    Names are compared by code point. Texts are escaped as RFC 8785 section 3.2.2.2 has it.
    """
    return _SORTED(value)


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical form of a decoded JSON value, in hexadecimal digits."""
    return sha256(_SORTED(value)).hexdigest()


def line_digest(line: bytes) -> str:
    """Return `digest` of a value given as JSON."""
    return sha256(_SORTED(_DECODE(line))).hexdigest()


def is_as_written(line: bytes) -> bool:
    """Return whether a row's JSON surely stands as mou writes it: nothing escaped, no blanks; False means: look closer.

    Raises ValueError or RecursionError where it is no JSON.
    """
    return b"\\" not in line and msgspec.json.format(line, indent=-1) == line


def as_written(line: bytes) -> bytes:
    """Return a row's JSON as mou writes it, members in their order; raises ValueError or RecursionError for none."""
    return line if is_as_written(line) else _ENCODE(_DECODE(line))
