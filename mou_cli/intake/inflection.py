"""Endings taken off words that change them: Russian and Kazakh cases, Arabic articles; roughly, alike on both sides."""

import re
from collections.abc import Mapping

_RU = """
иями ями ами ого его ому ему ыми ими ией иях ях ах ов ев ей ой ый ий ая яя ое ее ые ие ую юю ом ем ам ям ою ею ым им ых
их ия ии ию а я о е ы и у ю ь й
"""
_KK = """
ларының лерінің сының сінің ының інің лары лері дары дері тары тері лардың лердің ның нің дың дің тың тің ымен імен мен
бен пен ына іне сына сіне нда нде ында інде дан ден тан тен нан нен ған ген ға ге қа ке на не да де та те ны ні ды ді ты
ті сы сі лар лер дар дер тар тер ы і
"""
_AR_BEFORE = ("وال", "بال", "لل", "ال", "ب", "ل", "و")
_ADJECTIVE = re.compile(r"(?:ого|его|ому|ему|ом|ем|ой|ей|ых|их)$")
_ADJECTIVES = {"masculine": "ый", "neuter": "ое", "feminine": "ая", "plural": "ые"}
# As the vocabulary folds them, so that the endings fit folded words.
_FOLDED = str.maketrans({"й": "и", "ё": "е"})
_ENDINGS = {
    "ru": sorted({each.translate(_FOLDED) for each in _RU.split()}, key=len, reverse=True),
    "kk": sorted({each.translate(_FOLDED) for each in _KK.split()}, key=len, reverse=True),
}
_SHORTEST = 3
_INSTRUMENTAL = (("ством", "ство"), ("ией", "ия"), ("ением", "ение"), ("той", "та"), ("бой", "ба"), ("ом", ""))


def stem(word: str, language: str) -> str:
    """Return a folded word without its ending, in a `language` that has such endings; else the word as it is."""
    if language in ("ar", "ur"):
        return _without_article(word) if language == "ar" else word
    shorter = _without_ending(word, language)
    # Kazakh puts one ending behind another, and the names of states end as words in the ablative do.
    while language == "kk" and shorter != word:
        word, shorter = shorter, _without_ending(shorter, language)
    return shorter


def _without_ending(word: str, language: str) -> str:
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _without_article(word: str) -> str:
    for before in _AR_BEFORE:
        if word.startswith(before) and len(word) - len(before) >= _SHORTEST:
            return word[len(before) :]
    return word


def first_in_nominative(name: str) -> str:
    """Return a Russian name from behind `между` as it stands alone, where its first word is the agency's."""
    first, _, rest = name.partition(" ")
    for ending, plain in _INSTRUMENTAL:
        if first.endswith(ending):
            return " ".join(filter(None, (first[: -len(ending)] + plain, rest)))
    return name


def nominative(phrase: str, endings: Mapping[str, str]) -> str:
    """Return a Russian phrase as it stands in a list of its own: its first noun and the adjectives before it.

    `endings` maps the ending of a noun in the genitive or the prepositional case to that of the nominative.
    """
    words = phrase.split(" ")
    cased = 0
    while cased < len(words) - 1 and _ADJECTIVE.search(words[cased]):
        cased += 1
    noun = _noun(words[cased], endings)
    gender = "plural" if noun.endswith(("ы", "и")) else "neuter" if noun.endswith(("о", "е")) else "feminine"
    gender = gender if noun.endswith(("ы", "и", "о", "е", "а", "я", "сть", "знь")) else "masculine"
    return " ".join(
        [
            *(_ADJECTIVE.sub(_ADJECTIVES[gender], word) for word in words[:cased]),
            noun,
            *_rest(words[cased + 1 :], endings),
        ]
    )


def _rest(words: list[str], endings: Mapping[str, str]) -> list[str]:
    # `горном деле и геонауках`: what is joined to the noun is in its case.
    if len(words) >= 2 and words[0] == "и" and len(words) == 2:
        return ["и", _noun(words[1], endings)]
    return words


def _noun(word: str, endings: Mapping[str, str]) -> str:
    for size in range(min(7, len(word)), 1, -1):
        if word[-size:] in endings:
            return word[:-size] + endings[word[-size:]]
    return word
