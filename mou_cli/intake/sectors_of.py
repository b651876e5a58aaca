"""Step 6, sectors: which of the vocabulary's sectors a title names, longest names first."""

from functools import cache

from mou_cli.intake.inflection import stem
from mou_cli.intake.tokens import tokenize
from mou_cli.vocabulary.matching import key, singular
from mou_cli.vocabulary.sectors import Sectors

_LONGEST = 5  # words


class SectorFinder:
    """Finds the sectors that a title names, in texts of one language."""

    def __init__(self, sectors: Sectors, language: str) -> None:
        """Take the sectors of a registry, or the shipped ones, and the language whose endings count for nothing."""
        self._sectors = sectors
        self._language = language
        self._codes: dict[str, str] = {}
        for sector in sectors:
            for name in (sector.label, sector.code.replace("-", " "), *sector.aliases):
                self._codes.setdefault(self._cut(key(name)), sector.code)

    def _cut(self, folded: str) -> str:
        words = folded.split() if self._language not in ("en", "fr") else singular(folded).split()
        return " ".join(stem(word, self._language) for word in words)

    def find(self, title: str) -> tuple[str, ...]:
        """Return the codes of the sectors that `title` names, in its order; a group's only where none below it is."""
        words = [self._cut(word) for word in tokenize(title).words]
        found, at = [], 0
        while at < len(words):
            size = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[at : at + n]) in self._codes), 0)
            if size:
                found.append(self._codes[" ".join(words[at : at + size])])
            at += size or 1
        codes = list(dict.fromkeys(found))
        groups = {self._sectors[code].parent for code in codes}
        return tuple(code for code in codes if code not in groups)

    def same_field(self, one: str, other: str) -> bool:
        """Tell whether two subjects are of one sector, or one of a sector above the other's."""
        a, b = self.find(one), self.find(other)
        above = {self._sectors[code].parent for code in (*a, *b)}
        return bool(set(a) & set(b)) or bool((set(a) | set(b)) & above and a and b)


@cache
def _shipped() -> Sectors:
    return Sectors()


@cache
def shipped_finder(language: str) -> SectorFinder:
    """Return the finder of the shipped sectors for a language."""
    return SectorFinder(_shipped(), language)
