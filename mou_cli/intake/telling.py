"""Whether what a text names is a document that was signed: not one to come, not `the agreement` of the line before."""

from msgspec import structs

from mou_cli.intake.clauses import NOWHERE, Clause, Span
from mou_cli.intake.dates_in import is_year
from mou_cli.intake.marks import Mark
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Context, Piece
from mou_cli.intake.segments import ITEM, SENTENCE

_VERB_WITHIN = 8  # words in which a sentence has its verb
_YEAR_WITHIN = 7  # words from `the signed one` to its year
_LONGEST_ITEM = 60  # words of an item that names no instrument


def is_title(piece: Piece, context: Context) -> bool:
    """Tell whether a piece may be a title as it stands: an item, a line, a sentence that opens with an instrument."""
    if piece.segment.kind != SENTENCE or (context.opens_list and not _has_verb(piece)):
        return True
    first = piece.mentions[0] if piece.mentions else None
    if first is None or first.outer > 0 or first.many:
        return False
    return not (piece.is_signing or piece.recalls or piece.marks.of("wishes") or piece.marks.of("in_force"))


def _has_verb(piece: Piece) -> bool:
    # `An agreement on tea and a treaty on wool were signed.`: a sentence, whatever list went before
    return any(piece.marks.ending("auxiliaries", mark.start) for mark in piece.marks.of("signing"))


def is_heading(piece: Piece) -> bool:
    """Tell whether a text opens with what it is itself: `Joint Statement on the Occasion of the Visit of ...`."""
    first = piece.mentions[0] if piece.mentions and piece.number == 0 else None
    return first is not None and first.outer == 0 and piece.marks.at("of_visits", first.end) is not None


def takes_up(piece: Piece, mention: Mention, context: Context) -> bool:
    """Tell whether a sentence comes back to what was told: `The memorandum on trade runs for five years.`"""
    return piece.segment.kind == SENTENCE and mention.determiner == "the" and not context.opens_list


def begins_title(piece: Piece, mention: Mention) -> bool:
    """Tell whether `mention` opens its piece as a title does, behind at most an article, a mark, or `Signing of`."""
    if mention.determiner in ("this", "another") or not mention.type:
        return False
    if mention.many and not _goes_on(piece, mention):
        return False
    signing = piece.marks.ending("signing", mention.outer)
    start = signing.start if signing else mention.outer
    while start > 0 and (piece.marks.ending("articles", start) or not piece.tokens.words[start - 1].isalnum()):
        start -= 1
    return start == 0


def _goes_on(piece: Piece, mention: Mention) -> bool:
    return any(piece.marks.at(kind, mention.end) for kind in ("between", "subject", "with", "lists"))


def begins_again(piece: Piece, mention: Mention) -> bool:
    """Tell whether another title begins within an item: behind a semicolon, with or without `and`."""
    at = mention.outer
    while at > 0 and (piece.marks.ending("and", at) or piece.tokens.words[at - 1] == ","):
        at -= 1
    return not mention.nested and at > 0 and piece.tokens.words[at - 1] in ";؛"


def with_purpose(piece: Piece, clause: Clause, limit: int) -> Clause:
    """Return the clause of an item with the subject that its verb gives: `the agreement between A and B aims at C`."""
    purpose = piece.marks.at("purposes", clause.end)
    if clause.subject != NOWHERE or purpose is None or not clause.has_parties:
        return clause
    words, marks = piece.tokens.words, piece.marks
    stops = (at for at in range(purpose.end, limit) if words[at] in ".;:" or marks.at("soft_stops", at))
    return structs.replace(clause, subject=(purpose.end, next(stops, limit)))


def may_be_listed(piece: Piece, context: Context) -> bool:
    """Tell whether a piece that names no instrument is an item of a list of documents."""
    if context.lists_other_things or len(piece.tokens) > _LONGEST_ITEM:
        return False
    opening = any(piece.marks.at(kind, 0) for kind in ("between", "subject"))
    if piece.marks.of("clause_verbs", 1, _VERB_WITHIN) or piece.marks.at("not_fronting", 0):  # `The sides welcomed ...`
        return False
    if (piece.marks.of("signing") and not opening) or not (context.recently_signed(piece) and context.opens_list):
        return False
    return piece.segment.kind == ITEM or (opening and context.ends_open)


def is_told(piece: Piece, mention: Mention, clause: Clause, context: Context) -> bool:
    """Tell whether a sentence says that what `mention` names was signed, by itself or after the sentences before it."""
    sure = context.just_signed(piece) or (piece.is_signing and mention.determiner in ("", "a"))
    told_of = clause.listed and not context.has_documents  # `They signed six MoUs. These MoUs cover A, B and C`
    if mention.determiner == "this" and not (told_of or _is_their_own(piece, mention)):
        return False
    if piece.is_unsigned or not says_what(piece, mention, clause, sure=sure):
        return False
    if is_draft(piece, mention) or is_past(piece, mention) or is_recalled(piece, mention):
        return False
    if any(piece.marks.at("to_come", at) for at in (clause.end, clause.end + 1)):  # `..., and another will follow`
        return False
    if piece.is_signing:
        return not _is_ahead(piece, mention)
    if piece.marks.of("wishes"):  # `We would like to see a memorandum on migration soon`
        return False
    introduced = clause.listed or _is_introduced(piece, mention, context) or _is_another(piece, mention)
    return introduced and context.recently_signed(piece) and (sure or not mention.weak)


def _is_introduced(piece: Piece, mention: Mention, context: Context) -> bool:
    if mention.outer == 0 or mention.determiner == "another" or piece.tokens.words[mention.outer - 1] in ":;":
        return True
    if piece.marks.of("introducing", 0, mention.head):
        return True
    return context.just_signed(piece) and mention.determiner in ("", "a") and not mention.many


def _is_another(piece: Piece, mention: Mention) -> bool:
    # `The last one is a protocol on trade`
    mark = opening_pronoun(piece)
    return mark is not None and past_copula(piece, mark.end) == mention.outer > mark.end


def opening_pronoun(piece: Piece) -> Mark | None:
    """Return the word with which a sentence goes on from one document to the next: `Another`, `And the last one`."""
    joint = piece.marks.at("and", 0)
    return piece.marks.at("another", joint.end if joint else 0)


def past_copula(piece: Piece, at: int) -> int:
    """Return the word after `is`, `was also` and the like at word `at`, or `at` itself."""
    while mark := piece.marks.at("auxiliaries", at):
        at = mark.end
    return at


def _is_ahead(piece: Piece, mention: Mention) -> bool:
    # `They signed an agreement on trade, and look forward to signing a memorandum on tourism`
    after = max((each.end for each in piece.mentions if each.end <= mention.outer), default=0)
    unsigned = piece.marks.of("unsigned", after, mention.outer)
    ahead = [mark for mark in unsigned if not piece.asides.intersection(range(mark.start, mark.end))]
    to_come = bool(ahead) or piece.has_future(after, mention.outer)
    return to_come and after > 0 and not piece.signs(after, mention.outer)


def _is_their_own(piece: Piece, mention: Mention) -> bool:
    # `renewed their exchange agreement`
    own = piece.marks.at("own", mention.outer)
    return own is not None and not mention.many and piece.marks.ending("signing", own.start) is not None


def is_recalled(piece: Piece, mention: Mention) -> bool:
    """Tell whether the words behind an instrument's say that it was signed in an earlier year."""
    limit = next((each.outer for each in piece.mentions if each.outer >= mention.end), len(piece.tokens))
    if piece.recalls_first(mention, limit) and not piece.marks.ending("renewing", mention.outer):
        return True
    if piece.marks.of("in_force", mention.end, limit) or _is_said_before(piece, mention.end, limit):
        return True
    # `the trade agreement was complemented by a digital one`: the first was there already
    return mention.determiner == "the" and bool(piece.marks.of("complementing", mention.end, limit))


def _is_said_before(piece: Piece, start: int, limit: int) -> bool:
    # Arabic: `the agreement on tea, the signed one in the year 2021, ...`
    for mark in piece.marks.of("signed_before", start, limit):
        near = range(mark.end, min(limit, mark.end + _YEAR_WITHIN))
        if any(is_year(piece.tokens.words[at]) or piece.marks.at("past_times", at) for at in near):
            return True
    return False


def is_past(piece: Piece, mention: Mention) -> bool:
    """Tell whether a sentence only approves the minutes of a meeting that was."""
    # `exchanged the instruments of ratification of the treaty`: what was signed before comes into force
    ratified = piece.marks.ending("ratifying", mention.outer) or piece.marks.at("ratifying", mention.head)
    if ratified and (piece.segment.kind == SENTENCE or mention.outer > 0):
        return True
    # `approved the minutes of the January meeting`: who approves minutes does not sign them
    if mention.type != "minutes":
        return False
    return all(piece.marks.at("approving", mark.start) for mark in piece.marks.of("signing")) and piece.is_signing


def is_bare_item(piece: Piece, mention: Mention, context: Context) -> bool:
    """Tell whether an item of a list of documents is a `Joint Communiqué` or `Minutes` and says no more."""
    bare = mention.type in ("declaration", "minutes") and not mention.many and mention.end == len(piece.tokens)
    return bare and mention.outer == 0 and context.opens_list and piece.segment.kind == ITEM


def is_draft(piece: Piece, mention: Mention) -> bool:
    """Tell whether the words before an instrument's call it a draft or a proposal."""
    return any(piece.marks.at("unsigned", at) for at in range(mention.outer, mention.head))


def says_what(piece: Piece, mention: Mention, clause: Clause, *, item: bool = False, sure: bool = False) -> bool:
    """Tell whether it is said what a document is about or between whom, so that it is one and not any.

    `sure` tells that a word such as `programme` or `decision`, which may be no instrument, is one here.
    """
    if mention.weak and not (sure or item or _is_named(piece, mention)):
        return False
    if clause.has_parties and (not mention.many or (item and mention.count < 2)):
        return True
    if clause.subject != NOWHERE and not _is_vague(piece, clause.subject):
        # `several memoranda to strengthen ties` says why they were signed.
        aims = mention.many and piece.marks.at("aims", clause.subject[0]) is not None
        return not (aims and (not mention.count or _betters_relations(piece, clause.subject)))
    if mention.type == "declaration" and piece.marks.at("signed_of", clause.subject[0]) and clause.subject != NOWHERE:
        return True  # `Declaration of Muscat`
    if mention.type in ("declaration", "minutes") and not mention.many and not item and piece.is_signing:
        return True
    return not mention.many and (has_telling_words(piece, mention) or _is_of_two_states(piece, mention))


def _is_of_two_states(piece: Piece, mention: Mention) -> bool:
    # `the Oman/Nepal agreement was signed`
    states = {mark.value for mark in piece.marks.of("state", mention.start, mention.head)}
    return len(states) == 2 and piece.is_signing and not mention.nested


def _betters_relations(piece: Piece, span: Span) -> bool:
    kinds = ("bettering", "generic_subject", "articles", "own", "anaphora", "state")
    return all(any(piece.marks.at(kind, at) for kind in kinds) for at in range(*span))


def _is_named(piece: Piece, mention: Mention) -> bool:
    return piece.tokens.is_capital(mention.head) or mention.has_own_words or mention.determiner == "another"


def has_telling_words(piece: Piece, mention: Mention) -> bool:
    """Tell whether words before an instrument's say what it is on: `a transit trade agreement`."""
    return any(
        piece.tokens.words[at].isalpha() and not any(piece.marks.at(kind, at) for kind in ("generic_subject", "state"))
        for at in range(mention.start, mention.head)
    )


def _is_vague(piece: Piece, span: Span) -> bool:
    # `in various fields`, `in New Delhi`
    start, end = span
    marks = piece.marks
    first = marks.at("subject", start)
    start = first.end if first else start
    while start < end and (mark := marks.at("frames", start) or marks.at("articles", start)):
        start = mark.end
    places = (mark for kind in ("city", "state", "organisation") if (mark := marks.at(kind, start)))
    if start >= end or any(place.end >= end for place in places):
        return True
    return any(marks.at("vague", at) for at in range(start, min(start + 2, end)))
