"""What a text recalls: `the agreement signed in Hanoi in 2008`, `in January, both had ...` were signed before."""

from collections.abc import Sequence

from mou_cli.intake.dates_in import is_year
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.mention import Mention
from mou_cli.intake.segments import SENTENCE, Segment
from mou_cli.intake.tokens import Tokens

_AFTER_VERB = 7  # words from `signed` to the year or the month
_LONGEST_CLAUSE = 16  # words in which `which signed ... in 2022` has its year
_LONGEST_DOER = 7  # words from `which` to `had signed`
_COMMAS = ",،"
_PASSED_OVER = ("city", "state", "articles", "time_prepositions", "places", "subject")


def recalled_in(segment: Segment, tokens: Tokens, marks: Marks, mentions: Sequence[Mention]) -> frozenset[int]:
    """Return the words where a piece says of a document that it was signed before; `mentions` are its instruments."""
    # A title may give its own year; in a sentence that is what was signed before.
    if segment.kind != SENTENCE and mentions and mentions[0].outer == 0:
        return frozenset()
    return frozenset(mark.start for mark in marks.of("signing") if _is_recalled(tokens, marks, mentions, mark))


def _is_recalled(tokens: Tokens, marks: Marks, mentions: Sequence[Mention], signing: Mark) -> bool:
    # `the agreement, signed in 2009, will be reviewed`, `the pact signed in January`; not `was signed in January`, not
    # `the ministers signed in January`, and not a month with its day
    if _is_clause(tokens, marks, signing):
        return True
    if marks.ending("pluperfect", signing.start) and _is_before(tokens, marks, signing.end):
        return True  # `an agreement had been signed in 2019`
    if signing.start and (tokens.is_capital(signing.start) or marks.ending("adjectives", signing.start)):
        return False  # `Programme of Cultural Exchanges for 2031`
    if not _is_participle(marks, tokens, signing) or not _is_before(tokens, marks, signing.end):
        return False
    named = next((each for each in reversed(mentions) if each.end <= signing.start), None)
    return named is not None and not named.many


def _is_clause(tokens: Tokens, marks: Marks, signing: Mark) -> bool:
    # `the governments, which signed an agreement in 2022, hope ...`, `which in 2021 signed ...`, `in 2021 signed`
    start = signing.start
    if start > 1 and is_year(tokens.words[start - 1]) and marks.at("time_prepositions", start - 2):
        return True
    if not _is_in_relative(tokens, marks, start):
        return False
    for at in range(signing.end, min(len(tokens), signing.end + _LONGEST_CLAUSE)):
        if tokens.words[at] in ",،.;":
            return False
        if is_year(tokens.words[at]) and marks.ending("time_prepositions", at):
            return True
    return False


def _is_in_relative(tokens: Tokens, marks: Marks, start: int) -> bool:
    # `which signed`, `which the ministries had signed`
    for at in range(start, max(0, start - _LONGEST_DOER), -1):
        if marks.ending("relatives", at):
            return True
        if not tokens.words[at - 1].isalpha() or marks.ending("signing", at):
            return False
    return False


def opens_earlier(marks: Marks) -> bool:
    """Tell whether a sentence opens with a time that was: `Earlier this month, ...`."""
    joint = marks.at("and", 0)
    return marks.at("formerly", joint.end if joint else 0) is not None


def _is_participle(marks: Marks, tokens: Tokens, signing: Mark) -> bool:
    start = signing.start
    if start == 0:
        return False
    while helper := marks.ending("auxiliaries", start):
        start = helper.start
    if start != signing.start:  # `which was signed in 2019`
        return marks.ending("relatives", start) is not None
    if tokens.words[start - 1] in _COMMAS:
        return True
    return not any(marks.ending(kind, start) for kind in ("state", "agencies", "persons", "sides", "and"))


def _is_before(tokens: Tokens, marks: Marks, at: int) -> bool:
    end = min(len(tokens), at + _AFTER_VERB)
    while at < end:
        if is_year(tokens.words[at]) or marks.at("past_times", at) is not None:
            return True
        if month := marks.at("months", at):
            return month.end >= len(tokens) or not tokens.words[month.end].isdigit() or is_year(tokens.words[month.end])
        place = next((mark for kind in _PASSED_OVER if (mark := marks.at(kind, at))), None)
        named = tokens.words[at].isalpha() and tokens.is_capital(at) and marks.at("weekdays", at) is None
        if place is None and not named:
            return False
        at = place.end if place else at + 1
    return False
