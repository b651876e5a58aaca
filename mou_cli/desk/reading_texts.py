"""The texts of files as what they yield: plain text, HTML, PDF and DOCX, or standard input."""

import os
import select
import stat
import sys
from collections.abc import Sequence
from typing import NamedTuple

from mou_cli.agreement.reading.reading_parts import read_source
from mou_cli.errors import Failed, NotFound
from mou_cli.intake.as_agreement import Origin
from mou_cli.intake.drafts import Intake, Step
from mou_cli.intake.extract.text_of import MOST_BYTES, text_of
from mou_cli.session import Session
from mou_cli.vocabulary.sectors import Sectors

WAIT = 5.0  # seconds for somebody to write into a FIFO
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Reading(NamedTuple):
    """What one file yields, and where it is from."""

    found: Intake
    origin: Origin


def read_file(session: Session, file: str, source: str = "") -> Reading:
    """Return what a file yields; raises NotFound, Failed or Usage where it cannot be read."""
    from mou_cli.intake.reading import read

    found = read(_text(file), _sectors(session))
    named = read_source(source) if source else {"title": "standard input" if file == "-" else os.path.basename(file)}
    return Reading(found, Origin(named, found.language))


def explain_file(session: Session, file: str) -> Sequence[Step]:
    """Return what each step of the reading saw in a file; raises as read_file() does."""
    from mou_cli.intake.explaining import explain

    return explain(_text(file), _sectors(session))


def _sectors(session: Session) -> Sectors | None:
    try:
        return session.registry.sectors()
    except NotFound:
        return None  # a text can be read before there is a registry


def _text(file: str) -> str:
    return text_of(_bytes(file), "standard input" if file == "-" else file)


def _bytes(file: str) -> bytes:
    """Return the bytes of a file, one more than are read at most where it has more."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        descriptor = os.open(file, _FLAGS)  # a FIFO that nobody writes into would be waited for without an end
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}", "name a text, or - for standard input") from None
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    try:
        _refuse_kind(file, descriptor)
        with os.fdopen(descriptor, "rb", closefd=False) as source:
            return source.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(file, error) from error
    finally:
        os.close(descriptor)


def _refuse_kind(file: str, descriptor: int) -> None:
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        raise Failed(f"{file} is a folder", "name the files in it")
    if stat.S_ISFIFO(mode):
        if not select.select([descriptor], [], [], WAIT)[0]:
            raise Failed(f"nobody writes into the FIFO {file}", "nothing was taken in")
        os.set_blocking(descriptor, True)


def _unreadable(file: str, error: Exception) -> Failed:
    reason = getattr(error, "strerror", None) or str(error)
    return Failed(f"{file} cannot be read: {str(reason).lower()}", "nothing was taken in")
