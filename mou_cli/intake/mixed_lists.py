"""Items of a list that have no instrument's word: `agreements on A, a protocol on B, and cooperation in C`."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from mou_cli.intake.clauses import NOWHERE, Clause, Span
from mou_cli.intake.expanding import SameField
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Piece

_FEW = 5  # words of a last item that is a field alone
_OPENING = 3  # words in which `two of them` stands
_LONGEST = 40  # words of an item between semicolons
_DEEDS = ("clause_verbs", "next_deeds")


def without_items(
    piece: Piece, mention: Mention, clause: Clause, listed: Sequence[Mention], same_field: SameField
) -> tuple[Clause, list[Span]]:
    """Return the clause of `mention` without the items behind it that are documents of their own, and where those are.

    `listed` are all instruments of the sentence. An item begins behind a comma with words like `cooperation in`; the
    last of a list that a plural opened may be a field alone, of another sector: `..., and tourism`.
    """
    plain = mention.many or clause.subject == NOWHERE or clause.has_parties or clause.subject[0] < mention.end
    if plain or len(listed) < 2 or clause.rest != NOWHERE:
        return clause, []
    starts = list(_items(piece, *clause.subject)) or list(_last_field(piece, mention, clause, listed, same_field))
    if not starts:
        return clause, []
    end = starts[0][0]
    items = [(begin, following[0]) for (_, begin), following in pairwise([*starts, (clause.end, clause.end)])]
    return structs.replace(clause, end=end, subject=(clause.subject[0], end)), items


def _items(piece: Piece, start: int, end: int) -> Iterator[Span]:
    # Each by its comma and its first word.
    for mark in piece.marks.of("cooperating", start + 2, end):
        comma = _comma_before(piece, mark.start)
        if comma > start and mark.end < end and not _is_fixed(piece, end):
            yield comma, mark.start


def _is_fixed(piece: Piece, end: int) -> bool:
    # `..., and cooperation in tea was laid down in a plan`: the plan is the document
    auxiliary = piece.marks.at("auxiliaries", end)
    return auxiliary is not None and piece.marks.at("fixing", auxiliary.end) is not None


def _last_field(
    piece: Piece, mention: Mention, clause: Clause, listed: Sequence[Mention], same_field: SameField
) -> Iterator[Span]:
    start, end = clause.subject
    commas = [at for at in range(start, end) if piece.tokens.words[at] in ",،"]
    governed = any(each.many and each.outer < mention.outer for each in listed) and mention is listed[-1]
    if len(commas) != 1 or not governed:
        return
    joint = piece.marks.at("and", commas[0] + 1)
    if joint is None or not 0 < end - joint.end <= _FEW or piece.marks.at("subject", joint.end):
        return
    if any(piece.marks.at(kind, joint.end) for kind in _DEEDS):  # `an MoU on tea, and discussed trade`
        return
    before, item = piece.tokens.part(start, commas[0]), piece.tokens.part(joint.end, end)
    if same_field(item, item) and not same_field(before, item):
        yield commas[0], joint.end


def between_semicolons(piece: Piece, start: int, *, first: bool) -> list[Span]:
    """Return the items of a list from word `start` that semicolons part and that have no instrument's word.

    The `first` item is one of them only where it is asked for; a part with a verb of its own is no item.
    """
    cuts = [at for at in range(start, len(piece.tokens)) if piece.tokens.words[at] in ";؛"]
    parts = list(pairwise([start - 1, *cuts, len(piece.tokens)])) if cuts else []
    items = [_trimmed(piece, before + 1, end) for before, end in (parts if first else parts[1:])]
    return [item for item in items if 0 < item[1] - item[0] <= _LONGEST and _is_nameless(piece, *item)]


def further_items(piece: Piece, of_list: str) -> tuple[list[Span], str]:
    """Return such items of a list in a sentence (`three are new, namely an MoU on A; B; and C`), and their type.

    That is the type of the plural that governs them, or `of_list`, the one before, where the sentence has none.
    """
    many = next((each for each in piece.mentions if each.many), None)
    head = many.end if many else next((mark.end for mark in piece.marks.of("list_heads", 0, _OPENING)), 0)
    marks = [mark.end for kind in ("naming", "lists") for mark in piece.marks.of(kind, head)] if head else []
    colons = [at + 1 for at in range(head, len(piece.tokens)) if piece.tokens.words[at] == ":"] if head else []
    opened = min([*marks, *colons], default=len(piece.tokens))
    first = next((each for each in piece.mentions if each.outer >= opened and not each.nested), None)
    items = between_semicolons(piece, first.end, first=False) if first else []
    return items, (many.type if not many.mixed else "") if many else of_list


def _trimmed(piece: Piece, start: int, end: int) -> Span:
    while start < end and (mark := piece.marks.at("and", start) or piece.marks.at("articles", start)):
        start = mark.end
    while end > start and piece.tokens.words[end - 1] in ".,":
        end -= 1
    return start, end


def _is_nameless(piece: Piece, start: int, end: int) -> bool:
    if any(start < mention.end and mention.head < end and not mention.nested for mention in piece.mentions):
        return False
    return not any(piece.marks.of(kind, start, end) for kind in ("clause_verbs", "signing", "auxiliaries"))


def _comma_before(piece: Piece, at: int) -> int:
    joint = piece.marks.ending("and", at)
    comma = (joint.start if joint else at) - 1
    return comma if comma >= 0 and piece.tokens.words[comma] in ",،" else -1
