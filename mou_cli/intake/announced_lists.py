"""Lists that no colon opens: `They signed four agreements.`, and four items below it are these."""

from collections.abc import Sequence
from itertools import takewhile

from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Piece
from mou_cli.intake.segments import ITEM

_MOST_WORDS = 16  # of an item that ends with its instrument's word
_NO_TITLE = ("signing", "auxiliaries", "clause_verbs", "stops", "persons")


def is_announced(blocks: Sequence[Sequence[Piece]], at: int) -> bool:
    """Tell whether as many items follow the paragraph `blocks[at]` as it says that documents were signed."""
    piece = blocks[at][-1]
    counts = [each.count for each in piece.mentions if each.many and each.count > 1 and not each.nested]
    if len(counts) != 1 or not piece.is_signing:
        return False
    items = takewhile(lambda block: block[0].segment.kind == ITEM, blocks[at + 1 : at + counts[0] + 2])
    return sum(1 for _ in items) == counts[0]


def is_whole(piece: Piece, mention: Mention) -> bool:
    """Tell whether an item is a title that ends with its instrument's word: `Investment and cooperation treaty`."""
    ends = mention.end + (piece.segment.text.rstrip()[-1:] in ".;,") == len(piece.tokens)
    if piece.segment.kind != ITEM or mention.many or not ends or len(piece.tokens) > _MOST_WORDS:
        return False
    return not any(piece.marks.of(kind, 0, mention.head) for kind in _NO_TITLE)
