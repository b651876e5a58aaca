"""Step 5, resolve parties: who stands on each side of a document, as written, with the state or organisation meant."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from mou_cli.intake.clauses import Span
from mou_cli.intake.inflection import first_in_nominative
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.paired_agencies import pair_at
from mou_cli.intake.titles import tidy
from mou_cli.intake.tokens import Tokens

_COMMAS = ",،"


class Side(Struct, frozen=True):
    """One side: its words, the codes of states or organisations that they name, and whether it is a state itself."""

    name: str
    codes: tuple[str, ...]
    is_state: bool


def sides_of(tokens: Tokens, marks: Marks, span: Span) -> list[Side]:
    """Return the sides that `between ...` names, in order; one where it names one."""
    return [_side(tokens, marks, part) for part in split_sides(tokens, marks, span) if part[1] > part[0]]


def split_sides(tokens: Tokens, marks: Marks, span: Span) -> list[Span]:
    """Return where each side stands: cut at the `and` behind which a new name begins, then at such commas."""
    start, end = span
    joints = marks.of("and", start + 1, end)
    joints = [joint for joint in joints if not marks.at("strong_subject", joint.end)]  # no name begins so
    if pair_at(marks, start):  # `the two Ministries of Industry and Trade`
        joints = [joint for joint in joints if _names_state(marks, joint.end)]
    if not joints:
        return [span]
    joint = _best_joint(tokens, marks, joints, end)
    return [*_at_commas(tokens, marks, (start, joint.start)), (joint.end, end)]


def _names_state(marks: Marks, at: int) -> bool:
    article = marks.at("articles", at)
    return any(marks.at(kind, article.end if article else at) for kind in ("state", "organisation"))


def _best_joint(tokens: Tokens, marks: Marks, joints: Sequence[Mark], end: int) -> Mark:
    return max(joints, key=lambda joint: (_parts(tokens, marks, joint, end), -joint.start))


def _parts(tokens: Tokens, marks: Marks, joint: Mark, end: int) -> int:
    # How well an `and` parts two names: the first has said its state, the second begins as a name does.
    score = 0
    before = joint.start
    if tokens.words[before - 1] in ')”»"' or any(
        marks.ending(kind, before) for kind in ("state", "city", "organisation")
    ):
        score += 2
    elif marks.ending("agencies", before):  # `the Research Institute and ...`
        score += 1
    at = joint.end
    if at + 1 < end and marks.at("articles", at) and tokens.is_capital(at + 1):
        score, at = score + 2, at + 1
    if any(marks.at(kind, at) for kind in ("state", "city", "organisation")) or tokens.is_upper(min(at, end - 1)):
        score += 1 + _is_possessive(tokens, marks, at)
    return score + (2 if _begins_agency(tokens, marks, at, end) else 0)


def _is_possessive(tokens: Tokens, marks: Marks, at: int) -> bool:
    state = marks.at("state", at)
    return state is not None and state.end < len(tokens) and tokens.words[state.end] in ("'", "’")


def _begins_agency(tokens: Tokens, marks: Marks, at: int, end: int) -> bool:
    # `the National Science Foundation`: the agency's word comes before any `of`
    for step in range(at, min(end, at + 6)):
        if marks.at("agencies", step):
            return True
        if marks.at("and", step) or marks.at("reference", step) or tokens.words[step] in _COMMAS:
            return False
    return False


def _at_commas(tokens: Tokens, marks: Marks, span: Span) -> list[Span]:
    cuts = [
        at
        for at in range(span[0] + 1, span[1] - 1)
        if tokens.words[at] in _COMMAS and _is_new_name(tokens, marks, at + 1, span[1])
    ]
    edges = [span[0] - 1, *cuts, span[1]]
    return [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]


def _is_new_name(tokens: Tokens, marks: Marks, at: int, end: int) -> bool:
    at = at + 1 if at < end and marks.at("articles", at) else at
    if marks.at("state", at):
        following = marks.at("state", at)
        return following is not None and following.end < end and tokens.words[following.end] in (",", "،", "'", "’")
    return marks.at("agencies", at) is not None and marks.ending("articles", at) is not None


def _side(tokens: Tokens, marks: Marks, span: Span) -> Side:
    start, end = _trimmed(tokens, marks, span)
    codes = tuple(dict.fromkeys(mark.value for kind in ("state", "city") for mark in marks.of(kind, start, end)))
    if not codes and _is_all(tokens, marks, (start, end), "organisation"):
        codes = tuple(mark.value for mark in marks.of("organisation", start, end))
    name = "" if marks.of("counterparts", start, end) else tidy(tokens.part(start, end))  # `its Lao counterpart`
    name = first_in_nominative(name) if marks.at("agencies", start) else name
    return Side(name, codes, _is_all(tokens, marks, (start, end), "state"))


def _is_all(tokens: Tokens, marks: Marks, span: Span, kind: str) -> bool:
    # `the Government of the Republic of Kazakhstan` is a state, `Kazakhstan's Ministry of Transport` is not.
    named = {at for mark in marks.of(kind, *span) for at in range(mark.start, mark.end)}
    governing = {at for mark in marks.of("governments", *span) for at in range(mark.start, mark.end)}
    others = [at for at in range(*span) if at not in named and at not in governing]
    return bool(named) and all(_is_small(tokens, marks, at) for at in others)


def _is_small(tokens: Tokens, marks: Marks, at: int) -> bool:
    return len(tokens.words[at]) <= 1 or any(marks.at(kind, at) for kind in ("articles", "reference", "home"))


def _trimmed(tokens: Tokens, marks: Marks, span: Span) -> Span:
    start, end = span
    while start < end and (marks.at("articles", start) or not tokens.words[start].isalnum()):
        start += 1
    while end > start and (tokens.words[end - 1] in ",،.;:-–—" or marks.ending("and", end)):
        end -= 1
    return start, end
