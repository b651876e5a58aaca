"""Items of a list that begin with a heading: `3. Youth: Both sides have signed an MoU to this end. It obliges ...`."""

from collections.abc import Sequence

from mou_cli.intake.clauses import NOWHERE, Span
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Context, Piece
from mou_cli.intake.segments import ITEM
from mou_cli.intake.telling import is_draft, is_recalled

_LONGEST = 9  # words of a heading
_SIGNS = (":", "–", "—", "-")
_NO_HEADINGS = ("signing", "clause_verbs", "persons", "unsigned", "not_documents", "stops")


def headed(pieces: Sequence[Piece], context: Context) -> tuple[Span, str, str]:
    """Return where the heading of an item stands, and the type and the word of the one document that it tells of.

    `pieces` are the item whole, sentence by sentence, in which no document was found; the heading is NOWHERE where the
    item has none, or tells of no document that was signed.
    """
    span = _heading(pieces[0])
    told = context.recently_signed(pieces[0]) or any(piece.is_signing for piece in pieces)
    if span == NOWHERE or not told or any(piece.is_unsigned for piece in pieces):
        return NOWHERE, "", ""
    for piece in pieces:
        for mention in piece.mentions:
            if _is_one(piece, mention):
                return span, mention.type, mention.word or piece.tokens.part(mention.head, mention.end)
    return NOWHERE, "", ""


def _heading(piece: Piece) -> Span:
    tokens, marks = piece.tokens, piece.marks
    near = range(1, min(len(tokens) - 1, _LONGEST + 1))
    end = next((at for at in near if tokens.words[at] in _SIGNS and _is_apart(piece, at)), 0)
    if piece.segment.kind != ITEM or not end or not tokens.is_capital(0) or not tokens.is_capital(end + 1):
        return NOWHERE
    if any(marks.of(kind, 0, end) for kind in _NO_HEADINGS) or any(each.head < end for each in piece.mentions):
        return NOWHERE
    says = (at for at in range(end) if tokens.words[at].isalpha() and not _is_empty(piece, at))
    return (0, end) if next(says, None) is not None else NOWHERE


def _is_apart(piece: Piece, at: int) -> bool:
    # a dash within a word is none
    start, end = piece.tokens.spans[at]
    return piece.tokens.words[at] == ":" or piece.tokens.text[start - 1] == piece.tokens.text[end : end + 1] == " "


def _is_empty(piece: Piece, at: int) -> bool:
    return any(piece.marks.at(kind, at) for kind in ("generic_subject", "state", "city", "articles"))


def _is_one(piece: Piece, mention: Mention) -> bool:
    several = mention.many or mention.weak or mention.nested or not mention.type
    new = mention.determiner in ("a", "another") or (mention.determiner != "this" and piece.is_signing)
    return new and not (several or is_draft(piece, mention) or is_recalled(piece, mention))
