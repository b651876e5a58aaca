"""Abbreviations that a text explains: `the Muscat Institute of Technology (MIT)`, and `MIT` from there on."""

from collections.abc import Iterable, Mapping

from mou_cli.intake.reading_context import Piece

_SHORTEST, _LONGEST = 2, 12  # letters
_SMALL_WORDS = 2  # for each letter at most: `of the`


def abbreviations_in(pieces: Iterable[Piece]) -> dict[str, str]:
    """Return the names that a text gives before a bracket with their first letters, by those letters."""
    found: dict[str, str] = {}
    for piece in pieces:
        words = piece.tokens.words
        for at in range(1, len(words) - 2):
            if words[at] == "(" and words[at + 2] == ")" and piece.tokens.is_upper(at + 1):
                start = _start(words, at, words[at + 1])
                if start < at:
                    found.setdefault(piece.tokens.part(at + 1, at + 2), piece.tokens.part(start, at))
    return found


def _start(words: list[str], end: int, letters: str) -> int:
    # The word from which the words before `end` begin with the letters, in their order; `end` where none does.
    left, skipped = letters if letters.isalpha() and _SHORTEST <= len(letters) <= _LONGEST else "", 0
    for at in range(end - 1, -1, -1):
        if not left or not words[at].isalpha() or skipped > _SMALL_WORDS:
            break
        hit = words[at][0] == left[-1]
        left, skipped = (left[:-1], 0) if hit else (left, skipped + 1)
        if not left:
            return at
    return end


def in_full(name: str, known: Mapping[str, str]) -> str:
    """Return a name with each abbreviation in it as the text explains it."""
    return " ".join(known.get(word, word) for word in name.split())
