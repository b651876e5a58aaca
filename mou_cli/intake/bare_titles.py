"""Titles whose subject no preposition opens: `Programme of exchanges artistic and cultural`, in a list of documents."""

from msgspec import structs

from mou_cli.intake.clauses import NOWHERE, Clause, read_clause
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Context, Piece
from mou_cli.intake.segments import ITEM


def clause_of_item(piece: Piece, mention: Mention, limit: int, context: Context) -> Clause:
    """Return the parts of an item's title behind `mention` and before word `limit`.

    In a list of documents what follows its word is the subject, with or without `on`.
    """
    clause = read_clause(piece.tokens, piece.marks, mention, limit, item=True)
    listed = context.opens_list and piece.segment.kind == ITEM and not mention.many
    twin = piece.marks.at("and", mention.end)  # `framework agreement and loan agreement for the bridge`
    if not listed or twin or clause.has_parties or clause.subject != NOWHERE:
        return clause
    return read_clause(piece.tokens, piece.marks, structs.replace(mention, bare=True), limit, item=True)


def is_in_row(piece: Piece, mention: Mention) -> bool:
    """Tell whether an instrument opens one of a row of titles: `...; plan of the ministries of health; ...`."""
    return not mention.many and mention.outer > 0 and piece.tokens.words[mention.outer - 1] in ";؛"
