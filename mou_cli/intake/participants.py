"""Who took part where more than two did: `the Presidents of A, B, C and D`, or a state and its president a line."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from mou_cli.intake.marks import Mark
from mou_cli.intake.reading_context import Piece
from mou_cli.intake.segments import SENTENCE

_FEWEST = 3
_SMALL = 3  # words between `the Presidents` and the first state
_REACH = 4  # words from `President` to the state
_JOINTS = ",،;-–—:"


def participants_in(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return the codes of the states that took part in a meeting of three or more, empty where a text tells of none.

    Guests and observers do not take part; a line for each state goes before what a sentence says.
    """
    lines = (_of_lines(list(run)) for is_line, run in groupby(pieces, _is_line) if is_line)
    sentences = (_of_sentence(piece) for piece in pieces if not piece.marks.of("guests"))
    return next((codes for told in (lines, sentences) for codes in told if len(codes) >= _FEWEST), ())


def _is_line(piece: Piece) -> bool:
    # `Oman – Sultan X`
    state = piece.marks.at("state", 1 if piece.marks.at("articles", 0) else 0)
    if piece.segment.kind == SENTENCE or state is None or state.end >= len(piece.tokens):
        return False
    return piece.tokens.words[state.end] in _JOINTS and bool(piece.marks.of("persons", state.end))


def _of_lines(pieces: Sequence[Piece]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.marks.of("state")[0].value for piece in pieces))


def _of_sentence(piece: Piece) -> tuple[str, ...]:
    leaders = {at for mark in piece.marks.of("leaders") for at in range(mark.end, mark.end + _SMALL + 1)}
    for run in _runs(piece):
        if run[0].start in leaders and len({mark.value for mark in run}) >= _FEWEST:
            return tuple(dict.fromkeys(mark.value for mark in run))
    persons = piece.marks.of("persons")
    states = (next(iter(piece.marks.of("state", mark.end, mark.end + _REACH)), None) for mark in persons)
    return tuple(dict.fromkeys(state.value for state in states if state))


def _runs(piece: Piece) -> Iterator[list[Mark]]:
    # `A, B, the C and D`
    run: list[Mark] = []
    for state in piece.marks.of("state"):
        if run and not all(_is_joint(piece, at) for at in range(run[-1].end, state.start)):
            yield run
            run = []
        run.append(state)
    if run:
        yield run


def _is_joint(piece: Piece, at: int) -> bool:
    return piece.tokens.words[at] in _JOINTS or any(piece.marks.at(kind, at) for kind in ("and", "articles"))
