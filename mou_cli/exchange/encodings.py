"""The text of a file whatever Unicode it is in; anything else is refused with a hint."""

import codecs
from io import BufferedReader, RawIOBase, TextIOWrapper
from typing import BinaryIO

from mou_cli.errors import Usage

_HEAD = 65536
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class _Continued(RawIOBase):
    """What was read already, and then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed wants its own Buffer name
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)


def opened(source: BinaryIO) -> tuple[str, TextIOWrapper]:
    """Return the beginning of the text in `source` (at most 64 KiB) and the whole as a stream, ends of lines kept.

    UTF-8 with or without a byte order mark and UTF-16 with one are read. Raises Usage for UTF-16 without a mark;
    reading the stream raises UnicodeDecodeError where it is not UTF-8 (see `refusal`).
    """
    head = source.read(_HEAD)
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in head[:200]:
        raise Usage("it holds NUL bytes: UTF-16 without a mark, or no text at all", "save it as UTF-8")
    begun = head.decode(encoding, errors="replace")
    return begun, TextIOWrapper(BufferedReader(_Continued(head, source)), encoding=encoding, newline="")


def utf8(data: bytes) -> bytes:
    """Return `data` in UTF-8 without a byte order mark, from UTF-8 or UTF-16 with a mark."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-16":
        try:
            return data.decode(encoding).encode()
        except UnicodeDecodeError:
            raise Usage("it begins as UTF-16 and is not", "save it as UTF-8") from None
    return data.removeprefix(codecs.BOM_UTF8)


def refusal(fault: UnicodeDecodeError, number: int, unit: str = "row") -> Usage:
    """Return the error for a file that is no Unicode text at about the row or line `number`."""
    wrong = fault.object[fault.start]
    advice = "save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
    cyrillic = sum(byte >= 0xC0 for byte in fault.object[fault.start : fault.start + 40]) > 3
    if cyrillic:
        advice += "; it may be Windows-1251: iconv -f cp1251 -t utf-8 FILE"
    return Usage(f"not UTF-8: byte 0x{wrong:02X} near {unit} {number}", advice)
