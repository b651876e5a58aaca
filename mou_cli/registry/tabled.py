"""What every store of rows does in one way: finding, looking up, examining, on tables that each keeps in its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from mou_cli.agreement.moment import Moment
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.errors import Conflict, Damaged
from mou_cli.registry.layout import AGREEMENTS, FORMAT, META, OCCASIONS
from mou_cli.registry.lookup import Lookup, Row
from mou_cli.registry.whole import row_sentence
from mou_cli.vocabulary.folding import fold
from mou_cli.vocabulary.sectors import Sectors

if TYPE_CHECKING:
    from mou_cli.agreement.checks.finding import Finding
    from mou_cli.agreement.likeness import Lookout
    from mou_cli.registry.particulars import Particulars


class TableOfRows(Protocol):
    """One table of a store; a row is its number and its JSON. What is sought may come with rows that do not fit."""

    def body(self, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""

    def bearing(self, words: Sequence[str]) -> Iterable[Row]:
        """Yield the rows that bear one of these words as a reference or uid, and maybe others."""

    def alike(self, ref: str) -> Iterable[Row]:
        """Yield the rows that bear or bore a folded reference or uid, however it is spelled, and maybe others."""

    def naming(self, text: str) -> Iterable[Row]:
        """Yield the rows whose title or name holds a folded text, or that bear it as a reference, and maybe others."""

    def holding(self, first: Sequence[str], also: Sequence[str] = ()) -> Iterable[Row]:
        """Yield the rows that hold one of some codes (all rows without) and all of `also`, and maybe others."""

    def labels(self) -> Iterable[Row]:
        """Yield of every row at least what it is called and bears."""

    def answering(self, query: Query) -> Iterable[Row]:
        """Yield the rows that a query may find, in the order of numbers."""

    def scan(self) -> Iterable[Row]:
        """Yield every row."""

    def highest(self) -> int:
        """Return the highest number in use, 0 where the table is empty."""


class TabledRegistry:
    """The part of a registry (see protocol.Registry) that is the same for all stores of rows."""

    location: str

    @property
    def login(self) -> str:
        """The user of the database; empty for a file, which has none."""
        return ""

    def close(self) -> None:
        """Let go of what is held open; for a file that is nothing."""

    def rows(self, table: str) -> TableOfRows:
        """Return one of its tables."""
        raise NotImplementedError

    def damaged(self, sentence: str) -> Damaged:
        """Return the error for a registry that cannot be relied on."""
        raise NotImplementedError

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The registry's own settings: format, own side, counters, sectors of its own."""
        body = self.rows(META).body(1)
        found: dict[str, Any] = dict(msgspec.json.decode(body)) if body else {}
        wrong = next((name for name, form in _META_FORMS.items() if not isinstance(found.get(name, form()), form)), "")
        if wrong:
            raise self.damaged(f"meta 1: {wrong!r} is not what it should be")
        if found.get("format", FORMAT) > FORMAT:
            raise Conflict(f"{self.location} was written by a newer mou", "update mou and run it again")
        return found

    def own(self) -> str:
        """Return the code of the party whose desk this is, or empty."""
        return str(self.meta.get("own", ""))

    def sectors(self) -> Sectors:
        """Return the sector tree with the registry's own sectors."""
        return Sectors(self.meta.get("sectors"))

    def particulars(self) -> "Particulars":
        """Return whose registry it is, its own sectors, and the next number of each table."""
        from mou_cli.registry.particulars import particulars_of

        return particulars_of(self)

    def find(self, query: Query, moment: Moment) -> Iterator[Registered]:
        """Stream the agreements that `query` finds, in the order of their numbers."""
        matches = query.matches
        for number, body in self.rows(AGREEMENTS).answering(query):
            registered = Registered(number, body)
            try:
                found = matches(registered, moment)
            except msgspec.DecodeError as error:
                raise self.damaged(row_sentence(AGREEMENTS, number, error)) from error
            if found:
                yield registered

    def get(self, words: Sequence[str]) -> list[Registered]:
        """Return an agreement for each word: a number, a reference, a uid or an unambiguous fragment of a title."""
        found = [Registered(number, body) for number, body in self._lookup(AGREEMENTS).find(words)]
        for registered in found:
            with self._readable(AGREEMENTS, registered.number):
                _ = registered.agreement
        return found

    def occasions(self) -> list[RegisteredOccasion]:
        """Return all occasions."""
        found = [RegisteredOccasion(number, body) for number, body in self.rows(OCCASIONS).scan()]
        for registered in found:
            with self._readable(OCCASIONS, registered.number):
                _ = registered.occasion
        return found

    def occasion(self, word: str) -> RegisteredOccasion:
        """Return the occasion of a number, a reference or an unambiguous fragment of its name."""
        number, body = self._lookup(OCCASIONS).find([word])[0]
        return RegisteredOccasion(number, body)

    def occasion_refs(self, word: str) -> Sequence[str]:
        """Return the references of the occasions that a word fits: one by number or reference, else by its name."""
        occasions = self.occasions()
        exact = [o for o in occasions if word == str(o.number) or fold(word) == fold(o.occasion.ref)]
        found = exact or [o for o in occasions if fold(word) in fold(o.occasion.name)]
        return [o.occasion.ref for o in found]

    def findings(self, fields: Mapping[str, Any], moment: Moment) -> "list[Finding]":
        """Return what is wrong with raw fields, errors first; raises Usage where they are no agreement at all."""
        from mou_cli.agreement.checks.checks import Surroundings
        from mou_cli.registry.examination import examine

        def knows(ref: str) -> bool:
            return self.bears(OCCASIONS, ref) or self.bears(AGREEMENTS, ref)

        return examine(fields, Surroundings(self.sectors(), knows, moment.today)).findings

    def bears(self, table: str, ref: str) -> bool:
        """Return whether a row of a table bears a reference or bore it."""
        return self._lookup(table).bearing(ref) is not None

    def is_borne(self, table: str, ref: str) -> bool:
        """Return whether a row of a table bears a reference or uid now."""
        return self._lookup(table).is_borne(ref)

    def borne(self, table: str) -> set[str]:
        """Return every reference and uid that a row of a table bears now, folded."""
        return self._lookup(table).borne()

    def refs(self, table: str) -> set[str]:
        """Return every reference and uid in a table, folded, former ones included."""
        return self._lookup(table).refs()

    def likes(self, lookout: "Lookout") -> list[tuple[str, Registered]]:
        """Return what is in the registry already and the same as, or similar to, what a lookout looks for."""
        # The other side's code is the rarer one: every row may hold our own.
        codes = sorted(lookout.party_codes, key=lambda code: (code == self.own(), code))
        found: list[tuple[str, Registered]] = []
        for number, body in self.rows(AGREEMENTS).holding(codes[:1], codes[1:]):
            registered = Registered(number, body)
            with self._readable(AGREEMENTS, number):
                kind = lookout.consider(registered)
            if kind:
                found.append((kind, registered))
        return found

    def highest(self, table: str) -> int:
        """Return the highest number in use in a table, 0 where it is empty."""
        return self.rows(table).highest()

    def body(self, table: str, number: int) -> bytes | None:
        """Return a row's JSON, or None where there is no such row."""
        return self.rows(table).body(number)

    def _lookup(self, table: str) -> Lookup:
        return Lookup({AGREEMENTS: "agreement", OCCASIONS: "occasion"}[table], self.rows(table))

    @contextmanager
    def _readable(self, table: str, number: int) -> Iterator[None]:
        try:
            yield
        except msgspec.DecodeError as error:
            raise self.damaged(row_sentence(table, number, error)) from error


_META_FORMS: dict[str, type] = {"format": int, "own": str, "next": dict, "sectors": dict}
