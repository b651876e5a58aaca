"""Steps 3 and 4 over a whole text: which documents its pieces name, each as its title stands there."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from mou_cli.intake.clauses import NOWHERE, Clause, Span, read_clause
from mou_cli.intake.expanding import SameField
from mou_cli.intake.fronted import doers_before, fronted_subject, is_general
from mou_cli.intake.head_final import mentions_of
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Mark
from mou_cli.intake.mention import Mention
from mou_cli.intake.mixed_lists import without_items
from mou_cli.intake.quotations import quotation, quoted_row
from mou_cli.intake.reading_context import Context, Found, Piece
from mou_cli.intake.repeated import each_of
from mou_cli.intake.resumed import another_of_last, confirmed
from mou_cli.intake.segments import SENTENCE
from mou_cli.intake.telling import (
    begins_again,
    begins_title,
    is_draft,
    is_heading,
    is_past,
    is_title,
    is_told,
    may_be_listed,
    says_what,
    takes_up,
    with_purpose,
)
from mou_cli.intake.titled import Titler

_OPENING = 3  # words in which `these`, `among them` stand
_REACH = 12  # words from there to `include`, `cover`


class Finder:
    """Finds the documents that the pieces of one text name."""

    def __init__(self, lexicon: Lexicon, same_field: SameField) -> None:
        self._lexicon = lexicon
        self._titler = Titler(lexicon, same_field)

    def find(self, pieces: Sequence[Piece]) -> list[Found]:
        """Return the documents in the order of the text, each mention of one by itself."""
        context, found = Context(), []
        for piece in pieces:
            here = list(self._of(piece, context))
            context.heed(piece, here)
            found += here
        return found or list(self._bare(pieces))

    def _of(self, piece: Piece, context: Context) -> Iterator[Found]:
        if self._lexicon.head_final:
            yield from self._ending_in_words(piece, context)
            return
        if context.unsigned and context.opens_list and piece.segment.kind != SENTENCE:
            return
        yield from self._confirmed(piece, context.before)
        item = list(self._item(piece, context)) if is_title(piece, context) else []
        yield from item or self._prose(piece, context)

    def _confirmed(self, piece: Piece, before: Piece | None) -> Iterator[Found]:
        for mention, clause in confirmed(piece, before):
            if before is not None:
                yield from self._titler.titled(before, mention, clause)

    def _item(self, piece: Piece, context: Context) -> Iterator[Found]:
        if context.unsigned or is_heading(piece):
            return
        if not piece.mentions or not begins_title(piece, piece.mentions[0]):
            told = any(self._fronted(piece, each) != NOWHERE for each in piece.mentions)
            if may_be_listed(piece, context) and not told:
                yield self._titler.untyped(piece, context.list_type)
            return
        titles = [piece.mentions[0], *(each for each in piece.mentions[1:] if begins_again(piece, each))]
        for mention, limit in _bounded(titles, piece):
            clause = read_clause(piece.tokens, piece.marks, mention, limit, item=True)
            clause = with_purpose(piece, clause, limit)
            if says_what(piece, mention, clause, item=True) and not is_draft(piece, mention):
                for each in self._titler.titled(piece, mention, clause, item=True):
                    yield structs.replace(each, item=not takes_up(piece, mention, context))

    def _prose(self, piece: Piece, context: Context) -> Iterator[Found]:
        row = list(self._quoted(piece, context))
        if row:
            yield from row
            return
        yield from self._led_on(piece, context)
        another = another_of_last(piece, context)
        mentions = [*([another] if another else []), *(each for each in piece.mentions if not each.nested)]
        for mention, limit in _bounded(mentions, piece):
            for each, clause in self._parts(piece, mention, limit):
                yield from self._told(piece, each, clause, context, mentions)
        yield from self._rest(piece)

    def _told(
        self, piece: Piece, mention: Mention, clause: Clause, context: Context, mentions: Sequence[Mention]
    ) -> Iterator[Found]:
        says_little = is_general(piece, clause.subject)
        front = self._fronted(piece, mention) if says_little else NOWHERE
        silent = says_little and not says_what(piece, mention, clause, sure=True)
        doers = doers_before(piece, mention) if silent else NOWHERE
        if doers != NOWHERE and front == NOWHERE:
            clause = structs.replace(clause, parties=doers)
        if front != NOWHERE and is_told(piece, mention, structs.replace(clause, subject=front), context):
            yield self._titler.fronted(piece, mention, clause, front)
        elif is_told(piece, mention, clause, context):
            whole, items = without_items(piece, mention, clause, mentions, self._titler.same_field)
            yield from self._titler.titled(piece, mention, whole)
            governing = next((each for each in mentions if each.many and each.outer < mention.outer), None)
            yield from (self._titler.unnamed(piece, governing, whole, span) for span in items)

    def _fronted(self, piece: Piece, mention: Mention) -> Span:
        return fronted_subject(piece, mention, self._titler.same_field) if piece.is_signing else NOWHERE

    def _parts(self, piece: Piece, mention: Mention, limit: int) -> list[tuple[Mention, Clause]]:
        quoted = None if mention.many else quotation(piece.tokens, mention.head)
        if quoted and quoted[1] == mention.end:  # `the "Roadmap" for trade`
            quoted = None
        end = min(limit, quoted[1]) if quoted else limit
        clause = read_clause(piece.tokens, piece.marks, mention, end, item=quoted is not None)
        if quoted and clause.subject == NOWHERE and not clause.has_parties:
            mention = structs.replace(mention, start=quoted[0] + 1)
            clause = structs.replace(clause, end=quoted[1], subject=quoted)
        return each_of(piece, mention, clause, self._lexicon) or [(mention, clause)]

    def _quoted(self, piece: Piece, context: Context) -> Iterator[Found]:
        # `The agreements include "A", "B" and "Protocol on C"`
        row = quoted_row(piece.tokens, piece.marks)
        governing = [each for each in piece.mentions if row and each.many and each.head < row[0][0]]
        told = piece.is_signing or context.recently_signed(piece)
        if not governing or piece.is_unsigned or not told:
            return
        for span in row:
            yield self._titler.quoted(piece, governing[-1], span)

    def _led_on(self, piece: Piece, context: Context) -> Iterator[Found]:
        # `These included cooperation in A, B and C`: the sentence before has the instrument's word.
        mark = _list_word(piece, context)
        if mark is None or piece.is_unsigned or not (context.recently_signed(piece) or piece.is_signing):
            return
        limit = next((each.outer for each in piece.mentions if each.outer >= mark.end), len(piece.tokens))
        number = piece.marks.at("numbers", 0)  # `Two of them cover A and B`
        stand_in = Mention(
            type=context.list_type,
            many=True,
            outer=mark.start,
            start=mark.end,
            head=mark.end,
            end=mark.start,
            count=int(number.value) if number else 0,
        )
        clause = read_clause(piece.tokens, piece.marks, stand_in, limit, item=False)
        yield from self._titler.listed(piece, stand_in, clause, own_type=False)

    def _rest(self, piece: Piece) -> Iterator[Found]:
        # `..., while the other four focused on A, B and C`
        rest = next(iter(piece.marks.of("rest_heads", 1)), None)
        mark = next(iter(piece.marks.of("lists", rest.end)), None) if rest else None
        many = [mention for mention in piece.mentions if mention.many]
        if rest is None or mark is None or not many or not piece.is_signing:
            return
        kind = many[0].type
        stand_in = Mention(type=kind, many=True, outer=rest.start, start=mark.end, head=mark.end, end=mark.start)
        clause = read_clause(piece.tokens, piece.marks, stand_in, len(piece.tokens), item=False)
        yield from self._titler.listed(piece, stand_in, clause)

    def _ending_in_words(self, piece: Piece, context: Context) -> Iterator[Found]:
        told = False
        for mention, clause in mentions_of(piece):
            title = piece.segment.kind != SENTENCE and mention.start == 0 and not context.unsigned
            goes_on = told and not piece.is_unsigned
            if (clause.subject == NOWHERE and not clause.has_parties) or not (
                title or goes_on or is_told(piece, mention, clause, context)
            ):
                continue
            told = True
            yield from self._titler.ended(piece, mention, clause)

    def _bare(self, pieces: Iterable[Piece]) -> Iterator[Found]:
        # `signed a memorandum of understanding`, and no word on what: one document, whatever it is about
        for piece in pieces:
            for mention in piece.mentions if piece.is_signing else ():
                any_one = mention.nested or mention.many or mention.weak or mention.determiner == "this"
                if mention.type and not (any_one or is_draft(piece, mention) or is_past(piece, mention)):
                    yield self._titler.bare(piece, mention)
                    return


def _bounded(mentions: Sequence[Mention], piece: Piece) -> Iterator[tuple[Mention, int]]:
    # Each with the word before which its title ends at the latest.
    for mention, following in zip(mentions, [*mentions, None][1:], strict=True):
        yield mention, following.outer if following else len(piece.tokens)


def _list_word(piece: Piece, context: Context) -> Mark | None:
    mark = _list_mark(piece, context)
    # `Two of them deal with A and B, whilst five memoranda ...`: the plural of another list may follow
    before = mark is not None and any(mention.many and mention.head < mark.start for mention in piece.mentions)
    return None if before else mark


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
