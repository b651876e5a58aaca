"""Steps 3 and 4 over a whole text: which documents its pieces name, each as its title stands there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import structs

from mou_cli.intake.announced_lists import is_announced, is_whole
from mou_cli.intake.bare_titles import clause_of_item, is_in_row
from mou_cli.intake.clauses import NOWHERE, Clause, Span, read_clause
from mou_cli.intake.expanding import SameField
from mou_cli.intake.fronted import doers_before, fixed_subject, fronted_subject, is_general
from mou_cli.intake.head_final import is_joint_declaration, mentions_of
from mou_cli.intake.headed_items import headed
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.list_openings import list_word, rests
from mou_cli.intake.mention import Mention
from mou_cli.intake.mixed_lists import between_semicolons, further_items, without_items
from mou_cli.intake.quotations import quotation, quoted_row
from mou_cli.intake.reading_context import Context, Found, Piece
from mou_cli.intake.repeated import each_of
from mou_cli.intake.resumed import another_of_last, confirmed
from mou_cli.intake.segments import SENTENCE
from mou_cli.intake.telling import (
    begins_again,
    begins_title,
    is_bare_item,
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
from mou_cli.intake.told_in_turn import told_in_turn
from mou_cli.intake.turns_behind import turns_behind
from mou_cli.intake.twins import with_twin


class Finder:
    """Finds the documents that the pieces of one text name."""

    def __init__(self, lexicon: Lexicon, same_field: SameField) -> None:
        self._lexicon = lexicon
        self._titler = Titler(lexicon, same_field)

    def find(self, pieces: Sequence[Piece]) -> list[Found]:
        """Return the documents in the order of the text, each mention of one by itself."""
        context, found = Context(), list[Found]()
        blocks = [list(block) for _, block in groupby(pieces, lambda piece: piece.segment.block)]
        for at, item in enumerate(blocks):
            told: list[Found] = []
            for piece in item:
                context.close_list(piece)
                here = list(self._of(piece, context))
                if piece is item[-1] and all(each.mention is None for each in (*told, *here)):
                    by_heading = list(self._headed(item, context))
                    told, here = ([], by_heading) if by_heading else (told, here)
                context.heed(piece, here)
                told += here
            found += told
            context.opens_list |= not told and is_announced(blocks, at)
        return found or list(self._bare(pieces))

    def _headed(self, item: Sequence[Piece], context: Context) -> Iterator[Found]:
        span, kind, word = headed(item, context)
        if span != NOWHERE and not self._lexicon.head_final:
            yield self._titler.headed(item[0], kind, word, span)

    def _of(self, piece: Piece, context: Context) -> Iterator[Found]:
        if self._lexicon.head_final:
            yield from self._ending_in_words(piece, context)
            return
        if context.unsigned and context.opens_list and piece.segment.kind != SENTENCE:
            return
        yield from self._confirmed(piece, context.before)
        item = list(self._item(piece, context)) if is_title(piece, context) else []
        yield from sorted(item or self._prose(piece, context), key=_place)

    def _confirmed(self, piece: Piece, before: Piece | None) -> Iterator[Found]:
        for mention, clause in confirmed(piece, before):
            if before is not None:
                yield from self._titler.titled(before, mention, clause)

    def _item(self, piece: Piece, context: Context) -> Iterator[Found]:
        if context.unsigned or is_heading(piece):
            return
        first = piece.mentions[0] if piece.mentions else None
        if first and context.opens_list and is_whole(piece, first):
            yield self._titler.whole(piece, first)
            return
        again = [each for each in piece.mentions[1:] if begins_again(piece, each)]
        if not piece.mentions or not begins_title(piece, piece.mentions[0]):
            told = any(self._fronted(piece, each) != NOWHERE for each in piece.mentions)
            if may_be_listed(piece, context) and not told:
                yield self._titler.untyped(piece, context.list_type)
            return
        for mention, limit in _bounded([piece.mentions[0], *again], piece):
            clause = clause_of_item(piece, mention, limit, context)
            for one, its in with_twin(piece, mention, with_purpose(piece, clause, limit), item=True):
                told = says_what(piece, one, its, item=True) or is_bare_item(piece, one, context)
                if told and not is_draft(piece, one):
                    for each in self._titler.titled(piece, one, its, item=True):
                        yield structs.replace(each, item=not takes_up(piece, mention, context))
        if context.opens_list or len(again) > 1:
            yield from self._unnamed(piece, between_semicolons(piece, 0, first=False), context.list_type)

    def _unnamed(self, piece: Piece, spans: Iterable[Span], kind: str) -> Iterator[Found]:
        for span in spans:
            found = self._titler.unnamed(piece, kind, Clause(begin=span[0], end=span[1]), span)
            yield structs.replace(found, item=True)

    def _prose(self, piece: Piece, context: Context) -> Iterator[Found]:
        row = list(self._quoted(piece, context))
        if row:
            yield from row
            return
        turns = list(turns_behind(piece, context, self._lexicon))
        if turns:
            for mention, clause in turns:
                yield from self._titler.titled(piece, mention, clause)
            return
        yield from self._led_on(piece, context)
        another = another_of_last(piece, context)
        for kind, word, span in told_in_turn(piece, context, another):
            found = self._titler.headed(piece, kind, word or self._lexicon.word_for(kind), span)
            yield structs.replace(found, item=False)
        mentions = [*([another] if another else []), *(each for each in piece.mentions if not each.nested)]
        for mention, limit in _bounded(mentions, piece):
            for each, clause in self._parts(piece, mention, limit):
                yield from self._told(piece, each, clause, context, mentions)
        yield from self._rest(piece, context)
        if not piece.is_unsigned and (piece.is_signing or context.recently_signed(piece)):
            yield from self._unnamed(piece, *further_items(piece, context.list_type))

    def _told(
        self, piece: Piece, mention: Mention, clause: Clause, context: Context, mentions: Sequence[Mention]
    ) -> Iterator[Found]:
        says_little = is_general(piece, clause.subject)
        front = self._fronted(piece, mention) if says_little else NOWHERE
        doers = NOWHERE if clause.has_parties else doers_before(piece, mention)
        if doers != NOWHERE and front == NOWHERE:
            clause = structs.replace(clause, parties=doers)
        if front != NOWHERE and is_told(piece, mention, structs.replace(clause, subject=front), context):
            yield self._titler.fronted(piece, mention, clause, front)
        elif is_told(piece, mention, clause, context):
            whole, items = without_items(piece, mention, clause, mentions, self._titler.same_field)
            yield from self._titler.titled(piece, mention, whole)
            governing = next((each for each in mentions if each.many and each.outer < mention.outer), None)
            kind = governing.type if governing and not governing.mixed else ""
            yield from (self._titler.unnamed(piece, kind, whole, span) for span in items)

    def _fronted(self, piece: Piece, mention: Mention) -> Span:
        fixed = fixed_subject(piece, mention)
        if fixed != NOWHERE or not piece.is_signing:
            return fixed
        return fronted_subject(piece, mention, self._titler.same_field)

    def _parts(self, piece: Piece, mention: Mention, limit: int) -> list[tuple[Mention, Clause]]:
        quoted = None if mention.many else quotation(piece.tokens, mention.head)
        # `the "Roadmap" for trade`; `"The decisions adopted today are ours," he said`
        if quoted and (quoted[1] == mention.end or (mention.weak and quoted[0] < mention.outer)):
            quoted = None
        end = min(limit, quoted[1]) if quoted else limit
        mention = structs.replace(mention, bare=True) if is_in_row(piece, mention) else mention
        clause = read_clause(piece.tokens, piece.marks, mention, end, item=quoted is not None)
        if quoted and clause.subject == NOWHERE and not clause.has_parties:
            mention = structs.replace(mention, start=quoted[0] + 1)
            clause = structs.replace(clause, end=quoted[1], subject=quoted)
        return each_of(piece, mention, clause, self._lexicon) or with_twin(piece, mention, clause, item=False)[:1]

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
        mark = list_word(piece, context)
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

    def _rest(self, piece: Piece, context: Context) -> Iterator[Found]:
        # `..., while the other four focused on A, B and C`; `five, two of which relate to A and B`
        many = [mention for mention in piece.mentions if mention.many]
        if piece.is_unsigned or not (piece.is_signing or context.recently_signed(piece)):
            return
        for rest, mark, limit in rests(piece):
            kind = many[0].type if many else context.list_type
            stand_in = Mention(type=kind, many=True, outer=rest.start, start=mark.end, head=mark.end, end=mark.start)
            clause = read_clause(piece.tokens, piece.marks, stand_in, limit, item=False)
            yield from self._titler.listed(piece, stand_in, clause, own_type=bool(many))

    def _ending_in_words(self, piece: Piece, context: Context) -> Iterator[Found]:
        told = False
        for mention, clause in mentions_of(piece):
            title = piece.segment.kind != SENTENCE and mention.start == 0 and not context.unsigned
            goes_on = told and not piece.is_unsigned
            if is_joint_declaration(piece, mention):
                yield from self._titler.ended(piece, mention, clause)
                continue
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


def _place(found: Found) -> int:
    return found.mention.start if found.mention else 0


def _bounded(mentions: Sequence[Mention], piece: Piece) -> Iterator[tuple[Mention, int]]:
    # Each with the word before which its title ends at the latest.
    for mention, following in zip(mentions, [*mentions, None][1:], strict=True):
        yield mention, following.outer if following else len(piece.tokens)
