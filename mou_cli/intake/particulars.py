"""What else a text says of its documents: where they were signed, at which visit, for which years, resting on what."""

import re
from collections.abc import Sequence

from mou_cli.intake.drafts import DraftLink
from mou_cli.intake.reading_context import Found, Piece
from mou_cli.intake.titles import tidy

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–—/]\s?((?:19|20)?\d\d)(?!\d)")
_LONGEST = 14  # words in the name of an occasion


def period_of(title: str) -> str:
    """Return the years in a title (`for 2026-2027`) as an EDTF interval, empty where there are none in order."""
    found = _YEARS.search(title)
    if not found:
        return ""
    last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
    return f"{found[1]}/{last}" if found[1] <= last else ""


def links_of(found: Found) -> tuple[DraftLink, ...]:
    """Return the other documents that a title names, and how it stands to them: `protocol to amend the agreement`."""
    clause, mention = found.clause, found.mention
    if clause is None or found.brief:
        return ()
    piece = found.piece
    links: list[DraftLink] = []
    start = mention.end if mention else 0
    for mark in piece.marks.of("links", start, clause.end):
        other = next(
            (each for each in piece.mentions if mark.end <= each.head <= mark.end + 3 and each.head > start), None
        )
        if other and other.end <= clause.end and not any(x.rel == mark.value for x in links):
            links.append(DraftLink(mark.value, tidy(piece.tokens.part(other.start, clause.end))))
    return tuple(links[:1])


def place_of(pieces: Sequence[Piece]) -> str:
    """Return the town where the text says that the documents were signed, empty where it does not."""
    for piece in pieces:
        if piece.is_signing:
            for city in piece.marks.of("city"):
                if piece.marks.ending("places", city.start):
                    return piece.tokens.part(city.start, city.end)
    return ""


def occasion_of(pieces: Sequence[Piece]) -> str:
    """Return the words for the visit or session at which the documents were signed, empty where there are none."""
    for piece in pieces[:12]:
        visits = piece.marks.of("visits")
        if visits:
            visit = max(visits, key=lambda mark: mark.end - mark.start)
            return tidy(piece.tokens.part(_owner(piece, visit.start), _aim(piece, visit.end)))
    return ""


def _owner(piece: Piece, at: int) -> int:
    tokens, start = piece.tokens, at
    while start > 0 and at - start < _LONGEST:
        word = tokens.words[start - 1]
        capital = tokens.text[tokens.spans[start - 1][0]].isupper()
        if not capital and word not in ("'", "’", "s", "-", "first", "two", "three", "day", "official", "ongoing"):
            break
        start -= 1
    while start < at and not tokens.words[start].isalnum():
        start += 1
    return start


def _aim(piece: Piece, at: int) -> int:
    for end in range(at, min(len(piece.tokens), at + 4)):
        for kind in ("state", "city"):
            mark = piece.marks.at(kind, end)
            if mark:
                return mark.end
    return at
