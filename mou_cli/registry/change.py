"""A registry in one JSON document: one change in the making."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb.table import Document

from mou_cli.agreement.checks import Finding, Surroundings, check, check_occasion, check_text
from mou_cli.agreement.likeness import Lookout
from mou_cli.agreement.model import Agreement, Occasion
from mou_cli.agreement.moment import Moment
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.errors import Conflict, Usage
from mou_cli.registry.layout import AGREEMENTS, FORMAT, META, OCCASIONS, encode
from mou_cli.registry.lookup import MANY
from mou_cli.vocabulary.folding import fold

if TYPE_CHECKING:
    from mou_cli.registry.document_file import DocumentFile

PREFIXES = {AGREEMENTS: "MOU", OCCASIONS: "OCC"}


class FileChange:
    """One change in the making; see protocol.Change for the methods. The lock is held while it lives."""

    def __init__(self, registry: "DocumentFile") -> None:
        self._registry = registry
        self._meta: dict[str, Any] = {"format": FORMAT, "next": {}, "sectors": {}, **registry.meta}
        self._sectors = registry.sectors()
        self._next = {table: self._first_free(table) for table in PREFIXES}
        self._refs: dict[str, _References] = {table: _References(registry, table) for table in PREFIXES}

    def likes(self, lookout: Lookout) -> list[tuple[str, Registered]]:
        """Return what is in the registry already and the same as, or similar to, what a lookout looks for."""
        return self._registry.likes(lookout)

    def get(self, words: Sequence[str]) -> list[Registered]:
        """Return agreements as they are with this change's doings."""
        return self._registry.get(words)

    def occasion(self, word: str) -> RegisteredOccasion:
        """Return an occasion as it is with this change's doings."""
        return self._registry.occasion(word)

    def findings(self, fields: Mapping[str, Any], moment: Moment) -> list[Finding]:
        """Return what is wrong with raw fields, errors first; raises Usage where they are no agreement at all."""
        return findings_of(fields, self._surroundings(moment))

    def add(self, fields: Mapping[str, Any], moment: Moment) -> Registered:
        """Take in an agreement, giving it number, uid and reference; raises Usage or Conflict where it is refused."""
        number, given = self._numbered(AGREEMENTS, fields, moment)
        whole = _ordered(given, Agreement)
        _refuse(self.findings(whole, moment))
        self._registry.table(AGREEMENTS).insert(Document(whole, number))
        return Registered.of(number, whole)

    def replace(self, number: int, fields: Mapping[str, Any], moment: Moment) -> Registered:
        """Put `fields` in the place of agreement `number`; raises Usage or Conflict where they are refused."""
        before = self._registry.get([str(number)])[0].fields
        if fields.get("ref", "") != before.get("ref", ""):
            self._claim(AGREEMENTS, str(fields.get("ref", "")))
        # An error that was there before (by hand, or by a newer mou) must not bar every other change.
        present = self.findings(before, moment)
        _refuse([finding for finding in self.findings(fields, moment) if finding not in present])
        whole = _ordered(fields, Agreement)
        self._replace(AGREEMENTS, number, whole)
        return Registered.of(number, whole)

    def remove(self, number: int) -> None:
        """Take an agreement out; its number is never given out again."""
        self._registry.table(AGREEMENTS).remove(doc_ids=[number])

    def add_occasion(self, fields: Mapping[str, Any], moment: Moment) -> RegisteredOccasion:
        """Take in an occasion, giving it number, uid and reference; raises Usage or Conflict where it is refused."""
        number, given = self._numbered(OCCASIONS, fields, moment)
        whole = _ordered(given, Occasion)
        self._refuse_occasion(whole, moment)
        self._registry.table(OCCASIONS).insert(Document(whole, number))
        return RegisteredOccasion.of(number, whole)

    def replace_occasion(self, number: int, fields: Mapping[str, Any], moment: Moment) -> RegisteredOccasion:
        """Put `fields` in the place of occasion `number`; raises Usage or Conflict where they are refused."""
        before = self._registry.occasion(str(number)).occasion
        if fields.get("ref", "") != before.ref:
            self._claim(OCCASIONS, str(fields.get("ref", "")))
        self._refuse_occasion(fields, moment)
        whole = _ordered(fields, Occasion)
        self._replace(OCCASIONS, number, whole)
        return RegisteredOccasion.of(number, whole)

    def _refuse_occasion(self, fields: Mapping[str, Any], moment: Moment) -> None:
        found = check_occasion(_typed(fields, Occasion), self._surroundings(moment))
        _refuse([*check_text(fields), *found])

    def _replace(self, table: str, number: int, fields: Mapping[str, Any]) -> None:
        def put(row: Any) -> None:
            row.clear()
            row.update(fields)

        self._registry.table(table).update(put, doc_ids=[number])

    def _numbered(self, table: str, fields: Mapping[str, Any], moment: Moment) -> tuple[int, dict[str, Any]]:
        """Return the next number, and the fields with reference and uid in front.

        A reference of our own form brings its number with it where that is still free.
        """
        given = str(fields.get("ref", ""))
        number = max(self._next[table], _number_in(table, given))
        ref = given or f"{PREFIXES[table]}-{moment.today.year:04d}-{number:04d}"
        self._claim(table, ref if given else "")
        self._refs[table].add(ref)
        self._next[table] = number + 1
        uid = fields.get("uid") or str(uuid.uuid4())
        return number, {**fields, "ref": ref, "uid": uid}

    def _first_free(self, table: str) -> int:
        counted = self._meta["next"].get(PREFIXES[table], 1)
        counted = counted if isinstance(counted, int) and 0 < counted < 10**17 else 1
        return max(counted, self._registry.table(table).highest() + 1)

    def finish(self) -> None:
        """Write the counters, so that no number is ever given out twice."""
        counters = {**self._meta["next"], **{PREFIXES[table]: number for table, number in self._next.items()}}
        if counters == self._meta["next"]:
            return
        rows = self._registry.table(META)
        if rows.contains(doc_id=1):
            rows.update({**self._meta, "next": counters}, doc_ids=[1])
        else:
            rows.insert(Document({**self._meta, "next": counters}, 1))

    def _claim(self, table: str, ref: str) -> None:
        if ref and ref in self._refs[table]:
            raise Conflict(f"the reference {ref!r} is used already", f"mou show {ref}")
        # A number that a desk's own reference shows is never given out to another.
        self._next[table] = max(self._next[table], _number_in(table, ref) + 1) if ref else self._next[table]

    def _surroundings(self, moment: Moment) -> Surroundings:
        return Surroundings(self._sectors, self._knows, moment.today)

    def _knows(self, ref: str) -> bool:
        return any(ref in references for references in self._refs.values())


class _References:
    """The references of a table: looked for one by one at first, from the fourth on in a set of all."""

    def __init__(self, registry: "DocumentFile", table: str) -> None:
        self._registry, self._table = registry, table
        self._added: set[str] = set()
        self._asked = 0
        self._all: set[str] | None = None

    def add(self, ref: str) -> None:
        """Note one that this change gives out."""
        self._added.add(fold(ref))

    def __contains__(self, ref: str) -> bool:
        if fold(ref) in self._added:
            return True
        self._asked += 1
        if self._all is None and self._asked < MANY:
            return self._registry.bears(self._table, ref)
        if self._all is None:
            self._all = self._registry.refs(self._table)
        return fold(ref) in self._all


def _number_in(table: str, ref: str) -> int:
    """Return the number in a reference of our own form, else 0."""
    prefix, _, rest = ref.partition("-")
    year, _, number = rest.partition("-")
    ours = prefix == PREFIXES[table] and len(year) == 4 and year.isdecimal() and 4 <= len(number) <= 9
    return int(number) if ours and number.isascii() and number.isdecimal() else 0


def _ordered(fields: Mapping[str, Any], form: type[msgspec.Struct]) -> dict[str, Any]:
    """Return fields in the order of the model, those that it does not know last: lines are read and compared."""
    known = {name: fields[name] for name in form.__struct_fields__ if name in fields}
    return {**known, **fields}


def findings_of(fields: Mapping[str, Any], surroundings: Surroundings) -> list[Finding]:
    """Return what is wrong with raw fields, errors first; raises Usage where they are no agreement at all."""
    return [*check_text(fields), *check(_typed(fields, Agreement), surroundings)]


def _typed(fields: Mapping[str, Any], form: Callable[..., Any]) -> Any:
    try:
        return msgspec.json.decode(encode(fields), type=form)
    except msgspec.DecodeError as error:
        raise Usage(f"not an agreement: {str(error).replace('`', chr(39))}", "mou schema shows the form") from error
    except (UnicodeEncodeError, OverflowError, TypeError, RecursionError) as error:
        raise Usage(f"not an agreement: {error}", "mou schema shows the form") from error


def _refuse(findings: Sequence[Finding]) -> None:
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise Usage(f"{errors[0].field}: {errors[0].message}{more}", "nothing was stored; correct it and run it again")
