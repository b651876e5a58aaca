"""Two instruments of one subject: `a framework agreement and a loan agreement for the bridge`."""

from msgspec import structs

from mou_cli.intake.clauses import NOWHERE, Clause, read_clause
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Piece


def with_twin(piece: Piece, mention: Mention, clause: Clause, *, item: bool) -> list[tuple[Mention, Clause]]:
    """Return `mention` with its clause, or, where it has none and another follows by `and`, both with that one's.

    Each of the two has words of its own: `an agreement and a protocol on trade` says nothing of the agreement.
    """
    second = next((each for each in piece.mentions if each.outer >= mention.end), None)
    if second is None or not _are_twins(piece, mention, second) or clause.subject != NOWHERE or clause.has_parties:
        return [(mention, clause)]
    later = (each.outer for each in piece.mentions if each.outer >= second.end and not each.nested)
    whole = read_clause(piece.tokens, piece.marks, second, next(later, len(piece.tokens)), item=item)
    if whole.subject == NOWHERE:
        return [(mention, clause)]
    word = piece.tokens.part(mention.start, mention.end)
    return [(structs.replace(mention, word=word), whole), (second, whole)]


def _are_twins(piece: Piece, one: Mention, other: Mention) -> bool:
    joint = piece.marks.at("and", one.end)
    alone = not (one.many or other.many) and one.has_own_words and other.has_own_words
    return alone and joint is not None and joint.end == other.outer
