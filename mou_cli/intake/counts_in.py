"""The announced counts: `more than 30 memoranda`, `six documents`, with the words that bound them."""

from collections.abc import Iterator, Sequence

from mou_cli.intake.drafts import DraftCount
from mou_cli.intake.instruments import determiner_of
from mou_cli.intake.marks import Mark
from mou_cli.intake.reading_context import Piece

_FIRST_PIECES = 2  # a headline and what is under it
_MOST = 1000


def counts_in(pieces: Sequence[Piece]) -> tuple[DraftCount, ...]:
    """Return how many documents the text says there are, each count and wording once, in order."""
    found: dict[tuple[int, str], DraftCount] = {}
    for piece in pieces:
        if piece.is_signing or piece.number < _FIRST_PIECES or piece.marks.of("hereby"):
            for count in _of(piece):
                found.setdefault((count.count, count.bound), count)
    return tuple(found.values())


def _of(piece: Piece) -> Iterator[DraftCount]:
    for mention in piece.mentions:
        if mention.count and (mention.many or mention.count > 1):
            yield _count(piece, mention.count, mention.outer, mention.head, mention.end)
    taken = {at for mention in piece.mentions for at in range(mention.outer, mention.end)}
    for mark in piece.marks.of("generic"):
        outer, _, count = determiner_of(piece.tokens, piece.marks, _past_adjectives(piece, mark), 0)
        if 1 < count <= _MOST and mark.start not in taken:
            yield _count(piece, count, outer, mark.start, mark.end)


def _past_adjectives(piece: Piece, mark: Mark) -> int:
    # `five bilateral documents`, `пяти двусторонних документов`
    for at in range(mark.start, max(0, mark.start - 3), -1):
        if piece.tokens.words[at - 1].isdigit() or piece.marks.ending("numbers", at):
            return at
    return mark.start


def _count(piece: Piece, count: int, outer: int, head: int, end: int) -> DraftCount:
    before = [mark for mark in piece.marks.of("bounds", max(0, outer - 3), head) if mark.end >= outer]
    words = piece.tokens.part(before[0].start if before else outer, end)
    bound = before[0].value if before else ""
    return DraftCount(count, bound, piece.tokens.part(head, end), words, piece.segment.text)
