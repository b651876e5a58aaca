r"""JSON for any terminal: what steers one is written as a `\u` escape, which is the same JSON."""

import re

# DEL, C1 controls, overrides and isolates of direction; JSON itself escapes the controls below the blank.
_STEERING = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")


def harmless(line: bytes) -> bytes:
    """Return `line`, JSON in UTF-8, with the same value and nothing in it that steers a terminal."""
    return _STEERING.sub(_escaped, line) if _STEERING.search(line) else line


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(found[0].decode())
