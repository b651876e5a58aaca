"""What no agreement shows by itself: references and uids that are used twice in one register."""

from collections.abc import Iterator

from msgspec import Struct

from mou_cli.agreement.checks.located import Located
from mou_cli.vocabulary.folding import fold


class Names(Struct, frozen=True):
    """What an agreement or an occasion is called: its reference, its uid, the references that it bore."""

    ref: str = ""
    uid: str = ""
    former_refs: tuple[str, ...] = ()


class Bearers:
    """Who bears which reference and uid, among the agreements or the occasions (`thing`) of a register."""

    def __init__(self, thing: str) -> None:
        self._thing = thing
        self._refs: dict[str, int] = {}
        self._uids: dict[str, int] = {}
        self._former: list[tuple[str, int, str]] = []
        self._known: set[str] = set()
        self._twice: list[Located] = []

    def note(self, number: int, names: Names) -> None:
        """Take in one of them."""
        for field, word, known in (("ref", names.ref, self._refs), ("uid", names.uid, self._uids)):
            if not word:
                continue
            other = known.setdefault(fold(word), number)
            if other != number:
                message = f"{self._thing} {other} bears {word[:60]!r} too"
                self._twice.append(Located("error", self._thing, message, number, names.ref, field))
        self._former += [(fold(former), number, names.ref) for former in names.former_refs if former]
        self._known.update(fold(word) for word in (names.ref, names.uid, *names.former_refs) if word)

    def knows(self, ref: str) -> bool:
        """Return whether one of them bears a reference (or uid) or bore it."""
        return fold(ref) in self._known

    def findings(self) -> Iterator[Located]:
        """Yield what is used twice; after a merge one may bear what another bore, and is then the one that is meant."""
        yield from self._twice
        seen: dict[str, int] = {}
        for former, number, ref in self._former:
            other = seen.setdefault(former, number)
            if other != number and former not in self._refs:
                message = f"{self._thing} {other} bore {former[:60]!r}, too"
                yield Located("warning", self._thing, message, number, ref, "former_refs")
