"""What one instrument in a text yields: a document by its title, or one for each subject of its list."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from mou_cli.intake.clauses import NOWHERE, Clause, Span, read_clause
from mou_cli.intake.expanding import SameField, expand
from mou_cli.intake.head_final import further_subjects, subject_list, title_before
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.mention import Mention
from mou_cli.intake.reading_context import Found, Piece
from mou_cli.intake.titles import full_title, listed_title, short_title, tidy


class Titler(Struct, frozen=True):
    """Makes documents of what the sentences say, in the words of one language."""

    lexicon: Lexicon
    same_field: SameField

    def titled(self, piece: Piece, mention: Mention, clause: Clause, *, item: bool = False) -> Iterator[Found]:
        """Yield the document that `mention` names, or those of the list that it governs."""
        several = clause.subject != NOWHERE and mention.many and (not item or mention.count > 1)
        if clause.listed or several:
            listed = list(self.listed(piece, mention, clause))
            if len(listed) > 1 or clause.listed or not clause.has_parties:
                yield from listed
                return
        title = short_title(piece.tokens, piece.marks, mention, clause, self.lexicon)
        found = _named(piece, mention, clause, title, words_of(piece, clause.subject))
        whole = full_title(piece.tokens, piece.marks, mention, clause, self.lexicon)
        yield structs.replace(found, full_title=whole, item=item)

    def listed(self, piece: Piece, mention: Mention, clause: Clause, *, own_type: bool = True) -> Iterator[Found]:
        """Yield a document for each subject of a list; `own_type` tells that its word stands in the same sentence."""
        spans = expand(piece.tokens, piece.marks, clause.subject, mention.count, self.same_field)
        opening = self._shared_opening(piece, clause, spans)
        for span in spans:
            inner = _opening(piece, span)
            if inner and not inner.many and inner.end < span[1]:
                yield from self.titled(piece, inner, read_clause(piece.tokens, piece.marks, inner, span[1], item=False))
                continue
            of_one_kind = own_type and not mention.mixed and inner is None
            kind = self.lexicon.word_for(mention.type) if of_one_kind else ""
            found = self._brief(piece, inner or mention, clause, span, kind)
            whole = f"{kind} {opening} {piece.tokens.part(*span)}" if kind and opening else found.title
            yield structs.replace(
                found,
                own_type=own_type or inner is not None,
                full_title=whole[:1].upper() + whole[1:],
                group=f"{piece.number}:{mention.head}",
                generic=not mention.type,
            )

    def _shared_opening(self, piece: Piece, clause: Clause, spans: Sequence[Span]) -> str:
        # `о сотрудничестве в сферах A, B и C`: what stands once before all belongs to the title of each.
        start, end = clause.subject[0], spans[0][0] if spans else clause.subject[0]
        if end == start or not piece.marks.at("subject", start) or piece.marks.at("subject", end):
            return ""
        if any(not piece.tokens.words[at].isalpha() or piece.marks.at("vague", at) for at in range(start, end)):
            return ""
        return self.lexicon.singular_fields(piece.tokens.part(start, end))

    def _brief(self, piece: Piece, mention: Mention, clause: Clause, span: Span, kind: str) -> Found:
        whole = piece.marks.at("subject", span[0]) is not None  # with a preposition of its own
        title = listed_title(kind, piece.tokens.part(*span), self.lexicon, whole=whole)
        found = _named(piece, mention, clause, title, piece.tokens.part(*span))
        return structs.replace(found, brief=True, group=f"{piece.number}:{mention.head}")

    def fronted(self, piece: Piece, mention: Mention, clause: Clause, span: Span) -> Found:
        """Return the document whose subject stands before it: `On railways, a memorandum was signed`."""
        joint = "" if piece.marks.at("subject", span[0]) else self.lexicon.first("listed_joint").lstrip()
        words = piece.tokens.part(*span)
        subject = f"{joint}{words[:1].lower()}{words[1:]}"
        word = mention.word or piece.tokens.part(mention.start, max(mention.end, clause.subject[1]))
        title = tidy(f"{word} {subject}")
        return _named(piece, mention, clause, title, subject)

    def unnamed(self, piece: Piece, kind: str, clause: Clause, span: Span) -> Found:
        """Return the item of a list of instruments that has no instrument's word; `kind` is the type of the others."""
        stand_in = Mention(type=kind, many=True, outer=span[0], start=span[0], head=span[0], end=span[0])
        found = self._brief(piece, stand_in, clause, span, "")
        return structs.replace(found, own_type=False, generic=not kind, brief=False)

    def headed(self, piece: Piece, kind: str, word: str, span: Span) -> Found:
        """Return the document whose subject stands apart, as the heading of an item; `word` is its instrument's."""
        stand_in = Mention(type=kind, many=False, outer=span[0], start=span[0], head=span[0], end=span[0])
        subject = piece.tokens.part(*span)
        if self.lexicon.nominative:  # the text may have another case of it
            word = self.lexicon.word_for(kind)
        title = listed_title(word, subject, self.lexicon, whole=False)
        clause = Clause(begin=span[0], end=span[1], subject=span)
        return structs.replace(_named(piece, stand_in, clause, title, subject), item=True)

    def whole(self, piece: Piece, mention: Mention) -> Found:
        """Return the document whose title an item is whole, with its instrument's word at the end."""
        start = 1 if piece.marks.at("articles", 0) else 0
        title = tidy(piece.tokens.part(start, mention.end))
        clause = Clause(begin=mention.end, end=mention.end)
        named = structs.replace(mention, start=start)
        return structs.replace(_named(piece, named, clause, title, piece.tokens.part(start, mention.head)), item=True)

    def ended(self, piece: Piece, mention: Mention, clause: Clause) -> Iterator[Found]:
        """Yield the documents that `mention` names in a language whose instrument's word comes last."""
        if mention.many:
            yield from self.listed(piece, mention, structs.replace(clause, subject=subject_list(piece, clause)))
            return
        *earlier, last = further_subjects(piece, clause)
        for span in earlier:
            yield self._brief(piece, mention, clause, span, self.lexicon.word_for(mention.type))
        if earlier:
            mention, clause = structs.replace(mention, start=last[0]), structs.replace(clause, subject=last)
        title = tidy(title_before(piece, mention, clause, self.lexicon))
        found = _named(piece, mention, clause, title, words_of(piece, clause.subject))
        yield structs.replace(found, full_title=tidy(piece.tokens.part(mention.start, mention.end)))

    def quoted(self, piece: Piece, governing: Mention, span: Span) -> Found:
        """Return the document whose title stands in quotation marks; `governing` is the plural of the list."""
        own = _opening(piece, span)
        inner = own if own and not own.many else None
        mention = structs.replace(inner or governing, many=False, start=span[0], end=inner.end if inner else span[0])
        clause = read_clause(piece.tokens, piece.marks, mention, span[1], item=True)
        title = tidy(piece.tokens.part(*span))
        return Found(
            piece=piece,
            mention=mention,
            clause=structs.replace(clause, begin=span[0], end=span[1], listed=False),
            type=mention.type,
            own_type=bool(mention.type) and (inner is not None or not governing.mixed),
            title=title,
            full_title=title,
            subject=words_of(piece, clause.subject) or title,
        )

    def untyped(self, piece: Piece, kind: str) -> Found:
        """Return the item of a list that names no instrument itself; `kind` is the type of the list's word."""
        stand_in = Mention(type=kind, many=False, outer=0, start=0, head=0, end=0)
        clause = read_clause(piece.tokens, piece.marks, stand_in, len(piece.tokens), item=True)
        start = 1 if piece.marks.at("articles", 0) else 0
        word = self.lexicon.word_for(kind) if any(piece.marks.at(each, 0) for each in ("subject", "between")) else ""
        whole = tidy(f"{word} {piece.tokens.part(start, clause.end)}") or tidy(piece.segment.text)
        return Found(
            piece=piece,
            mention=None,
            clause=clause,
            type=kind,
            own_type=False,
            title=tidy(f"{word} {self._short(piece, stand_in, clause, start)}") or whole,
            full_title=whole,
            subject=words_of(piece, clause.subject) or whole,
            generic=not kind,
            item=True,
        )

    def _short(self, piece: Piece, mention: Mention, clause: Clause, start: int) -> str:
        if clause.has_parties:
            return short_title(piece.tokens, piece.marks, mention, clause, self.lexicon)
        return tidy(piece.tokens.part(start, clause.end)) or piece.segment.text

    def bare(self, piece: Piece, mention: Mention) -> Found:
        """Return a document of which the text says nothing but that it was signed."""
        title = tidy(mention.word or piece.tokens.part(mention.start, mention.end))
        return _named(piece, mention, Clause(begin=mention.end, end=mention.end), title, "")


def _named(piece: Piece, mention: Mention, clause: Clause, title: str, subject: str) -> Found:
    return Found(
        piece=piece,
        mention=mention,
        clause=clause,
        type=mention.type,
        own_type=True,
        title=title,
        full_title=title,
        subject=subject,
    )


def words_of(piece: Piece, span: Span) -> str:
    """Return the words of a part of a title, empty where it is nowhere."""
    return piece.tokens.part(*span) if span != NOWHERE else ""


def _opening(piece: Piece, span: Span) -> Mention | None:
    # An instrument that opens a subject of the list: `signed an agreement on A, a protocol on B`
    return next((each for each in piece.mentions if span[0] <= each.head < span[1] and each.outer <= span[0] + 1), None)
