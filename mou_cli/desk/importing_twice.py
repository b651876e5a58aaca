"""What comes in and is there already: in the registry before, or in a row further up of the same file."""

from collections.abc import Hashable, Mapping
from typing import Any

from mou_cli.agreement.likeness import identity, setting
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered
from mou_cli.errors import Conflict, NotFound
from mou_cli.exchange.rows import Row
from mou_cli.session import Session
from mou_cli.vocabulary.matching import key


class Present:
    """What the registry held before, and what the file has said so far.

    With `updating` agreements go by reference and uid, otherwise by title, parties and signature; with `force` nothing
    is refused for being there. `unit` is what the file calls a row.
    """

    def __init__(self, session: Session, unit: str, *, updating: bool, force: bool) -> None:
        self.updating = updating
        self._unit = unit
        self._looking = not updating and not force
        self._refs: dict[str, Registered] = {}
        self._known: dict[Hashable, str] = {}
        self._read: dict[str, tuple[str, int] | dict[str, int]] = {}
        self._changed: dict[int, int] = {}
        for each in session.registry.find(Query(), session.moment) if updating or self._looking else ():
            agreement = each.agreement
            if updating:
                bare = Registered(each.number, each.line)
                self._refs.update({word: bare for word in (agreement.ref, agreement.uid) if word})
            else:
                self._known[identity(agreement)] = f"{each.number} {agreement.ref}"

    def bearing(self, row: Row) -> Registered | None:
        """Return the agreement that a row is to change, if agreements are to be changed.

        Raises NotFound where the row names one that is not there and has no title for a new one, Conflict where a row
        before has changed the same one: what that one said would be lost.
        """
        fields = row.fields
        old = self._refs.get(str(fields.get("uid", ""))) or self._refs.get(str(fields.get("ref", "")))
        if old is None:
            self._refuse_unknown(fields)
            return None
        first = self._changed.setdefault(old.number, row.number)
        if first != row.number:
            said = f"{self._unit} {first} changes {old.agreement.ref or old.number} already"
            raise Conflict(said, f"put them into one {self._unit}")
        return old

    def refuse_again(self, given: Registered, number: int) -> None:
        """Refuse the agreement in row `number` if it is there already; raises Conflict."""
        if not self._looking:
            return
        agreement = given.agreement
        same = self._known.get(identity(agreement)) if self._known else None
        if same:
            raise Conflict(
                f"it is in the registry already: {same}", "--update changes by ref or uid, --force takes it in again"
            )
        first = self._first(agreement, number) if _may_be_a_slip(agreement) else number
        if first != number:
            raise Conflict(f"it is in {self._unit} {first} of the file already", "--force takes it in again")

    def _first(self, agreement: Agreement, number: int) -> int:
        """Return the row in which an agreement stood first, which is row `number` where it had not come before."""
        # Titles are brought to the form in which they are compared only where all else is the same; and of a file of
        # any length, texts are less to keep than sets.
        sides, signed = setting(agreement)
        where = "\n".join((signed, *sorted(sides)))
        there = self._read.get(where)
        if there is None:
            self._read[where] = agreement.title, number
            return number
        if isinstance(there, tuple):
            there = self._read[where] = {key(there[0]): there[1]}
        return there.setdefault(key(agreement.title), number)

    def _refuse_unknown(self, fields: Mapping[str, Any]) -> None:
        named = str(fields.get("ref") or fields.get("uid") or "")
        if self.updating and named and not fields.get("title"):
            raise NotFound(f"there is no agreement {named[:60]!r} to change", "a new one needs a title")


def _may_be_a_slip(agreement: Agreement) -> bool:
    # Two that bear uids were told apart by mou, in a registry where --force took in both; two documents whose titles
    # are not known are two.
    return not (agreement.uid or agreement.untitled)
