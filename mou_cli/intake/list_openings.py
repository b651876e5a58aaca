"""Sentences that go on with a list whose word stands before: `These cover A and B`, `The other two are on C and D`."""

from collections.abc import Iterator

from mou_cli.intake.marks import Mark
from mou_cli.intake.reading_context import Context, Piece

_OPENING = 3  # words in which `these`, `among them` stand
_NEAR = 4  # words between `the other four` and `focused on`
_REACH = 12  # words from there to `include`, `cover`


def list_word(piece: Piece, context: Context) -> Mark | None:
    """Return the words behind which such a list begins, or None where a sentence has none."""
    mark = _list_mark(piece, context)
    # `Two of them deal with A and B, whilst five memoranda ...`: the plural of another list may follow
    before = mark is not None and any(mention.many and mention.head < mark.start for mention in piece.mentions)
    # `The ceremony included the signing of a memorandum`
    signing = mark is not None and bool(piece.marks.of("signing", mark.end, mark.end + 2))
    return None if before or signing else mark


def _list_mark(piece: Piece, context: Context) -> Mark | None:
    marks = piece.marks
    if rest := marks.at("rest_heads", 0):  # `The other two on A and B were signed by ...`
        goes_on = marks.at("lists", rest.end) or marks.at("firm_subject", rest.end)
        return goes_on if context.recently_signed(piece) else None
    if marks.of("list_heads", 0, _OPENING):
        return next(iter(marks.of("lists", 1, _REACH)), None)
    generic = next(iter(marks.of("generic", 0, _REACH)), None)
    mark = next(iter(marks.of("lists", generic.end, generic.end + _REACH)), None) if generic else None
    # `A third document, a letter of intent concerning cotton, was signed`
    named = mark is not None and generic is not None and any(generic.end <= m.head < mark.start for m in piece.mentions)
    return None if named else mark


def rests(piece: Piece) -> Iterator[tuple[Mark, Mark, int]]:
    """Yield the words for the rest of a count within a sentence, those behind which its list begins, and its limit."""
    heads = piece.marks.of("rest_heads", 1)
    for rest, following in zip(heads, [*heads, None][1:], strict=True):
        mark = next(iter(piece.marks.of("lists", rest.end, rest.end + _NEAR)), None)
        if mark:
            yield rest, mark, following.start if following else len(piece.tokens)
