"""Making a connection to a server, and breaking one off that does not end."""

import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mou_cli.errors import Failed, Usage
from mou_cli.registry.postgres import faults
from mou_cli.registry.postgres.address import Address
from mou_cli.settings.settings import value_of

if TYPE_CHECKING:
    from threading import Event

    from psycopg import Connection

GRACE = 1.0  # seconds after which a server that does not end a statement by itself is told to, and then left


def timeout() -> float:
    """Return how many seconds a statement may take, as the setting `timeout` says; raises Usage for no such number."""
    seconds: float = value_of("timeout")
    if not 0 < seconds < 10**6:
        raise Usage(f"the timeout is {seconds:g} seconds, in which no server answers", "give one such as 30")
    return seconds


def driver() -> Any:
    """Return psycopg; raises Failed where it is not installed."""
    try:
        import psycopg
    except ImportError as error:
        raise Failed("a registry on a server needs psycopg", "pip install 'mou-cli[postgres]'") from error
    return psycopg


def connect(address: Address, seconds: float) -> "Connection[Any]":
    """Connect to the server at an address; raises Failed, NotFound or Conflict.

    Where all connections are taken it waits for one to become free, for so many `seconds` as a statement may take.
    """
    from time import monotonic, sleep

    until, pause = monotonic() + seconds, 0.05
    while True:
        try:
            return _connected(address, seconds)
        except faults.Full:
            if monotonic() + pause > until:
                raise
        sleep(pause)
        pause = min(pause * 2, 1.0)


def _connected(address: Address, seconds: float) -> "Connection[Any]":
    psycopg = driver()
    settings: dict[str, Any] = {"application_name": "mou", "client_encoding": "UTF8"}
    if "connect_timeout" not in address.dialled:
        settings["connect_timeout"] = max(2, round(seconds))
    try:
        made: Connection[Any] = psycopg.connect(address.dialled, autocommit=True, prepare_threshold=None, **settings)
    except psycopg.Error as error:
        raise faults.unreachable(error, address) from None
    except (UnicodeError, ValueError):
        raise faults.unreachable(psycopg.OperationalError(""), address) from None
    return made


def break_off(connection: "Connection[Any]", done: "Event") -> None:
    """Ask the server to end the statement under way; where it does not answer either, cut the connection."""
    with suppress(Exception):
        connection.cancel_safe(timeout=GRACE)
    if done.wait(GRACE):
        return
    with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
