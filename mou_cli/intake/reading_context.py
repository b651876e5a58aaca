"""What is carried from one piece of a text to the next: what was said to be signed, and of which type a list is."""

from msgspec import Struct

from mou_cli.intake.clauses import Clause
from mou_cli.intake.earlier import opens_earlier
from mou_cli.intake.marks import Marks
from mou_cli.intake.mention import Mention
from mou_cli.intake.segments import ITEM, LINE, Segment
from mou_cli.intake.tokens import Tokens

_REACH = 4  # words between `will` and `sign`
_MEMORY = 4  # pieces for which `signed` is still the matter


class Piece(Struct, frozen=True):
    """A segment with its words, its phrases and the instruments that it names; `number` counts segments.

    `asides` are the words where it says of a document that it was signed before: `the agreement, signed in 2009, ...`.
    """

    number: int
    segment: Segment
    tokens: Tokens
    marks: Marks
    mentions: tuple[Mention, ...]
    asides: frozenset[int] = frozenset()

    @property
    def is_signing(self) -> bool:
        """Tell whether it says that something was signed, exchanged, adopted."""
        return self.signs(0, len(self.tokens))

    def signs(self, start: int, end: int) -> bool:
        """Tell whether the words from `start` to before `end` say so."""
        signing = self.marks.of("signing", start, end)
        later = self.marks.of("unsigned") if signing else []
        return any(
            not any(x.start <= mark.start < x.end for x in later) and not self._is_future(mark.start)
            for mark in signing
            if not any(mention.head <= mark.start < mention.end for mention in self.mentions)
            and mark.start not in self.asides
        )

    @property
    def is_unsigned(self) -> bool:
        """Tell whether what it speaks of is to be signed one day, or was signed before."""
        ahead = self.marks.of("unsigned") or any(self._is_future(mark.start) for mark in self.marks.of("signing"))
        return bool(ahead or self.recalls) and not self.is_signing

    @property
    def recalls(self) -> bool:
        """Tell whether it names what was signed in an earlier year: `the agreement, signed in 2009, ...`."""
        return bool(self.asides)

    def recalls_first(self, mention: Mention, limit: int) -> bool:
        """Tell whether what follows `mention` before word `limit` says that it was signed before."""
        following = self.marks.of("signing", mention.end, limit)
        return bool(following) and following[0].start in self.asides

    def has_future(self, start: int, end: int) -> bool:
        """Tell whether the words from `start` to before `end` say that something is to be signed."""
        return any(self._is_future(mark.start) for mark in self.marks.of("signing", start, end))

    def _is_future(self, at: int) -> bool:
        if opens_earlier(self.marks):
            return True
        return any(
            self.marks.at("elsewhen", before) and not self._is_of_aside(before)
            for before in range(max(0, at - _REACH), at)
        )

    def _is_of_aside(self, at: int) -> bool:
        # `the agreement initialled last year was followed by`: the time is that of the first verb
        near = range(at - 1, max(-1, at - _REACH - 1), -1)
        verb = next((mark for before in near if (mark := self.marks.at("signing", before))), None)
        return verb is not None and verb.end <= at and verb.start in self.asides


class Found(Struct, frozen=True, kw_only=True):
    """A document that a piece of the text names, before its parties and its date are known.

    `type` is empty where only a list's word such as `documents` stands over it; `own_type` tells that its own words
    give it. `subject` and the parties are as written. `brief` tells of a subject in a list of subjects.
    """

    piece: Piece
    mention: Mention | None
    clause: Clause | None
    type: str
    own_type: bool
    title: str
    full_title: str
    subject: str
    brief: bool = False
    generic: bool = False
    group: str = ""
    item: bool = False


class Context:
    """What the pieces before said, for the piece at hand."""

    def __init__(self) -> None:
        self.list_type = ""  # of the plural word that governs the list: `memoranda` ...
        self.opens_list = self.ends_open = False
        self.lists_other_things = False
        self.unsigned = self.has_documents = False
        self.last_type = self.last_word = ""  # of the instrument that the last document had
        self.before: Piece | None = None
        self._signed_at = -_MEMORY - 1
        self._mark = self._opener = ""  # the number of the paragraph at hand, and of the one that opened the list

    def recently_signed(self, piece: Piece) -> bool:
        """Tell whether signing is what the last few pieces were about."""
        return piece.number - self._signed_at <= _MEMORY

    def just_signed(self, piece: Piece) -> bool:
        """Tell whether signing is what the piece before was about."""
        return piece.number - self._signed_at == 1

    def close_list(self, piece: Piece) -> None:
        """End the list of a numbered paragraph where the next one begins: `3. ...: (i) A; (ii) B`, then `4. ...`."""
        mark = piece.segment.mark
        if not mark:
            return
        if self.opens_list and self._opener and _number(mark) == _number(self._opener) + 1:
            self.opens_list = self.ends_open = False
        if _form(mark) == _form(self._opener):
            self._opener = ""  # the items have numbers as the paragraphs do
        self._mark = mark

    def heed(self, piece: Piece, found: list[Found]) -> None:
        """Take in what a piece says, after it was read; an item of a list says nothing of the items after it."""
        if piece.is_signing or found:
            self._signed_at = piece.number
        self.before = piece
        self.has_documents |= bool(found)
        named = found[-1].mention if found and found[-1].own_type else None
        if named is not None and named.type:
            self.last_type, self.last_word = named.type, named.word or piece.tokens.part(named.start, named.end)
        ends_open = piece.segment.text.rstrip().endswith((":", "："))
        if found and not ends_open and not any(each.brief for each in found):
            return
        if piece.segment.kind == ITEM and not ends_open:
            return
        if piece.segment.kind == LINE and not ends_open and not piece.is_signing and not piece.mentions:
            self.lists_other_things |= bool(piece.marks.of("not_documents"))
            return  # a heading of a column or of a part
        marks, mentions = piece.marks, [mention for mention in piece.mentions if not mention.nested]
        several = [mention for mention in mentions if mention.many]
        generic = bool(marks.of("generic"))
        if several or generic or piece.is_signing:
            self.list_type = several[-1].type if several else ("" if generic else self.list_type)
        self.ends_open = ends_open
        self.opens_list = piece.segment.text.rstrip().endswith((":", "：")) or bool(marks.of("hereby"))
        self._opener = self._mark if self.opens_list else ""
        self.lists_other_things = bool(marks.of("not_documents")) and not (several or piece.is_signing)
        self.unsigned = piece.is_unsigned
        if self.opens_list and (several or generic) and not self.unsigned:
            self._signed_at = piece.number


def _number(mark: str) -> int:
    digits = mark.strip("().[] ")
    return int(digits) if digits.isdecimal() else -2


def _form(mark: str) -> str:
    return "".join("1" if sign.isdecimal() else sign for sign in mark).replace("11", "1")
