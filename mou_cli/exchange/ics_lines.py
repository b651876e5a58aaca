"""The lines of a calendar (RFC 5545, section 3.1): escaped and folded; no text can begin a line of its own."""

import re
from datetime import date, timedelta

from mou_cli.agreement.reading.reading_text import UNSAFE

_OCTETS = 75
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})


def text(value: str) -> str:
    """Return `value` as a TEXT of RFC 5545, section 3.3.11; what steers a terminal is a replacement character."""
    return UNSAFE.sub("\ufffd", _LINE_ENDS.sub("\n", value)).translate(_ESCAPES)


def line(name: str, value: str) -> bytes:
    """Return one content line in UTF-8 with its CRLF, folded so that no line has more than 75 octets.

    `name` is a property with its parameters, `value` in the form that the property asks for (text() for a TEXT). No
    character is broken by a fold, and none of the folded lines is empty.
    """
    octets = f"{name}:{value}".encode()
    pieces = []
    room = _OCTETS
    while len(octets) > room:
        end = room
        while octets[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(octets[:end])
        octets = octets[end:]
        room = _OCTETS - 1  # the blank that begins a folded line counts
    return b"\r\n ".join([*pieces, octets]) + b"\r\n"


def day(value: date) -> str:
    """Return a DATE of RFC 5545, section 3.3.4."""
    return value.isoformat().replace("-", "")


def midnight(value: date) -> str:
    """Return the beginning of a day in UTC as a DATE-TIME of RFC 5545, section 3.3.5."""
    return f"{day(value)}T000000Z"


def day_after(value: date) -> date | None:
    """Return the next day, None after the last of the year 9999."""
    return None if value == date.max else value + timedelta(1)
