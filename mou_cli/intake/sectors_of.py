"""Step 6, sectors: which of the vocabulary's sectors a title names, longest names first."""

from collections.abc import Sequence
from functools import cache

from mou_cli.intake.inflection import stem
from mou_cli.intake.lexicon import lexicon
from mou_cli.intake.tokens import Tokens, tokenize
from mou_cli.vocabulary.matching import key, singular
from mou_cli.vocabulary.sectors import Sectors

_MOST_REMEMBERED = 20_000  # words, and titles
_LATIN = ("en", "fr")
_HYPHENS = "-\u2010\u2011"
_AFTER_VERB = ("a", "an", "the", "its", "their", "new", "up")


class SectorFinder:
    """Finds the sectors that a title names, in texts of one language."""

    def __init__(self, sectors: Sectors, language: str) -> None:
        """Take the sectors of a registry, or the shipped ones, and the language whose endings count for nothing."""
        self._sectors = sectors
        self._language = language
        self._adjectives = lexicon(language).stems("sector_adjectives")
        self._exact: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._longest: dict[str, int] = {}  # words of the longest name, by its first
        self._cuts: dict[str, str] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        for sector in sectors:
            for name in (sector.label, sector.code.replace("-", " "), *sector.aliases):
                self._enter(key(name), sector.code)

    def _enter(self, name: str, code: str) -> None:
        cut = " ".join(map(self._cut, name.split()))
        for table, words in ((self._exact, name), (self._codes, cut)):
            table.setdefault(words, code)
            first, size = words.partition(" ")[0], words.count(" ") + 1
            self._longest[first] = max(size, self._longest.get(first, 0))

    def _cut(self, word: str) -> str:
        known = self._cuts.get(word)
        if known is None:
            if len(self._cuts) > _MOST_REMEMBERED:
                self._cuts.clear()
            known = self._cuts[word] = stem(singular(word) if self._language in _LATIN else word, self._language)
        return known

    def find(self, title: str) -> tuple[str, ...]:
        """Return the codes of the sectors that `title` names, in its order; a group's only where none below it is."""
        known = self._told.get(title)
        if known is None:
            if len(self._told) > _MOST_REMEMBERED:
                self._told.clear()
            known = self._told[title] = self._find(tokenize(title))
        return known

    def _find(self, tokens: Tokens) -> tuple[str, ...]:
        cut = list(map(self._cut, tokens.words))
        found: list[tuple[str, bool]] = []
        at = 0
        while at < len(cut):
            code, size = self._named(tokens.words, cut, at)
            if code:
                found.append((code, _is_passing(tokens, at, at + size)))
            at += size
        sure = [code for code, passing in found if not passing] or [code for code, _ in found]
        codes = list(dict.fromkeys(sure))
        groups = {self._sectors[code].parent for code in codes}
        return tuple(code for code in codes if code not in groups)

    def _named(self, words: Sequence[str], cut: Sequence[str], at: int) -> tuple[str, int]:
        # The name as it stands goes before one that differs by its ending: `security` is not `securities`.
        longest = max(self._longest.get(words[at], 0), self._longest.get(cut[at], 0))
        for size in range(min(longest, len(cut) - at), 0, -1):
            code = self._exact.get(" ".join(words[at : at + size])) or self._codes.get(" ".join(cut[at : at + size]))
            if code:
                return code, size
        adjective = next((code for stem_, code in self._adjectives if words[at].startswith(stem_)), "")
        return adjective if adjective in self._sectors else "", 1

    def same_field(self, one: str, other: str) -> bool:
        """Tell whether two subjects are of one sector, or one of a sector above the other's."""
        a, b = self.find(one), self.find(other)
        above = {self._sectors[code].parent for code in (*a, *b)}
        return bool(set(a) & set(b)) or bool((set(a) | set(b)) & above and a and b)


def _is_passing(tokens: Tokens, start: int, end: int) -> bool:
    # `cross-border railway`, `building a road`: a part of a compound, or a verb, where another word says the sector
    if start > 0 and tokens.words[start - 1] in _HYPHENS and tokens.spans[start - 1][1] == tokens.spans[start][0]:
        return True
    deed = end - start == 1 and tokens.words[start].endswith("ing")
    return deed and end < len(tokens) and tokens.words[end] in _AFTER_VERB


@cache
def _shipped() -> Sectors:
    return Sectors()


@cache
def shipped_finder(language: str) -> SectorFinder:
    """Return the finder of the shipped sectors for a language."""
    return SectorFinder(_shipped(), language)
