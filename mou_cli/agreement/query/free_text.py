"""What free words of a query are looked for in: the words of an agreement, folded."""

from collections.abc import Iterator
from functools import lru_cache

from mou_cli.agreement.model import Agreement, Party
from mou_cli.vocabulary.folding import fold

# Agencies, places and people are named again and again.
_folded = lru_cache(4096)(fold)


def folded_words(agreement: Agreement) -> str:
    """Return the folded text of an agreement that free words are looked for in, one field to a line.

    Title and titles, parties with their codes, agencies and people, occasion, place, tags, notes and references: a
    phrase lies within one line, for a folded phrase holds no line break.
    """
    return "\n".join(map(_folded, _lines(agreement)))


def folded_phrase(text: str) -> str:
    """Return a word or phrase as it is looked for: folded, any run of blanks made one space."""
    return " ".join(fold(text).split())


def _lines(agreement: Agreement) -> Iterator[str]:
    yield agreement.title
    yield from agreement.titles.values()
    yield agreement.ref
    yield from agreement.former_refs
    for party in agreement.parties:
        yield from _party_lines(party)
    yield agreement.occasion
    yield agreement.place
    yield from agreement.tags
    yield agreement.notes


def _party_lines(party: Party) -> Iterator[str]:
    yield party.code
    yield party.name
    yield party.agency
    if party.signatory:
        yield party.signatory.name
        yield party.signatory.title
