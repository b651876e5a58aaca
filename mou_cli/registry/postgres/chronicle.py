"""The history in a registry on a server, for reading."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from mou_cli.agreement.history.entry import Head, noted_in, read_step
from mou_cli.registry.layout import HISTORY, encode
from mou_cli.registry.whole import row_sentence

if TYPE_CHECKING:
    from mou_cli.registry.postgres.server_registry import ServerRegistry


class ServerHistory:
    """The history of a registry; see registry.protocol.History."""

    def __init__(self, registry: "ServerRegistry") -> None:
        self._registry = registry
        self._link = registry.link

    def entries(self, *, backward: bool = False, holding: Sequence[str] | None = None) -> Iterator[tuple[int, bytes]]:
        """Yield number and JSON of every entry, with `holding` of those alone that hold one of these texts."""
        order = "DESC" if backward else "ASC"
        if holding is None:
            return self._link.stream(f"SELECT seq, line FROM mou.history ORDER BY seq {order}")
        needles = [_pattern(word) for word in holding]
        return self._link.stream(
            f"SELECT seq, line FROM mou.history WHERE line LIKE ANY (%s) ORDER BY seq {order}", [needles]
        )

    def lines(self, table: str) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every row of a table, in the order of numbers."""
        return self.entries() if table == HISTORY else self._registry.rows(table).scan()

    def line(self, table: str, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""
        if table != HISTORY:
            return self._registry.rows(table).body(number)
        if not 0 < number < 1 << 63:
            return None
        found = self._link.rows("SELECT line FROM mou.history WHERE seq = %s", [number])
        return found[0][0] if found else None

    def noted(self) -> Head:
        """Return what the registry notes apart as the last entry: 0 and empty where there is no history yet."""
        return noted_in(self._registry.meta)

    def head(self) -> Head:
        """Return number and hash of the last entry: 0 and empty where there is no history yet."""
        found = self._link.rows("SELECT seq, line FROM mou.history ORDER BY seq DESC LIMIT 1")
        if not found:
            return Head(0, "")
        number, body = found[0]
        try:
            return Head(number, read_step(body).hash)
        except msgspec.DecodeError as error:
            raise self._registry.damaged(row_sentence(HISTORY, number, error)) from error


def _pattern(word: str) -> str:
    text = encode(word).decode()
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
