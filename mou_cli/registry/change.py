"""One change in the making, in any store."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from mou_cli.agreement.checks.checks import Finding, Surroundings
from mou_cli.agreement.history.entry import Doing, Head
from mou_cli.agreement.likeness import Lookout
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.registry.chronicle import record
from mou_cli.registry.examination import Examined, examine, examine_occasion, refused
from mou_cli.registry.layout import AGREEMENTS, FORMAT, HISTORY, META, OCCASIONS, encode
from mou_cli.registry.numbering import PREFIXES, Numbering
from mou_cli.registry.particulars import Particulars
from mou_cli.vocabulary.folding import fold
from mou_cli.vocabulary.sectors import Sectors

if TYPE_CHECKING:
    from mou_cli.registry.store import Store


class StoreChange:
    """One change in the making; see protocol.Change for the methods. The lock is held while it lives."""

    def __init__(self, registry: "Store", doing: Doing) -> None:
        self._registry, self._doing = registry, doing
        self._meta: dict[str, Any] = {"format": FORMAT, "next": {}, "sectors": {}, **registry.meta}
        self._sectors = registry.sectors()
        counters = self._meta["next"]
        self._numbering = {name: Numbering(registry, name, counters.get(PREFIXES[name])) for name in PREFIXES}
        self._at_first = self._counters()
        self._added: dict[int, bytes] = {}
        self.warnings: list[Finding] = []
        self.seq = 0

    def likes(self, lookout: Lookout) -> list[tuple[str, Registered]]:
        """Return what is in the registry already and the same as, or similar to, what a lookout looks for."""
        self._settle()
        return self._registry.likes(lookout)

    def get(self, words: Sequence[str]) -> list[Registered]:
        """Return agreements as they are with this change's doings."""
        self._settle()
        return self._registry.get(words)

    def occasion(self, word: str) -> RegisteredOccasion:
        """Return an occasion as it is with this change's doings."""
        return self._registry.occasion(word)

    def examine(self, given: Mapping[str, Any] | Registered, moment: Moment) -> Examined:
        """Look at an agreement before it is stored; raises Usage where it is none at all."""
        return examine(given, self._surroundings(moment))

    def add(self, given: Mapping[str, Any] | Examined, moment: Moment) -> Registered:
        """Take in an agreement, giving it number, uid and reference; raises Usage or Conflict where it is refused."""
        seen = given if isinstance(given, Examined) else self.examine(given, moment)
        self.warnings = refused(seen.findings)
        agreement = seen.given.agreement
        number, ref, uid = self._numbering[AGREEMENTS].take(agreement.ref, agreement.uid, moment.today.year)
        if (ref, uid) == (agreement.ref, agreement.uid):
            self._added[number] = seen.given.line
        else:
            whole = {"ref": ref, "uid": uid, **seen.given.fields}
            whole["ref"], whole["uid"] = ref, uid
            self._added[number] = encode(whole)
        return Registered(number, self._added[number])

    def replace(self, number: int, fields: Mapping[str, Any], moment: Moment) -> Registered:
        """Put `fields` in the place of agreement `number`; raises Usage or Conflict where they are refused."""
        before = self.get([str(number)])[0].fields
        self._rename(AGREEMENTS, before, fields)
        seen = self.examine(fields, moment)
        # An error that was there before (by hand, or by a newer mou) must not bar every other change.
        present = self.examine(before, moment).findings if seen.findings else []
        self.warnings = refused([finding for finding in seen.findings if finding not in present])
        self._registry.put(AGREEMENTS, number, seen.given.line)
        return Registered(number, seen.given.line)

    def remove(self, number: int) -> None:
        """Take an agreement out; its number is never given out again."""
        self._settle()
        self._registry.put(AGREEMENTS, number, None)

    def add_occasion(self, fields: Mapping[str, Any], moment: Moment) -> RegisteredOccasion:
        """Take in an occasion, giving it number, uid and reference; raises Usage or Conflict where it is refused."""
        seen, findings = examine_occasion(fields, self._surroundings(moment))
        self.warnings = refused(findings)
        ref, uid = str(fields.get("ref") or ""), str(fields.get("uid") or "")
        number, ref, uid = self._numbering[OCCASIONS].take(ref, uid, moment.today.year)
        whole = {"ref": ref, "uid": uid, **{k: v for k, v in seen.fields.items() if k not in ("ref", "uid")}}
        self._registry.insert(OCCASIONS, {number: encode(whole)})
        return RegisteredOccasion.of(number, whole)

    def replace_occasion(self, number: int, fields: Mapping[str, Any], moment: Moment) -> RegisteredOccasion:
        """Put `fields` in the place of occasion `number`; raises Usage or Conflict where they are refused."""
        self._rename(OCCASIONS, self._registry.occasion(str(number)).fields, fields)
        seen, findings = examine_occasion(fields, self._surroundings(moment))
        self.warnings = refused(findings)
        self._registry.put(OCCASIONS, number, seen.line)
        return RegisteredOccasion(number, seen.line)

    def remove_occasion(self, number: int) -> None:
        """Take an occasion out; its number is never given out again."""
        self._settle()
        self._registry.put(OCCASIONS, number, None)

    def put_back(self, table: str, number: int, line: bytes | None) -> None:
        """Make a row what it was, to the byte; None takes it out. Raises Conflict where its reference is taken."""
        self._settle()
        present = self._registry.body(table, number)
        was, now = self._labels(line), self._labels(present)
        for kind in ("reference", "uid"):
            if fold(was[kind]) != fold(now[kind]):
                self._numbering[table].exchange(kind, now[kind], was[kind])
        self._registry.put(table, number, line)

    def take_particulars(self, given: Particulars) -> None:
        """Note what another copy notes of itself that is missing here; counters become the higher ones."""
        for table, following in given.next.items():
            self._numbering[table].next = max(self._numbering[table].next, following)
        if given.own and not self._meta.get("own"):
            self._meta["own"] = given.own
        self._meta["sectors"] = {**given.sectors, **self._meta["sectors"]}
        self._sectors = Sectors(self._meta["sectors"])

    def note(self, **more: Any) -> None:
        """Say more in the entry of the history than what was changed."""
        self._doing = self._doing._replace(more={**self._doing.more, **more})

    @staticmethod
    def _labels(line: bytes | None) -> dict[str, str]:
        fields = msgspec.json.decode(line) if line else {}
        return {"reference": str(fields.get("ref") or ""), "uid": str(fields.get("uid") or "")}

    def finish(self) -> None:
        """Write what was added, the counters, so that no number is ever given out twice, and the history's entry."""
        self._settle()
        head = record(self._registry, self._doing)
        self.seq = head.seq
        self._note_in_meta(head)

    def _counters(self) -> dict[str, int]:
        return {PREFIXES[name]: each.next for name, each in self._numbering.items()}

    def _note_in_meta(self, head: Head) -> None:
        counters = self._counters()
        if not head.seq and counters == self._at_first:
            return  # nothing was done: a file that TinyDB wrote stays as it is
        meta = {**self._meta, "next": {**self._meta["next"], **counters}}
        if head.seq:
            meta[HISTORY] = {"seq": head.seq, "hash": head.hash}  # else nobody would miss the last entry
        if meta == self._meta:
            return
        self._registry.put(META, 1, encode({**self._registry.meta, **meta}))

    def _settle(self) -> None:
        """Hand what was added to the table."""
        added, self._added = self._added, {}
        self._registry.insert(AGREEMENTS, added)

    def _rename(self, table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        ref, own = str(after.get("ref") or ""), (before.get("ref"), *(before.get("former_refs") or ()))
        if ref and fold(ref) not in {fold(str(word)) for word in own}:
            self._numbering[table].rename(ref)

    def _surroundings(self, moment: Moment) -> Surroundings:
        return Surroundings(self._sectors, self._knows, moment.today)

    def _knows(self, ref: str) -> bool:
        return any(ref in numbering for numbering in self._numbering.values())
