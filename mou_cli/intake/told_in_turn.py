"""Documents told one by one: `The first agreement relates to A. The second provides for B, the third concerns C.`"""

from collections.abc import Iterator

from mou_cli.intake.clause_ends import clause_end
from mou_cli.intake.clauses import Span
from mou_cli.intake.marks import Mark
from mou_cli.intake.mention import Mention
from mou_cli.intake.pronouns import is_apposed
from mou_cli.intake.reading_context import Context, Piece

_RELATING = ("relating", "purposes")


def told_in_turn(piece: Piece, context: Context, taken: Mention | None) -> Iterator[tuple[str, str, Span]]:
    """Yield the type, the instrument's word (empty where the sentence has none) and where the subject stands of each.

    What the text says of one document, and not which of several it is, makes none: `The memorandum provides for A`.
    `taken` is a pronoun of the sentence that is read as such.
    """
    if piece.is_unsigned or not context.recently_signed(piece):
        return
    ordinals = [mark for mark in piece.marks.of("ordinals") if _begins_clause(piece, mark)]
    ordinals = [mark for mark in ordinals if taken is None or mark.start != taken.outer]
    for mark, following in zip(ordinals, [*ordinals, None][1:], strict=True):
        named = next((each for each in piece.mentions if each.outer <= mark.start < each.head), None)
        named = None if _relates(piece, mark.end) else named  # `the last one deals with`
        kind = named.type if named and not named.many else context.list_type
        verb = _verb(piece, mark, named)
        limit = following.start if following else len(piece.tokens)
        end = clause_end(piece.tokens, piece.marks, verb.end, limit, item=False) if verb else 0
        if verb and kind and end > verb.end and not _is_noun(piece, verb.end):
            yield kind, piece.tokens.part(named.head, named.end) if named else "", (_past_article(piece, verb.end), end)


def _begins_clause(piece: Piece, mark: Mark) -> bool:
    before = piece.tokens.words[mark.start - 1] if mark.start else ","
    return before in ",،;:" or any(piece.marks.ending(kind, mark.start) for kind in ("and", "meanwhile"))


def _verb(piece: Piece, mark: Mark, named: Mention | None) -> Mark | None:
    at = named.end if named else mark.end
    verb = _relates(piece, at)
    other = named is not None or piece.marks.at("another", mark.start) is not None
    if verb is None and not other and is_apposed(piece.tokens, piece.marks, at):
        return piece.marks.at("apposed", at + 1)  # `The first, on tea, was signed by the envoys`
    # `Another agreement is about tea` is read as `another agreement on tea` is
    return None if verb and named and piece.marks.at("auxiliaries", verb.start) else verb


def _is_noun(piece: Piece, at: int) -> bool:
    # `the first concerns of the ministers`; and `covers various fields` says nothing
    return any(piece.marks.at(kind, at) for kind in ("vague", "signed_of"))


def _relates(piece: Piece, at: int) -> Mark | None:
    return next((verb for kind in _RELATING if (verb := piece.marks.at(kind, at))), None)


def _past_article(piece: Piece, at: int) -> int:
    article = piece.marks.at("articles", at)
    return article.end if article else at
