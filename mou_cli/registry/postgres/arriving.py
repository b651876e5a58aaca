"""Entries as they are committed: the server tells of each (LISTEN, NOTIFY), and the history says what it is."""

from collections.abc import Iterator
from time import monotonic, sleep
from typing import TYPE_CHECKING

from mou_cli.errors import MouError
from mou_cli.registry.postgres.faults import Cut

if TYPE_CHECKING:
    from mou_cli.registry.postgres.server_registry import ServerRegistry

# Now and then it is looked without being told: a connection may be dead without a sign.
_LOOK = 30.0
# So long a server may take to come back, or another to take its place.
_AWAY, _PAUSE = 120.0, 1.0


def arriving(registry: "ServerRegistry", since: int | None) -> Iterator[tuple[int, bytes]]:
    """Yield number and JSON of every entry after `since` (None: the last there is), and of each that comes.

    Where the connection is cut another is made as soon as a server answers, and what came meanwhile is not lost. Raises
    Failed or Conflict where none does for two minutes.
    """
    link = registry.link
    seen = registry.history.head().seq if since is None else since
    link.run("LISTEN mou")
    while True:
        for number, body in link.rows("SELECT seq, line FROM mou.history WHERE seq > %s ORDER BY seq", [seen]):
            yield number, body
            seen = number
        try:
            link.wait(_LOOK)
        except Cut:
            _listen_again(registry)


def _listen_again(registry: "ServerRegistry") -> None:
    until = monotonic() + _AWAY
    while True:
        registry.link.again()
        registry.forget()
        try:
            registry.link.run("LISTEN mou")
        except MouError:
            if monotonic() > until:
                raise
            sleep(_PAUSE)
        else:
            return
