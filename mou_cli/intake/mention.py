"""An instrument's word in a text: which type it stands for, and where the words around it begin and end."""

from msgspec import Struct

from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Mark
from mou_cli.intake.tokens import Tokens


class Mention(Struct, frozen=True, kw_only=True):
    """An instrument's word in a text, by numbers of words.

    `outer` is where its article or number starts, `start` where its title starts, `head` its word and `end` what
    follows that. `type` is empty for `documents`. `determiner` is `the`, `a`, `another`, `this` or empty.
    """

    type: str
    many: bool
    outer: int
    start: int
    head: int
    end: int
    determiner: str = ""
    count: int = 0
    weak: bool = False
    nested: bool = False
    word: str = ""
    mixed: bool = False
    bare: bool = False

    @property
    def has_own_words(self) -> bool:
        """Tell whether words that belong to the title stand before the instrument's."""
        return self.start < self.head


def another(mark: Mark, kind: str, word: str) -> Mention:
    """Return the mention that the pronoun at `mark` is: one more of such a type, under such a word."""
    at = mark.start
    return Mention(type=kind, many=False, outer=at, start=at, head=at, end=mark.end, determiner="another", word=word)


def one_of(tokens: Tokens, mention: Mention, lexicon: Lexicon) -> str:
    """Return the words of a plural in the singular: `cooperation agreement`; `memoranda` by the usual word."""
    own, plural = tokens.part(mention.start, mention.head), tokens.part(mention.head, mention.end)
    singular = plural.removesuffix("s")
    known = lexicon.language == "en" and singular.casefold() in lexicon.words("one")
    return " ".join(filter(None, (own if known else "", singular if known else lexicon.word_for(mention.type))))
