"""The language of a text, by its letters and its commonest words: one of those that there are phrases for."""

from collections import Counter

from mou_cli.intake.lexicon import LANGUAGES, lexicon
from mou_cli.intake.tokens import tokenize

_SAMPLE = 3000  # characters
_LETTERS = {"en": "latin", "fr": "latin", "ru": "cyrillic", "kk": "cyrillic", "ar": "arabic", "ur": "arabic"}


def language_of(text: str) -> str:
    """Return the code of the language that `text` is in, of those whose phrases are known; English where none fits."""
    sample = text[:_SAMPLE]
    letters = Counter(_script(char) for char in sample if char.isalpha()).most_common(1)
    script = letters[0][0] if letters else "latin"
    words = Counter(tokenize(sample).words)
    candidates = [language for language in LANGUAGES if _LETTERS[language] == script] or ["en"]
    return max(candidates, key=lambda language: sum(words[word] for word in lexicon(language).common))


def _script(char: str) -> str:
    if "\u0400" <= char <= "\u052f":
        return "cyrillic"
    if "\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufeff":
        return "arabic"
    return "latin"
