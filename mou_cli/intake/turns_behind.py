"""Documents told one by one where the verb comes first: Arabic `relates the first to A, and the second in the field
of B`."""

from collections.abc import Iterator

from msgspec import Struct

from mou_cli.intake.clauses import Clause, read_clause
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Mark
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Context, Piece

_NEAR = 3  # words from a comma to `while concluded the fourth`
_TO = "ب"  # `relates to` is a letter before the word


class _Turn(Struct, frozen=True):
    """An ordinal that stands for a document: where its clause begins, and the type that its own words give."""

    ordinal: Mark
    begin: int
    type: str


def turns_behind(piece: Piece, context: Context, lexicon: Lexicon) -> Iterator[tuple[Mention, Clause]]:
    """Yield a document, with what it is on or between whom, for each ordinal of which a sentence says so."""
    if piece.is_unsigned or not context.recently_signed(piece):
        return
    turns = list(_turns(piece))
    several = next((each.type for each in piece.mentions if each.many), context.list_type)
    kind = next((turn.type for turn in turns if turn.type), several)
    for turn, following in zip(turns, [*turns, None][1:], strict=True):
        kind = turn.type or kind
        at, end = turn.ordinal.start, turn.ordinal.end
        limit = following.begin if following else len(piece.tokens)
        one = Mention(
            type=kind, many=False, outer=at, start=at, head=at, end=end, word=lexicon.word_for(kind), bare=True
        )
        if kind:
            yield one, read_clause(piece.tokens, piece.marks, one, limit, item=False)


def _turns(piece: Piece) -> Iterator[_Turn]:
    told = False
    for mark in piece.marks.of("turns"):
        named = next((each for each in piece.mentions if each.end in (mark.start, mark.end) and not each.many), None)
        own = named if named and named.head < mark.start else None
        verb = piece.marks.ending("turn_verbs", own.outer if own else mark.start)
        joined = told and (piece.marks.ending("and", mark.start) or piece.tokens.words[mark.start - 1] in ",،؛;")
        if (verb or joined) and _goes_on(piece, mark.end, verb):
            told = True
            yield _Turn(mark, _begin(piece, verb.start if verb else mark.start), own.type if own else "")


def _goes_on(piece: Piece, at: int, verb: Mark | None) -> bool:
    if at >= len(piece.tokens):
        return False
    to = verb is not None and piece.tokens.words[at].startswith(_TO)
    return to or any(piece.marks.at(kind, at) for kind in ("subject", "between"))


def _begin(piece: Piece, verb: int) -> int:
    near = range(verb - 1, max(0, verb - _NEAR), -1)
    return next((at for at in near if piece.tokens.words[at] in ",،؛;"), verb)
