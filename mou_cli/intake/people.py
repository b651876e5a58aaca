"""Step 8, people: who is named with an office, and who of them signed or exchanged a document."""

from collections.abc import Sequence

from msgspec import Struct

from mou_cli.intake.clauses import NOWHERE
from mou_cli.intake.drafts import Signatory
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.reading_context import Found, Piece
from mou_cli.intake.titles import tidy
from mou_cli.intake.tokens import Tokens

_LONGEST = 12  # words of an office or a name
_IN_NAMES = ("al", "bin", "ibn", "bint", "ul", "ur", "el", "von", "van", "de", "da", "-", "'", "’", ".")
_IN_OFFICES = ("of", "for", "and", "the", "&")
_SMALL_OFFICE = 3  # words before an office in small letters


class Person(Struct, frozen=True):
    """Somebody with an office: name and title as written, the state in the title, and the words' numbers."""

    name: str
    title: str
    code: str
    start: int
    end: int


def people_in(tokens: Tokens, marks: Marks, start: int = 0, end: int | None = None) -> list[Person]:
    """Return the people whom a sentence names by their office, in order; the name is empty where only that is given."""
    limit = len(tokens) if end is None else end
    found: list[Person] = []
    for mark in marks.of("persons", start, limit):
        if not found or mark.start >= found[-1].end:
            found.append(_person(tokens, marks, mark, found[-1].end if found else start, limit))
    return found


def _person(tokens: Tokens, marks: Marks, mark: Mark, after: int, limit: int) -> Person:
    start = _office_start(tokens, marks, mark.start, after)
    office_end = _office_end(tokens, marks, mark.end, limit)
    name_end = _name_end(tokens, office_end, limit)
    name = tidy(tokens.part(office_end, name_end))
    if not name:
        start_of_name = _name_before(tokens, start, after)
        if start_of_name < start:
            name = tidy(tokens.part(start_of_name, start))
    states = marks.of("state", start, name_end)
    title = tidy(tokens.part(start, office_end))
    return Person(name, title, states[0].value if states else "", start, max(name_end, office_end))


def _office_start(tokens: Tokens, marks: Marks, at: int, after: int) -> int:
    start = at
    while start > after and at - start < _LONGEST:
        word = tokens.words[start - 1]
        joins = word in ("and", "&") and start - 2 >= after and _is_big(tokens, start - 2)
        if not joins and (not _is_big(tokens, start - 1) or not word.isalpha() or marks.ending("breaks", start)):
            break
        start -= 1
    return start if start < at else _small_office_start(tokens, marks, at, after)


def _small_office_start(tokens: Tokens, marks: Marks, at: int, after: int) -> int:
    # `its finance secretary`
    for start in range(at, max(after, at - _SMALL_OFFICE) - 1, -1):
        if marks.ending("articles", start) or marks.ending("anaphora", start):
            return start
        if start > 0 and not tokens.words[start - 1].isalpha():
            break
    return at


def _office_end(tokens: Tokens, marks: Marks, at: int, limit: int) -> int:
    # `Minister of Foreign Affairs Omar al-Said`: the office ends with the last word that is one of an office.
    if at >= limit or tokens.words[at] not in ("of", "for"):
        return at
    end = last = at + 1
    while end < limit and end - at < _LONGEST and (_is_big(tokens, end) or tokens.words[end] in _IN_OFFICES):
        if marks.at("office_words", end) or marks.at("state", end):
            last = end + 1
        end += 1
    return last if last > at + 1 else min(end, at + 2)


def _name_end(tokens: Tokens, at: int, limit: int) -> int:
    end = at
    while end < limit and end - at < _LONGEST:
        inside = end > at and tokens.words[end] in _IN_NAMES and _is_big_within(tokens, end + 1, min(limit, end + 3))
        if not _is_big(tokens, end) and not inside:
            break
        end += 1
    return end


def _is_big_within(tokens: Tokens, start: int, end: int) -> bool:
    return any(_is_big(tokens, at) for at in range(start, end))


def _name_before(tokens: Tokens, start: int, after: int) -> int:
    # `Viktor Makhmudov, Secretary of the Council`
    if start - 1 <= after or tokens.words[start - 1] not in (",", "،"):
        return start
    at = start - 1
    while at > after and (_is_big(tokens, at - 1) or (tokens.words[at - 1] in _IN_NAMES and at < start - 1)):
        at -= 1
    return at if at < start - 2 else start


def _is_big(tokens: Tokens, at: int) -> bool:
    first = tokens.text[tokens.spans[at][0]]
    return first.isupper()


def signatories_of(found: Found, alone: bool, pair: Sequence[str]) -> tuple[Signatory, ...]:
    """Return who signed or exchanged a document; `alone` tells that its sentence has no other document."""
    piece, clause = found.piece, found.clause
    if clause is None or found.brief:
        return ()
    signers = list(piece.marks.of("signers", clause.end))
    if signers and signers[0].start - clause.end <= 2:
        told = _by_side(piece, signers)
        if told:
            return told
    if not alone or not piece.is_signing:
        return ()
    spans = [span for span in (clause.subject, clause.parties, clause.other, clause.rest) if span != NOWHERE]
    people = [each for each in people_in(piece.tokens, piece.marks) if not any(a <= each.start < b for a, b in spans)]
    named = [each for each in people if each.name and each.title]
    return _coded(named[:4], pair)


def _coded(people: Sequence[Person], pair: Sequence[str]) -> tuple[Signatory, ...]:
    # Where one of two is told apart, the other is of the other side.
    codes = [each.code for each in people]
    if len(people) == 2 and len(pair) == 2 and sum(map(bool, codes)) == 1:
        other = next((code for code in pair if code not in codes), "")
        codes = [code or other for code in codes]
    return tuple(Signatory(each.name, each.title, code) for each, code in zip(people, codes, strict=True))


def _by_side(piece: Piece, signers: Sequence[Mark]) -> tuple[Signatory, ...]:
    # `represented by X`, `for the Saudi side Y, minister`: a side to each of the words
    told = []
    for mark, following in zip(signers, [*signers, None][1:], strict=True):
        end = following.start if following else len(piece.tokens)
        states = piece.marks.of("state", mark.start, end)
        people = people_in(piece.tokens, piece.marks, mark.end, end)
        named = [each for each in people if each.name]
        if named:
            told += [Signatory(each.name, each.title, each.code) for each in named[:2]]
        elif states:
            words = tidy(piece.tokens.part(max(mark.end, states[0].end), end))
            told += [Signatory(words[:120], "", states[0].value)] if words else []
    return tuple(told)
