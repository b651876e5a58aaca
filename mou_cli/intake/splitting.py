"""Step 2, split: lines joined where they were wrapped, cut where items were run together; then items and sentences."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.running_items import cut_running_items
from mou_cli.intake.segments import ITEM, LINE, SENTENCE, Segment

MOST_PIECES = 20_000  # that are read of one text
_LONGEST = 4000  # characters of a piece; what goes on longer is no sentence
_MARK = re.compile(
    r"\s?(?:([•●▪◦‣∙·■□➢➤►✓✔*–—‒-]|\(?(?:\d{1,3}|[٠-٩۰-۹]{1,3})\s?[.)\]۔–-]|\(?[a-zа-я]\)|\(?[ivxIVX]{1,5}[.)])"
    r"\s*|(\d{1,2}) (?=[^\W\d_a-zà-ÿа-яё]))(?=\S)"
)
_MARK_ALONE = re.compile(r"(?:[•●▪◦‣∙·■□➢➤►✓✔*–—‒-]|\(?\d{1,3}[.)۔]?)\Z")
_DATE = re.compile(r"\s?\d{1,2}[ .]+[^\W\d_]+[ .,]+(?:19|20)\d\d")
_SENTENCE_END = re.compile(r"(?:(?<![.!?…])[.!?…]++[\"'”»’)\]]*+|(?<![؟۔])[؟۔]++)(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Shri|Smt|Sh|St|No|Nos|Art|Ltd|Co|Inc|Corp|vs|Gen|Lt|Col|Sen|Hon|Rev|Jr|Sr|U\.S|U\.K|U\.N|H\.E|H\.H|"
    r"e\.g|i\.e|etc|Mt|S\.No|им|г|гг|тыс|млн|млрд|ул|ст|т\.е|т\.д|др|M|Mme|N)|\b[A-ZА-ЯЁ])\.$"
)
_CLOSED = tuple(".!?:;؟۔؛…")
_WRAPPED_FROM = 50  # characters: a shorter line ends where its writer ended it


def split(text: str, lexicon: Lexicon) -> list[Segment]:
    """Return the pieces of a normalised text, in order."""
    lines = [each for line in _unwrapped(text.split("\n"), lexicon) for each in cut_running_items(line, lexicon)]
    pieces = (segment for block, line in enumerate(lines) for segment in _pieces(line, block))
    return list(islice(pieces, MOST_PIECES))


def mark_of(line: str) -> str:
    """Return the bullet or number at the start of a line, empty where there is none."""
    found = _MARK.match(line)
    return found[0] if found and not _DATE.match(line) else ""


def _unwrapped(lines: list[str], lexicon: Lexicon) -> Iterator[str]:
    held = ""
    wrapped = _is_wrapped(lines)
    for line in lines:
        bare = line.strip()
        if held and bare and _goes_on(held, bare, wrapped, lexicon):
            held = f"{held} {bare}"
            continue
        if held:
            yield held
        held = bare
    if held:
        yield held


def _is_wrapped(lines: list[str]) -> bool:
    # Wrapped by a machine: many lines in a row that end in the middle of a sentence, and none that is long.
    filled = [line for line in lines if line.strip()]
    open_ended = sum(
        len(a) >= _WRAPPED_FROM and not a.rstrip().endswith(_CLOSED) and bool(b.strip()) for a, b in pairwise(lines)
    )
    return len(filled) > 3 and max(map(len, filled)) <= 120 and open_ended * 3 >= len(filled)


def _goes_on(held: str, line: str, wrapped: bool, lexicon: Lexicon) -> bool:
    if mark_of(line) or "|" in line:
        return False
    if line[0].islower() and not held.endswith(_CLOSED):
        return not _begins_document(line, lexicon) or wrapped
    if _MARK_ALONE.match(held):
        return True
    if held.rsplit(" ", 1)[-1].lower() in lexicon.words("hanging"):
        return True
    return (
        wrapped
        and len(held) >= _WRAPPED_FROM - 15
        and not held.endswith(_CLOSED[3:])
        and not (held.endswith(".") and len(held) < _WRAPPED_FROM)
    )


def _begins_document(line: str, lexicon: Lexicon) -> bool:
    from mou_cli.intake.tokens import tokenize

    head = tokenize(line[:80])
    marks = lexicon.marks(head)
    return any(marks.at(kind, 0) for kind in ("one", "many"))


def _pieces(line: str, block: int) -> Iterator[Segment]:
    if "|" in line:
        yield from _row(line, block)
        return
    mark = mark_of(line)
    rest = line[len(mark) :].strip()
    sentences = list(_sentences(rest))
    if mark and sentences:
        yield Segment(sentences[0], ITEM, block, mark.strip())
        yield from (Segment(each, SENTENCE, block) for each in sentences[1:])
    elif len(sentences) == 1 and not sentences[0].endswith(_CLOSED[:3]):
        yield Segment(sentences[0], LINE, block)
    else:
        yield from (Segment(each, SENTENCE, block) for each in sentences)


def _row(line: str, block: int) -> Iterator[Segment]:
    cells = [cell.strip() for cell in line.split("|")]
    cells = [cell for cell in cells if cell and cell.strip("-: ")]
    number = cells.pop(0) if len(cells) > 1 and re.fullmatch(r"\d{1,3}[.)]?", cells[0]) else ""
    if cells:
        yield Segment(cells[0][:_LONGEST], ITEM if number or len(cells) > 1 else LINE, block, number, tuple(cells[1:]))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(start, found.end() - 12), found.end()) or not _may_begin(
            text, start, found.end()
        ):
            continue
        yield from _bounded(text[start : found.end()].strip())
        start = found.end()
    yield from _bounded(text[start:].strip())


def _may_begin(text: str, start: int, at: int) -> bool:
    # A list whose items are in small letters goes on in small letters.
    following = text[at : at + 3].lstrip(" \"'“«‘(")[:1]
    return not following.islower() or text[start : start + 3].lstrip()[:1].islower()


def _bounded(sentence: str) -> Iterable[str]:
    while len(sentence) > _LONGEST:
        cut = max(sentence.rfind(" ", 0, _LONGEST), _LONGEST // 2)
        yield sentence[:cut].strip()
        sentence = sentence[cut:].strip()
    if sentence:
        yield sentence
