"""Items of a list that have no instrument's word: `agreements on A, a protocol on B, and cooperation in C`."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from mou_cli.intake.clauses import NOWHERE, Clause, Span
from mou_cli.intake.expanding import SameField
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Piece

_FEW = 5  # words of a last item that is a field alone


def without_items(
    piece: Piece, mention: Mention, clause: Clause, listed: Sequence[Mention], same_field: SameField
) -> tuple[Clause, list[Span]]:
    """Return the clause of `mention` without the items behind it that are documents of their own, and where those are.

    `listed` are all instruments of the sentence. An item begins behind a comma with words like `cooperation in`; the
    last of a list that a plural opened may be a field alone, of another sector: `..., and tourism`.
    """
    plain = mention.many or clause.subject == NOWHERE or clause.has_parties or clause.subject[0] < mention.end
    if plain or len(listed) < 2 or clause.rest != NOWHERE:
        return clause, []
    starts = list(_items(piece, *clause.subject)) or list(_last_field(piece, mention, clause, listed, same_field))
    if not starts:
        return clause, []
    end = starts[0][0]
    items = [(begin, following[0]) for (_, begin), following in pairwise([*starts, (clause.end, clause.end)])]
    return structs.replace(clause, end=end, subject=(clause.subject[0], end)), items


def _items(piece: Piece, start: int, end: int) -> Iterator[Span]:
    # Each by its comma and its first word.
    for mark in piece.marks.of("cooperating", start + 2, end):
        comma = _comma_before(piece, mark.start)
        if comma > start and mark.end < end:
            yield comma, mark.start


def _last_field(
    piece: Piece, mention: Mention, clause: Clause, listed: Sequence[Mention], same_field: SameField
) -> Iterator[Span]:
    start, end = clause.subject
    commas = [at for at in range(start, end) if piece.tokens.words[at] in ",،"]
    governed = any(each.many and each.outer < mention.outer for each in listed) and mention is listed[-1]
    if len(commas) != 1 or not governed:
        return
    joint = piece.marks.at("and", commas[0] + 1)
    if joint is None or not 0 < end - joint.end <= _FEW or piece.marks.at("subject", joint.end):
        return
    before, item = piece.tokens.part(start, commas[0]), piece.tokens.part(joint.end, end)
    if same_field(item, item) and not same_field(before, item):
        yield commas[0], joint.end


def _comma_before(piece: Piece, at: int) -> int:
    joint = piece.marks.ending("and", at)
    comma = (joint.start if joint else at) - 1
    return comma if comma >= 0 and piece.tokens.words[comma] in ",،" else -1
