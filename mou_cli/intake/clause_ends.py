"""Where a title ends in a running text: before a verb, before `according to`, before the day and the place."""

from mou_cli.intake.marks import Marks
from mou_cli.intake.tokens import Tokens

_LONGEST_BRACKET = 40  # words


def clause_end(
    tokens: Tokens, marks: Marks, begin: int, limit: int, *, item: bool, signs: str = ":;؛", articles: bool = False
) -> int:
    """Return the word before which a title that goes on at word `begin` ends, `limit` at the latest.

    An `item` is a title whole and ends only where those who signed it are named or a verb follows; `signs` end any,
    and a comma with an article behind it does unless `articles` go on.
    """
    end = _first_stop(tokens, marks, begin, limit, item=item, signs=signs)
    while articles and end < limit and tokens.words[end] in ",،" and marks.at("articles", end + 1):
        end = _first_stop(tokens, marks, end + 1, limit, item=item, signs=signs)
    if (end < limit and _has_doer(marks, end)) or _ends_in_deed(marks, begin, end):
        end = _before_doer(tokens, marks, begin, end)
    while end > begin:
        extra = marks.ending("and", end) or marks.ending("tails", end) or marks.ending("hanging", end)
        if extra:
            end = extra.start
        elif tokens.words[end - 1] in ",،.;:؛-–—":
            end -= 1
        else:
            break
    return max(begin, end)


def _has_doer(marks: Marks, at: int) -> bool:
    # `..., and the two agencies have concluded`, `..., and cooperation in tea was laid down in`
    auxiliary = marks.at("auxiliaries", at)
    return marks.at("active", at) is not None or (auxiliary is not None and bool(marks.at("fixing", auxiliary.end)))


def _ends_in_deed(marks: Marks, begin: int, end: int) -> bool:
    # `a contract for tea, and the two firms agreed [a memorandum]`
    return any((mark := marks.ending(kind, end)) and mark.start > begin for kind in ("clause_verbs", "signing"))


def _before_doer(tokens: Tokens, marks: Marks, begin: int, end: int) -> int:
    # `an agreement on fisheries, and the two agencies have concluded a memorandum`: who did so is no part of the title.
    commas = (at for at in range(end - 1, begin, -1) if tokens.words[at] in ",،")
    return next((at for at in commas if marks.at("and", at + 1) or marks.at("soft_stops", at + 1)), end)


def _first_stop(tokens: Tokens, marks: Marks, begin: int, limit: int, *, item: bool, signs: str) -> int:
    at = begin
    while at < limit:
        if tokens.words[at] in "([" and not (at > begin and _is_of_signing(marks, at + 1, item=item)):
            at = _closing(tokens, at, limit)
        elif _ends(tokens, marks, at, begin, item=item, signs=signs):
            return at
        at += 1
    return limit


def _is_of_signing(marks: Marks, at: int, *, item: bool) -> bool:
    # `(signed by the ministers on 4 May)`
    return item and (marks.at("signers", at) or marks.at("signing", at)) is not None


def _ends(tokens: Tokens, marks: Marks, at: int, begin: int, *, item: bool, signs: str) -> bool:
    if _is_final(tokens, marks, at, begin, signs) or _stops(marks, at, begin, item=item):
        return True
    if tokens.words[at] in ",،":
        return _ends_at_comma(marks, at + 1, item=item) or (not item and _is_next_deed(marks, at + 1))
    if not item and _is_next_deed(marks, at):
        return True
    return not item and at > begin and marks.at("time_prepositions", at) is not None and is_time(tokens, marks, at)


def _is_final(tokens: Tokens, marks: Marks, at: int, begin: int, signs: str) -> bool:
    word = tokens.words[at]
    if word == "(":  # `(signed by the ministers)`
        return True
    if word == ":" and marks.ending("subject", at):  # `in the fields of: A and B`
        return False
    return (word in signs and (at > begin or word == ";")) or (word == "." and at + 1 == len(tokens))


def _closing(tokens: Tokens, at: int, limit: int) -> int:
    for close in range(at + 1, min(limit, at + _LONGEST_BRACKET)):
        if tokens.words[close] in ")]":
            return close
    return at


def _ends_at_comma(marks: Marks, at: int, *, item: bool) -> bool:
    if marks.at("signers", at) or marks.at("persons_only", at):
        return True
    return not item and marks.at("comma_stops", at) is not None and not _goes_on(marks, at)


def _is_next_deed(marks: Marks, at: int) -> bool:
    # `an agreement on tea and discussed trade`
    joint = marks.at("and", at)
    return joint is not None and marks.at("clause_verbs", joint.end) is not None


def _goes_on(marks: Marks, at: int) -> bool:
    # `on A, as well as on B`: the preposition is said again
    joint = marks.at("and", at)
    return joint is not None and marks.at("firm_subject", joint.end) is not None


def _stops(marks: Marks, at: int, begin: int, *, item: bool) -> bool:
    if marks.at("signers", at) or marks.at("stops", at):
        return True
    if not item:
        return marks.at("soft_stops", at) is not None
    # In a row of a table that became one line, the names of those who signed follow the title.
    honorific = marks.at("honorifics", at) is not None and at - begin >= 2
    return honorific and not any(marks.ending(kind, at) for kind in ("subject", "articles", "and", "reference"))


def is_day(tokens: Tokens, marks: Marks, at: int) -> bool:
    """Tell whether the preposition at word `at` is one of a day: `on Monday`, `on 4 May`; not `on 2031 goals`."""
    day = at + 1
    if day + 1 >= len(tokens) or marks.at("time_prepositions", at) is None:
        return False
    named = marks.at("weekdays", day) or marks.at("months", day) or marks.at("months", day + 1)
    return named is not None and (named.start == day or tokens.words[day].isdigit())


def is_time(tokens: Tokens, marks: Marks, at: int) -> bool:
    """Tell whether the preposition at word `at` is one of time or place: `on Monday`, `in Astana`, `on 4 May`."""
    following = at + 1
    if marks.at("stops", at) or marks.at("soft_stops", at):
        return True
    if following >= len(tokens):
        return False
    if city := marks.at("city", following):
        return not marks.at("and", city.end)  # `the Institute in Delhi and the Academy`
    return tokens.words[following].isdigit() or any(marks.at(kind, following) for kind in ("months", "weekdays"))
