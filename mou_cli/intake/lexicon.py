"""Words and phrases by kind, and which of them a text has; the phrases are data (words_*.json)."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.tokens import Tokens, tokenize
from mou_cli.vocabulary.folding import fold

LANGUAGES = ("en", "ru", "ar", "ur", "kk", "fr")
_AND = "و"  # Arabic writes `and` onto the word that follows
_NO_PHRASES = (
    "order",
    "common",
    "clitics",
    "bare_subjects",
    "plural_endings",
    "nominative",
    "nominatives",
    "one_field",
    "sector_adjectives",
)
_MOST_REMEMBERED = 50_000  # words whose phrases are kept at hand


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    kind: str
    value: str


class _Beginning(NamedTuple):
    single: list[tuple[str, str]]  # kind and value
    longer: dict[str, list[_Phrase]]  # by their second word, empty where that is a stem


class Lexicon:
    """The phrases of one language; a word that ends in `*` stands for all that begin so.

    What is no phrase: `head_final` tells that an instrument's word comes after what it is on; `common` are the words by
    which a text's language is known; `bare_subjects` tells that a subject follows without a preposition;
    `plural_endings` are endings of an adjective that make the noun behind it plural; `nominative` maps endings of nouns
    and `nominatives` forms of instruments' words to those of the nominative;
    `one_field` are the forms of the plural by which the same word says `in the field of`.
    """

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        self.language = language
        self._data = data
        self.head_final = data.get("order") == "head-final"
        self.common = frozenset(data.get("common", ()))
        self.bare_subjects = bool(data.get("bare_subjects"))
        self.plural_endings: tuple[str, ...] = tuple(data.get("plural_endings", ()))
        self.nominative: dict[str, str] = dict(data.get("nominative", {}))
        self.nominatives = {form: word for word, forms in data.get("nominatives", {}).items() for form in forms}
        self._field = {form: word for word, forms in data.get("one_field", {}).items() for form in forms}
        self._clitics: tuple[str, ...] = tuple(data.get("clitics", ()))
        self._singular = {value: phrases[0].replace(" ' ", "'") for value, phrases in data.get("one", {}).items()}
        self._first: dict[str, list[_Phrase]] = {}
        self._stems: dict[str, list[_Phrase]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self._openings: dict[tuple[str, ...], frozenset[str]] = {}
        self._beginning: dict[str, _Beginning] = {}
        for kind, told in data.items():
            if kind not in _NO_PHRASES:
                self._learn(kind, told)
        self._longest_stem = max(map(len, self._stems), default=0)

    def _learn(self, kind: str, told: Mapping[str, list[str]] | list[str]) -> None:
        by_value = told if isinstance(told, Mapping) else {"": told}
        for value, phrases in by_value.items():
            for phrase in phrases:
                words = tuple(_words_of(phrase))
                self._enter(_Phrase(words, kind, value))
                if self._clitics and words[0].startswith(_AND) and len(words[0]) > 3:  # the text may have it in two
                    self._enter(_Phrase((_AND, words[0][1:], *words[1:]), kind, value))
        self._words[kind] = tuple(each for phrases in by_value.values() for each in phrases)

    def _enter(self, phrase: _Phrase) -> None:
        first = phrase.words[0]
        table = self._stems if first.endswith("*") else self._first
        table.setdefault(first.rstrip("*"), []).append(phrase)

    def word_for(self, type_: str) -> str:
        """Return the usual word for one instrument of a type, empty where there is none."""
        return str(self._singular.get(type_, ""))

    def stems(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Return the beginnings of words in a kind that no text is searched for, each with what it stands for."""
        return tuple((fold(each), value) for value, stems in self._data.get(kind, {}).items() for each in stems)

    def singular_fields(self, phrase: str) -> str:
        """Return `in the fields of` as it stands before one field, empty in a language whose titles need no such."""
        words = [self._field.get(fold(word), word) for word in phrase.split()]
        return " ".join(words) if self._field else ""

    def first(self, kind: str) -> str:
        """Return the first phrase of a kind in the data, empty where there is none."""
        return next(iter(self._words.get(kind, ())), "")

    def firsts(self) -> frozenset[str]:
        """Return every word that begins a phrase."""
        return frozenset(self._first)

    def first_words(self, *kinds: str) -> frozenset[str]:
        """Return the folded words that begin the phrases of some kinds."""
        if kinds not in self._openings:
            told = (first for first, phrases in self._first.items() if any(each.kind in kinds for each in phrases))
            self._openings[kinds] = frozenset(told)
        return self._openings[kinds]

    def words(self, kind: str) -> frozenset[str]:
        """Return the phrases of a kind, as they are written in the data."""
        if kind not in self._sets:
            self._sets[kind] = frozenset(self._words.get(kind, ()))
        return self._sets[kind]

    def marks(self, tokens: Tokens) -> Marks:
        """Return all phrases found in a text."""
        return Marks(self._scan(tokens.words))

    def _scan(self, words: list[str]) -> Iterator[Mark]:
        beginnings, last = self._beginning, len(words) - 1
        new = tuple.__new__  # there are many: twice as fast as by name
        for at, word in enumerate(words):
            beginning = beginnings.get(word) or self._look_up(word)
            for kind, value in beginning.single:
                yield new(Mark, (kind, value, at, at + 1))
            if beginning.longer and at < last:
                for phrase in (*beginning.longer.get(words[at + 1], ()), *beginning.longer.get("", ())):
                    if _fits(phrase.words, words, at):
                        yield Mark(phrase.kind, phrase.value, at, at + len(phrase.words))

    def _look_up(self, word: str) -> _Beginning:
        # A text has few words many times over: what begins with each is looked for once.
        if len(self._beginning) > _MOST_REMEMBERED:
            self._beginning.clear()
        found = _Beginning([], {})
        for form in self._forms(word):
            for phrase in self._beginning_with(form):
                if len(phrase.words) == 1:
                    found.single.append((phrase.kind, phrase.value))
                else:
                    second = phrase.words[1]
                    found.longer.setdefault("" if second.endswith("*") else second, []).append(phrase)
        self._beginning[word] = found
        return found

    def _forms(self, word: str) -> Iterator[str]:
        yield word
        for clitic in self._clitics:
            if word.startswith(clitic) and len(word) - len(clitic) > 2:
                yield word[len(clitic) :]

    def _beginning_with(self, word: str) -> Iterator[_Phrase]:
        yield from self._first.get(word, ())
        for size in range(min(len(word), self._longest_stem), 0, -1):
            yield from self._stems.get(word[:size], ())


def _fits(phrase: tuple[str, ...], words: list[str], at: int) -> bool:
    # The first word fits already.
    if len(phrase) > len(words) - at:
        return False
    for wanted in phrase[1:]:
        at += 1
        if words[at] != wanted and not (wanted[-1] == "*" and words[at].startswith(wanted[:-1])):
            return False
    return True


def _words_of(phrase: str) -> Iterator[str]:
    tokens = tokenize(phrase)
    for at, word in enumerate(tokens.words):
        if word == "*":
            continue
        following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
        touching = following == "*" and tokens.spans[at + 1][0] == tokens.spans[at][1]
        yield word + "*" if touching else word


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, one of LANGUAGES."""
    path = Path(__file__).with_name(f"words_{language}.json")
    return Lexicon(language, msgspec.json.decode(path.read_bytes()))
