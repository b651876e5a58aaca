"""Which agreement a person means: a number, a reference, a uid, or an unambiguous fragment of the title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from mou_cli.errors import Ambiguous, MouError, NotFound
from mou_cli.vocabulary.folding import fold

if TYPE_CHECKING:
    from mou_cli.registry.tabled import TableOfRows

Row = tuple[int, bytes]
# From so many words on, one pass over all rows is cheaper than a search for each word.
MANY = 4
_NAMED = 5
# Our own references and uids; a desk's own reference may be typed in any case, with accents or without.
_SPELLED_ONE_WAY = re.compile(r"[A-Za-z]{3}-\d{4}-\d{4,9}|[0-9A-Fa-f-]{36}", re.ASCII)


class Label(msgspec.Struct, frozen=True):
    """What a row is called."""

    ref: str = ""
    uid: str = ""
    title: str = ""
    name: str = ""
    titles: dict[str, str] = {}
    former_refs: tuple[str, ...] = ()

    def refs(self) -> set[str]:
        """Every reference and uid that it bears or bore, folded."""
        return {fold(word) for word in (self.ref, self.uid, *self.former_refs) if word}

    def bears(self, sought: str) -> bool:
        """Return whether a folded word is the reference or uid that it bears now."""
        return sought in (fold(self.ref), fold(self.uid))

    def texts(self) -> list[str]:
        """Its title in every language, or its name, folded."""
        return [fold(text) for text in (self.title, self.name, *self.titles.values()) if text]


_LABEL = msgspec.json.Decoder(Label)


def label_of(body: bytes) -> Label:
    """Return what a row is called; an unreadable one is called nothing: who decodes it says what is wrong with it."""
    try:
        return _LABEL.decode(body)
    except msgspec.DecodeError:
        return Label()


class Lookup:
    """Looks agreements (or occasions) up in one table; `thing` is what its rows are called in messages."""

    def __init__(self, thing: str, rows: "TableOfRows") -> None:
        self._thing = thing
        self._listing = {"occasion": "mou occasion list"}.get(thing, "mou list")
        self._rows = rows

    def find(self, words: Sequence[str]) -> list[Row]:
        """Return a row for each word, in their order; raises NotFound or Ambiguous."""
        if len(words) < MANY:
            return [self._one(word) for word in words]
        known = self._all_refs()
        return [self._listed(word, known) or self._one(word) for word in words]

    def bearing(self, ref: str) -> Row | None:
        """Return the row that bears a reference or bore it, or None."""
        if _SPELLED_ONE_WAY.fullmatch(ref):
            return self._literally(ref)
        return _bearing(fold(ref), _labelled(self._rows.alike(fold(ref))))

    def _literally(self, ref: str) -> Row | None:
        """Look for the ways in which most people type a reference: as it is, in capitals, in small letters."""
        return _bearing(fold(ref), _labelled(self._rows.bearing(sorted({ref, ref.upper(), ref.lower()}))))

    def is_borne(self, ref: str) -> bool:
        """Return whether a row bears a reference or uid now."""
        found = self.bearing(ref)
        return found is not None and label_of(found[1]).bears(fold(ref))

    def borne(self) -> set[str]:
        """Return every reference and uid that a row bears now, folded."""
        return {fold(word) for _, _, label in self._labels() for word in (label.ref, label.uid) if word}

    def refs(self) -> set[str]:
        """Return every reference and uid in the table, folded."""
        return {ref for _, body in self._rows.labels() for ref in label_of(body).refs()}

    def _all_refs(self) -> dict[str, Row]:
        known: dict[str, Row] = {}
        for number, body, label in _labelled(self._rows.scan()):
            for ref in label.refs():
                if ref not in known or label.bears(ref):
                    known[ref] = number, body
        return known

    def _listed(self, word: str, known: dict[str, Row]) -> Row | None:
        found = known.get(fold(word.strip()))
        return None if _is_number(word) else found

    def _one(self, word: str) -> Row:
        word = word.strip()
        if not word:
            raise NotFound(f"no {self._thing} was named", "name one by number, reference or part of its title")
        if _is_number(word):
            return self._numbered(word)
        return self._literally(word) or self._fragment(word)

    def _numbered(self, word: str) -> Row:
        body = self._rows.body(int(word)) if len(word) < 19 else None
        if body is None:
            raise NotFound(f"there is no {self._thing} {word[:20]}", f"{self._listing} shows what there is")
        return int(word), body

    def _fragment(self, word: str) -> Row:
        sought = fold(word)
        found, former = [], None
        for number, body, label in _labelled(self._rows.naming(sought)):
            if label.bears(sought):
                return number, body
            if former is None and sought in label.refs():
                former = number, body
            if _holds(label, sought):
                found.append((number, body, label))
        if former:
            return former
        whole = [row for row in found if sought in row[2].texts()]
        if len(whole) == 1 or len(found) == 1:
            number, body, _ = (whole if len(whole) == 1 else found)[0]
            return number, body
        raise self._ambiguous(word, found) if found else self._missing(word)

    def _labels(self) -> Iterator[tuple[int, bytes, Label]]:
        return _labelled(self._rows.labels())

    def _ambiguous(self, word: str, found: Sequence[tuple[int, Any, Label]]) -> MouError:
        names = "; ".join(f"{number} {label.title or label.name}" for number, _, label in found[:_NAMED])
        more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        return Ambiguous(f"{word!r} fits {len(found)} {self._thing}s: {names}{more}", "name one by its number")

    def _missing(self, word: str) -> NotFound:
        from rapidfuzz import fuzz, process

        names = {number: texts[0] for number, _, label in self._labels() if (texts := label.texts())}
        near = process.extract(fold(word), names, scorer=fuzz.partial_ratio, score_cutoff=75, limit=3)
        hint = "did you mean " + ", ".join(f"{number} ({name})" for name, _, number in near) + "?" if near else ""
        return NotFound(f"there is no {self._thing} {word!r}", hint or f"{self._listing} shows what there is")


def _labelled(rows: Iterable[Row]) -> Iterator[tuple[int, bytes, Label]]:
    for number, body in rows:
        yield number, body, label_of(body)


def _bearing(sought: str, rows: Iterable[tuple[int, bytes, Label]]) -> Row | None:
    """Return the row that bears a folded reference, else the first that bore it: after a merge two may know it."""
    former = None
    for number, body, label in rows:
        if label.bears(sought):
            return number, body
        if former is None and sought in label.refs():
            former = number, body
    return former


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _holds(label: Label, sought: str) -> bool:
    return any(sought in text for text in label.texts())
