r"""Texts as people give them: what is refused, what is tidied, and the quoted form that keeps a text exactly.

A text is taken as it stands, blanks around it gone. Where that would not give back the same text (an empty one, one
with blanks around it), it is written as a JSON string: `" x "`. A text that merely stands in quotation marks, such as
`"Silk Road"`, stays as it is: only what needs the quoted form is read from it.
"""

import re
from typing import Any

import msgspec

from mou_cli.errors import Usage

MANY_LINES = frozenset({"notes", "note", "quote", "text", "progress"})
# Controls (C0 but for tab and the end of a line, DEL, C1), overrides and isolates of direction, lone surrogates.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_BREAK = re.compile(r"[ \t]*[\n\t]\s*")


def refuse_unsafe(text: str) -> str:
    """Return `text` where all of it may be kept; raise Usage where it holds a control character or turns direction."""
    found = UNSAFE.search(text)
    if found:
        code = ord(found[0])
        kind = "a control character" if code < 0xA0 else "half a character" if code > 0xD000 else "a direction override"
        raise Usage(f"{kind} (U+{code:04X}) at character {found.start() + 1}", "take it out: it is no letter")
    return text


def refuse_unsafe_within(value: Any) -> Any:
    """Return `value`, anything that JSON can hold, where every text in it may be kept; else raise Usage."""
    if isinstance(value, str):
        refuse_unsafe(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            refuse_unsafe(key)
            refuse_unsafe_within(inner)
    elif isinstance(value, list):
        for inner in value:
            refuse_unsafe_within(inner)
    return value


def read_text(text: str, *, lines: bool = False) -> str:
    """Return a person's `text` as it is stored; line breaks are kept with `lines`, otherwise a blank each.

    Raises Usage where it holds characters that no text needs.
    """
    exact = quoted(text)
    if exact is not None and _needs_quotes(exact):
        return refuse_unsafe(exact)
    tidy = refuse_unsafe(_tidy(text))
    return tidy if lines else _BREAK.sub(" ", tidy)


def print_text(text: str, *, lines: bool = False) -> str:
    """Return `text` in a form from which `read_text` gets the same text; on one line unless `lines` says otherwise."""
    exact = quoted(text)
    if not text or text != _tidy(text) or UNSAFE.search(text) or (exact is not None and _needs_quotes(exact)):
        return quote(text)
    return quote(text) if not lines and ("\n" in text or "\t" in text) else text


def quoted(text: str) -> str | None:
    """Return the text that `text` holds as a JSON string, or None where it is none."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return None
    try:
        return msgspec.json.decode(text, type=str)
    except (msgspec.DecodeError, UnicodeError):
        return None


def quote(value: Any) -> str:
    """Return `value` as JSON on one line, in which whatever steers a terminal is escaped."""
    return escape_unsafe(msgspec.json.encode(value).decode())


def escape_unsafe(text: str) -> str:
    r"""Return the JSON `text` with controls and overrides of direction as `\u` escapes: the same value, harmless."""
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _tidy(text: str) -> str:
    return _LINE_ENDS.sub("\n", text).strip()


def _needs_quotes(text: str) -> bool:
    if not text or "\n" in text or "\t" in text or text != _tidy(text) or UNSAFE.search(text):
        return True
    exact = quoted(text)
    return exact is not None and _needs_quotes(exact)
