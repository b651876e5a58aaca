"""Entries as they are committed: the server tells of each (LISTEN, NOTIFY), and the history says what it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mou_cli.registry.postgres.faults import Cut

if TYPE_CHECKING:
    from mou_cli.registry.postgres.server_registry import ServerRegistry

# Now and then it is looked without being told: a connection may be dead without a sign.
_LOOK = 30.0


def arriving(registry: "ServerRegistry", since: int | None) -> Iterator[tuple[int, bytes]]:
    """Yield number and JSON of every entry after `since` (None: the last there is), and of each that comes.

    Where the connection is cut another is made, and what came meanwhile is not lost; raises Failed where that fails.
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
            link.again()
            registry.forget()
            link.run("LISTEN mou")
