"""One plural for several pairs: `agreements between A and B, between C and D, and in the field of E` is three."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import structs

from mou_cli.intake.clause_ends import clause_end
from mou_cli.intake.clauses import NOWHERE, Clause, clause_between, read_clause
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.mention import Mention, one_of
from mou_cli.intake.paired_agencies import pair_at
from mou_cli.intake.reading_context import Piece
from mou_cli.intake.tokens import Tokens

_COMMAS = ",،;؛"


def each_of(piece: Piece, mention: Mention, clause: Clause, lexicon: Lexicon) -> list[tuple[Mention, Clause]]:
    """Return the documents of a plural whose parties are told one by one; none where they are not."""
    marks = piece.marks
    first = next(iter(marks.of("between", clause.begin, clause.end)), None)
    if not mention.many or clause.listed or first is None or not _is_general(piece, mention.end, first.start):
        return []
    starts = [first.start, *_further(piece.tokens, marks, first.end, clause.end)]
    if len(starts) == 1:
        return []
    word = " ".join(filter(None, (one_of(piece.tokens, mention, lexicon), piece.tokens.part(mention.end, first.start))))
    return [_document(piece, mention, span, word, lexicon) for span in pairwise((*starts, clause.end))]


def _is_general(piece: Piece, start: int, end: int) -> bool:
    # `programmes of cooperation between ...`: no subject of its own stands before the parties.
    kinds = ("generic_subject", "subject", "articles")
    return all(any(piece.marks.at(kind, at) for kind in kinds) for at in range(start, end))


def _further(tokens: Tokens, marks: Marks, begin: int, end: int) -> Iterator[int]:
    for at in range(begin, end - 1):
        after = tokens.words[at - 1] in _COMMAS or marks.ending("and", at) is not None
        if after and (marks.at("between", at) or marks.at("strong_subject", at) or pair_at(marks, at)):
            yield at


def _document(
    piece: Piece, mention: Mention, span: tuple[int, int], word: str, lexicon: Lexicon
) -> tuple[Mention, Clause]:
    tokens, marks, start = piece.tokens, piece.marks, span[0]
    end = clause_end(tokens, marks, start, span[1], item=False)
    one = structs.replace(mention, many=False, count=0, end=start, word=word)
    if marks.at("between", start) or marks.at("strong_subject", start):
        return one, read_clause(tokens, marks, one, end, item=False)
    nothing = Mark("between", "", start, start)
    clause = clause_between(tokens, marks, nothing, start, end)
    return structs.replace(one, word=f"{word} {lexicon.first('between')}"), structs.replace(clause, subject=NOWHERE)
