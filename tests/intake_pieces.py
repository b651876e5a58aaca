"""What the intake tests share: a sentence as the steps see it, and what a whole text yields in short."""

from mou_cli.intake.drafts import Draft
from mou_cli.intake.lexicon import lexicon
from mou_cli.intake.reading import read
from mou_cli.intake.reading_context import Piece
from mou_cli.intake.segments import SENTENCE, Segment
from mou_cli.intake.tracing import pieces_of


def piece(text: str, language: str = "en", kind: str = SENTENCE) -> Piece:
    return pieces_of([Segment(text, kind, 0)], lexicon(language))[0]


def drafts(text: str) -> tuple[Draft, ...]:
    return read(text).drafts


def titles(text: str) -> list[str]:
    return [draft.title for draft in drafts(text)]


def only(text: str) -> Draft:
    (draft,) = drafts(text)
    return draft


def codes(draft: Draft) -> list[str]:
    return sorted({party.code for party in draft.parties if party.code})
