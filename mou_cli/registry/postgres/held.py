"""A registry on a server at one moment, for verification; and what looks after it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from mou_cli.agreement.history.entry import Entry, Head
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.errors import Conflict
from mou_cli.registry.beside import FIX
from mou_cli.registry.counting import behind
from mou_cli.registry.layout import AGREEMENTS, FORMAT, HISTORY, META, OCCASIONS, encode
from mou_cli.registry.strict import check_row
from mou_cli.registry.unaided import Row
from mou_cli.registry.whole import row_sentence, sound_rows

if TYPE_CHECKING:
    from mou_cli.agreement.checks.located import Located
    from mou_cli.agreement.history.adopting import Adoption
    from mou_cli.agreement.history.entry import Doing
    from mou_cli.registry.postgres.server_registry import ServerRegistry

_UNFOUND = "the words by which it is found were changed by another program: a search may miss it"
_FORMS: dict[str, Any] = {AGREEMENTS: Agreement, OCCASIONS: Occasion, HISTORY: Entry, META: dict[str, Any]}


class HeldServer:
    """The entries and rows as they are at the moment of the first look; see registry.held.Held."""

    def __init__(self, registry: "ServerRegistry") -> None:
        self._registry, self._history = registry, registry.history
        # Never left: what is held is held until a change begins or the process ends.
        self._moment = registry.link.reading()
        self._moment.__enter__()
        self.meta: Mapping[str, Any] = dict(registry.meta)
        self.line, self.noted, self.head = self._history.line, self._history.noted, self._history.head

    def entries(self, *, backward: bool = False) -> Iterator[tuple[int, bytes]]:
        """Yield number and JSON of every entry."""
        return self._history.entries(backward=backward)

    def lines(self, table: str) -> Iterable[tuple[int, bytes]]:
        """Yield number and JSON of every row of a table, in the order of numbers."""
        return self._history.lines(table)

    def sound(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Yield number and JSON of every row as mou writes it; raises Damaged at one that is none of such a table."""
        return sound_rows(table, self.lines(table), self._registry.damaged)


class ServerCare:
    """The care of a registry on a server; see protocol.Care. What lies beside a file is the server's own matter."""

    own_layout = True
    restoring = "the server's own backups bring it back"

    def __init__(self, registry: "ServerRegistry") -> None:
        self._registry = registry
        self.place = registry.location
        self._held: HeldServer | None = None

    def tables(self) -> Sequence[str]:
        """Look at it anew and return the names of its tables."""
        self._registry.forget()
        self._held = HeldServer(self._registry)
        return META, OCCASIONS, AGREEMENTS, HISTORY

    def rows(self, table: str) -> Iterator[Row]:
        """Yield every row of a table, damaged ones too."""
        decode = msgspec.json.Decoder(_FORMS[table]).decode
        rows = [(1, encode(self.held().meta))] if table == META else self.held().lines(table)
        for number, body in rows:
            try:
                check_row(body)
                decode(body)
                yield Row(number, body, "", True)
            except (ValueError, RecursionError) as error:
                yield Row(number, body, row_sentence(table, number, error), True)

    def held(self) -> HeldServer:
        """Return what was read."""
        assert self._held is not None
        return self._held

    def beside(self, *, damaged: bool) -> "Iterator[Located]":  # noqa: ARG002 - as the protocol has it
        """Yield the agreements that a search misses; a server keeps its own backups."""
        from mou_cli.agreement.checks.located import Located
        from mou_cli.registry.postgres.words import strayed

        for number, _ in strayed(self._registry):
            yield Located("error", "agreement", _UNFOUND, number, remedy=FIX)

    def left_files(self) -> "Iterator[Located]":
        """Yield the attached files that nothing names."""
        from mou_cli.agreement.checks.located import Located
        from mou_cli.registry.attachments import named

        kept = self._registry.files.digests()
        wanted = named(self._registry) if kept else set()
        for digest in kept:
            if digest not in wanted:
                yield Located("warning", "attachment", f"the file {digest[:12]} is attached to nothing")

    def put_right(self) -> "Iterator[Located]":
        """Raise the counters that are behind, and give agreements the words by which they are found."""
        from mou_cli.agreement.checks.located import Located
        from mou_cli.registry.postgres.words import put_words_right

        with self._registry.alone():
            held = HeldServer(self._registry)
            low = behind(held)
            if low:
                counters = {**held.meta["next"], **{each.series: each.least for each in low}}
                self._registry.put(META, 1, encode({**held.meta, "next": counters}))
        for each in low:
            yield Located("fixed", "registry", f"the counter of {each.series} stands at {each.least} now")
        for number in put_words_right(self._registry):
            yield Located("fixed", "agreement", "it is found by its own words again", number)

    def adopt(self, doing: "Doing", shown: "Adoption | None") -> "Adoption":
        """Record all that does not fit the history as an entry, and return what was recorded."""
        from mou_cli.agreement.history.adopting import adoption_of
        from mou_cli.agreement.history.verifying import judge

        with self._registry.alone():
            held = HeldServer(self._registry)
            found = adoption_of(held, judge(held))
            if shown is not None and found != shown:
                raise Conflict("it was changed in the meantime", "look at it again: mou doctor")
            if found.unreadable:
                raise self._registry.damaged(found.unreadable.sentence)
            if found.problems:
                self._record(held, found, doing)
        return found

    def _record(self, held: HeldServer, found: "Adoption", doing: "Doing") -> None:
        entry = found.entry(doing, login=self._registry.login)
        noted = Head(entry["seq"], entry["hash"])
        meta = {"format": FORMAT, "next": {}, "sectors": {}, **held.meta, HISTORY: noted._asdict()}
        self._registry.insert(HISTORY, {found.seq: encode(entry)})
        self._registry.put(META, 1, encode(meta))
