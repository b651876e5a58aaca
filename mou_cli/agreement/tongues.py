"""Whether two agreements may be one though their titles are in different languages and share no word."""

from mou_cli.agreement.dates.edtf import bounds
from mou_cli.agreement.likeness import NEAR
from mou_cli.agreement.model import Agreement


def one_in_two_languages(a: Agreement, b: Agreement) -> bool:
    """Return whether two agreements may be one: titles in no common language, the same parties, type and sectors.

    Days of signature more than NEAR apart tell them apart; where a day is not known, the sectors must be the very same.
    """
    if a.untitled or b.untitled or a.type != b.type or not _share(a, b) or _tongues(a) & _tongues(b):
        return False
    if not (a.signed and b.signed):
        return set(a.sectors) == set(b.sectors)
    return bool(set(a.sectors) & set(b.sectors)) and _near(a.signed, b.signed)


def _share(a: Agreement, b: Agreement) -> bool:
    # Names are written in two languages as well: only codes can be compared.
    sides = [{party.code for party in each.parties if party.code} for each in (a, b)]
    return len(sides[0]) > 1 and sides[0] == sides[1] and bool(a.sectors and b.sectors)


def _tongues(agreement: Agreement) -> set[str]:
    """Return the languages of its titles; the main title is English where no other title is in its letters."""
    tongues = set(agreement.titles)
    if _is_latin(agreement.title) and not any(map(_is_latin, agreement.titles.values())):
        tongues.add("en")
    return tongues


def _is_latin(text: str) -> bool:
    return next((char < "\u0250" for char in text if char.isalpha()), True)  # the blocks of Latin letters


def _near(one: str, other: str) -> bool:
    try:
        (first, last), (begin, end) = bounds(one), bounds(other)
    except ValueError:
        return False
    return first - end <= NEAR and begin - last <= NEAR
