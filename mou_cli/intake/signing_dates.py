"""Step 7, dates, second half: the day of signature, where the text says it; every other day is a hint."""

from collections.abc import Sequence

from msgspec import Struct

from mou_cli.intake.clauses import NOWHERE
from mou_cli.intake.dates_in import Named, dates_in
from mou_cli.intake.drafts import DateHint
from mou_cli.intake.marks import Mark
from mou_cli.intake.reading_context import Found, Piece

_DATELINE = 15  # words within which a dateline names its day


class Days(Struct, frozen=True):
    """The days of signature by number of the piece that gives them, the one that holds for the text, and the hints."""

    by_piece: dict[int, str]
    whole: str
    quotes: dict[str, str]
    hints: tuple[DateHint, ...]


def read_days(pieces: Sequence[Piece], found: Sequence[Found], page_date: str) -> Days:
    """Return what a text says of when its documents were signed."""
    titles = _title_spans(found)
    by_piece: dict[int, str] = {}
    quotes: dict[str, str] = {}
    hints = [DateHint(page_date, page_date, "page")] if page_date else []
    for piece in pieces:
        for named in dates_in(piece.tokens, piece.marks):
            if any(start <= named.start < end for start, end in titles.get(piece.number, ())):
                continue
            if _is_signature(piece, named):
                by_piece.setdefault(piece.number, named.date)
                quotes.setdefault(named.date, piece.segment.text)
            else:
                hints.append(DateHint(named.date, named.text, _kind(piece, named)))
    days = set(by_piece.values())
    return Days(by_piece, days.pop() if len(days) == 1 else "", quotes, tuple(dict.fromkeys(hints)))


def _title_spans(found: Sequence[Found]) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = {}
    for each in found:
        if each.clause:
            for span in (each.clause.subject, each.clause.parties, each.clause.rest):
                if span != NOWHERE:
                    spans.setdefault(each.piece.number, []).append(span)
    return spans


def _is_signature(piece: Piece, named: Named) -> bool:
    if not named.date or "/" in named.date or not piece.is_signing or piece.marks.of("publication", 0, named.start):
        return False
    before = piece.marks.of("signing", 0, named.start)
    if piece.number == 0 and named.start <= _DATELINE and not before and _is_dateline(piece, named):
        return False
    if before and _is_of_another(piece, before[-1]):
        return False
    return not piece.marks.of("past_visit", max(0, named.start - 6), named.start)


def _is_of_another(piece: Piece, signing: Mark) -> bool:
    # `Protocol to amend the Agreement on taxes, which was signed on 31 March 2017`: the day of the one amended
    named = next((each for each in reversed(piece.mentions) if each.end <= signing.start), None)
    start = signing.start
    while helper := piece.marks.ending("auxiliaries", start):
        start = helper.start
    comma = start > 0 and piece.tokens.words[start - 1] in ",،"
    apart = comma or piece.marks.ending("relatives", start) is not None
    return apart and named is not None and named.nested


def _is_dateline(piece: Piece, named: Named) -> bool:
    following = piece.tokens.words[named.end] if named.end < len(piece.tokens) else ""
    return following in ("-", "–", "—", ":", "(", ".", "/", "|") or named.end == len(piece.tokens)


def _kind(piece: Piece, named: Named) -> str:
    if not named.date:
        return "no-year"
    return "visit" if piece.marks.of("visits") or piece.marks.of("sessions") or piece.is_signing else "publication"
