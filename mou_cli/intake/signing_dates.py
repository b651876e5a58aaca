"""Step 7, dates, second half: the day of signature, where the text says it; every other day is a hint."""

from collections.abc import Sequence

from msgspec import Struct

from mou_cli.intake.clauses import NOWHERE
from mou_cli.intake.dates_in import Named, dates_in
from mou_cli.intake.drafts import DateHint
from mou_cli.intake.marks import Mark
from mou_cli.intake.reading_context import Found, Piece
from mou_cli.intake.segments import ITEM

_DATELINE = 15  # words within which a dateline names its day
_APART = ",،(-–—"
_SEMICOLONS = ";؛"


class Day(Struct, frozen=True):
    """A day of signature: where its words begin, and whether it is one document's alone (`signed on 4 May`)."""

    date: str
    at: int
    own: bool = False


class Days(Struct, frozen=True):
    """The days of signature by number of the piece that gives them, the one that holds for the text, and the hints.

    `led` tells that the one for the text stands over its documents and not in the sentence of one of them.
    """

    by_piece: dict[int, tuple[Day, ...]]
    whole: str
    led: bool
    quotes: dict[str, str]
    hints: tuple[DateHint, ...]

    def of(self, found: Found) -> str:
        """Return the day that the sentence or item of a document gives for it, empty where it gives none."""
        days = [day for day in self.by_piece.get(found.piece.number, ()) if _may_be_of(day, found)]
        start = _start(found)
        mine = next((day for day in days if day.own and day.at > start), None)
        if mine is None and days:
            before = [day for day in days if day.at < start]
            fronted = before and days[0].at < min((each.start for each in found.piece.mentions), default=start)
            mine = before[-1] if fronted else next((day for day in days if day.at > start), days[-1])
        return mine.date if mine else ""

    @property
    def all(self) -> set[str]:
        """Return every day of signature that the text gives."""
        return {day.date for days in self.by_piece.values() for day in days}


def read_days(pieces: Sequence[Piece], found: Sequence[Found], page_date: str) -> Days:
    """Return what a text says of when its documents were signed."""
    titles, inside = _title_spans(found), _by_piece(found)
    by_piece: dict[int, tuple[Day, ...]] = {}
    quotes: dict[str, str] = {}
    hints = [DateHint(page_date, page_date, "page")] if page_date else []
    for piece in pieces:
        for named in dates_in(piece.tokens, piece.marks):
            if any(start <= named.start < end for start, end in titles.get(piece.number, ())):
                continue
            if _is_signature(piece, named):
                day = Day(named.date, named.start, _is_own(piece, named, inside.get(piece.number, [])))
                by_piece[piece.number] = (*by_piece.get(piece.number, ()), day)
                quotes.setdefault(named.date, piece.segment.text)
            else:
                hints.append(DateHint(named.date, named.text, _kind(piece, named)))
    shared = {day.date: number for number, days in reversed(by_piece.items()) for day in days if not day.own}
    whole = next(iter(shared)) if len(shared) == 1 else ""
    return Days(by_piece, whole, shared.get(whole) not in inside, quotes, tuple(dict.fromkeys(hints)))


def _by_piece(found: Sequence[Found]) -> dict[int, list[Found]]:
    inside: dict[int, list[Found]] = {}
    for each in found:
        inside.setdefault(each.piece.number, []).append(each)
    return inside


def _start(found: Found) -> int:
    return found.mention.start if found.mention else 0


def _is_own(piece: Piece, named: Named, inside: Sequence[Found]) -> bool:
    # An item of a list has its own day; so has what stands before `, signed on 4 May` in a row.
    if inside and (piece.segment.kind == ITEM or all(each.item for each in inside)):
        return True
    signing = next(iter(reversed(piece.marks.of("signing", 0, named.start))), None)
    apart = signing is not None and signing.start > 0 and piece.tokens.words[signing.start - 1] in _APART
    before = [each for each in inside if signing and _start(each) < signing.start]
    in_row = any(piece.tokens.words[at] in _SEMICOLONS for at in range(named.start))
    return apart and (len(before) == 1 or (in_row and bool(before)))


def _may_be_of(day: Day, found: Found) -> bool:
    # What is said of one in a row stands between the same two semicolons.
    start, words = _start(found), found.piece.tokens.words
    between = range(min(start, day.at), max(start, day.at))
    return not (day.own and any(words[at] in _SEMICOLONS for at in between))


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
