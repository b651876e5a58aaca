"""What the steps of the pipeline saw, kept together: for what is made of it, and for `explain`."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from mou_cli.intake.abbreviations import abbreviations_in, in_full
from mou_cli.intake.documents import Finder
from mou_cli.intake.earlier import recalled_in
from mou_cli.intake.instruments import find_instruments
from mou_cli.intake.joining import join, likeness_of, without_summaries
from mou_cli.intake.languages import language_of
from mou_cli.intake.lexicon import Lexicon, lexicon
from mou_cli.intake.normalising import LONGEST, Page, normalise
from mou_cli.intake.parties_of import Resolved, Setting, resolve_parties, setting_of
from mou_cli.intake.reading_context import Found, Piece
from mou_cli.intake.sectors_of import SectorFinder, shipped_finder
from mou_cli.intake.segments import Segment
from mou_cli.intake.signing_dates import Days, read_days
from mou_cli.intake.splitting import MOST_PIECES, split
from mou_cli.intake.state_names import state_names
from mou_cli.intake.state_pairs import without_known_pairs
from mou_cli.intake.tokens import tokenize
from mou_cli.vocabulary.sectors import Sectors


class Trace(Struct, frozen=True):
    """What each step made of a text.

    `groups` are the numbers of the mentions in `found` that are one document; `cut` tells that the text is too long to
    be read whole; `alone` counts the mentions by the number of their piece.
    """

    page: Page
    language: str
    pieces: tuple[Piece, ...]
    found: tuple[Found, ...]
    setting: Setting
    resolved: tuple[Resolved, ...]
    days: Days
    groups: tuple[tuple[int, ...], ...]
    finder: SectorFinder
    cut: bool
    alone: dict[int, int]


def trace(text: str, sectors: Sectors | None) -> Trace:
    """Run the steps over a text; `sectors` are a registry's, the shipped ones where it is None."""
    page = normalise(text)
    language = language_of(page.text)
    finder = SectorFinder(sectors, language) if sectors else shipped_finder(language)
    words = lexicon(language)
    pieces = pieces_of(split(page.text, words), words)
    found = Finder(words, finder.same_field).find(pieces)
    setting = setting_of(pieces, found)
    resolved = [resolve_parties(each, setting) for each in found]
    found, resolved = without_known_pairs(found, resolved)
    groups = _groups(pieces, found, resolved, finder, words)
    return Trace(
        page=page,
        language=language,
        pieces=tuple(pieces),
        found=tuple(found),
        setting=setting,
        resolved=tuple(resolved),
        days=read_days(pieces, [found[each] for group in groups for each in group], page.date),
        groups=tuple(map(tuple, groups)),
        finder=finder,
        alone=Counter(each.piece.number for each in found),
        cut=len(text) > LONGEST or len(pieces) >= MOST_PIECES,
    )


def pieces_of(segments: Sequence[Segment], words: Lexicon) -> list[Piece]:
    """Return each segment with its words, its phrases, and the states and instruments that it names."""
    names = state_names(words.language)
    begins_word = words.firsts() if words.language == "ar" else frozenset()
    pieces = []
    for number, segment in enumerate(segments):
        tokens = tokenize(segment.text, begins_word)
        marks = words.marks(tokens)
        marks.add(names.marks(tokens))
        mentions = tuple(find_instruments(tokens, marks, words))
        asides = recalled_in(segment, tokens, marks, mentions)
        pieces.append(Piece(number, segment, tokens, marks, mentions, asides))
    return pieces


def _groups(
    pieces: Sequence[Piece],
    found: Sequence[Found],
    resolved: Sequence[Resolved],
    finder: SectorFinder,
    words: Lexicon,
) -> list[list[int]]:
    known = abbreviations_in(pieces)
    likes = [
        likeness_of(
            each,
            finder.find(each.subject or each.title),
            words,
            " ".join(in_full(party.agency, known) for party in its.parties),
        )
        for each, its in zip(found, resolved, strict=True)
    ]
    return without_summaries(found, join(found, likes))
