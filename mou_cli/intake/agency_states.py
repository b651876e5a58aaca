"""Whose an agency is that a title leaves without a state: `Estonia's RIA`, said elsewhere in the text."""

from collections.abc import Iterator, Sequence

from mou_cli.intake.reading_context import Piece

_NEAR = 8  # words of a name between its state and its abbreviation
_BREAKS = ("and", "between", "signing", "subject", "with", "clause_verbs")
_LEADING = ("signed_of", "articles")
_MOST_PIECES = 1000  # more than any communiqué has


def state_of_agency(name: str, pieces: Sequence[Piece]) -> str:
    """Return the code of the one state to which a text ties the agency `name`, empty where it ties it to none."""
    found = {_beside(piece, *place) for piece in pieces[:_MOST_PIECES] for place in _places(name, piece)} - {""}
    return found.pop() if len(found) == 1 else ""


def _places(name: str, piece: Piece) -> Iterator[tuple[int, int]]:
    text, sought = piece.segment.text, name
    at = text.find(sought) if sought else -1
    while at >= 0:
        close = at + len(sought)
        inside = [number for number, span in enumerate(piece.tokens.spans) if at <= span[0] and span[1] <= close]
        if inside and piece.tokens.spans[inside[0]][0] == at and piece.tokens.spans[inside[-1]][1] == close:
            yield inside[0], inside[-1] + 1
        at = text.find(sought, close)


def _beside(piece: Piece, start: int, end: int) -> str:
    return _behind(piece, end) or _before(piece, start)


def _behind(piece: Piece, at: int) -> str:
    # `RIA of Estonia`, `RIA (Estonia)`
    marks, words = piece.marks, piece.tokens.words
    while at < len(words) and (words[at] in "()" or any(marks.at(kind, at) for kind in _LEADING)):
        at += 1
    state = marks.at("state", at) or marks.at("city", at)
    return state.value if state else ""


def _before(piece: Piece, start: int) -> str:
    # `Estonia's RIA`, `the Information System Authority of Estonia (RIA)`
    for at in range(start, max(0, start - _NEAR), -1):
        state = piece.marks.ending("state", at)
        if state:
            return state.value
        breaks = any(piece.marks.ending(kind, at) for kind in _BREAKS)
        if breaks or piece.tokens.words[at - 1] in ",،;:)":
            return ""
    return ""
