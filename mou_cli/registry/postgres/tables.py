"""One table of a registry on a server; see registry.tabled.TableOfRows."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from mou_cli.agreement.model import Agreement
from mou_cli.agreement.query.query import Query
from mou_cli.errors import MouError
from mou_cli.registry.layout import AGREEMENTS
from mou_cli.registry.lookup import Row
from mou_cli.registry.postgres.link import Link
from mou_cli.registry.postgres.narrowing import Where, bearing, ended_by, held, holding, narrowed

_LABEL = """
  jsonb_strip_nulls(jsonb_build_object(
    'ref', document -> 'ref', 'uid', document -> 'uid', 'title', document -> 'title', 'name', document -> 'name',
    'titles', document -> 'titles', 'former_refs', document -> 'former_refs'))::text
"""


class ServerTable:
    """The rows of one table, in the order of their numbers."""

    def __init__(self, link: Link, name: str, *, folded_alike: bool) -> None:
        self._link, self._name = link, name
        self._has_words = folded_alike and name == AGREEMENTS

    def body(self, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""
        if not 0 < number < 10**18:
            return None
        found = self._link.rows(f"SELECT line FROM mou.{self._name} WHERE number = %s", [number])
        return found[0][0] if found else None

    def scan(self) -> Iterator[Row]:
        """Yield every row."""
        return self._where(Where("true", []))

    def bearing(self, words: Sequence[str]) -> Iterator[Row]:
        """Yield the rows that bear one of these words as a reference or uid."""
        where = bearing(words)
        return iter(self._link.rows(self._select(where.sql), where.params))

    def alike(self, ref: str) -> Iterator[Row]:
        """Yield the rows that bear a folded reference or uid, and others: it is among their words."""
        return self.naming(ref)

    def naming(self, text: str) -> Iterator[Row]:
        """Yield the rows whose title or name holds a folded text, or that bear it as a reference, and others."""
        return self._where(holding(text)) if self._has_words else self.scan()

    def holding(self, first: Sequence[str], also: Sequence[str] = ()) -> Iterator[Row]:
        """Yield the rows with a party of one of some codes (all rows without), and with parties of all of `also`."""
        parts = [held("parties", [{"code": code}]) for code in also]
        if first:
            parts.append(Where.any_of([held("parties", [{"code": code}]) for code in first]))
        return self._where(Where.all_of(parts))

    def labels(self) -> Iterator[Row]:
        """Yield of every row what it is called and bears."""
        return self._link.stream(f"SELECT number, {_LABEL} FROM mou.{self._name} ORDER BY number")

    def answering(self, query: Query) -> Iterator[Row]:
        """Yield the rows that a query may find, in the order of numbers."""
        return self._where(narrowed(query, folded_alike=self._has_words))

    def concerning(self, words: Sequence[str]) -> Iterator[Row]:
        """Yield the rows that bear, or link to, one of these references, or that have a field of such a name."""
        fields = [word for word in words if word in Agreement.__struct_fields__]
        parts = [bearing(words)]
        parts += [Where("document ?| %s", [fields])] if fields else []
        parts += [held("links", [{"ref": word}]) for word in words]
        parts += [ended_by(word) for word in words]
        return self._where(Where.any_of(parts))

    def analyse(self) -> None:
        """Have the server look at what the table holds, for its plans; where that is not granted, nothing happens."""
        with suppress(MouError):
            # The whole of it would read all there is of the longest fields, and say no more that a plan can use.
            self._link.run(f"ANALYZE mou.{self._name} (number, void)")

    def highest(self) -> int:
        """Return the highest number in use, 0 where the table is empty."""
        return int(self._link.rows(f"SELECT coalesce(max(number), 0) FROM mou.{self._name}")[0][0])

    def count_rows(self) -> int:
        """Return how many rows there are."""
        return int(self._link.rows(f"SELECT count(*) FROM mou.{self._name}")[0][0])

    def _where(self, where: Where) -> Iterator[Row]:
        return self._link.stream(self._select(where.sql), where.params)

    def _select(self, condition: str) -> str:
        return f"SELECT number, line FROM mou.{self._name} WHERE {condition} ORDER BY number"
