"""Numbers, references and uids: each is given out once."""

import re
import uuid
from typing import TYPE_CHECKING, NamedTuple

from mou_cli.errors import Conflict
from mou_cli.registry.layout import AGREEMENTS, OCCASIONS
from mou_cli.registry.lookup import MANY
from mou_cli.vocabulary.folding import fold

if TYPE_CHECKING:
    from mou_cli.registry.store import Store

PREFIXES = {AGREEMENTS: "MOU", OCCASIONS: "OCC"}


class Identified(NamedTuple):
    """What tells a row from all others."""

    number: int
    ref: str
    uid: str


class Numbering:
    """The numbers, references and uids of one table during one change.

    `counted` is the registry's own counter. Whether a reference is taken is looked up one by one at first, from the
    fourth on in a set of all.
    """

    def __init__(self, registry: "Store", table: str, counted: object) -> None:
        self._registry, self._table, self._prefix = registry, table, PREFIXES[table]
        self._own = re.compile(rf"{self._prefix}-[0-9]{{4}}-([0-9]{{4,9}})").fullmatch
        self._taken: set[str] = set()
        self._asked = 0
        self._borne: set[str] | None = None
        self._claims = 0
        self._knows_all = False
        counter = counted if isinstance(counted, int) and 0 < counted < 10**17 else 1
        self.next = max(counter, registry.highest(table) + 1)
        self._looked_elsewhere = False

    def take(self, ref: str, uid: str, year: int) -> Identified:
        """Give out the next number with a reference and a uid, those given or new ones.

        A reference of our own form (`MOU-2026-0014`) brings its number with it where that is still free. Raises
        Conflict where reference or uid are used already.
        """
        if not self._looked_elsewhere:
            self._pass_over_what_others_gave_out()
        known_as = self._free(ref, "reference") if ref else ""
        known_too = self._free(uid, "uid") if uid else ""
        number = max(self.next, self._number_in(ref)) if ref else self.next
        ref = ref or f"{self._prefix}-{year:04d}-{number:04d}"
        uid = uid or str(uuid.uuid4())
        self._taken.update((known_as or fold(ref), known_too or uid))
        self.next = number + 1
        return Identified(number, ref, uid)

    def _pass_over_what_others_gave_out(self) -> None:
        """A reference written by hand may be ahead of the number of its row."""
        self._looked_elsewhere = True
        own = re.compile(rb'"(%s-[0-9]{4}-([0-9]{4,9}))"' % self._prefix.encode())
        ahead = self._registry.written_elsewhere(self._table, own)
        for ref, number in sorted(ahead, key=lambda found: -int(found[1])):
            if int(number) < self.next:
                return
            if self._registry.bears(self._table, ref.decode()):
                self.next = int(number) + 1

    def rename(self, ref: str) -> None:
        """Note that a row takes the reference `ref`; raises Conflict where it is used already."""
        self._taken.add(self._free(ref, "reference"))
        # A number that a desk's own reference shows is never given out to another.
        self.next = max(self.next, self._number_in(ref) + 1)

    def exchange(self, kind: str, before: str, after: str) -> None:
        """Note that a row bears another reference or uid; raises Conflict where another row bears that now.

        Who only bore it does not stand in the way: after a merge there may be one.
        """
        if self._borne is not None:
            self._borne.discard(fold(before))
        if after and self._is_borne(after):
            raise Conflict(f"the {kind} {after!r} is used already", f"mou show {after}")
        if self._borne is not None:
            self._borne.add(fold(after))

    def _is_borne(self, word: str) -> bool:
        self._claims += 1
        if self._claims < MANY:
            return self._registry.is_borne(self._table, word)
        if self._borne is None:
            self._borne = self._registry.borne(self._table)
        return fold(word) in self._borne

    def __contains__(self, word: str) -> bool:
        folded = fold(word)
        return folded in self._taken or not (self._knows_all or self._is_new(word, folded))

    def _free(self, word: str, kind: str) -> str:
        """Return a reference or uid as it is compared; raises Conflict where it is used already."""
        folded = fold(word)
        if folded in self._taken or not (self._knows_all or self._is_new(word, folded)):
            raise Conflict(f"the {kind} {word!r} is used already", f"mou show {word}")
        return folded

    def _is_new(self, word: str, folded: str) -> bool:
        self._asked += 1
        if self._asked < MANY:
            return not self._registry.bears(self._table, word)
        self._taken |= self._registry.refs(self._table)
        self._knows_all = True
        return folded not in self._taken

    def _number_in(self, ref: str) -> int:
        found = self._own(ref)
        return int(found[1]) if found else 0
