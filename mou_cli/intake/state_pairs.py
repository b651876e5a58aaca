"""Instruments that are named by their two states alone: `the Oman/Nepal agreement`."""

from collections.abc import Sequence

from mou_cli.intake.clauses import NOWHERE
from mou_cli.intake.mention import Mention
from mou_cli.intake.parties_of import Resolved
from mou_cli.intake.reading_context import Found, Piece


def pair_in(piece: Piece, mention: Mention) -> tuple[str, ...]:
    """Return the codes of the two states before an instrument's word, none where there are not two."""
    codes = tuple(dict.fromkeys(mark.value for mark in piece.marks.of("state", mention.start, mention.head)))
    return codes if len(codes) == 2 and not mention.many else ()


def is_pair_only(found: Found) -> bool:
    """Tell whether nothing but its states tells a document from others."""
    if found.mention is None or found.clause is None or found.clause.subject != NOWHERE or found.clause.has_parties:
        return False
    piece, mention = found.piece, found.mention
    states = {at for mark in piece.marks.of("state", mention.start, mention.head) for at in range(mark.start, mark.end)}
    others = (at for at in range(mention.start, mention.head) if at not in states and piece.tokens.words[at].isalpha())
    return bool(pair_in(piece, mention)) and next(others, None) is None


def without_known_pairs(found: Sequence[Found], resolved: Sequence[Resolved]) -> tuple[list[Found], list[Resolved]]:
    """Return the mentions without those that only name two states of which the text names a document in full."""
    codes = [{party.code for party in each.parties if party.code} for each in resolved]
    full = [its for each, its in zip(found, codes, strict=True) if not is_pair_only(each)]
    kept = [at for at, each in enumerate(found) if not (is_pair_only(each) and codes[at] in full)]
    return [found[at] for at in kept], [resolved[at] for at in kept]
