"""Step 4, expand lists: `three protocols on A, B and C` is three; where one subject ends and the next begins."""

from collections.abc import Callable, Iterator, Sequence

from mou_cli.intake.clauses import Span
from mou_cli.intake.marks import Marks
from mou_cli.intake.tokens import Tokens

_COMMAS = ",،、"
_SEMICOLONS = ";؛"
_ARABIC_AND = "و"
_MOST_WORDS = 26
SameField = Callable[[str, str], bool]


def expand(tokens: Tokens, marks: Marks, span: Span, count: int, same_field: SameField) -> list[Span]:
    """Return the subjects that a list names, each from a word to before a word; the whole where it names one.

    `count` is how many the text says there are, 0 where it does not; `same_field` tells of two subjects whether they
    are of one field, and so belong together in a list's last `A and B`.
    """
    span = _after_naming(tokens, marks, _inside_bracket(tokens, span))
    start, end = _without_tail(tokens, marks, _bare(tokens, marks, span))
    if end <= start:
        return []
    semicolons = _cut_at(tokens, start, end, _SEMICOLONS)
    again = _repeated_openings(tokens, marks, span[0], end)
    if again:
        return [_without_tail(tokens, marks, piece) for piece in again]
    pieces = semicolons if len(semicolons) > 1 else _by_commas(tokens, marks, start, end, count, same_field)
    bare = (_without_tail(tokens, marks, _bare(tokens, marks, piece)) for piece in pieces)
    return [piece for piece in bare if 0 < piece[1] - piece[0] <= _MOST_WORDS and _says_something(tokens, marks, piece)]


def _inside_bracket(tokens: Tokens, span: Span) -> Span:
    # `three MoUs (in health, education and labour)`
    start, end = span
    whole = end - start > 2 and tokens.words[start] == "(" and tokens.words[end - 1] == ")"
    return (start + 1, end - 1) if whole and ")" not in tokens.words[start : end - 1] else span


def _after_naming(tokens: Tokens, marks: Marks, span: Span) -> Span:
    # `in seven sectors, including A, B and C`: the subjects are those that are named.
    for mark in marks.of("naming", span[0] + 1, span[1]):
        head = range(span[0], mark.start)
        if any(marks.at("vague", at) or marks.at("fields", at) or tokens.words[at].isdigit() for at in head):
            return mark.end, span[1]
    return span


def _by_commas(tokens: Tokens, marks: Marks, start: int, end: int, count: int, same_field: SameField) -> list[Span]:
    commas = _without_torn(tokens, marks, _cut_at(tokens, start, end, _COMMAS))
    if len(commas) == 1:
        return _by_and(tokens, marks, commas[0], count)
    halves = _halves(marks, commas[-1])
    closed = _leads_with_and(marks, commas[-1][0]) and len(commas) + 1 != count
    if len(halves) == 2 and not closed and not _together(tokens, halves, same_field, count, len(commas)):
        commas = [*commas[:-1], *halves]
    return _counted(tokens, commas, count, same_field)


def _together(tokens: Tokens, halves: list[Span], same_field: SameField, count: int, commas: int) -> bool:
    return commas == count or (commas + 1 != count and same_field(tokens.part(*halves[0]), tokens.part(*halves[1])))


def _by_and(tokens: Tokens, marks: Marks, span: Span, count: int) -> list[Span]:
    joints = list(_joints(marks, span))
    # Arabic has an `and` before each but the first; elsewhere only the count tells that all of them part subjects.
    if len(joints) > 1 and (len(joints) + 1 == count or (not count and _are_arabic(tokens, joints))):
        edges = [span[0], *(at for joint in joints for at in joint), span[1]]
        return list(zip(edges[::2], edges[1::2], strict=True))
    if len(joints) == 1 and count in (0, 2):
        return _halves(marks, span)
    if len(joints) > 1 and count == 2:
        middle = min(joints, key=lambda joint: abs((joint[0] - span[0]) - (span[1] - joint[1])))
        return [(span[0], middle[0]), (middle[1], span[1])]
    return [span]


def _are_arabic(tokens: Tokens, joints: Sequence[Span]) -> bool:
    return all(tokens.words[start] == _ARABIC_AND for start, _ in joints)


def _halves(marks: Marks, span: Span) -> list[Span]:
    joints = list(_joints(marks, span))
    if not joints:
        return [span]
    return [(span[0], joints[-1][0]), (joints[-1][1], span[1])]


def _joints(marks: Marks, span: Span) -> Iterator[Span]:
    for mark in marks.of("and", span[0] + 1, span[1] - 1):
        yield mark.start, mark.end


def _leads_with_and(marks: Marks, at: int) -> bool:
    return marks.at("and", at) is not None


def _repeated_openings(tokens: Tokens, marks: Marks, start: int, end: int) -> list[Span]:
    # `on A, on B and on C`: the preposition says where each begins.
    starts = [start]
    opening = tokens.words[start]
    if marks.at("subject", start) is None:
        return []
    for at in range(start + 2, end):
        comes_after = tokens.words[at - 1] in _COMMAS or marks.ending("and", at) is not None
        if comes_after and tokens.words[at] in (opening, *_likes(opening)):
            starts.append(at)
    return [(a, b) for a, b in zip(starts, [*starts[1:], end], strict=True)] if len(starts) > 1 else []


def _likes(opening: str) -> tuple[str, ...]:
    return ("о", "об", "обо") if opening in ("о", "об", "обо") else ()


def _cut_at(tokens: Tokens, start: int, end: int, signs: str) -> list[Span]:
    pieces, begin, depth = [], start, 0
    for at in range(start, end):
        word = tokens.words[at]
        depth += (word in "([") - (word in ")]")
        if word in signs and depth <= 0:
            pieces.append((begin, at))
            begin = at + 1
    pieces.append((begin, end))
    return [piece for piece in pieces if piece[1] > piece[0]]


def _without_torn(tokens: Tokens, marks: Marks, pieces: list[Span]) -> list[Span]:
    # `economic, industrial and trade relations` is one; so is a name with its abbreviation behind a comma.
    joined: list[Span] = []
    for piece in pieces:
        torn = joined and (tokens.words[piece[0]] in "([" or marks.ending("adjectives", joined[-1][1]))
        if torn:
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return joined


def _counted(tokens: Tokens, pieces: list[Span], count: int, same_field: SameField) -> list[Span]:
    # Where the text says how many there are, neighbours of one field are one: `energy, oil and gas`.
    while count and len(pieces) > count:
        pairs = range(len(pieces) - 1)
        near = next((at for at in pairs if same_field(tokens.part(*pieces[at]), tokens.part(*pieces[at + 1]))), None)
        if near is None:
            break
        pieces = [*pieces[:near], (pieces[near][0], pieces[near + 1][1]), *pieces[near + 2 :]]
    return pieces


def _bare(tokens: Tokens, marks: Marks, span: Span) -> Span:
    start, end = span
    moved = True
    while moved and start < end:
        moved = False
        for kind in ("and", "frames", "subject", "lists"):
            mark = marks.at(kind, start)
            if mark and mark.end <= end:
                start, moved = mark.end, True
        if start < end and not tokens.words[start].isalnum() and tokens.words[start] not in "([\"“«'‘":
            start, moved = start + 1, True
    while end > start and tokens.words[end - 1] in ",،.;:؛…":
        end -= 1
    return start, end


def _without_tail(tokens: Tokens, marks: Marks, span: Span) -> Span:
    start, end = span
    for tail in marks.of("tails", start + 1, end):
        before = marks.ending("and", tail.start)
        if tail.end >= end:
            end = before.start if before and before.start > start else tail.start
    while end > start:
        joint = marks.ending("and", end)
        if joint is None and tokens.words[end - 1] not in ",،.;:؛…":
            break
        end = max(start, joint.start if joint else end - 1)
    return start, end


def _says_something(tokens: Tokens, marks: Marks, span: Span) -> bool:
    at = span[0]
    while at < span[1] and marks.at("articles", at):
        at += 1
    number = marks.at("numbers", at)
    if number and (number.end >= span[1] or marks.at("fields", number.end)):
        return False
    if any(marks.at("vague", each) for each in range(at, min(at + 2, span[1]))) or marks.at("persons", at):
        return False
    return any(tokens.words[at].isalpha() and not marks.at("generic_subject", at) for at in range(*span))
