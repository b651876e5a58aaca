"""Step 1, normalise: one form for what copies and pages do to a text; what the page says of itself is taken off."""

import re
import unicodedata
from typing import NamedTuple

LONGEST = 400_000  # characters that are read; what is longer is no communiqué
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANK_LINES = re.compile(r"\n[ ]?(?:\n[ ]?)+")
_TORN_WORD = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")
_SOFT_HYPHEN = re.compile("\u00ad\n?")
# `MoUs` and `KazTrade` are words, `cooperationMemorandum` is two: both halves must be long.
_GLUED = re.compile(r"(?<=[a-zа-яё]{4})(?=[A-ZА-ЯЁ][a-zа-яё]{4})")
_GLUED_SMALL = re.compile(r"(?<![^\W\d_])(of|and|the|between|in|on|for|with|между|и|о|в|по)(?=[A-ZА-ЯЁ][a-zа-яё]{3})")
# Pages lose blanks before small letters, too: `Memorandumof Understanding ofthe`, `labourcooperation`.
_GLUED_KNOWN = re.compile(
    r"(?<![^\W\d_])(memorandum|memoranda|agreement|protocol|declaration|statement|programme|program|plan)(of|on|for|between)(?![^\W\d_])"
    r"|(?<![^\W\d_])(меморандум|соглашение|протокол|договор|декларация|программа)(о|об|между)(?![^\W\d_])"
    r"|(?<![^\W\d_])(accord|mémorandum|protocole|déclaration)(sur|entre|de)(?![^\W\d_])"
    r"|(?<![^\W\d_])(of|to|in|on|by|for|with|from|and)(the)(?![^\W\d_])"
    r"|(?<=[a-z]{4})()(cooperation)(?![^\W\d_])",
    re.IGNORECASE,
)
_GLUED_SIGN = re.compile(
    r"(?<=[^\W\d_]{2}[,;:،؛۔])(?=[^\W\d_]{2})|(?<=[a-zа-яё]{3}[.!?])(?=[A-ZА-ЯЁ][a-zа-яё])|(?<=\))(?=[^\W\d_]{2})|(?<=[^\W\d_]{3})(?=\([^\W\d_]{2})"
)
# These letters of Urdu end a word, and digits are no part of one.
_GLUED_URDU = re.compile(
    r"(?<=[ےں])(?=[^\W\d_])|(?<=[\u0620-\u06d3])(?=\d)|(?<=\d)(?=[\u0620-\u06d3])|(?<=پر)(?=دستخط)|(?<=\bاور)(?=[^\W\d_]{3})(?!نگ|نج)"
    r"|(?<=\bکا)(?=تبادلہ)|(?<=\bہوا|\bگیا|\bکیا)(?=اور)|(?<=\bہوااور|\bگیااور|\bکیااور)(?=[^\W\d_])"
)
_PAGE_DATE = re.compile(r"[ \n]*(?:date|дата|تاریخ|تاريخ)\s*:?\s*(\d{4}-\d{2}-\d{2})[ \n]+", re.IGNORECASE)
_MARKDOWN = re.compile(r"^[ ]?(?:#{1,6}|>)[ ]", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)|(?<=\S)(\*\*|__)(?![\w*])")
_KEPT_CONTROLS = "\n\t"
# What a terminal would take as a command goes whole: ESC [ ... letter, ESC ] ... BEL, and ESC with what belongs to it.
_ESCAPE = re.compile(
    "\x1b\\[[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b[\\]PX^_][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\\\)|\x1b[ -/]{0,8}[0-~]"
)


class Page(NamedTuple):
    """A text in one form, and the date that the page bears, in EDTF, empty where it bears none."""

    text: str
    date: str


def normalise(text: str) -> Page:
    """Return `text` in one form: NFC, plain spaces, no controls, torn words joined and glued words parted."""
    plain = text[:LONGEST]
    plain = _ESCAPE.sub("", plain) if "\x1b" in plain else plain
    plain = _LINE_ENDS.sub("\n", plain)
    plain = _SOFT_HYPHEN.sub("", unicodedata.normalize("NFC", plain))
    plain = plain.translate(_SHOWN)
    plain = _SPACES.sub(" ", plain.replace("\t", " | ") if _is_tabular(plain) else plain)
    plain = _EMPHASIS.sub("", _MARKDOWN.sub("", plain))
    page = _PAGE_DATE.match(plain)
    body = plain[page.end() :] if page else plain
    return Page(_parted(_TORN_WORD.sub("", _BLANK_LINES.sub("\n\n", body))).strip(), page[1] if page else "")


def _parted(text: str) -> str:
    for pattern in (_GLUED_SIGN, _GLUED, _GLUED_URDU, _GLUED_SMALL):
        if pattern is _GLUED_URDU and text.isascii():
            continue
        text = pattern.sub(" " if pattern is not _GLUED_SMALL else r"\1 ", text)
    return _GLUED_KNOWN.sub(_with_blank, text)


def _with_blank(found: re.Match[str]) -> str:
    return " ".join(part for part in found.groups() if part is not None)


def _is_tabular(text: str) -> bool:
    return text.count("\t") >= 4


class _Shown(dict[int, str]):
    """What is shown of each character, worked out when it is first met: str.translate then runs at the speed of C."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        if not char.isprintable() and char not in _KEPT_CONTROLS:
            # A space of another width is not printable, and is a space.
            char = " " if unicodedata.category(char) == "Zs" else ""
        self[point] = char
        return char


_SHOWN = _Shown()
