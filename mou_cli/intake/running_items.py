"""Items of a list that were run together on one line: cut before bullets, before numbers in order, before titles."""

import re
from itertools import pairwise

from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.tokens import Tokens, tokenize
from mou_cli.vocabulary.folding import fold

_BULLET = re.compile(r"(?<=\S)\s*(?=[•●▪◦‣∙■□➢➤►✓✔])")
_DASH = re.compile(r"(?<=[;:.,])\s+(?=[-–—*] ?[^\W\d_])")
_NUMBER = re.compile(r"(?<![\w.,/:$€£-])\(?(\d{1,2})(\s?[.)]\s?|\s?[-–]\s|\s)(?=[\"'“«]?[^\W\d_])")
_LETTERED = re.compile(r"(?<=\s)\((?:[ivx]{1,4}|[a-h])\)\s(?=\S)")
_OPENING = re.compile(r"\W*\w*")
_CAPITAL = re.compile(r"(?<=\W)[A-ZÀ-ÞА-ЯЁ]\w*")
_LONGEST = 20_000  # characters of a line in which titles are looked for


def cut_running_items(line: str, lexicon: Lexicon) -> list[str]:
    """Return a line as the items that it holds; alone where it holds no list."""
    pieces = [each for part in _BULLET.split(line) for each in _at_dashes(part)]
    pieces = [each for part in pieces for each in _at_numbers(part)]
    pieces = [each for part in pieces for each in _at_letters(part)]
    return [each for part in pieces for each in _at_titles(part, lexicon) if each]


def _at_dashes(text: str) -> list[str]:
    cuts = [found.end() for found in _DASH.finditer(text)]
    return _cut(text, cuts) if len(cuts) >= 2 else [text]


def _at_numbers(text: str) -> list[str]:
    found = list(_NUMBER.finditer(text))
    cuts: list[int] = []
    expected = 0
    for each in found:
        number, bare = int(each[1]), not each[2].strip()
        if bare and not text[each.end() :].lstrip("\"'“«")[:1].isupper():
            continue
        if number == 1 or number == expected:
            cuts.append(each.start())
            expected = number + 1
    return _cut(text, cuts) if len(cuts) >= 2 else [text]


def _at_letters(text: str) -> list[str]:
    cuts = [found.start() for found in _LETTERED.finditer(text)]
    return _cut(text, cuts) if len(cuts) >= 2 else [text]


def _cut(text: str, cuts: list[int]) -> list[str]:
    edges = [0, *cuts, len(text)]
    return [piece for a, b in pairwise(edges) if (piece := text[a:b].strip())]


def _at_titles(line: str, lexicon: Lexicon) -> list[str]:
    # `... in sport Agreement on culture Memorandum ...`: titles with capitals that nothing parts.
    if len(line) > _LONGEST or lexicon.head_final or not _may_hold_titles(line, lexicon):
        return [line]
    tokens = tokenize(line)
    return _cut(line, [tokens.spans[at][0] for at in _unparted_titles(tokens, lexicon)])


def _may_hold_titles(line: str, lexicon: Lexicon) -> bool:
    # Most lines have no instrument's word and no article in capitals behind the first word, and need no closer look.
    firsts = lexicon.first_words("one", "articles")
    opening = _OPENING.match(line)
    return any(fold(word) in firsts for word in _CAPITAL.findall(line, opening.end() if opening else 0))


def _unparted_titles(tokens: Tokens, lexicon: Lexicon) -> list[int]:
    marks = lexicon.marks(tokens)
    heads = sorted(marks.of("one"), key=lambda mark: mark.start)
    titles = [mark for mark in heads if _is_title(tokens, marks, mark)]
    sure = [at for mark in titles if (at := _after_small_word(tokens, marks, mark.start)) > 0]
    after_names = [mark.start for mark in titles if _is_after_name(tokens, marks, mark.start)]
    listed = bool(titles) and (titles[0].start == 0 or len(sure) > 1 or len(after_names) > 1)
    if not listed:
        return []
    sentences = [mark.start for mark in marks.of("articles", 1) if _begins_sentence(tokens, marks, mark.start)]
    return sorted({*sure, *after_names, *sentences})


def _begins_sentence(tokens: Tokens, marks: Marks, at: int) -> bool:
    first, before = tokens.text[tokens.spans[at][0]], tokens.words[at - 1]
    small = before.isalpha() and not tokens.text[tokens.spans[at - 1][0]].isupper()
    return first.isupper() and small and not _leads_on(marks, at)


def _is_title(tokens: Tokens, marks: Marks, mark: Mark) -> bool:
    begins = tokens.text[tokens.spans[mark.start][0]].isupper()
    return begins and any(marks.at(kind, mark.end) for kind in ("subject", "between", "signing", "with"))


def _after_small_word(tokens: Tokens, marks: Marks, at: int) -> int:
    # Where a title starts whose words before the instrument's are in capitals too; 0 where it is part of a sentence.
    while at > 0 and tokens.words[at - 1].isalnum() and tokens.text[tokens.spans[at - 1][0]].isupper():
        at -= 1
    if at == 0 or not _ends_phrase(tokens, at) or tokens.text[tokens.spans[at - 1][0]].isupper():
        return 0
    return 0 if _leads_on(marks, at) else at


def _is_after_name(tokens: Tokens, marks: Marks, at: int) -> bool:
    if at == 0 or not _ends_phrase(tokens, at) or _leads_on(marks, at):
        return False
    start = at
    while start > 0 and tokens.text[tokens.spans[start - 1][0]].isupper():
        start -= 1
    joint = marks.ending("and", start)
    if joint and marks.ending("one", joint.start):  # `Framework Agreement and Loan Agreement for` is of one subject
        return False
    return start > 0 and not marks.ending("articles", start) and not marks.ending("signing", start)


def _ends_phrase(tokens: Tokens, at: int) -> bool:
    return tokens.words[at - 1].isalnum() or tokens.words[at - 1] in ")]”»"


def _leads_on(marks: Marks, at: int) -> bool:
    kinds = (
        "reference",
        "breaks",
        "articles",
        "evaluative",
        "and",
        "anaphora",
        "another",
        "signing",
        "subject",
        "numbers",
        "links",
    )
    return any(marks.ending(kind, at) for kind in kinds)
