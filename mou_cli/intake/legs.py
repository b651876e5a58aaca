"""A journey with several visits in one text: `On the same trip she visited Kenya`, and what was signed there."""

from collections import Counter
from collections.abc import Sequence

from mou_cli.intake.reading_context import Piece


def legs_in(pieces: Sequence[Piece], first: int, pair: Sequence[str]) -> dict[int, str]:
    """Return the state that a later part of a text is about, by the numbers of its pieces.

    `first` numbers the piece of the first document: what is told before it is the one visit, to a state of `pair`.
    """
    found: dict[int, str] = {}
    host = ""
    for piece in pieces[first + 1 :]:
        visited = _visited(piece)
        if visited and not piece.is_unsigned:
            host = "" if visited in pair else visited
        if host:
            found[piece.number] = host
    return found


def _visited(piece: Piece) -> str:
    for mark in piece.marks.of("travelling"):
        article = piece.marks.at("articles", mark.end)
        at = article.end if article else mark.end
        if state := piece.marks.at("state", at) or piece.marks.at("city", at):
            return state.value
    return ""


def visitor_of(pieces: Sequence[Piece], pair: Sequence[str]) -> str:
    """Return the state of `pair` whose guest is on the journey: the one that a text calls visited less often."""
    hosts = Counter(
        state.value
        for piece in pieces
        for kind in ("travelling", "visits")
        for mark in piece.marks.of(kind)
        for state in piece.marks.of("state", mark.end, mark.end + 3)[:1]
    )
    return min(pair, key=lambda code: hosts[code], default="")
