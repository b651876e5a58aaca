"""What free words of a query are looked for in: the words of an agreement, folded."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from mou_cli.agreement.model import Agreement
from mou_cli.vocabulary.folding import fold

# Agencies, places and people are named again and again.
_folded = lru_cache(4096)(fold)


class _Person(Struct):
    name: str = ""
    title: str = ""


class _Party(Struct):
    code: str = ""
    name: str = ""
    agency: str = ""
    signatory: _Person | None = None


class Worded(Struct):
    """What of an agreement has words: read from its JSON in half the time that the whole takes."""

    title: str = ""
    titles: dict[str, str] = {}
    ref: str = ""
    uid: str = ""
    former_refs: tuple[str, ...] = ()
    parties: tuple[_Party, ...] = ()
    occasion: str = ""
    place: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""


HasWords: TypeAlias = Agreement | Worded


def folded_words(agreement: HasWords) -> str:
    """Return the folded text of an agreement that free words are looked for in, one field to a line.

    Title and titles, parties with their codes, agencies and people, occasion, place, tags, notes and references: a
    phrase lies within one line, for a folded phrase holds no line break.
    """
    return f"{folded_titles(agreement)}\n{folded_rest(agreement)}"


def folded_titles(agreement: HasWords) -> str:
    """Return the title in each language, folded, one to a line."""
    return _folded_lines((agreement.title, *agreement.titles.values()))


def folded_rest(agreement: HasWords) -> str:
    """Return what else free words are looked for in, folded, one field to a line."""
    lines = [agreement.ref, *agreement.former_refs]
    for party in agreement.parties:
        lines += (party.code, party.name, party.agency)
        if party.signatory:
            lines += (party.signatory.name, party.signatory.title)
    lines += (agreement.occasion, agreement.place, *agreement.tags, agreement.notes)
    return _folded_lines(lines)


def folded_phrase(text: str) -> str:
    """Return a word or phrase as it is looked for: folded, any run of blanks made one space."""
    return " ".join(fold(text).split())


def _folded_lines(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    # One look at the whole is enough for most.
    return fold(text) if text.isascii() else "\n".join(map(_folded, text.split("\n")))
