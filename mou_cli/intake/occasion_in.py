"""The occasion: a visit with its visitor or its aim, a session with its body; a whole name or none.

What is saved bears this name, so that a stump (`day visit`, `meeting of the Qatari`) is worse than nothing.
"""

from collections.abc import Iterator, Sequence

from mou_cli.intake.marks import Mark
from mou_cli.intake.reading_context import Found, Piece
from mou_cli.intake.titles import tidy

_OF_SESSIONS = ("declaration", "minutes")
_FIRST = 12  # pieces in which an occasion is named
_LONGEST = 16  # words on either side
_POSSESSIVE = ("'", "’")
_DASHES = "-–—"
_JOINTS = ("of", "and", "de", "du", "и", "по")
_CASED = ("ой", "ого", "его", "их", "ых", "mixte", "ienne", "iennes")  # adjectives within the name of a body
_GENITIVE = ("а", "я", "ы", "и", "ого", "его")  # endings of a Russian name behind `visit`
_ARTICLE = "ال"  # of Arabic
_NEXT = 2  # words between `next` and `session`
_REACH = 9  # words of an Arabic visitor
_PLACES = ("state", "city", "organisation")
_LEAD = ("articles", "soft_stops", "reference", "breaks", "stops", "and", "anaphora", "introducing", "after_names")


def occasion_of(pieces: Sequence[Piece], found: Sequence[Found] = ()) -> tuple[str, str]:
    """Return the name of the visit or session at which the documents were signed, and the sentence; empty if none.

    What a document in `found` is on (`terms of reference of the forum`) is no occasion, but for a statement or minutes.
    """
    titles = {(each.piece.number, at) for each in found if each.type not in _OF_SESSIONS for at in _subject(each)}
    named = [
        (name, piece.segment.text, weight)
        for piece in pieces[:_FIRST]
        for mark, name, weight in _names(piece)
        if (piece.number, mark.start) not in titles
    ]
    name, quote, _ = max(named, key=lambda each: each[2], default=("", "", 0))
    return name, quote


def _subject(found: Found) -> range:
    return range(*found.clause.subject) if found.clause else range(0)


def _names(piece: Piece) -> Iterator[tuple[Mark, str, int]]:
    for mark in piece.marks.of("visits"):
        yield from ((mark, *told) for told in _visit(piece, mark))
    for mark in piece.marks.of("sessions"):
        if not piece.marks.of("next_time", max(0, mark.start - _NEXT), mark.end + _NEXT):
            yield from ((mark, *told) for told in _session(piece, mark))


def _visit(piece: Piece, mark: Mark) -> Iterator[tuple[str, int]]:
    start = _start(piece, mark)
    end, who, where = _complements(piece, mark.end)
    who = who or any(piece.tokens.words[at] in _POSSESSIVE for at in range(start, mark.start))
    owner = any(piece.marks.at("state", at) for at in range(start, mark.start))
    if where or who or (owner and start < mark.start):
        yield _named(piece, mark, start, end), 2 * where + 2 * who + (mark.end - mark.start > 1)


def _session(piece: Piece, mark: Mark) -> Iterator[tuple[str, int]]:
    start = _start(piece, mark)
    of = piece.marks.at("of_whom", mark.end)
    end = _run_end(piece, of.end if of else mark.end, body=True)
    whole = end > (of.end if of else mark.end)
    own = any(piece.marks.at(kind, at) for kind in _PLACES for at in range(start, mark.start))
    if whole or (own and start < mark.start and not of):
        yield _named(piece, mark, start, end if whole else mark.end), 2


def _named(piece: Piece, mark: Mark, start: int, end: int) -> str:
    # Where the text has the word in another case, what stands before it is in that case, too.
    tokens = piece.tokens
    written = tokens.part(mark.start, mark.end)
    if mark.value and written.casefold() != mark.value:
        return tidy(f"{mark.value[:1].upper()}{mark.value[1:]} {tokens.part(mark.end, end)}")
    name = tidy(tokens.part(start, end))
    return name[:1].upper() + name[1:]


def _start(piece: Piece, mark: Mark) -> int:
    tokens, marks, start = piece.tokens, piece.marks, mark.start
    while start > 0 and mark.start - start < _LONGEST:
        word = tokens.words[start - 1]
        small = marks.ending("visit_words", start) or marks.ending("numbers", start)
        if small:
            start = small.start
        elif _is_big(piece, start - 1) or word in ("day", *_POSSESSIVE) or word.isdigit() or word in _DASHES:
            start -= 1
        elif word == "s" and start > 1 and tokens.words[start - 2] in _POSSESSIVE:
            owner = _owner(piece, start - 2)
            if owner == start - 2:
                return start
            start = owner
        else:
            break
    while start < mark.start and (not tokens.words[start].isalnum() or _leads(piece, start)):
        start += 1
    return start


def _leads(piece: Piece, at: int) -> bool:
    word = piece.marks.at("visit_words", at) or piece.marks.at("state", at) or piece.marks.at("numbers", at)
    return word is None and any(piece.marks.at(kind, at) for kind in _LEAD)


def _owner(piece: Piece, end: int) -> int:
    # `the president's visit`: in small letters, an office
    office = next((mark for mark in piece.marks.of("persons", 0, end) if mark.end == end), None)
    return office.start if office else end - 1 if end and _is_big(piece, end - 1) else end


def _complements(piece: Piece, at: int) -> tuple[int, bool, bool]:
    # `of President X to Y`, `президента X в Y`: where they end, and whether they say who and where.
    marks, end, who, where = piece.marks, at, False, False
    if aim := _arabic_aim(piece, at):
        return aim, False, True
    while not where and end < min(len(piece.tokens), at + 2 * _LONGEST):
        whither = marks.at("whither", end)
        aim = _aim(piece, whither.end) if whither else 0
        if aim:
            end, where = aim, True
            continue
        of = marks.at("of_whom", end)
        stop = _run_end(piece, of.end if of else end)
        if who or stop == (of.end if of else end) or not (of or _is_genitive(piece, stop)):
            break
        end, who = stop, True
    return end, who, where


def _is_genitive(piece: Piece, end: int) -> bool:
    return piece.tokens.words[end - 1].endswith(_GENITIVE)


def _arabic_aim(piece: Piece, at: int) -> int:
    # `زيارة الرئيس X إلى Y`: letters without case do not tell where a name ends, the aim does.
    tokens, marks = piece.tokens, piece.marks
    if at >= len(tokens) or not "\u0600" <= tokens.words[at][:1] <= "\u06ff":
        return 0
    if mark := marks.at("state", at):  # Urdu: `دورہ پاکستان`
        return mark.end
    for place in range(at, min(len(tokens), at + _REACH)):
        if not tokens.words[place].isalpha() or marks.at("and", place) or marks.at("stops", place):
            return 0
        if whither := marks.at("whither", place):
            return _aim(piece, whither.end)
    return 0


def _aim(piece: Piece, at: int) -> int:
    article = piece.marks.at("articles", at)
    at = article.end if article else at
    mark = piece.marks.at("state", at) or piece.marks.at("city", at)
    return mark.end if mark else 0


def _run_end(piece: Piece, at: int, *, body: bool = False) -> int:
    # Where a name ends: words with capitals, offices, and what joins them; its start where it is no whole name.
    tokens, marks, end, named = piece.tokens, piece.marks, at, at
    while end < min(len(tokens), at + _LONGEST):
        kinds = ("persons", "state", "city", *(("agencies",) if body else ()))
        mark = next((each for kind in kinds if (each := marks.at(kind, end))), None)
        if mark or _is_big(piece, end) or (body and _has_article(tokens.words[end])):
            end = named = mark.end if mark else end + 1
        elif named == end - 1 > at and tokens.words[end - 1] in _DASHES and tokens.words[end].isalpha():
            end = named = end + 1  # `Bi-national`
        elif article := marks.at("articles", end):
            end = article.end
        elif _joins(piece, end, after=named > at):
            end += 1
        else:
            break
    return at if _is_torn(piece, at, named) or _is_all_states(piece, at, named) else named


def _has_article(word: str) -> bool:
    return word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1


def _joins(piece: Piece, at: int, *, after: bool) -> bool:
    word = piece.tokens.words[at]
    if word in _DASHES or piece.marks.at("names_go_on", at):
        return True
    return word.endswith(_CASED) or (after and word in _JOINTS)


def _is_torn(piece: Piece, start: int, end: int) -> bool:
    # `of the Qatari`, `by Turkish`: an adjective whose noun is not there
    if piece.marks.at("of_whom", end) and any(mark.end == end for mark in piece.marks.of("persons", start, end)):
        return True
    ends = [mark for kind in ("state", "agencies") for mark in piece.marks.of(kind, start, end) if mark.end == end]
    if not ends or end >= len(piece.tokens):
        return False
    following = piece.tokens.words[end]
    goes_on = following.isalpha() and not any(piece.marks.at(kind, end) for kind in (*_LEAD, "whither", "auxiliaries"))
    return following in _DASHES or goes_on


def _is_all_states(piece: Piece, start: int, end: int) -> bool:
    # `the visit of the Nepali`: nobody and no body is named
    places = {at for kind in _PLACES for mark in piece.marks.of(kind, start, end) for at in range(mark.start, mark.end)}
    return not any(
        piece.tokens.words[at].isalpha() and at not in places
        for at in range(start, end)
        if not piece.marks.at("articles", at)
    )


def _is_big(piece: Piece, at: int) -> bool:
    # Letters without case (Arabic) are no sign of a name.
    return piece.tokens.text[piece.tokens.spans[at][0]].isupper()
