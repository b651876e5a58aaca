"""What stands before its instrument: `On railways, a memorandum was signed`, `The Fund and the Bank signed an MoU`."""

from mou_cli.intake.clauses import NOWHERE, Span
from mou_cli.intake.expanding import SameField
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Piece
from mou_cli.intake.segments import SENTENCE

_LONGEST = 8  # words of such a subject, with its preposition
_LONGEST_DOERS = 32  # words of two names
_NO_DOERS = ("persons", "governments", "sessions", "visits", "signing", "one", "many")
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


def doers_before(piece: Piece, mention: Mention) -> Span:
    """Return where the two agencies stand that signed what `mention` names, of which no more is said; or NOWHERE.

    States and their governments are no such: `the two governments signed an agreement` says nothing of it.
    """
    verb = piece.marks.ending("signing", mention.outer) or piece.marks.at("signing", mention.outer)
    if verb is None or mention.many or mention.nested or piece.segment.kind != SENTENCE:
        return NOWHERE
    end, joint = verb.start, piece.marks.at("and", 0)
    while mark := piece.marks.ending("auxiliaries", end):
        end = mark.start
    start = joint.end if joint else 0
    if not start + 2 < end <= start + _LONGEST_DOERS or not piece.marks.of("and", start + 1, end - 1):
        return NOWHERE
    if any(word in ",،;:" for word in piece.tokens.words[start:end]):
        return NOWHERE
    if any(piece.marks.of(kind, start, end) for kind in _NO_DOERS):
        return NOWHERE
    named = any(piece.tokens.is_capital(mark.start) for mark in piece.marks.of("agencies", start, end))
    return (start, end) if named else NOWHERE


def is_general(piece: Piece, subject: Span) -> bool:
    """Tell whether a subject is none, or says no more than `for cooperation`."""
    kinds = ("generic_subject", "subject", "articles")
    return all(any(piece.marks.at(kind, at) for kind in kinds) for at in range(*subject))
