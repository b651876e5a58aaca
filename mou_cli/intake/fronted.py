"""What stands before its instrument: `On railways, a memorandum was signed`, `The Fund and the Bank signed an MoU`."""

from mou_cli.intake.clauses import NOWHERE, Span
from mou_cli.intake.expanding import SameField
from mou_cli.intake.mention import Mention
from mou_cli.intake.paired_agencies import pair_at
from mou_cli.intake.reading_context import Piece
from mou_cli.intake.segments import SENTENCE

_LONGEST = 8  # words of such a subject, with its preposition
_LONGEST_DOERS = 32  # words of two names
_BEFORE_VERB = ("auxiliaries", "stops", "and", "signing_on", "clause_verbs", "meanwhile")  # `have agreed on and signed`
_NO_DOERS = ("persons", "sessions", "visits", "signing", "one", "many")
_NOT_IN = ("state", "city", "organisation", "persons", "sessions", "visits", "months", "weekdays", "vague")


def fronted_subject(piece: Piece, mention: Mention, same_field: SameField) -> Span:
    """Return where the subject with which a sentence opens stands, with its preposition; NOWHERE where none does.

    It names a sector, and neither a place nor a meeting: `In Astana, ...` and `In addition, ...` name no subject.
    """
    if mention.many or not mention.type or piece.segment.kind != SENTENCE:
        return NOWHERE
    joint = piece.marks.at("and", 0)
    start = joint.end if joint else 0
    opening = piece.marks.at("fronting", start)
    if opening is None or piece.marks.at("not_fronting", start) or piece.marks.at("soft_stops", start):
        return NOWHERE
    end = _end(piece, opening.end, mention)
    if not opening.end < end <= start + _LONGEST or not _is_field(piece, opening.end, end):
        return NOWHERE
    words = piece.tokens.part(opening.end, end)
    return (start, end) if same_field(words, words) else NOWHERE


def _end(piece: Piece, start: int, mention: Mention) -> int:
    comma = (at for at in range(start, mention.outer) if piece.tokens.words[at] in ",،")
    verb = (mark.start for mark in piece.marks.of("signing", start, mention.outer))
    end = min(next(comma, mention.outer), next(verb, mention.outer))
    while mark := piece.marks.ending("auxiliaries", end) or piece.marks.ending("sides", end):
        end = mark.start
    return end


def _is_field(piece: Piece, start: int, end: int) -> bool:
    words = piece.tokens.words[start:end]
    if any(word.isdigit() or word in ".;:" for word in words):
        return False
    return not any(piece.marks.of(kind, start, end) for kind in _NOT_IN)


def fixed_subject(piece: Piece, mention: Mention) -> Span:
    """Return where stands what a document lays down: `cooperation in tea is fixed in an agreement`; or NOWHERE.

    The subject may be that of the clause before: `they entered into a friendship, which is fixed in an agreement`.
    """
    marks, fixing = piece.marks, piece.marks.ending("fixing", mention.outer)
    if fixing is None or mention.many:
        return NOWHERE
    end = fixing.start
    while mark := marks.ending("auxiliaries", end):
        end = mark.start
    start = _clause_start(piece, end)
    if relative := marks.ending("relatives", end):
        end = relative.start - 1
        start = max((mark.end for mark in marks.of("signing", 0, end)), default=end)
    named = any(marks.of(kind, start, end) for kind in ("state", "city", "persons", "signing"))
    return (start, end) if start < end <= start + _LONGEST and not named else NOWHERE


def _clause_start(piece: Piece, end: int) -> int:
    comma = next((at + 1 for at in range(end - 1, 0, -1) if piece.tokens.words[at] in ",،;"), 0)
    joint = piece.marks.at("and", comma)
    return joint.end if joint else comma


def doers_before(piece: Piece, mention: Mention) -> Span:
    """Return where the two agencies stand that signed what `mention` names, of which no more is said; or NOWHERE.

    States and their governments are no such: `the two governments signed an agreement` says nothing of it.
    """
    verb = piece.marks.ending("signing", mention.outer) or piece.marks.at("signing", mention.outer)
    if verb is None or mention.many or mention.nested or piece.segment.kind != SENTENCE:
        return NOWHERE
    end, start = verb.start, _first_of_doers(piece, mention)
    end -= piece.tokens.words[end - 1] in ",،" if end > start else 0
    while mark := next((each for kind in _BEFORE_VERB if (each := piece.marks.ending(kind, end))), None):
        end = mark.start
        end -= end > start and piece.tokens.words[end - 1] in ",،"  # `, meanwhile, renewed`
    if not start + 2 < end <= start + _LONGEST_DOERS or _names_no_agency(piece, start, end):
        return NOWHERE
    both = pair_at(piece.marks, start) is not None and _are_both(piece, start, end)
    return (start, end) if both or _are_two(piece, start, end) else NOWHERE


def _first_of_doers(piece: Piece, mention: Mention) -> int:
    # `In Muscat, the Fund and the Bank signed`: past where and when; `..., while the Fund and the Bank signed`
    marks, words = piece.marks, piece.tokens.words
    after = max((each.end for each in piece.mentions if each.end <= mention.outer), default=0)
    limit = mention.outer if after else min(_LONGEST, len(words))
    comma = next((at for at in range(after, limit) if words[at] in ",،;"), 0)
    told = after or not any(marks.of(kind, after, comma) for kind in ("agencies", "and", "organisation"))
    start = comma + 1 if comma and told else after
    while mark := marks.at("soft_stops", start) or marks.at("visits", start):  # `on the sidelines of the visit`
        start = mark.end
    joint = marks.at("and", start) or marks.at("meanwhile", start)
    return joint.end if joint else start


def _names_no_agency(piece: Piece, start: int, end: int) -> bool:
    marks = piece.marks
    states = (mark for mark in marks.of("governments", start, end) if not marks.at("agencies", mark.end))
    return any(marks.of(kind, start, end) for kind in _NO_DOERS) or any(states)  # `the State Committee` is an agency


def _are_both(piece: Piece, start: int, end: int) -> bool:
    # `the unions of writers of the two countries`, `the chambers of commerce of Oman and Nepal`
    both = any(mark.end == end for mark in piece.marks.of("both_states", start, end))
    return both or len({mark.value for mark in piece.marks.of("state", start, end)}) == 2


def _are_two(piece: Piece, start: int, end: int) -> bool:
    if not piece.marks.of("and", start + 1, end - 1):
        return False
    signs = (at for at in range(start, end) if piece.tokens.words[at] in ",،;:")
    if not all(_is_within_name(piece, at) for at in signs):
        return False
    return any(piece.tokens.is_capital(mark.start) for mark in piece.marks.of("agencies", start, end))


def _is_within_name(piece: Piece, at: int) -> bool:
    # `the Ministry of Culture, Information and Tourism`: behind the agency's word, and with capitals on both sides or
    # on neither
    tokens, marks = piece.tokens, piece.marks
    if tokens.words[at] not in ",،" or marks.at("comma_stops", at + 1):
        return False
    named = any(tokens.is_capital(mark.start) for mark in marks.of("agencies", 0, at))
    return named and tokens.is_capital(at - 1) == tokens.is_capital(at + 1)


def is_general(piece: Piece, subject: Span) -> bool:
    """Tell whether a subject is none, or says no more than `for cooperation`, `for 2031-2033`."""
    kinds = ("generic_subject", "subject", "articles", "numbers", "periods")
    words = piece.tokens.words
    says = (at for at in range(*subject) if words[at].isalpha() and not any(piece.marks.at(kind, at) for kind in kinds))
    return next(says, None) is None
