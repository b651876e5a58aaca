"""What follows an instrument's word: between whom, with whom, on what, and where its title ends."""

from msgspec import Struct

from mou_cli.intake.clause_ends import clause_end, is_day
from mou_cli.intake.clause_starts import clause_start
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.mention import Mention
from mou_cli.intake.tokens import Tokens

Span = tuple[int, int]
NOWHERE: Span = (0, 0)
_STATE_WITHIN = 8  # words after the last `between` of a list
_NAME_STARTS_WITHIN = 12  # words after `between`
_COLON_WITHIN = 8  # words after a plural
_QUOTES = "“«\"„'‘"
_SOMEBODY = ("state", "agencies", "organisation")


class Clause(Struct, frozen=True, kw_only=True):
    """The parts of a title after the instrument's word, each from a word to before a word; NOWHERE where absent.

    `begin` is where the parts begin, past a bracketed abbreviation and `was signed`. `parties` stand between, `other`
    stands after with; `subject` holds its preposition; `rest` is a subject that follows the parties where one went
    before them. `listed` tells that what follows is a list of subjects.
    """

    begin: int
    end: int
    parties: Span = NOWHERE
    other: Span = NOWHERE
    subject: Span = NOWHERE
    rest: Span = NOWHERE
    listed: bool = False

    @property
    def has_parties(self) -> bool:
        """Tell whether it names a side."""
        return self.parties != NOWHERE or self.other != NOWHERE


def read_clause(tokens: Tokens, marks: Marks, mention: Mention, limit: int, *, item: bool) -> Clause:
    """Return the parts of the title that follow `mention`, none beyond word `limit`; an `item` is a title whole."""
    begin = clause_start(tokens, marks, mention.end, limit, item=item)
    listed = marks.at("lists", begin)
    if mention.many or not mention.type:
        listed = listed or _naming(tokens, marks, begin, limit)
        colon = None if listed else _colon(tokens, marks, begin, limit)
        if listed or colon is not None:
            return _listed(tokens, marks, listed.end if listed else (colon or 0) + 1, limit, item=item)
    dated = not item and is_day(tokens, marks, begin)
    end = begin if dated else clause_end(tokens, marks, begin, limit, item=item)
    between = next(iter(marks.of("between", begin, end)), None)
    if between:
        return clause_between(tokens, marks, between, begin, end)
    doers = _doers(tokens, marks, mention, limit)
    if doers:
        close = min(end, doers[0] - 1) if doers[0] > begin else begin
        return Clause(begin=begin, end=close, parties=doers, subject=_subject(tokens, marks, begin, close))
    other = marks.at("with", begin)
    if other and other.end < end and not _is_person(marks, mention, other.end, end):
        turn = _first_firm(marks, other.end, end)
        return Clause(begin=begin, end=end, other=(other.end, turn), subject=_span(turn, end))
    return Clause(begin=begin, end=end, subject=_subject(tokens, marks, begin, end, bare=mention.bare))


def _colon(tokens: Tokens, marks: Marks, begin: int, limit: int) -> int | None:
    # `agreements: A and B`, and `agreements signed between the two sides: A and B`
    near = range(begin, min(limit, begin + _COLON_WITHIN))
    colon = next((at for at in near if tokens.words[at] == ":"), None)
    if colon is None or colon == begin:
        return colon
    named = any(marks.at(kind, at) for at in range(begin, colon) for kind in ("firm_subject", *_SOMEBODY))
    return None if named or colon + 1 >= limit else colon


def _naming(tokens: Tokens, marks: Marks, begin: int, limit: int) -> Mark | None:
    # `two of the MoUs are new, namely A and B`: behind a comma, and nothing but an adjective or a verb before that
    near = range(begin, min(limit, begin + _COLON_WITHIN))
    comma = next((at for at in near if tokens.words[at] in ",،-–—"), None)
    if comma is None or any(marks.at(kind, at) for at in range(begin, comma) for kind in ("firm_subject", *_SOMEBODY)):
        return None
    return marks.at("naming", comma + 1)


def _span(start: int, end: int) -> Span:
    return (start, end) if start < end else NOWHERE


def _listed(tokens: Tokens, marks: Marks, begin: int, limit: int, *, item: bool) -> Clause:
    # `covered A and B between C and D`: the last words are the parties of all.
    # `cover A, the B and C`: no verb follows that the article could begin a sentence of
    verbs = any(marks.of(kind, begin, limit) for kind in ("stops", "auxiliaries", "signing", "clause_verbs"))
    end = clause_end(tokens, marks, begin, limit, item=item, signs=":", articles=not verbs)
    between = next(iter(reversed(marks.of("between", begin + 1, end))), None)
    last_comma = max((at for at in range(begin, end) if tokens.words[at] in ",;،"), default=begin)
    if between and between.start > last_comma and marks.of("state", between.end, between.end + _STATE_WITHIN):
        return Clause(begin=begin, end=end, subject=(begin, between.start), parties=(between.end, end), listed=True)
    return Clause(begin=begin, end=end, subject=(begin, end), listed=True)


def clause_between(tokens: Tokens, marks: Marks, between: Mark, begin: int, end: int) -> Clause:
    """Return the parts of a title from word `begin` to before `end` whose parties stand behind `between`."""
    before = _span(begin, between.start)
    if not _names_somebody(tokens, marks, between.end, end):  # `between the two countries`
        turn = _first_firm(marks, between.end, end)
        subject = _subject(tokens, marks, begin, end) if before != NOWHERE else _span(turn, end)
        return Clause(begin=begin, end=end, subject=subject)
    turn = _subject_after_parties(marks, between.end, end)
    after = _span(turn, end)
    subject, rest = (before, after) if before != NOWHERE else (after, NOWHERE)
    return Clause(begin=begin, end=end, parties=(between.end, turn), subject=subject, rest=rest)


def _subject(tokens: Tokens, marks: Marks, begin: int, end: int, *, bare: bool = False) -> Span:
    if begin >= end:
        return NOWHERE
    opens = any(marks.at(kind, begin) for kind in ("subject", "qualifiers")) or _is_apposed(tokens, begin)
    # Arabic: what an agreement is on follows it without a preposition.
    return (begin, end) if opens or (bare and tokens.words[begin].isalpha()) else NOWHERE


def _is_apposed(tokens: Tokens, at: int) -> bool:
    # `joint declaration – Next Step`, `agreement "On trade"`, `[for a joint degree]`
    word = tokens.words[at]
    if word in "-–—":
        return at + 1 < len(tokens) and tokens.is_capital(at + 1) and tokens.text[tokens.spans[at][1]] == " "
    return word in _QUOTES or word in "[("


def _doers(tokens: Tokens, marks: Marks, mention: Mention, limit: int) -> Span | None:
    # `was signed by the Authority of A and the Commission of B`: agencies, not the persons who held the pen
    told = (mark for kind in ("by", "between") for mark in marks.of(kind, mention.end, limit))
    after_verb = (mark.end for mark in told if _is_after_signing(marks, mark.start))
    at = next(after_verb, limit)
    if at >= limit:
        return None
    stops = (each for each in range(at, limit) if _ends_doers(tokens, marks, each))
    close = next(stops, limit)
    if marks.of("persons", at, close) or not marks.of("and", at + 1, close):
        return None
    return (at, close) if any(marks.of(kind, at, close) for kind in _SOMEBODY) else None


def _ends_doers(tokens: Tokens, marks: Marks, at: int) -> bool:
    return tokens.words[at] in ".;" or any(marks.at(kind, at) for kind in ("firm_subject", "soft_stops"))


def _is_after_signing(marks: Marks, at: int) -> bool:
    return any(marks.ending("signing", before) for before in range(max(1, at - 3), at + 1))


def _is_person(marks: Marks, mention: Mention, start: int, end: int) -> bool:
    # `exchanged the MoU with Ambassador X`: who held the other copy, not a party
    if marks.of("persons", start, min(end, start + 2)):
        return True
    return bool(marks.of("exchanging", 0, mention.head)) and not any(marks.of(kind, start, end) for kind in _SOMEBODY)


def _names_somebody(tokens: Tokens, marks: Marks, start: int, end: int) -> bool:
    near = range(start, min(end, start + _NAME_STARTS_WITHIN))
    return any(tokens.is_capital(at) or any(marks.at(kind, at) for kind in _SOMEBODY) for at in near)


def _subject_after_parties(marks: Marks, start: int, end: int) -> int:
    # `in the field of` is no part of a name; where no `and` has come before it, one word stands for both sides.
    strong = next((mark.start for mark in marks.of("strong_subject", start + 1, end)), None)
    if strong is not None and not marks.of("and", start, strong):
        return strong
    joint = next((mark.end for mark in marks.of("and", start, end)), start)
    return _first_firm(marks, joint, end)


def _first_firm(marks: Marks, start: int, end: int) -> int:
    inside_name = start + 1
    for at in range(start, end):
        name = marks.at("names_go_on", at)
        inside_name = max(inside_name, name.end if name else 0)
        firm = marks.at("firm_subject", at)
        if firm and at >= inside_name and not _is_in_name(marks, at, firm.end, end):
            return at
    return end


def _is_in_name(marks: Marks, at: int, after: int, end: int) -> bool:
    # `University in Kazan`, `Fund for Pakistan`: a state or a town after it is part of the name.
    while after < end and marks.at("articles", after):
        after += 1
    local = marks.at("places", at) is not None
    return after >= end or (local and any(marks.at(kind, after) for kind in ("city", "state", "home")))
