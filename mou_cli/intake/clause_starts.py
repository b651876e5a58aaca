"""Where a title goes on behind its instrument's word: past `(MoU)`, `was signed`, `as well` and the day."""

from mou_cli.intake.clause_ends import is_day, is_time
from mou_cli.intake.marks import Marks
from mou_cli.intake.tokens import Tokens

_LONGEST_ABBREVIATION = 8  # words in a bracket after the instrument's word
_LONGEST_ASIDE = 14  # words between two commas
_LONGEST_DAY = 8  # words of `on Wednesday 5 May 2031 in Muscat`
_CLOSING = '”»"'


def clause_start(tokens: Tokens, marks: Marks, at: int, limit: int, *, item: bool) -> int:
    """Return the word with which the parties or the subject begin behind the instrument's word that ends before `at`.

    None is beyond word `limit`; an `item` is a title whole, in which a day may be the subject's.
    """
    begin = _past_adverb(tokens, marks, _past_bracket(tokens, at, limit), limit)
    begin = _past_comma(tokens, marks, _past_verbs(tokens, marks, begin, limit), limit)
    return begin if item else _past_day(tokens, marks, begin, limit)


def _past_bracket(tokens: Tokens, at: int, limit: int) -> int:
    if at < limit and tokens.words[at] in _CLOSING:  # `the "Roadmap" for trade`
        at += 1
    # `Memorandum of Understanding (MoU) on`, `Memoranda, (MOUs), on`; not `Programme (2025-2029)`
    comma = at + 1 < limit and tokens.words[at] == "," and tokens.words[at + 1] == "("
    opening = at + 1 if comma else at
    if opening >= limit or tokens.words[opening] != "(":
        return at
    inside = range(opening + 1, min(limit, opening + _LONGEST_ABBREVIATION))
    close = next((each for each in inside if tokens.words[each] == ")"), None)
    if close is None or not all(tokens.is_capital(each) for each in range(opening + 1, close)):
        return at
    return close + 2 if comma and close + 1 < limit and tokens.words[close + 1] == "," else close + 1


def _past_verbs(tokens: Tokens, marks: Marks, at: int, limit: int) -> int:
    # `MoUs signed between`, `another was between`, `agreements were also signed on`; not `was signed on Monday`
    end = at
    while end < limit and (mark := marks.at("signing", end) or marks.at("auxiliaries", end)):
        end = mark.end
    if end == at or end >= limit or is_time(tokens, marks, end):
        return at
    end = _past_adverb(tokens, marks, end, limit)
    goes_on = any(marks.at(kind, end) for kind in ("between", "subject", "with", "lists"))
    apposed = tokens.words[end] in ",،" and marks.at("apposed", end + 1) and not is_time(tokens, marks, end + 1)
    return end if goes_on or apposed or tokens.words[end] == ":" else at


def _past_day(tokens: Tokens, marks: Marks, at: int, limit: int) -> int:
    # `signed an agreement on 5 May`; `several agreements on Wednesday in the fields of A and B`
    if not is_day(tokens, marks, at):
        return at
    near = range(at + 1, min(limit, at + _LONGEST_DAY))
    return next((each for each in near if _begins_subject(tokens, marks, each)), at)


def _begins_subject(tokens: Tokens, marks: Marks, at: int) -> bool:
    if marks.at("soft_stops", at) or marks.at("not_fronting", at):  # `on the sidelines of`
        return False
    if marks.at("between", at):
        return True
    return marks.at("strong_subject", at) is not None or (
        marks.at("apposed", at) is not None and not is_time(tokens, marks, at)
    )


def _past_adverb(tokens: Tokens, marks: Marks, at: int, limit: int) -> int:
    # `exchanged one more MoU as well, on camels`; `was approved, too, to implement`
    comma = at < limit and tokens.words[at] in ",،"
    adverb = marks.at("adding", at + comma)
    if adverb is None or adverb.end >= limit:
        return at
    if comma:
        return adverb.end + 1 if tokens.words[adverb.end] in ",،" else at
    return adverb.end if tokens.words[adverb.end] in ",،" or marks.at("apposed", adverb.end) else at


def _past_comma(tokens: Tokens, marks: Marks, at: int, limit: int) -> int:
    if at + 1 >= limit or tokens.words[at] not in ",،":
        return at
    if marks.at("signers", at + 1) or marks.at("persons_only", at + 1):  # `letter, signed by the carriers, on flights`
        near = range(at + 2, min(limit - 1, at + _LONGEST_ASIDE))
        comma = next((each for each in near if tokens.words[each] in ",،"), at)
        goes_on = any(marks.at(kind, comma + 1) for kind in ("firm_subject", "lists"))
        return comma + 1 if comma > at and goes_on else at
    return at + 1 if marks.at("firm_subject", at + 1) or marks.at("between", at + 1) else at
