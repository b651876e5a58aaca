"""What else a text says of its documents: where they were signed, at which visit, for which years, resting on what."""

import re
from collections.abc import Sequence

from mou_cli.intake.drafts import DraftLink
from mou_cli.intake.reading_context import Found, Piece
from mou_cli.intake.state_names import Names
from mou_cli.intake.titles import tidy

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–—/]\s?((?:19|20)?\d\d)(?!\d)")


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


def place_of(pieces: Sequence[Piece], names: Names) -> tuple[str, str]:
    """Return the town where the text says that the documents were signed, and the sentence; empty if it does not."""
    for piece in pieces:
        if piece.is_signing:
            for city in piece.marks.of("city"):
                at = piece.marks.ending("places", city.start)
                if at and not piece.marks.ending("names_go_on", at.end):  # `the University at Lumbini` is a name
                    return names.city(piece.tokens.part(city.start, city.end)), piece.segment.text
    return "", ""
