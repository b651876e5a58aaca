"""The address of a server: what is handed to the driver, and what may be shown of it."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from mou_cli.errors import Usage

_HOST = re.compile(r"[A-Za-z0-9._%~-]*|\[[0-9A-Fa-f:.%]+\]", re.ASCII)
_TORN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NAME = re.compile(r"[\w .+-]*")
_HINT = "postgresql://HOST/DATABASE; a sign such as @ : / in a name or password is written %40 %3A %2F"


class Address(NamedTuple):
    """An address that was understood: as it is dialled, with all that is secret, and as it may be shown."""

    dialled: str
    shown: str

    def __repr__(self) -> str:
        return f"Address({self.shown!r})"


def read_address(location: str) -> Address:
    """Read the URL of a registry on a server; raises Usage, which shows nothing of what it cannot read.

    The driver's own messages show what they cannot read, and so a password: nothing malformed gets that far.
    """
    scheme, slashes, rest = location.partition("//")
    rest, _, query = rest.partition("?")
    authority, _, database = rest.partition("/")
    login, _, hosts = authority.rpartition("@")
    user, _, _ = login.partition(":")
    named = dict(parse_qsl(query, keep_blank_values=True))
    if (
        scheme.lower() not in ("postgresql:", "postgres:")
        or not slashes
        or "\0" in location
        or location.split() != [location]
        or _TORN.search(location)
    ):
        raise _malformed()
    if not (_are_hosts(hosts) and _is_plain(database) and _is_plain(user)) or "@" in query or "#" in rest:
        raise _malformed()
    folder = "" if hosts else named.get("host", "")
    shown = f"postgresql://{f'{user}@' if user else ''}{hosts}/{database}{f'?host={folder}' if folder else ''}"
    return Address(f"postgresql://{location.partition('//')[2]}", shown)


def _is_plain(text: str) -> bool:
    return _NAME.fullmatch(unquote(text)) is not None


def _are_hosts(hosts: str) -> bool:
    for each in hosts.split(","):
        host, colon, port = each.rpartition(":") if not each.endswith("]") else (each, "", "")
        if not colon:
            host, port = each, ""
        if not _HOST.fullmatch(host) or (port and not (port.isascii() and port.isdigit() and int(port) < 65536)):
            return False
    return True


def _malformed() -> Usage:
    return Usage("the address of the server cannot be read; it is not shown, for it may hold a password", _HINT)
