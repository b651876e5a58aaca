"""How the title of a draft is made: as written, without the parties where there is a subject, in one line."""

import re
from collections.abc import Iterator

from msgspec import structs

from mou_cli.intake.clauses import NOWHERE, Clause, Span
from mou_cli.intake.inflection import nominative
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Marks
from mou_cli.intake.mention import Mention
from mou_cli.intake.tokens import Tokens

_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "”"}
_PAIRED = re.compile('["()\\[\\]“”«»„]')
_LONGEST = 400
_LONGEST_FIELD = 10  # words of a bracket that says to which field a line belongs
_NAMING = 3  # words in capitals that name two parties
_FEW = 1  # words of a subject that many documents have


def full_title(tokens: Tokens, marks: Marks, mention: Mention, clause: Clause, lexicon: Lexicon) -> str:
    """Return the title as the text has it, parties and all, without the verb of `the agreement is on trade`."""
    doers = _by_whom(tokens, marks, clause.parties, lexicon) if _stand_apart(mention, clause) else ""
    if mention.word:
        return tidy(f"{mention.word} {tokens.part(clause.begin, clause.end)} {doers}")
    between = range(mention.end, min(clause.begin, clause.end))
    verb = next((at for at in between if _is_no_title(tokens, marks, at)), None)
    if verb is not None:
        return tidy(f"{tokens.part(mention.start, verb)} {tokens.part(clause.begin, clause.end)} {doers}")
    return tidy(f"{tokens.part(mention.start, max(clause.end, mention.end))} {doers}")


def _stand_apart(mention: Mention, clause: Clause) -> bool:
    # `an agreement was signed by A and B`, `A and B signed an agreement`
    return clause.parties[0] > clause.end or NOWHERE[1] < clause.parties[1] <= mention.start


def _is_no_title(tokens: Tokens, marks: Marks, at: int) -> bool:
    return tokens.words[at] in ",،" or any(marks.at(kind, at) for kind in ("auxiliaries", "signing"))


def short_title(tokens: Tokens, marks: Marks, mention: Mention, clause: Clause, lexicon: Lexicon) -> str:
    """Return the title without its parties where it has a subject that says what it is about."""
    if clause.subject != NOWHERE and clause.subject[0] < mention.start:  # quoted whole
        return tidy(tokens.part(mention.start, clause.end))
    clause = _without_field(tokens, marks, clause)
    head = mention.word or _in_nominative(tokens.part(mention.start, mention.end), lexicon)
    subjects = [span for span in (clause.subject, clause.rest) if span != NOWHERE and not _is_both(marks, span)]
    apart = _stand_apart(mention, clause)
    own = (mention.start, max(mention.start, mention.head)) if (subjects or apart) and not mention.word else NOWHERE
    named = not apart and _is_of_its_parties(tokens, marks, clause.parties, subjects)
    if not clause.has_parties or named or not _tells(tokens, marks, [own, *subjects]):
        between = tokens.part(clause.begin, clause.end) if clause.end > clause.begin else ""
        if apart:
            between = f"{between} {_by_whom(tokens, marks, clause.parties, lexicon)}"
        return tidy(f"{head} {between}")
    return tidy(" ".join([head, *(tokens.part(*span) for span in subjects)]))


def _by_whom(tokens: Tokens, marks: Marks, parties: Span, lexicon: Lexicon) -> str:
    names = tokens.part(*parties)
    if lexicon.nominative:  # Russian: behind `между` the names would be in another case
        return f"({names})"
    small = names[:1].lower() + names[1:] if marks.at("articles", parties[0]) else names
    return f"{lexicon.first('between')} {small}"


def _without_field(tokens: Tokens, marks: Marks, clause: Clause) -> Clause:
    # `... between A and B (in space)`: the list says of each line which field it belongs to.
    end = clause.end
    if end <= clause.begin or tokens.words[end - 1] != ")":
        return clause
    opening = next((at for at in range(end - 1, clause.begin, -1) if tokens.words[at] == "("), None)
    if opening is None or marks.at("fields_in", opening + 1) is None or end - opening > _LONGEST_FIELD:
        return clause
    spans = {name: _clipped(getattr(clause, name), opening) for name in ("parties", "other", "subject", "rest")}
    return structs.replace(clause, end=opening, **spans)


def _clipped(span: Span, end: int) -> Span:
    return (span[0], min(span[1], end)) if span[0] < end and span != NOWHERE else NOWHERE


def _is_of_its_parties(tokens: Tokens, marks: Marks, parties: Span, subjects: list[Span]) -> bool:
    # `on news cooperation between an agency and a newspaper`: between whom is what tells it from others.
    if parties == NOWHERE or any(marks.of(kind, *parties) for kind in ("ministries", "governments", "pairs")):
        return False
    states = {at for mark in marks.of("state", *parties) for at in range(mark.start, mark.end)}
    names = sum(tokens.is_capital(at) for at in range(*parties) if at not in states)
    return names >= _NAMING and len(list(_telling(tokens, marks, subjects))) <= _FEW


def _in_nominative(head: str, lexicon: Lexicon) -> str:
    first, _, rest = head.partition(" ")
    plain = lexicon.nominatives.get(first.lower(), "")
    if not plain:
        return head
    return " ".join(filter(None, (plain.capitalize() if first[:1].isupper() else plain, rest)))


def _tells(tokens: Tokens, marks: Marks, subjects: list[Span]) -> bool:
    return next(_telling(tokens, marks, subjects), None) is not None


def _telling(tokens: Tokens, marks: Marks, subjects: list[Span]) -> Iterator[int]:
    return (at for span in subjects for at in range(*span) if tokens.words[at].isalpha() and not _is_empty(marks, at))


def _is_both(marks: Marks, span: Span) -> bool:
    both = marks.at("both_states", span[0])
    return both is not None and both.end >= span[1]


def _is_empty(marks: Marks, at: int) -> bool:
    # `for cooperation`, `in the next five years`: what any document is for, or until when
    return any(marks.at(kind, at) for kind in ("generic_subject", "subject", "numbers", "periods", "deadlines"))


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
    line = " ".join(text.split())[:_LONGEST].strip(" ,،;؛:–—-•*|\"'").removesuffix(" و").rstrip(" ,،.")
    if not _PAIRED.search(line):
        return line.strip()
    if line.count('"') % 2:
        line = " ".join(line.replace('"', " ").split())
    for opening, closing in _PAIRS.items():
        openings = [each for each, its in _PAIRS.items() if its == closing]  # `“A”` and `„A”` close alike
        if sum(map(line.count, openings)) != line.count(closing):
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
