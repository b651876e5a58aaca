"""One name for the agencies of both sides: `the two Ministries of Justice`, `the Ministries of Health of A and B`."""

from mou_cli.intake.clauses import Span
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.titles import tidy
from mou_cli.intake.tokens import Tokens

_ENDS = ("both_states", "state", "organisation")


def pair_at(marks: Marks, at: int) -> Mark | None:
    """Return the words at `at` that name the agencies of both sides at once (`the two Ministries`), or None."""
    article = marks.at("articles", at)
    return marks.at("pairs", article.end if article else at)


def paired_agency(tokens: Tokens, marks: Marks, span: Span) -> str:
    """Return the agency that both sides have, in the singular, empty where `span` names none such."""
    pair = pair_at(marks, span[0]) if span[1] > span[0] else None
    if pair is None:
        return ""
    end = min([span[1], *(mark.start for kind in _ENDS for mark in marks.of(kind, pair.end, span[1]))])
    while end > pair.end and (marks.ending("reference", end) or marks.ending("articles", end)):
        end -= 1
    return tidy(f"{pair.value} {tokens.part(pair.end, end)}") if end > pair.end else ""
