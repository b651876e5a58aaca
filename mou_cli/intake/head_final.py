"""Languages whose instrument's word comes last (Urdu, Kazakh): `on A between B and C` stands before `agreement`."""

from collections.abc import Iterator

from mou_cli.intake.clauses import NOWHERE, Clause, Span
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Piece

_BREAKS = ("breaks", "list_heads", "introducing", "signing")
_COMMAS = "،,:۔؛;"


def read_before(piece: Piece, mention: Mention, after: int) -> tuple[Mention, Clause]:
    """Return `mention` with its title's start, and the parts of its title, none before word `after`."""
    left = _past_signers(piece, mention, _left(piece, mention.head, after))
    last = next(iter(reversed(piece.marks.of("between", left, mention.head))), None)
    between = piece.marks.ending("between", last.end) if last else None
    parties: Span = NOWHERE
    subject: Span = (left, mention.head)
    if between:
        start = _parties_start(piece, left, between.start)
        parties = (start, between.start)
        subject = (between.end, mention.head) if _says(piece, between.end, mention.head) else (left, start)
    subject = subject if _says(piece, *subject) else NOWHERE
    doer = piece.marks.ending("doers", left)
    if subject == NOWHERE and not between and doer:
        parties = (_clause_start(piece, doer.start), doer.start)
    whole = Mention(
        type=mention.type,
        many=mention.many,
        outer=left,
        start=left,
        head=mention.head,
        end=mention.end,
        determiner=mention.determiner,
        count=mention.count,
        weak=mention.weak,
    )
    return whole, Clause(begin=left, end=mention.end, parties=parties, subject=subject, listed=mention.many)


def _clause_start(piece: Piece, end: int) -> int:
    # `A and B exchanged a memorandum`: the names begin where the sentence does, or after `according to`.
    kinds = ("followed", "list_heads", "introducing")
    return max([0, *(mark.end for kind in kinds for mark in piece.marks.of(kind, 0, end) if mark.end < end)])


def _left(piece: Piece, head: int, after: int) -> int:
    ends = [mark.end for kind in _BREAKS for mark in piece.marks.of(kind, after, head) if mark.end <= head]
    left = max([after, *ends])
    moved = True
    while moved and left < head:
        moved = False
        for kind in ("and", "frames", "evaluative", "tails", "auxiliaries"):
            mark = piece.marks.at(kind, left)
            if mark and mark.end <= head:
                left, moved = mark.end, True
        if left < head and piece.tokens.words[left] in (*_COMMAS, "-", "–", "بھی"):
            left, moved = left + 1, True
    return left


def _past_signers(piece: Piece, mention: Mention, left: int) -> int:
    # `the President and the Sultan joint declaration signed`
    signers = max([left, *(mark.end for mark in piece.marks.of("persons", left, mention.head))])
    on = any(piece.marks.of(kind, signers, mention.head) for kind in ("field", "between"))
    return left if on or mention.type != "declaration" else signers


def is_joint_declaration(piece: Piece, mention: Mention) -> bool:
    """Tell whether a sentence says that a `joint declaration` was signed, which needs no subject to be one."""
    own_words = mention.end - mention.head > 1
    return mention.type == "declaration" and own_words and mention.start == mention.head and piece.is_signing


def _parties_start(piece: Piece, left: int, between: int) -> int:
    # Where a subject goes before the parties, the parties start at the state or the agency named first.
    field = [mark.end for mark in piece.marks.of("field", left, between) if mark.end < between]
    return max([left, *field])


def _says(piece: Piece, start: int, end: int) -> bool:
    return any(
        piece.tokens.words[at].isalpha()
        and not piece.marks.at("generic_subject", at)
        and not piece.marks.at("field", at)
        for at in range(start, end)
    )


def subject_list(piece: Piece, clause: Clause) -> Span:
    """Return where the list of subjects stands: up to the words for `in the fields of`."""
    start, end = clause.subject
    field = piece.marks.of("field", start, end)
    return (start, field[-1].start) if field and field[-1].start > start else (start, end)


def mentions_of(piece: Piece) -> Iterator[tuple[Mention, Clause]]:
    """Yield the instruments of a sentence with their parts: not those that others go by (`under the agreement`)."""
    after = 0
    for mention, following in zip(piece.mentions, [*piece.mentions, None][1:], strict=True):
        joined = following is not None and _leads_to(piece, mention.end, following.head)
        if not joined and not piece.marks.at("followed", mention.end):
            yield read_before(piece, mention, after)
            after = mention.end


def _leads_to(piece: Piece, end: int, head: int) -> bool:
    # `memorandum on the agreement on A`: in these languages the agreement comes first, then `on`, then the memorandum.
    field = piece.marks.at("field", end)
    return (field is not None and field.end >= head - 1) or _belongs_to(piece, end, head)


def _belongs_to(piece: Piece, end: int, head: int) -> bool:
    # `memorandum of the exchange programme (2025-2028)`: the one named last is the document
    words, at = piece.tokens.words, end
    if at < head and words[at] == "(":
        at = next((close + 1 for close in range(at, head) if words[close] == ")"), head)
    return at + 1 == head and piece.marks.at("genitives", at) is not None


def further_subjects(piece: Piece, clause: Clause) -> list[Span]:
    """Return the subjects of a sentence that says the instrument's word once for all, behind the last.

    `cooperation in A, B and C in the field of D, in E memorandum`: each that ends with a deed or `in the field of`.
    """
    start, end = clause.subject
    if clause.subject == NOWHERE:
        return [NOWHERE]
    commas = [at for at in range(start, end) if piece.tokens.words[at] in _COMMAS]
    spans, begin = [], start
    for at in commas:
        whole = piece.marks.ending("deeds", at) or piece.marks.ending("field", at)
        if whole and at > begin:
            spans.append((begin, at))
            begin = at + 1
    return [*spans, (begin, end)]


def title_before(piece: Piece, mention: Mention, clause: Clause, lexicon: Lexicon) -> str:
    """Return the title: without its parties where it has a subject."""
    tokens = piece.tokens
    word = _in_nominative(tokens.part(mention.head, mention.end), lexicon)
    if clause.parties != NOWHERE and clause.parties[1] < mention.start:
        return f"{tokens.part(*clause.parties)} {lexicon.first('between')} {word}"
    if clause.parties == NOWHERE or clause.subject == NOWHERE:
        return f"{tokens.part(mention.start, mention.head)} {word}"
    return f"{tokens.part(*clause.subject)} {word}"


def _in_nominative(head: str, lexicon: Lexicon) -> str:
    *before, last = head.split(" ")
    return " ".join([*before, lexicon.nominatives.get(last.lower(), last)])
