"""How the parts of an agreement read as words: see mou_cli/agreement/wording.py, which other parts use too."""

from mou_cli.agreement.wording import (
    day,
    entry_words,
    number_words,
    party_words,
    person_words,
    place_words,
    repeat_words,
    said_by,
    source_words,
    term_words,
)

__all__ = [
    "day",
    "entry_words",
    "number_words",
    "party_words",
    "person_words",
    "place_words",
    "repeat_words",
    "said_by",
    "source_words",
    "term_words",
]
