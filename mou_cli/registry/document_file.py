"""A registry in one JSON document: reading it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mou_cli.agreement.moment import Moment
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.errors import Conflict
from mou_cli.registry.layout import AGREEMENTS, FORMAT, META, OCCASIONS, encode
from mou_cli.registry.lookup import Lookup
from mou_cli.registry.needles import needles
from mou_cli.registry.skimming import Form, Found, Skimmed, Skimmer
from mou_cli.registry.snapshot import Snapshot, damaged
from mou_cli.registry.storage import Database, DocumentStorage, DocumentTable
from mou_cli.registry.whole import row_sentence
from mou_cli.vocabulary.folding import fold
from mou_cli.vocabulary.sectors import Sectors

if TYPE_CHECKING:
    from mou_cli.agreement.checks.finding import Finding
    from mou_cli.agreement.history.entry import Doing
    from mou_cli.agreement.likeness import Lookout
    from mou_cli.registry.change import FileChange
    from mou_cli.registry.chronicle import Chronicle
    from mou_cli.registry.particulars import Particulars
    from mou_cli.registry.rows import Edits


class DocumentFile:
    """The registry at a path, read through TinyDB's extension points; see protocol.Registry for the methods."""

    def __init__(self, path: Path) -> None:
        self.location = str(path)
        self._database = Database(path)
        self._storage: DocumentStorage = self._database.storage  # type: ignore[assignment]  # TinyDB types it as any
        self.path = self._storage.path

    def view(self) -> Snapshot:
        """Return the registry as it stands now, without what a running change has done."""
        return self._storage.view()

    def edits(self, table: str) -> "Edits":
        """Return what the running change has done to a table: number -> JSON, None for what it took out."""
        return self._storage.edits(table)

    def table(self, name: str) -> DocumentTable:
        """Return one of its tables."""
        found = self._database.table(name)
        assert isinstance(found, DocumentTable)
        return found

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The registry's own settings: format, own side, counters, sectors of its own."""
        found = dict(self.table(META).get(doc_id=1) or {})
        wrong = next((name for name, form in _META_FORMS.items() if not isinstance(found.get(name, form()), form)), "")
        if wrong:
            raise damaged(self.path, f"meta 1: {wrong!r} is not what it should be")
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
        for number, body in self.table(AGREEMENTS).scan(needles(query)):
            registered = Registered(number, body)
            try:
                found = matches(registered, moment)
            except msgspec.DecodeError as error:
                raise damaged(self.path, row_sentence(AGREEMENTS, number, error)) from error
            if found:
                yield registered

    def skim(
        self, form: type[Form], look: Callable[[Form], Found], holding: Sequence[str] = ()
    ) -> Iterator[Skimmed[Form, Found]]:
        """Stream the agreements in whose fields, those that `form` names, `look` finds anything."""
        storage, rows = self._storage, self.table(AGREEMENTS)
        skimmer = Skimmer(storage.view(), AGREEMENTS, form, look)
        if holding or storage.edits(AGREEMENTS):
            return skimmer.over(rows.scan([encode(word) for word in holding] or None))
        return skimmer.over_all()

    def count(self) -> int:
        """Return how many agreements there are."""
        return self.table(AGREEMENTS).count_rows()

    def get(self, words: Sequence[str]) -> list[Registered]:
        """Return an agreement for each word: a number, a reference, a uid or an unambiguous fragment of a title."""
        found = [Registered(number, body) for number, body in self._lookup(AGREEMENTS).find(words)]
        for registered in found:
            with self._readable(AGREEMENTS, registered.number):
                _ = registered.agreement
        return found

    def occasions(self) -> list[RegisteredOccasion]:
        """Return all occasions."""
        found = [RegisteredOccasion(number, body) for number, body in self.table(OCCASIONS).scan()]
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

    @property
    def history(self) -> "Chronicle":
        """What was changed, by whom, when and why."""
        from mou_cli.registry.chronicle import Chronicle

        return Chronicle(self)

    @contextmanager
    def changing(self, doing: "Doing") -> Iterator["FileChange"]:
        """Hold the registry for one change; it is made when the block ends, and not at all if it raises."""
        with self._storage.transaction():
            self.__dict__.pop("meta", None)
            from mou_cli.registry.change import FileChange  # and all the checks: only who writes needs them

            change = FileChange(self, doing)
            yield change
            change.finish()
        self.__dict__.pop("meta", None)

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
        sought = [encode(code) for code in codes]
        for number, body in self.table(AGREEMENTS).scan(sought[:1] or None, also=sought[1:]):
            registered = Registered(number, body)
            with self._readable(AGREEMENTS, number):
                kind = lookout.consider(registered)
            if kind:
                found.append((kind, registered))
        return found

    def _lookup(self, table: str) -> Lookup:
        rows = self.table(table)
        return Lookup({AGREEMENTS: "agreement", OCCASIONS: "occasion"}[table], rows.body, rows.scan)

    @contextmanager
    def _readable(self, table: str, number: int) -> Iterator[None]:
        try:
            yield
        except msgspec.DecodeError as error:
            raise damaged(self.path, row_sentence(table, number, error)) from error


_META_FORMS: dict[str, type] = {"format": int, "own": str, "next": dict, "sectors": dict}
