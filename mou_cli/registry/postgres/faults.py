"""What goes wrong on a server, in mou's own words: the driver's messages may hold a password, and are never shown."""

import re
from typing import TYPE_CHECKING

from mou_cli.errors import Conflict, Damaged, Failed, MouError, NotFound, Usage
from mou_cli.registry.postgres.address import Address

if TYPE_CHECKING:
    import psycopg

_AS_IT_WAS = "nothing was changed"
_ASK = "ask who looks after the server"


class Cut(Failed):
    """The connection is gone; what was under way is not done, unless it was being committed."""


class Full(Conflict):
    """All connections that the server allows are taken."""


def unreachable(error: "psycopg.Error", address: Address) -> MouError:
    """Return why there is no connection, from what the server itself says; the rest of a message is not shown."""
    said, where = str(error), address.shown
    for parts, kind, message, hint in _NO_CONNECTION:
        if all(re.search(part, said) for part in parts):
            return kind(message.format(where=where), hint)
    return Failed(f"the server at {where} cannot be reached", "is it running, and is the address right?")


def told(error: "psycopg.Error", address: Address) -> MouError:
    """Return what went wrong in a statement, by the code that the server gives (PostgreSQL's Appendix A)."""
    code, where = error.sqlstate or "", address.shown
    if not code and type(error).__name__ == "DataError":
        code = _UNFIT  # what the driver itself would not send: a NUL byte
    if code in _BY_CODE:
        kind, message, hint = _BY_CODE[code]
        return kind(message.format(where=where), hint)
    for beginning, (kind, message, hint) in _BY_CLASS.items():
        if code.startswith(beginning):
            return kind(message.format(where=where), hint)
    return Failed(f"the server at {where} refused a statement (code {code})", f"{_AS_IT_WAS}; {_ASK}")


def no_registry(address: Address) -> NotFound:
    """Return that there is a database and no registry in it."""
    return NotFound(f"there is no registry in {address.shown}", "mou init makes one there")


def newer_schema(address: Address) -> Conflict:
    """Return that a newer mou has made the tables."""
    return Conflict(f"{address.shown} was made by a newer mou", "update mou and run it again")


def older_schema(address: Address) -> Conflict:
    """Return that the tables are those of an older mou."""
    return Conflict(f"{address.shown} was made by an older mou", "mou init --upgrade brings it up to date")


_UNFIT = "22P05"
# What the server's or the driver's message holds, the first that fits.
_NO_CONNECTION: tuple[tuple[tuple[str, ...], type[MouError], str, str], ...] = (
    (
        ("database", "does not exist"),
        NotFound,
        "there is no database at {where}",
        "createdb makes it, then mou init; or name another",
    ),
    (
        ("no password supplied",),
        Failed,
        "{where} asks for a password",
        "give it in a file: see PGPASSFILE in docs/shared-registry.md",
    ),
    (
        ("pg_hba",),
        Failed,
        "{where} lets nobody in who comes as you do",
        "it may ask for a secure connection (?sslmode=require), or for another user or place: pg_hba.conf says which",
    ),
    (
        ("authentication failed|role .* does not exist|not permitted to log in",),
        Failed,
        "{where} does not let you in",
        "look at the user's name and password, or ask who looks after it",
    ),
    (
        ("resolve host|translate host name",),
        Failed,
        "no server has the name that {where} gives",
        "look at the name of the host",
    ),
    (
        ("definition of service",),
        Usage,
        "no service has the name that {where} gives",
        "see PGSERVICE in docs/shared-registry.md",
    ),
    (
        ("invalid|option",),
        Usage,
        "the address {where} says something that no server understands",
        "look at what follows its ?",
    ),
    (
        ("too many|remaining connection slots",),
        Full,
        "{where} has no connection free",
        "try again in a moment",
    ),
    (
        ("starting up|shutting down|recovery",),
        Conflict,
        "{where} is starting up or shutting down",
        "try again in a moment",
    ),
    (
        ("read-only|standby",),
        Failed,
        "no server at {where} takes changes",
        "target_session_attrs in its address asks for one that does",
    ),
    (
        ("timeout|timed out",),
        Failed,
        "{where} does not answer",
        "is the server running? MOU_TIMEOUT=30 waits longer",
    ),
    (
        ("SSL|certificate",),
        Failed,
        "no secure connection to {where} came about",
        "look at sslmode and sslrootcert",
    ),
    (
        ("permission denied for database",),
        Failed,
        "you may not connect to {where}",
        _ASK,
    ),
)
_CUT = (Cut, "the connection to {where} was cut", f"{_AS_IT_WAS}; run it again")
_BY_CODE: dict[str, tuple[type[MouError], str, str]] = {
    "": _CUT,
    "3F000": (NotFound, "there is no registry in {where}", "mou init makes one there"),
    "42P01": (NotFound, "there is no registry in {where}", "mou init makes one there"),
    "42501": (
        Failed,
        "you have no right to do this in {where}",
        "mou_editor may change, mou_reader and mou_auditor may read, and the rest is for the owner of the tables",
    ),
    "25006": (
        Failed,
        "{where} takes no changes: it is a replica, or set to be read only",
        "name the primary; target_session_attrs=read-write finds it",
    ),
    "55P03": (Conflict, "another is changing {where}", "try again in a moment; MOU_TIMEOUT=30 waits longer"),
    "57014": (Failed, "{where} took too long", "nothing was changed; MOU_TIMEOUT=60 waits longer"),
    "53100": (Failed, "the disk of the server at {where} is full", f"{_AS_IT_WAS}; {_ASK}"),
    "53200": (Failed, "the server at {where} is out of memory", f"{_AS_IT_WAS}; {_ASK}"),
    "53300": (Full, "{where} has no connection free", "try again in a moment"),
    "54000": (Usage, "a field is larger than {where} can hold", f"{_AS_IT_WAS}; attach it as a file"),
    _UNFIT: (Usage, "a text holds a character that {where} cannot hold", _AS_IT_WAS),
    "22021": (Usage, "a text holds a character that {where} cannot hold", _AS_IT_WAS),
    "22P02": (Usage, "an agreement is no JSON that {where} can hold", _AS_IT_WAS),
    "23505": (Conflict, "somebody else changed {where} at the same moment", "nothing was changed; run it again"),
    "23000": (
        Conflict,
        "{where} refused a change that its history does not tell of",
        f"{_AS_IT_WAS}; a history from elsewhere is brought by the owner of the tables alone",
    ),
    "40001": (Conflict, "somebody else changed {where} at the same moment", "nothing was changed; run it again"),
    "40P01": (Conflict, "somebody else changed {where} at the same moment", "nothing was changed; run it again"),
    "25P03": _CUT,
    "25P04": _CUT,
}
_BY_CLASS: dict[str, tuple[type[MouError], str, str]] = {
    "08": _CUT,
    "57": (Cut, "the server at {where} ended the connection", f"{_AS_IT_WAS}; run it again"),
    "58": (Failed, "the server at {where} cannot read or write its disk", f"{_AS_IT_WAS}; {_ASK}"),
    "53": (
        Failed,
        "the server at {where} has not enough of something: memory, disk or connections",
        f"{_AS_IT_WAS}; {_ASK}",
    ),
    "XX": (Damaged, "the server at {where} has damaged data", f"{_AS_IT_WAS}; {_ASK}"),
}
