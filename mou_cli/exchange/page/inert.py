r"""JSON inside an HTML page: nothing in it ends the block that it stands in, and nothing steers how text runs.

What a script block may not hold (`<`, U+2028, U+2029) is written as a `\u` escape, which is the same JSON. Controls and
overrides of direction, which are no letters (UNSAFE in agreement/reading/reading_text.py), become U+FFFD.
"""

import re

# A pair of backslashes is taken first, so that what follows it is not mistaken for an escape.
_LOADED = re.compile(rb"\\\\|\\[bfr]|\\u00[01][0-9a-f]|<|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]")
_SAME = {b"\\\\": b"\\\\", b"<": b"\\u003c", b"\xe2\x80\xa8": b"\\u2028", b"\xe2\x80\xa9": b"\\u2029"}
_REPLACEMENT = "\ufffd".encode()


def inert(data: bytes) -> bytes:
    """Return `data`, JSON in UTF-8 as msgspec writes it, as it may stand in a script block of a page."""
    return _LOADED.sub(_changed, data) if _LOADED.search(data) else data


def _changed(found: re.Match[bytes]) -> bytes:
    return _SAME.get(found[0], _REPLACEMENT)
