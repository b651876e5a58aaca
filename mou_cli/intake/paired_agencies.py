"""One name for the agencies of both sides: `the two Ministries of Justice`, `the Ministries of Health of A and B`."""

from mou_cli.intake.clauses import Span
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.titles import tidy
from mou_cli.intake.tokens import Tokens

_ENDS = ("both_states", "state", "organisation")
_LONGEST = 12  # words from `unions` to whose they are


def pair_at(marks: Marks, at: int) -> Mark | None:
    """Return the words at `at` that name the agencies of both sides at once (`the two Ministries`), or None.

    A plural such as `the unions` does so where it is told whose they are: `the unions of writers of the two countries`.
    """
    article = marks.at("articles", at)
    start = article.end if article else at
    plural = marks.at("paired_plurals", start)
    return marks.at("pairs", start) or (plural if plural and _is_of_both(marks, plural.end) else None)


def _is_of_both(marks: Marks, at: int) -> bool:
    if marks.of("both_states", at, at + _LONGEST):
        return True
    states = marks.of("state", at, at + _LONGEST)
    joint = marks.at("and", states[0].end) if len(states) > 1 else None
    return joint is not None and marks.at("state", joint.end) is not None


def paired_agency(tokens: Tokens, marks: Marks, span: Span) -> str:
    """Return the agency that both sides have, in the singular, empty where `span` names none such."""
    pair = pair_at(marks, span[0]) if span[1] > span[0] else None
    if pair is None:
        return ""
    end = min([span[1], *(mark.start for kind in _ENDS for mark in marks.of(kind, pair.end, span[1]))])
    while end > pair.end and (marks.ending("reference", end) or marks.ending("articles", end)):
        end -= 1
    whole = end > pair.end or " " in pair.value  # `the chambers of commerce of Oman and Nepal`
    return tidy(f"{pair.value} {tokens.part(pair.end, end)}") if whole else ""
