"""Step 3, find instruments: where a text says memorandum, agreement, protocol, ..., and how it says it."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from mou_cli.intake.dates_in import is_year
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.marks import Mark, Marks
from mou_cli.intake.mention import Mention, another, one_of
from mou_cli.intake.tokens import Tokens

_KINDS = ("one", "many", "weak", "weak_many")
_NO_MODIFIERS = ("breaks", "articles", "anaphora", "numbers", "another", "signing", "bounds")
_OPENING = ("signing", "between", "and", "introducing")
_MOST_WORDS_BEFORE, _SIGNED_ON_WITHIN = 9, 6  # in a title before its word; from `signed` to its preposition


def find_instruments(tokens: Tokens, marks: Marks, lexicon: Lexicon) -> list[Mention]:
    """Return the instruments that a sentence or an item names, in order."""
    heads = sorted((mark for kind in _KINDS for mark in marks.of(kind)), key=lambda mark: (mark.start, -mark.end))
    found: list[Mention] = []
    for mark in _apart(sorted([*heads, *_pronouns(marks, heads)], key=lambda mark: (mark.start, -mark.end))):
        if mark.kind == "another":
            found.append(_pronoun(tokens, mark, found[-1], lexicon))
            continue
        if _is_bracketed(tokens, mark):
            continue
        mention = _mention(tokens, marks, mark, lexicon)
        if _is_verb(marks, mention):
            continue
        if not found or mention.outer >= found[-1].end:
            found.append(mention)
        elif mention.head >= found[-1].end:
            found.append(_mention(tokens, marks, mark, lexicon, after=found[-1].end))
    return _coordinated(tokens, marks, [each for each in found if each.type or _is_counted(marks, each)])


def _is_verb(marks: Marks, mention: Mention) -> bool:
    # `two of them deal with tea`
    verb = marks.at("lists", mention.head)
    bare = mention.outer == mention.head and not marks.ending("signing", mention.head)
    return verb is not None and verb.end > mention.end and bare


def _is_counted(marks: Marks, mention: Mention) -> bool:
    # `five documents on ...`, `signed documents on ...`, and not `recognition of documents on education`
    return mention.outer == 0 or mention.outer < mention.start or marks.ending("signing", mention.outer) is not None


def _is_bracketed(tokens: Tokens, mark: Mark) -> bool:
    # `Memorandum of Understanding (MoU)` is one.
    before = tokens.words[mark.start - 1] if mark.start else ""
    return before == "(" and mark.end < len(tokens) and tokens.words[mark.end] == ")"


def _pronouns(marks: Marks, heads: Sequence[Mark]) -> Iterator[Mark]:
    # `and another was between A and B`, `un autre sur C`: the word stands in the mention before.
    if heads:
        for mark in marks.of("another", heads[0].end):
            follows = any(marks.at(kind, mark.end) for kind in ("auxiliaries", "between", "subject", "signing", "with"))
            if follows and not any(head.start <= mark.end < head.end for head in heads):
                yield mark


def _pronoun(tokens: Tokens, mark: Mark, last: Mention, lexicon: Lexicon) -> Mention:
    word = last.word or (one_of(tokens, last, lexicon) if last.many else tokens.part(last.start, last.end))
    return another(mark, last.type, _singular(word))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word.isascii() else word


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
    start = _title_start(tokens, marks, mark.start, lexicon, after)
    outer, determiner, count = determiner_of(tokens, marks, start, after)
    one_of = marks.ending("one_of", outer) or marks.ending("one_of", start)
    if one_of:
        outer, determiner, count = one_of.start, "another", 1
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
        nested=not one_of and _is_nested(marks, outer),
        word=_singular(tokens.part(mark.start, mark.end)) if one_of else "",
        bare=lexicon.bare_subjects,
    )


def _is_made_plural(tokens: Tokens, marks: Marks, head: int, lexicon: Lexicon) -> bool:
    # Russian: соглашения is one's or several's; the adjective or the verb before it tells. So does `several` in Urdu.
    if marks.ending("several", head) or (marks.at("as_plural", head) and marks.ending("governs_plural", head)):
        return True
    if not lexicon.plural_endings or head == 0 or not marks.at("as_plural", head) or marks.ending("list_heads", head):
        return False
    return tokens.words[head - 1].endswith(lexicon.plural_endings)


def _title_start(tokens: Tokens, marks: Marks, head: int, lexicon: Lexicon, after: int) -> int:
    at = head
    listed = lexicon.words("modifiers")
    while at > after and head - at < _MOST_WORDS_BEFORE:
        if listed:
            before = marks.ending("modifiers", at)
            if before is None:
                break
            at = before.start
        elif _may_modify(tokens, marks, at):
            at -= 1
        else:
            break
    return _without_praise(tokens, marks, at, head)


def _may_modify(tokens: Tokens, marks: Marks, at: int) -> bool:
    word = tokens.words[at - 1]
    if word in "-–&" and at >= 2 and tokens.words[at - 2].isalnum():
        return word != "&" or tokens.is_capital(at - 2)
    if is_year(word):  # `a 2026 cooperation plan`, and not `in 2026 agreements`
        return marks.ending("articles", at - 1) is not None
    if not word.isalpha() and not (word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th")):
        return False
    return not any(marks.ending(kind, at) for kind in _NO_MODIFIERS)


def _without_praise(tokens: Tokens, marks: Marks, at: int, head: int) -> int:
    while at < head and (marks.at("evaluative", at) or not tokens.words[at].isalnum()):
        at += 1
    return at


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


def _is_nested(marks: Marks, outer: int) -> bool:
    if any(marks.ending(kind, outer) for kind in _OPENING) or _is_signed_on(marks, outer):
        return False
    return any(marks.ending(kind, outer) for kind in ("reference", "links"))
