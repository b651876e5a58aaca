"""Where a title starts whose words stand before its instrument's: `Enhanced Partnership and Cooperation Agreement`."""

from mou_cli.intake.dates_in import is_year
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Marks
from mou_cli.intake.tokens import Tokens

_NO_MODIFIERS = ("breaks", "articles", "anaphora", "numbers", "another", "signing", "bounds")
_MOST_WORDS_BEFORE = 9  # in a title before its word
_NAMES = ("state", "city", "agencies", "one", "organisation")
_EXCHANGED = ("ic", "al", "student", "youth", "currency", "information", "data", "staff", "faculty")  # word endings


def title_start(tokens: Tokens, marks: Marks, head: int, lexicon: Lexicon, after: int) -> int:
    """Return the word with which the title of the instrument at word `head` starts, none before word `after`."""
    at = head
    listed = lexicon.words("modifiers")
    while at > after and head - at < _MOST_WORDS_BEFORE:
        if listed:
            before = marks.ending("modifiers", at)
            if before is None:
                break
            at = before.start
        elif may_modify(tokens, marks, at) or _is_noun(tokens, marks, at):
            at -= 1
        elif _is_in_name(tokens, marks, at):
            at -= 2
        else:
            break
    return _without_praise(tokens, marks, at, head)


def _is_noun(tokens: Tokens, marks: Marks, at: int) -> bool:
    # `an academic exchange agreement`; not `the sides exchange agreements`, nor `to exchange`
    exchange = marks.ending("exchange_nouns", at)
    if exchange is None or exchange.start == 0 or marks.at("one", at) is None:
        return False
    before = tokens.words[exchange.start - 1]
    return before.endswith(_EXCHANGED)


def _is_in_name(tokens: Tokens, marks: Marks, at: int) -> bool:
    # `the Enhanced Partnership and Cooperation Agreement`: capitals on both sides of `and`, and an article before
    if at < 3 or tokens.words[at - 1] not in ("and", "&") or not (tokens.is_capital(at - 2) and tokens.is_capital(at)):
        return False
    start = at - 2
    while start > 0 and tokens.is_capital(start - 1) and may_modify(tokens, marks, start):
        start -= 1
    named = any(marks.of(kind, start, at) for kind in _NAMES)
    return marks.ending("articles", start) is not None and not named


def may_modify(tokens: Tokens, marks: Marks, at: int) -> bool:
    """Tell whether the word before word `at` may stand in a title before its instrument's word."""
    word = tokens.words[at - 1]
    if word in "-–&" and at >= 2 and tokens.words[at - 2].isalnum():
        return word != "&" or tokens.is_capital(at - 2)
    if word == "/" and marks.at("state", at):  # `the Oman/Nepal agreement`
        return marks.ending("state", at - 1) is not None
    if is_year(word):  # `a 2026 cooperation plan`, and not `in 2026 agreements`
        return marks.ending("articles", at - 1) is not None
    if not word.isalpha() and not (word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th")):
        return False
    return not any(marks.ending(kind, at) for kind in _NO_MODIFIERS)


def _without_praise(tokens: Tokens, marks: Marks, at: int, head: int) -> int:
    while at < head and (marks.at("evaluative", at) or not tokens.words[at].isalnum()):
        at += 1
    return at
