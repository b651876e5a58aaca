"""Step 3, find instruments: where a text says memorandum, agreement, protocol, ..., and how it says it."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from mou_cli.intake.dates_in import is_year
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.mention import Mention
from mou_cli.intake.pronouns import named_by, pronouns, singular_of
from mou_cli.intake.title_starts import title_start
from mou_cli.intake.tokens import Tokens

_KINDS = ("one", "many", "weak", "weak_many")
_OPENING = ("signing", "between", "and", "introducing")
_BETWEEN_TWO = 3  # words from `executive programme` to `to-the-memorandum`
_LONGEST_ASIDE = 14  # words between `the signing` and `of`
_SIGNED_ON_WITHIN = 6  # words from `signed` to its preposition


def find_instruments(tokens: Tokens, marks: Marks, lexicon: Lexicon) -> list[Mention]:
    """Return the instruments that a sentence or an item names, in order."""
    heads = sorted((mark for kind in _KINDS for mark in marks.of(kind)), key=lambda mark: (mark.start, -mark.end))
    found: list[Mention] = []
    for mark in _apart(sorted([*heads, *pronouns(tokens, marks, heads)], key=lambda mark: (mark.start, -mark.end))):
        if mark.kind == "another":
            found.append(named_by(tokens, mark, found[-1], lexicon))
            continue
        if _is_bracketed(tokens, mark):
            continue
        mention = _mention(tokens, marks, mark, lexicon)
        if _is_verb(marks, mention, found[-1].end if found else 0):
            continue
        if not found or mention.outer >= found[-1].end:
            found.append(mention)
        elif mention.head >= found[-1].end:
            found.append(_mention(tokens, marks, mark, lexicon, after=found[-1].end))
    return _coordinated(tokens, marks, [each for each in found if each.type or _is_counted(marks, each)])


def _is_verb(marks: Marks, mention: Mention, after: int) -> bool:
    # `two of them deal with tea`, `three of the memoranda deal with tea`
    verb = marks.at("lists", mention.head)
    bare = mention.head in (mention.outer, after) and not marks.ending("signing", mention.head)
    rest = marks.ending("rest_heads", mention.head)  # `the rest deal with tea`
    return verb is not None and verb.end > mention.end and (bare or rest is not None)


def _is_counted(marks: Marks, mention: Mention) -> bool:
    # `five documents on ...`, `signed documents on ...`, and not `recognition of documents on education`
    return mention.outer == 0 or mention.outer < mention.start or marks.ending("signing", mention.outer) is not None


def _is_bracketed(tokens: Tokens, mark: Mark) -> bool:
    # `Memorandum of Understanding (MoU)` is one.
    before = tokens.words[mark.start - 1] if mark.start else ""
    return before == "(" and mark.end < len(tokens) and tokens.words[mark.end] == ")"


def _coordinated(tokens: Tokens, marks: Marks, found: list[Mention]) -> list[Mention]:
    # `memoranda and agreements on A, B and C`: one word for all, and which is whose the text does not say.
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and last.many and mention.many and _is_joint(tokens, marks, last.end, mention.outer):
            kind = "mou" if "mou" in (last.type, mention.type) else last.type
            joined[-1] = structs.replace(
                last, type=kind, end=mention.end, count=last.count or mention.count, mixed=last.type != mention.type
            )
        else:
            joined.append(mention)
    return joined


def _is_joint(tokens: Tokens, marks: Marks, start: int, end: int) -> bool:
    at = start
    if at < end and tokens.words[at] == "(":
        at = next((close + 1 for close in range(at, min(end, at + 6)) if tokens.words[close] == ")"), at)
    while at < end and (marks.at("and", at) or tokens.words[at] in ",/&"):
        mark = marks.at("and", at)
        at = mark.end if mark else at + 1
    return at >= end > start


def _apart(heads: Sequence[Mark]) -> Iterator[Mark]:
    # `Letter of Agreement` is one; `joint vision document` reads as its longest phrase.
    end = 0
    for mark in heads:
        if mark.start >= end:
            yield mark
            end = mark.end


def _mention(tokens: Tokens, marks: Marks, mark: Mark, lexicon: Lexicon, after: int = 0) -> Mention:
    start = title_start(tokens, marks, mark.start, lexicon, after)
    outer, determiner, count = determiner_of(tokens, marks, start, after)
    one_of = marks.ending("one_of", outer) or marks.ending("one_of", start)
    if one_of:
        outer, determiner, count = one_of.start, "another", 1
    elif some := _some_of(tokens, marks, outer):  # `Three of the memoranda deal with A, B and C`
        outer, determiner, count = some.start, "", int(some.value)
    return Mention(
        type=mark.value,
        many=not one_of
        and (mark.kind.endswith("many") or count > 1 or _is_made_plural(tokens, marks, mark.start, lexicon)),
        outer=outer,
        start=start,
        head=mark.start,
        end=mark.end,
        determiner=determiner,
        count=count,
        weak=mark.kind.startswith("weak"),
        nested=not one_of
        and (_is_nested(tokens, marks, outer, determiner) or _is_of_another(tokens, marks, mark, lexicon)),
        word=singular_of(tokens.part(mark.start, mark.end)) if one_of else "",
        bare=lexicon.bare_subjects,
    )


def _is_after_aside(tokens: Tokens, marks: Marks, outer: int) -> bool:
    # `the signing, during the visit, of the memorandum`
    of = marks.ending("signed_of", outer)
    if of is None or of.start < 2 or tokens.words[of.start - 1] not in ",،":
        return False
    near = range(of.start - 2, max(0, of.start - _LONGEST_ASIDE), -1)
    comma = next((at for at in near if tokens.words[at] in ",،"), 0)
    return comma > 0 and marks.ending("signing", comma) is not None


def _some_of(tokens: Tokens, marks: Marks, outer: int) -> Mark | None:
    of = marks.ending("signed_of", outer)
    number = marks.ending("numbers", of.start) if of else None
    definite = outer < len(tokens) and (marks.at("articles", outer) or marks.at("anaphora", outer))
    return number if definite and number and number.start == 0 else None


def _is_made_plural(tokens: Tokens, marks: Marks, head: int, lexicon: Lexicon) -> bool:
    # Russian: соглашения is one's or several's; the adjective or the verb before it tells. So does `several` in Urdu.
    if marks.ending("several", head) or (marks.at("as_plural", head) and marks.ending("governs_plural", head)):
        return True
    if not lexicon.plural_endings or head == 0 or not marks.at("as_plural", head) or marks.ending("list_heads", head):
        return False
    return tokens.words[head - 1].endswith(lexicon.plural_endings)


def determiner_of(tokens: Tokens, marks: Marks, start: int, after: int) -> tuple[int, str, int]:
    """Return where the words before a noun at word `start` begin, which article they hold, and which number.

    `after` is the first word that may belong to them.
    """
    at, determiner, count = start, "", 0
    while at > after:
        number = marks.ending("numbers", at)
        if number or (tokens.words[at - 1].isdigit() and not is_year(tokens.words[at - 1])):
            count = int(number.value) if number else int(tokens.words[at - 1][:4])
            at = number.start if number else at - 1
            continue
        if (mark := marks.ending("another", at)) and not determiner:
            at, determiner = mark.start, "another"
        elif mark := marks.ending("anaphora", at):
            at, determiner = mark.start, determiner or "this"
        elif mark := marks.ending("articles", at):
            at, determiner = (
                mark.start,
                determiner or ("the" if tokens.words[at - 1] not in ("a", "an", "un", "une") else "a"),
            )
        elif mark := (marks.ending("evaluative", at) or marks.ending("bounds", at)):
            at = mark.start
        else:
            break
    return at, determiner, count


def _is_signed_on(marks: Marks, outer: int) -> bool:
    # `وقع الجانبان على مذكرة`, `agreed on a memorandum`: what they sign, and not what something rests on
    on = marks.ending("signing_on", outer)
    if on is None:
        return False
    if on.end - on.start > 1:  # with its verb
        return marks.at("roadmaps", outer) is None
    near = 0 if marks.ending("and", on.start) else max(0, on.start - _SIGNED_ON_WITHIN)
    return bool(marks.of("signing", near, on.start))


def _is_of_another(tokens: Tokens, marks: Marks, mark: Mark, lexicon: Lexicon) -> bool:
    # Arabic: `the first programme to-the-memorandum`, its preposition one word with it
    to = lexicon.bare_subjects and tokens.words[mark.start].startswith("ل")
    return to and bool(marks.of("one", max(0, mark.start - _BETWEEN_TWO), mark.start))


def _is_nested(tokens: Tokens, marks: Marks, outer: int, determiner: str) -> bool:
    if any(marks.ending(kind, outer) for kind in _OPENING) or _is_signed_on(marks, outer):
        return False
    if _is_after_aside(tokens, marks, outer) or (determiner == "a" and marks.ending("fixing", outer)):
        return False
    return any(marks.ending(kind, outer) for kind in ("reference", "links"))
