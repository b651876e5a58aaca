"""How the title of a draft is made: as written, without the parties where there is a subject, in one line."""

from mou_cli.intake.clauses import NOWHERE, Clause, Span
from mou_cli.intake.inflection import nominative
from mou_cli.intake.instruments import Mention
from mou_cli.intake.lexicon import Lexicon, Marks
from mou_cli.intake.tokens import Tokens

_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "”"}
_LONGEST = 400


def full_title(tokens: Tokens, mention: Mention, clause: Clause) -> str:
    """Return the title as the text has it, parties and all."""
    if mention.word:
        return tidy(f"{mention.word} {tokens.part(clause.begin, clause.end)}")
    return tidy(tokens.part(mention.start, max(clause.end, mention.end)))


def short_title(tokens: Tokens, marks: Marks, mention: Mention, clause: Clause, lexicon: Lexicon) -> str:
    """Return the title without its parties where it has a subject that says what it is about."""
    if clause.subject != NOWHERE and clause.subject[0] < mention.start:  # quoted whole
        return tidy(tokens.part(mention.start, clause.end))
    head = mention.word or _in_nominative(tokens.part(mention.start, mention.end), lexicon)
    subjects = [span for span in (clause.subject, clause.rest) if span != NOWHERE]
    if (clause.parties == NOWHERE and clause.other == NOWHERE) or not _tells(tokens, marks, subjects):
        between = tokens.part(clause.begin, clause.end) if clause.end > clause.begin else ""
        if clause.parties[0] > clause.end:  # `was signed by A and B`
            between = " ".join([between, lexicon.first("between"), tokens.part(*clause.parties)])
        return tidy(f"{head} {between}")
    return tidy(" ".join([head, *(tokens.part(*span) for span in subjects)]))


def _in_nominative(head: str, lexicon: Lexicon) -> str:
    first, _, rest = head.partition(" ")
    plain = lexicon.nominatives.get(first.lower(), "")
    if not plain:
        return head
    return " ".join(filter(None, (plain.capitalize() if first[:1].isupper() else plain, rest)))


def _tells(tokens: Tokens, marks: Marks, subjects: list[Span]) -> bool:
    return any(
        tokens.words[at].isalpha() and not marks.at("generic_subject", at) and not marks.at("subject", at)
        for span in subjects
        for at in range(*span)
    )


def listed_title(kind: str, subject: str, lexicon: Lexicon, *, whole: bool) -> str:
    """Return the title of one subject of a list: the instrument's word, where it is one for all, and the subject.

    A subject that is `whole` has a preposition of its own.
    """
    words = tidy(subject)
    if lexicon.nominative and not whole:
        words = nominative(words, lexicon.nominative)
    joint = " " if whole else lexicon.first("listed_joint")
    title = f"{kind}{joint}{words}" if kind else words
    return title[:1].upper() + title[1:]


def tidy(text: str) -> str:
    """Return a title in one line, without the signs around it and with its brackets paired."""
    line = " ".join(text.split())[:_LONGEST].strip(" ,،;؛:–—-•*|\"'").rstrip(".")
    if line.count('"') % 2:
        line = " ".join(line.replace('"', " ").split())
    for opening, closing in _PAIRS.items():
        if line.count(opening) != line.count(closing):
            line = _unpaired(line, opening, closing)
    return line.strip()


def _unpaired(line: str, opening: str, closing: str) -> str:
    if line.endswith(opening):
        return line[:-1]
    if line.startswith(opening) and closing not in line:
        return line[1:]
    if line.endswith(closing) and opening not in line:
        return line[:-1]
    return " ".join(line.replace(opening, " ").replace(closing, " ").split()) if opening in "“«„" else line
