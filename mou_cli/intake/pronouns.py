"""Words that stand for one more document: `and another was between A and B`, `complemented by a digital one`."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.mention import Mention, another, one_of
from mou_cli.intake.title_starts import may_modify
from mou_cli.intake.tokens import Tokens

_FOLLOW = ("auxiliaries", "between", "subject", "signing", "with")
_ADJECTIVAL, _ADJECTIVES = "adjectival", 3  # the words between `a` and `one`


def pronouns(tokens: Tokens, marks: Marks, heads: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the pronouns of a sentence that stand for one more document; `heads` are its instruments' words."""
    # `and another was between A and B`, `un autre sur C`: the word stands in the mention before.
    if heads:
        for mark in marks.of("another", heads[0].end):
            follows = any(marks.at(kind, mark.end) for kind in _FOLLOW) or is_apposed(tokens, marks, mark.end)
            if follows and not any(head.start <= mark.end < head.end for head in heads):
                yield mark
            elif start := _adjectival(tokens, marks, mark):
                yield Mark("another", _ADJECTIVAL, start, mark.end)


def is_apposed(tokens: Tokens, marks: Marks, at: int) -> bool:
    """Tell whether at word `at` a subject follows behind a comma or an adverb: `another as well, on camels`."""
    adverb = marks.at("adding", at)
    at = adverb.end if adverb else at
    comma = at < len(tokens) and tokens.words[at] in ",،"
    return (comma or adverb is not None) and marks.at("apposed", at + comma) is not None


def _adjectival(tokens: Tokens, marks: Marks, mark: Mark) -> int:
    # `a trade agreement was complemented by a digital one`: the word where `a digital one` starts, 0 for no such
    if mark.end - mark.start != 1 or not marks.ending("bare_ones", mark.end):
        return 0
    after = tokens.words[mark.end] if mark.end < len(tokens) else "."
    at = mark.start
    while at > 1 and mark.start - at < _ADJECTIVES and may_modify(tokens, marks, at):
        at -= 1
    article = marks.ending("articles", at)
    if article is None or at == mark.start or not (after in ".,;" or marks.at("subject", mark.end)):
        return 0
    return article.start if marks.ending("signing", article.start) else 0


def named_by(tokens: Tokens, mark: Mark, last: Mention, lexicon: Lexicon) -> Mention:
    """Return the mention that the pronoun at `mark` is, whose instrument's word is that of `last`."""
    word = last.word or (one_of(tokens, last, lexicon) if last.many else tokens.part(last.start, last.end))
    if mark.end - mark.start == 1 or mark.value != _ADJECTIVAL:
        return another(mark, last.type, singular_of(word))
    kind = tokens.part(last.head, last.end) if not (last.word or last.many) else word.rpartition(" ")[2]
    word = f"{tokens.part(mark.start + 1, mark.end - 1)} {singular_of(kind)}"
    return structs.replace(another(mark, last.type, word), start=mark.start + 1, head=mark.end - 1)


def singular_of(word: str) -> str:
    """Return an English instrument's word in the singular."""
    return word[:-1] if word.endswith("s") and word.isascii() else word
