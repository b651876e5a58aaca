"""The one row that tells of a registry on a server as a whole: version, settings, how texts are folded."""

from typing import NamedTuple

from mou_cli.errors import Conflict
from mou_cli.registry.postgres import faults
from mou_cli.registry.postgres.link import Link

_READ = """
SELECT version, line, folding, set_config('statement_timeout', %s, false), set_config('lock_timeout', %s, false),
  set_config('cursor_tuple_fraction', '1', false)
FROM mou.meta
"""
_HOLD = "SELECT version, line, folding FROM mou.meta FOR UPDATE"


class ServerMeta(NamedTuple):
    """The version of the tables, the settings as JSON, and the Unicode version by which words were folded."""

    version: int
    line: bytes
    folding: str

    @classmethod
    def read(cls, link: Link) -> "ServerMeta":
        """Read it, and set what this connection may take; raises NotFound where there is no registry."""
        return cls._of(link.rows(_READ, link.limits()), link)

    @classmethod
    def hold(cls, link: Link) -> "ServerMeta":
        """Read it and hold it: until the transaction ends nobody else changes the registry. Raises Conflict."""
        return cls._of(link.rows(_HOLD), link)

    @classmethod
    def _of(cls, found: list[tuple[object, ...]], link: Link) -> "ServerMeta":
        if not found:
            raise faults.no_registry(link.address)
        version, line, folding = found[0][:3]
        assert isinstance(version, int)
        assert isinstance(line, bytes)
        assert isinstance(folding, bytes)
        return cls(version, line, folding.decode())

    @staticmethod
    def write(link: Link, line: bytes) -> None:
        """Write the settings; raises Conflict where they are not there any more."""
        if link.run("UPDATE mou.meta SET line = %s WHERE id = 1", [line.decode()]) != 1:
            raise Conflict(f"the settings of {link.address.shown} could not be written", "mou doctor says more")

    @property
    def folded_alike(self) -> bool:
        """Whether the words and references that stand beside rows are folded as here."""
        from unicodedata import unidata_version

        return self.folding == unidata_version

    def body(self, number: int) -> bytes | None:
        """Return the settings as the row that they are in a file."""
        return self.line if number == 1 else None
