"""The forms of settings: how each is read from a text, and what is said of a text that is none."""

from collections.abc import Callable
from typing import Any, NamedTuple

from mou_cli.errors import Usage

_UNITS = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}


class Form(NamedTuple):
    """A form: what it is called, an advice, and how it is read and written back.

    `read` returns the value and raises ValueError for a text that is none, or Usage with words of its own; `written`
    returns the text or the number that stands in the file.
    """

    kind: str
    advice: str
    read: Callable[[str], Any]
    written: Callable[[str], str | int]


def read(form: str, text: str, where: str) -> Any:
    """Return what a text means in a form; raises Usage that says `where` it stands (`MOU_LIMIT`)."""
    try:
        return FORMS[form].read(text)
    except ValueError:
        raise Usage(f"{where} is {text[:40]!r}, which is not {FORMS[form].kind}", FORMS[form].advice) from None
    except Usage as fault:
        raise Usage(f"{where}: {fault.message}", fault.hint) from None


def _text(text: str) -> str:
    from mou_cli.agreement.reading.reading_text import read_text

    found = read_text(text)
    if not found:
        raise ValueError(text)
    return found


def _path(text: str) -> str:
    if not text.strip() or "\0" in text:
        raise ValueError(text)
    return text


def _party(text: str) -> str:
    from mou_cli.vocabulary.parties import resolve_party

    return resolve_party(text)


def _count(text: str) -> int:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) < 16:
        return int(digits)
    raise ValueError(text)


def _period(text: str) -> str:
    if text.strip().lower() in ("0", "0d"):
        return text.strip()
    from mou_cli.agreement.dates.durations import parse_duration

    parse_duration(text)
    return text.strip()


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds < float("inf"):  # filelock takes a negative time for one without end
        raise ValueError(text)
    return seconds


def _written_seconds(text: str) -> str | int:
    seconds = _seconds(text)
    return int(seconds) if seconds.is_integer() else text.strip()


def _size(text: str) -> int:
    plain = text.strip().upper().removesuffix("IB").removesuffix("B")
    digits = plain.rstrip("KMGT").strip()
    unit = plain[len(plain.rstrip("KMGT")) :]
    if not (digits.isascii() and digits.isdigit()) or unit not in _UNITS or len(digits) > 15:
        raise ValueError(text)
    return int(digits) << _UNITS[unit]


FORMS: dict[str, Form] = {
    "text": Form("a text", "such as a name", _text, _text),
    "path": Form("a place", "such as ~/desk/registry.json", _path, _path),
    "party": Form("a party", "such as PK", _party, _party),
    "count": Form("a whole number", "such as 20; 0 stands for all", _count, _count),
    "period": Form("a period", "such as 90d", _period, _period),
    "seconds": Form("a number of seconds", "give one such as 30", _seconds, _written_seconds),
    "size": Form("a number of bytes", "give one such as 5G", _size, str.strip),
}
