"""One folding for every comparison of words: case, accents and look-alike Arabic letters do not count."""

import unicodedata

# Letters that NFKD leaves apart though people type one for the other.
_ALIKE = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ه": "ہ",
        "ھ": "ہ",
        "ة": "ہ",
        "ـ": None,
        "\u200c": None,
        "\u200d": None,
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "–": "-",
        "—": "-",
        "\u2010": "-",  # NFKD makes the no-break hyphen this one
        "−": "-",
    }
)


def fold(text: str) -> str:
    """Return `text` as it is compared: NFKD, no combining marks, case-folded, look-alikes made one.

    Every character folds by itself, so that the fold of a part is a part of the fold of the whole.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """The fold of each character, worked out when it is first met: str.translate then runs at the speed of C."""

    def __missing__(self, point: int) -> str:
        bare = _without_marks(unicodedata.normalize("NFKD", chr(point)))
        alike = unicodedata.normalize("NFKD", bare.casefold()).translate(_ALIKE)
        self[point] = _without_marks(alike)
        return self[point]


def _without_marks(text: str) -> str:
    return "".join(c for c in text if not unicodedata.combining(c))


_FOLDED = _Folded()
