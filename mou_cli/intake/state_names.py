"""States and organisations where a running text names them: by name, by adjective, by capital.

The names are the vocabulary's. In a running text a short word of one language is often a state's name in another, so a
name counts where it is long, begins with a capital letter (in scripts that have them), and is not among `not_states`;
state_words.json adds the short names, the adjectives and the capitals, by language.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from mou_cli.intake.inflection import stem
from mou_cli.intake.marks import Mark
from mou_cli.intake.tokens import Tokens, tokenize
from mou_cli.vocabulary import organisations, states
from mou_cli.vocabulary.matching import key

_DATA = Path(__file__).with_name("state_words.json")
_LONGEST = 7  # words in a name
_SHORTEST = 5  # letters in a name that is no one's abbreviation
_SHORTEST_STEM = 4
_LATIN_LETTERS, _CYRILLIC, _ARABIC = ("0", "\u024f"), ("\u0400", "\u052f"), ("\u0600", "\u06ff")
_LETTERS = {
    "en": _LATIN_LETTERS,
    "fr": _LATIN_LETTERS,
    "ru": _CYRILLIC,
    "kk": _CYRILLIC,
    "ar": _ARABIC,
    "ur": _ARABIC,
}
_NISBA = ("یہ", "ی", "یین", "یتین")
_LATIN = ("en", "fr")


class _Words(msgspec.Struct):
    names: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


class _Name(NamedTuple):
    kind: str
    code: str
    exact: bool  # written so: in capitals, or with its capital letter


class Names:
    """The names of one language by their words, cut as that language cuts them."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._names: dict[str, _Name] = {}
        self._longest: dict[str, int] = {}
        self._cities: dict[str, str] = {}  # as they stand alone
        for name, kind, code in _vocabulary_names(language):
            self._learn_folded(name.split(), _Name(kind, code, exact=True))
        for spoken in ("en", language) if language in _LATIN else (language,):
            for code, words in _words()[spoken].items():
                for name in words.names:
                    self._learn(_words_of(name), _Name("state", code, exact=name[0].isupper()))
                for name in words.cities:
                    self._learn(_words_of(name), _Name("city", code, exact=True))
                    self._cities[self._city_key(name)] = name

    def _learn_folded(self, name: list[str], meant: _Name) -> None:
        if meant.kind == "organisation" or len(name) > 1 or len(self._cut(name[0])) >= _SHORTEST_STEM:
            self._learn(name, meant)

    def _learn(self, name: list[str], meant: _Name) -> None:
        if self._language == "ru" and name[-1].endswith("аи"):  # Китай, Китая: the ending is an adjective's, too
            self._enter([*(self._cut(word) for word in name[:-1]), self._cut(name[-1][:-1] + "я")], meant)
        self._enter(name if self._language in _LATIN else [self._cut(word) for word in name], meant)

    def _enter(self, words: list[str], meant: _Name) -> None:
        self._names[" ".join(words)] = meant
        if len(words) > self._longest.get(words[0], 0):
            self._longest[words[0]] = len(words)

    def _cut(self, word: str) -> str:
        return stem(word, self._language)

    def city(self, written: str) -> str:
        """Return a town in the nominative, as it is written where it is no town that is known: `в Ташкенте`."""
        return self._cities.get(self._city_key(written), written)

    def _city_key(self, name: str) -> str:
        return " ".join(self._cut(word) for word in _words_of(name))

    def marks(self, tokens: Tokens) -> Iterator[Mark]:
        """Yield the states, cities and organisations that a text names: the longest name at each place."""
        at, words = 0, tokens.words if self._language in _LATIN else [self._cut(word) for word in tokens.words]
        direct = self._language not in ("ar", "ur")
        while at < len(words):
            if direct and words[at] not in self._longest:  # most words are no state's
                at += 1
                continue
            found = self._at(tokens, words, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def _at(self, tokens: Tokens, words: list[str], at: int) -> Mark | None:
        for first in self._firsts(words[at], tokens.words[at]):
            for size in range(min(self._longest.get(first, 0), _LONGEST), 0, -1):
                taken, end = _gather(words, at, size)
                meant = self._names.get(" ".join([first, *taken])) if len(taken) == size - 1 else None
                if meant and _is_written_so(meant, tokens, at, alone=size == 1):
                    return Mark(meant.kind, meant.code, at, end)
        return None

    def _firsts(self, word: str, whole: str) -> Iterator[str]:
        yield word
        if self._language in ("ar", "ur"):
            yield whole
            for ending in _NISBA:
                if word.endswith(ending) and len(word) - len(ending) >= 2:
                    bare = word[: -len(ending)]
                    yield from (bare, bare + "ا", bare + "یا", bare + "یہ")


def _words_of(name: str) -> list[str]:
    return [word for word in tokenize(name).words if word[0].isalnum()]


def _gather(words: list[str], at: int, size: int) -> tuple[list[str], int]:
    # The words of a name, past the hyphens and points inside it.
    taken: list[str] = []
    end = at + 1
    while len(taken) < size - 1 and end < len(words):
        if words[end][:1].isalnum():
            taken.append(words[end])
        elif words[end] not in ("-", ".", "'"):
            break
        end += 1
    return taken, end


def _is_written_so(meant: _Name, tokens: Tokens, at: int, *, alone: bool) -> bool:
    if not meant.exact:
        return True
    if alone and len(tokens.words[at]) <= 3 and tokens.words[at].isascii():
        return tokens.is_upper(at) or tokens.text[tokens.spans[at][1] : tokens.spans[at][1] + 1] == "-"
    return tokens.is_capital(at)


def _vocabulary_names(language: str) -> Iterator[tuple[str, str, str]]:
    first, last = _LETTERS[language]
    shortest = _SHORTEST + 1 if first == _ARABIC[0] else _SHORTEST
    refused = {key(word) for word in _not_states()}
    for name, code in states.every_key():
        if len(name) >= shortest and len(code) == 2 and first <= name[0] <= last and name not in refused:
            yield name, "state", code
    for name, code in organisations.every_key().items():
        if first <= name[:1] <= last:
            yield name, "organisation", code


@cache
def _data() -> dict[str, dict[str, _Words] | list[str]]:
    return msgspec.json.decode(_DATA.read_bytes(), type=dict[str, dict[str, _Words] | list[str]])


def _words() -> dict[str, dict[str, _Words]]:
    return {language: told for language, told in _data().items() if isinstance(told, dict)}


def _not_states() -> list[str]:
    told = _data()["not_states"]
    return told if isinstance(told, list) else []


@cache
def state_names(language: str) -> Names:
    """Return the names of states and organisations that count in texts of a language."""
    return Names(language)
