"""What may reach a terminal of a text that somebody else wrote: letters as they are, nothing that steers."""

import unicodedata

_NON_JOINER, _JOINER = 0x200C, 0x200D
# Blocks whose letters change their form at a joiner: Arabic and its kin, Mongolian, and the scripts of India and the
# south-east (Unicode Standard, section 23.2).
_JOINING = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1780, 0x18AF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE))
_MARKS = {0x061C, 0x200E, 0x200F}  # direction marks: they turn no letters round, and Arabic text needs them
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_LINE_ENDS = {0x09, 0x0A, 0x0D, 0x2028, 0x2029}


class _Shown(dict[int, str]):
    """What stands for each character, learned when it is first met, in the form that str.translate reads."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _one(code)
        return shown


def _one(code: int) -> str:
    if code in _LINE_ENDS:
        return " "
    if code in _BIDI:
        return f"\\u{code:04x}"
    category = unicodedata.category(chr(code))
    if category == "Cc":
        return f"\\x{code:02x}"
    if category == "Cs":
        return f"\\u{code:04x}"
    if category == "Cf" and code not in _MARKS and code not in (_NON_JOINER, _JOINER) and not _is_prefix(code):
        return ""  # zero-width space, word joiner, byte order mark, tags: nothing that a reader would miss
    return chr(code)


def _is_prefix(code: int) -> bool:
    # Format characters that are drawn: Arabic and Syriac number signs, Kaithi, hieroglyphs' joiners.
    return 0x0600 <= code <= 0x08FF or 0x110BD <= code <= 0x110CD or 0x13430 <= code <= 0x1345F


_SHOWN = _Shown()


def safe(text: str, *, lines: bool = False) -> str:
    r"""Return `text` as it may be printed.

    Control characters (C0, DEL, C1), overrides and isolates of direction, and lone surrogates become visible escapes
    such as `\x1b`; tabs and ends of lines become spaces; zero-width characters go, except where a script needs them.
    Letters, brackets and colons stay as they are. `lines` keeps the ends of lines (as "\n").
    """
    if text.isprintable():
        return text
    if lines:
        return "\n".join(safe(line) for line in text.replace("\r\n", "\n").splitlines())
    shown = text.translate(_SHOWN)
    if "\u200c" in shown or "\u200d" in shown:
        return _without_stray_joiners(shown)
    return shown


def _without_stray_joiners(text: str) -> str:
    kept = []
    for place, char in enumerate(text):
        if char not in "\u200c\u200d" or _joins(text[place - 1] if place else "", char):
            kept.append(char)
    return "".join(kept)


def _joins(before: str, joiner: str) -> bool:
    if not before:
        return False
    code = ord(before)
    if any(first <= code <= last for first, last in _JOINING):
        return True
    # An emoji is glued to the next by a joiner: a family, a profession, a flag.
    return joiner == "\u200d" and (code == 0xFE0F or unicodedata.category(before) in ("So", "Sk"))
