"""A stretch of text as words: each folded for comparison, with where it stands in the text."""

import re
from collections.abc import Iterator

from mou_cli.vocabulary.folding import fold

_TOKEN = re.compile("[\\w\u0300-\u036f\u064b-\u065f\u0670]+|[^\\w\\s]")
_AND = "و"  # Arabic writes `and` onto the word that follows


class Tokens:
    """The words and signs of one text: `words[i]` folded, `spans[i]` its start and end in `text`."""

    __slots__ = ("spans", "text", "words")

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        self.text = text
        self.spans = spans
        self.words = [fold(text[start:end]) for start, end in spans]

    def __len__(self) -> int:
        """Return how many words and signs there are."""
        return len(self.words)

    def part(self, start: int, end: int) -> str:
        """Return the text from word `start` to before word `end`, as written."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]] if end > start else ""

    def is_capital(self, at: int) -> bool:
        """Tell whether word `at` begins with a capital letter, or is of a script that has none."""
        first = self.text[self.spans[at][0]]
        return first.isupper() or (first.isalpha() and not first.islower())

    def is_upper(self, at: int) -> bool:
        """Tell whether word `at` is in capitals throughout."""
        return self.text[slice(*self.spans[at])].isupper()


def tokenize(text: str, begins_word: frozenset[str] = frozenset()) -> Tokens:
    """Return the words and signs of `text`.

    `begins_word` holds the folded words before which an Arabic `and` is taken off: it is written onto any word, and
    many words begin with that letter of their own.
    """
    spans = [found.span() for found in _TOKEN.finditer(text)]
    return Tokens(text, list(_apart(text, spans, begins_word)) if begins_word and _AND in text else spans)


def _apart(text: str, spans: list[tuple[int, int]], begins_word: frozenset[str]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        if text[start] == _AND and end - start > 3 and _is_joined(fold(text[start + 1 : end]), begins_word):
            yield start, start + 1
            yield start + 1, end
        else:
            yield start, end


def _is_joined(rest: str, begins_word: frozenset[str]) -> bool:
    return rest in begins_word or (rest.startswith("ال") and len(rest) > 4)
