"""Documents told over two sentences: `Another is on trade.`, `They agreed on a memorandum. It was signed by ...`."""

from collections.abc import Iterator, Sequence

from mou_cli.intake.clauses import NOWHERE, Clause, read_clause
from mou_cli.intake.marks import Mark
from mou_cli.intake.mention import Mention, another
from mou_cli.intake.pronouns import is_apposed
from mou_cli.intake.reading_context import Context, Piece
from mou_cli.intake.telling import is_draft, opening_pronoun, past_copula

_NEAR = 4  # words in which the sentence names its own instrument
_GOES_ON = ("between", "with", "firm_subject")


def another_of_last(piece: Piece, context: Context) -> Mention | None:
    """Return the mention in `Another is on trade`, whose instrument's word the sentences before have, or None."""
    mark = opening_pronoun(piece) or _signed_pronoun(piece)
    if mark is None or not context.last_word or not context.recently_signed(piece):
        return None
    after = past_copula(piece, mark.end)
    signed = piece.marks.at("signing", after)
    after = signed.end if signed else after
    if any(each.outer < mark.end + _NEAR for each in piece.mentions):
        return None
    goes_on = any(piece.marks.at(kind, after) for kind in _GOES_ON) or is_apposed(piece.tokens, piece.marks, after)
    return another(mark, context.last_type, context.last_word) if goes_on else None


def _signed_pronoun(piece: Piece) -> Mark | None:
    # `They exchanged another, on tourism`
    return next((mark for mark in piece.marks.of("another", 1) if piece.marks.ending("signing", mark.start)), None)


def confirmed(piece: Piece, before: Piece | None) -> Iterator[tuple[Mention, Clause]]:
    """Yield what the sentence before named and did not call signed, where `piece` says so: `The MoC was signed by`."""
    if before is None or before.is_signing or not piece.is_signing:
        return
    mention = next(reversed([each for each in before.mentions if _may_be_taken_up(before, each)]), None)
    if mention is None or not _takes_up(piece, mention):
        return
    clause = read_clause(before.tokens, before.marks, mention, _limit(before.mentions, mention, before), item=False)
    if clause.subject != NOWHERE or clause.has_parties:
        yield mention, clause


def _may_be_taken_up(piece: Piece, mention: Mention) -> bool:
    return (
        bool(mention.type)
        and not (mention.many or mention.weak)
        and mention.determiner == "a"
        and not is_draft(piece, mention)
    )


def _takes_up(piece: Piece, mention: Mention) -> bool:
    if pronoun := piece.marks.at("pronouns", 0):
        return piece.marks.at("auxiliaries", pronoun.end) is not None
    first = next(iter(piece.mentions), None)
    if first is None or first.outer != 0 or first.determiner not in ("the", "this") or first.type != mention.type:
        return False
    return not first.many and piece.marks.at("auxiliaries", first.end) is not None


def _limit(mentions: Sequence[Mention], mention: Mention, piece: Piece) -> int:
    return next((each.outer for each in mentions if each.outer >= mention.end), len(piece.tokens))
