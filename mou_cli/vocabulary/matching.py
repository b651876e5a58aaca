"""How a person's word is brought to the form in which it is looked up, and which names are nearest to one unknown."""

from collections.abc import Iterable, Mapping

from mou_cli.errors import Usage
from mou_cli.vocabulary.folding import fold

_SIGNS = str.maketrans({**dict.fromkeys('-_,;:/()[]"«»“”،؛·・', " "), **dict.fromkeys("'`.ʻʿʾ׳״", None), "&": " and "})


class _Keys(dict[int, str]):
    # One table for folding and signs, filled as characters are met: the names are gone through many at a time.
    def __missing__(self, point: int) -> str:
        self[point] = fold(chr(point)).translate(_SIGNS)
        return self[point]


_KEYS = _Keys()


def key(text: str) -> str:
    """Return the form of `text` in which names are compared: folded, signs of punctuation gone, one space between."""
    return " ".join(text.translate(_KEYS).split())


def singular(folded: str) -> str:
    """Return a key with the English plural of each of its words undone, roughly: both sides are cut the same way."""
    return " ".join([_one(word) for word in folded.split()])


def nearest(word: str, names: Mapping[str, str], limit: int = 3, enough: int = 65) -> list[str]:
    """Return the values of `names` (key to value) whose keys are most like `word`, best first, each once.

    `enough` is how like they must be, from 0 to 100: twice the letters that both have in one order, of a hundred in
    both words.
    """
    from rapidfuzz import fuzz, process

    asked = key(word)
    # Of a short word one letter is much, and a person sees no likeness to a name that shares half of it.
    cutoff = max(75, enough - 5) if len(asked) < 5 else enough
    found = process.extract(asked, names.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=8 * limit)
    best = found[0][1] if found else 0
    return list(dict.fromkeys(names[match] for match, score, _ in found if score > best - 15))[:limit]


def unknown(kind: str, word: str, near: Iterable[str], otherwise: str) -> Usage:
    """Return the error for a `word` that names no `kind`: it names the `near` ones, or says `otherwise`."""
    names = ", ".join(near)
    return Usage(f'unknown {kind} "{word}"', f"did you mean {names}?" if names else otherwise)


def _one(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]
