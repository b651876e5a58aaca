"""Step 5, resolve parties, second half: the parties of one document from its sides, its sentence and the whole text."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, structs

from mou_cli.intake.agency_states import state_of_agency
from mou_cli.intake.clauses import NOWHERE
from mou_cli.intake.drafts import EXACT, REPORTED, UNCLEAR, DraftParty
from mou_cli.intake.legs import legs_in, visitor_of
from mou_cli.intake.marks import Mark
from mou_cli.intake.paired_agencies import paired_agency
from mou_cli.intake.participants import participants_in
from mou_cli.intake.reading_context import Found, Piece
from mou_cli.intake.sides import Side, sides_of
from mou_cli.vocabulary.parties import party_name

_STRONG = 5  # a third state is named this many times less than the second: the text is about two

_WHOSE = "the text does not say which agency is of which state"


class Setting(Struct, frozen=True):
    """The states that a text is about: its two sides, most named first, and whether it is about these two alone.

    `several` are those that took part in a meeting of more than two; `legs` are the states that later parts of the text
    are about, by the numbers of their pieces, and `visitor` is who came there.
    """

    pair: tuple[str, ...]
    only_pair: bool
    counts: dict[str, int]
    several: tuple[str, ...] = ()
    legs: dict[int, str] = {}
    visitor: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """Return whose documents they are where nothing else is said."""
        return self.several or self.pair

    def at(self, number: int) -> "Setting":
        """Return the states that the piece of this number is about."""
        host = self.legs.get(number)
        return structs.replace(self, pair=(self.visitor, host), only_pair=True, several=()) if host else self


def setting_of(pieces: Sequence[Piece], found: Sequence[Found] = ()) -> Setting:
    """Return the states that a text is about, from how often it names each; where it opens counts for more.

    `found` are the documents that it names, by which a second visit in it is known from the first.
    """
    counts: Counter[str] = Counter()
    for piece in pieces:
        weight = 3 if piece.number < 2 else 2 if piece.is_signing else 1
        for mark in piece.marks.of("state"):
            counts[mark.value] += 2 * weight
        for mark in piece.marks.of("city"):
            counts[mark.value] += 1
        for mark in piece.marks.of("organisation"):
            counts[mark.value] += 2 * weight if _stands_beside_state(piece, mark) else 0
    ranked = [code for code, _ in counts.most_common(3)]
    third = counts[ranked[2]] if len(ranked) > 2 else 0
    only_pair = len(ranked) >= 2 and third * _STRONG <= 2 * counts[ranked[1]]
    several = () if only_pair else participants_in(pieces)
    pair = tuple(ranked[:2])
    first = min((each.piece.number for each in found), default=len(pieces))
    return Setting(
        pair,
        only_pair,
        dict(counts),
        several,
        legs_in(pieces, first, several or pair),
        visitor_of(pieces, pair),
        tuple(pieces),
    )


def _stands_beside_state(piece: Piece, mark: Mark) -> bool:
    # `the European Union and Australia`: it acts as a state does.
    marks = piece.marks
    joint = marks.at("and", mark.end)
    if joint:
        return any(marks.at("state", at) for at in range(joint.end, joint.end + 2))
    start = mark.start - 1 if marks.ending("articles", mark.start) else mark.start
    before = marks.ending("and", start)
    return before is not None and marks.ending("state", before.start) is not None


class Resolved(Struct, frozen=True):
    """The parties of a document, how sure they are, and what a person should look at."""

    parties: tuple[DraftParty, ...]
    certainty: str
    remarks: tuple[str, ...] = ()


def resolve_parties(found: Found, setting: Setting) -> Resolved:
    """Return the parties of a document: those it names, and those that follow from the text where it names none."""
    setting = setting.at(found.piece.number)
    piece, clause = found.piece, found.clause
    sides: list[Side] = []
    if clause and clause.parties != NOWHERE:
        sides = sides_of(piece.tokens, piece.marks, clause.parties)
    elif clause and clause.other != NOWHERE:
        sides = sides_of(piece.tokens, piece.marks, clause.other)
    member = _membership(found)
    if member:
        return Resolved(member, EXACT)
    paired = _paired(found, sides, setting)
    if paired:
        return Resolved(paired, EXACT)
    if len(sides) >= 2:
        return _from_sides(sides, setting)
    if len(sides) == 1 and sides[0].codes:
        return _from_one(sides[0], found, setting)
    codes = _of_own_words(found) or _of_sentence(found, setting)
    certainty = REPORTED if len(codes) >= 2 else UNCLEAR
    return Resolved(tuple(DraftParty(code=code, name=party_name(code)) for code in codes), certainty)


def _membership(found: Found) -> tuple[DraftParty, ...]:
    # `Kuwait's membership in the Solar Alliance`: one state and an organisation.
    if found.clause is None or found.clause.subject == NOWHERE:
        return ()
    start, end = found.clause.subject
    marks, tokens = found.piece.marks, found.piece.tokens
    mark = next(iter(marks.of("membership", start, end)), None)
    states = marks.of("state", start, mark.start) if mark else []
    if mark is None or len({state.value for state in states}) != 1:
        return ()
    at = mark.end
    while at < end and marks.at("articles", at):
        at += 1
    organisation = marks.at("organisation", at)
    name = tokens.part(at, end)
    other = DraftParty(code=organisation.value if organisation else "", name=name)
    return (DraftParty(code=states[0].value, name=party_name(states[0].value)), other)


def _paired(found: Found, sides: Sequence[Side], setting: Setting) -> tuple[DraftParty, ...]:
    # `between the two Ministries of Justice`: an agency of the same name on either side
    named = list(dict.fromkeys(code for side in sides for code in side.codes))
    agency = paired_agency(found.piece.tokens, found.piece.marks, found.clause.parties) if found.clause else ""
    codes = named if len(named) > 1 else [*named, *(code for code in setting.pair if code not in named)][:2]
    if not agency or len(codes) != 2:
        return ()
    return tuple(DraftParty(code=code, name=party_name(code), agency=agency) for code in codes)


def _from_sides(sides: Sequence[Side], setting: Setting) -> Resolved:
    codes = [_code(side, setting) for side in sides]
    remarks: list[str] = []
    certainty = EXACT
    if "" in codes:
        codes = _tied(sides, codes, setting)
        certainty = REPORTED if codes.count("") < 2 else UNCLEAR
        remarks += [_WHOSE] if certainty == UNCLEAR else []
        codes = _by_elimination(codes, setting)
    parties = [_party(side, code) for side, code in zip(sides, codes, strict=True)]
    states = {code for code in codes if code}
    missing = [code for code in setting.pair if code not in states]
    if len(states) == 1 and len(missing) == 1 and setting.only_pair and states & set(setting.pair):
        parties.append(DraftParty(code=missing[0], name=party_name(missing[0])))
        remarks.append("both sides are named as of one state; the other state is taken from the rest of the text")
        certainty = UNCLEAR
    return Resolved(tuple(parties), certainty, tuple(remarks))


def _code(side: Side, setting: Setting) -> str:
    of_pair = [code for code in side.codes if code in setting.pair]
    if len(of_pair) == 1:
        return of_pair[0]
    return side.codes[0] if side.codes else ""


def _tied(sides: Sequence[Side], codes: Sequence[str], setting: Setting) -> list[str]:
    return [code or state_of_agency(side.name, setting.pieces) for side, code in zip(sides, codes, strict=True)]


def _by_elimination(codes: list[str], setting: Setting) -> list[str]:
    left = [code for code in setting.pair if code not in codes]
    given = []
    for code in codes:
        given.append(code or (left.pop(0) if left else ""))
    return given


def _party(side: Side, code: str) -> DraftParty:
    if side.is_state or not side.name:
        return DraftParty(code=code, name=side.name or (party_name(code) if code else ""))
    return DraftParty(code=code, name=party_name(code) if code else "", agency=side.name)


def _from_one(side: Side, found: Found, setting: Setting) -> Resolved:
    code = _code(side, setting)
    others = [each for each in _of_sentence(found, setting) if each != code] or [
        each for each in setting.pair if each != code
    ]
    first = [DraftParty(code=others[0], name=party_name(others[0]))] if others else []
    return Resolved((*first, _party(side, code)), REPORTED)


def _of_own_words(found: Found) -> list[str]:
    # `the Oman/Nepal agreement`
    if found.mention is None or found.mention.many:
        return []
    states = found.piece.marks.of("state", found.mention.start, found.mention.head)
    codes = list(dict.fromkeys(mark.value for mark in states))
    return codes if len(codes) == 2 else []


def _signers(piece: Piece) -> list[str]:
    # `The leaders of A, B and C saw A and B sign`: the states right before the verb
    for verb in piece.marks.of("signing"):
        second = piece.marks.ending("state", verb.start)
        joint = piece.marks.ending("and", second.start) if second else None
        first = piece.marks.ending("state", joint.start) if joint else None
        comma = first is not None and first.start > 0 and piece.tokens.words[first.start - 1] in ",،"
        if first and second and not comma and first.value != second.value:
            return [first.value, second.value]
    return []


def _of_sentence(found: Found, setting: Setting) -> list[str]:
    if setting.only_pair or found.clause is None:
        return list(setting.sides)
    start, end = found.clause.subject if found.clause.subject != NOWHERE else (0, 0)
    marks = found.piece.marks
    if signers := _signers(found.piece):
        return signers
    named = [mark.value for mark in marks.of("state") if not start <= mark.start < end]
    codes = list(dict.fromkeys(named))
    return codes if len(codes) >= 2 else list(setting.sides)
