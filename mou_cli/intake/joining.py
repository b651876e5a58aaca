"""Step 9, join: several mentions of one document become one; what a lead sums up goes into the documents below it."""

from collections.abc import Sequence

from msgspec import Struct

from mou_cli.intake.inflection import stem
from mou_cli.intake.lexicon import Lexicon
from mou_cli.intake.reading_context import Found
from mou_cli.intake.tokens import tokenize

_ALIKE = 0.75
_CUT = 6  # letters of a word that count
_MOST_NEAR, _MOST_ALIKE = 40, 12  # documents that share a word, and mentions of one, that are looked at


class Likeness(Struct, frozen=True):
    """What two mentions are compared by: the words of the title that say something, and the sectors."""

    words: frozenset[str]
    named: frozenset[str]
    sectors: frozenset[str]


def likeness_of(found: Found, sectors: Sequence[str], lexicon: Lexicon, parties: str) -> Likeness:
    """Return what `found` is compared by; `parties` are the words of its agencies."""
    return Likeness(
        _content(found.subject or _own_words(found), lexicon), _content(parties, lexicon), frozenset(sectors)
    )


def _own_words(found: Found) -> str:
    # Of `joint statement` nothing says what it is on; of `transit trade agreement` the words before the last do.
    mention = found.mention
    if mention is None:
        return found.title
    return "" if found.generic else found.piece.tokens.part(mention.start, mention.head)


def _content(text: str, lexicon: Lexicon) -> frozenset[str]:
    empty = lexicon.words("generic_subject")
    words = [word for word in tokenize(text).words if word.isalpha() and word not in empty and len(word) > 2]
    return frozenset(stem(word, lexicon.language)[:_CUT] for word in words)


def same_document(a: Found, b: Found, of_a: Likeness, of_b: Likeness) -> bool:
    """Tell whether two mentions may be one document; items of one list, or of one sentence, never are."""
    if a.piece.number == b.piece.number or (_is_item(a) and _is_item(b)):
        return False
    if a.own_type and b.own_type and a.type != b.type and not _is_summary(a, b):
        return False
    if of_a.named and of_b.named and not _mostly(of_a.named, of_b.named):
        return False
    if not of_a.words or not of_b.words:
        return a.type == b.type and (
            _by_name(of_a.named, of_b.named) or (not of_a.named and not of_b.named) or a.type == "declaration"
        )
    shared = len(of_a.words & of_b.words)
    if shared / min(len(of_a.words), len(of_b.words)) >= _ALIKE:
        return True
    of_lead, of_item = (of_a, of_b) if a.piece.number < b.piece.number else (of_b, of_a)
    return _is_summary(a, b) and bool(of_lead.sectors) and of_lead.sectors <= of_item.sectors


def _is_summary(a: Found, b: Found) -> bool:
    # A lead says `memoranda on trade and sport`, and the list below it has them as they are.
    first, second = sorted((a, b), key=lambda each: each.piece.number)
    counted = first.own_type and first.mention is not None and first.mention.count > 1
    if counted and second.own_type and first.type != second.type:  # three memoranda are three, and no agreement
        return False
    return (
        first.brief and first.type in ("", "mou", "agreement") and not second.brief and len(first.subject.split()) <= 4
    )


def _mostly(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= _ALIKE


def _by_name(one: frozenset[str], other: frozenset[str]) -> bool:
    # Where nothing but the names tells them apart, a ministry within a longer list of names is not all of them.
    return _mostly(one, other) and 2 * len(one & other) >= max(len(one), len(other))


def without_summaries(found: Sequence[Found], groups: Sequence[list[int]]) -> list[list[int]]:
    """Return the groups without those that a lead has and the list below does not.

    Where a lead sums up by fields (`memoranda on trade and energy`) and the documents follow one by one, a field that
    no document took up is no document; unless the text says that there are as many as it names fields. The documents
    come in the order in which the text tells of them, and not in that of its lead.
    """
    own = (next((found[number] for number in group if not found[number].brief), None) for group in groups)
    told = [each for each in own if each is not None]
    sums: dict[str, list[int]] = {}
    for group in groups:
        for number in group:
            if found[number].brief:
                sums.setdefault(found[number].group, []).append(number)
    dropped = {name for name, members in sums.items() if _sums_up(found[members[0]], len(members), told)}
    kept = [group for group in groups if any(not found[n].brief or found[n].group not in dropped for n in group)]
    return sorted(kept, key=lambda group: next((number for number in group if not found[number].brief), group[0]))


def _sums_up(first: Found, size: int, told: Sequence[Found]) -> bool:
    after = [each for each in told if each.piece.number > first.piece.number]
    if any(each.piece.number == first.piece.number for each in told):  # `agreements on A, a protocol on B`
        return False
    before = len(told) - len(after)
    counted = first.mention is not None and first.mention.count == size
    return not counted and len(after) >= max(3, size // 2) and before <= len(after) // 3


def _is_item(found: Found) -> bool:
    return found.item or (found.brief and bool(found.group))


def fuller(a: Found, b: Found) -> Found:
    """Return the mention that says more: one with a type of its own, that is no list's subject, with more words."""
    return max(a, b, key=lambda each: (not each.brief, each.own_type, len(each.full_title)))


def join(found: Sequence[Found], likes: Sequence[Likeness]) -> list[list[int]]:
    """Return groups of numbers of mentions, each group one document, in the order of the text."""
    groups: list[list[int]] = []
    by_title: dict[tuple[str, str], int] = {}
    by_word: dict[str, list[int]] = {}
    loose: set[int] = set()  # groups with a mention that is no item of a list: items never join items
    for number, (each, like) in enumerate(zip(found, likes, strict=True)):
        title = (each.type, each.full_title.casefold())
        home = by_title.get(title)
        if home is None or (each.brief and not _is_retold(found, groups[home], each)):
            near = {group for key in _keys(each, like) for group in by_word.get(key, ())}
            near = near & loose if _is_item(each) else near
            home = next((at for at in sorted(near) if _belongs(found, likes, groups[at][:_MOST_ALIKE], number)), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(number)
        if not _is_item(each):
            loose.add(home)
        by_title.setdefault(title, home)
        for key in _keys(each, like):
            homes = by_word.setdefault(key, [])
            if len(homes) < _MOST_NEAR and home not in homes:
                homes.append(home)
    return groups


def _is_retold(found: Sequence[Found], group: Sequence[int], each: Found) -> bool:
    # The lead says `MoUs on trade and sport`, and a sentence below `the MoUs cover trade and sport`.
    return all(found[number].brief and found[number].piece.number != each.piece.number for number in group)


def _keys(found: Found, like: Likeness) -> frozenset[str]:
    kind = frozenset() if like.words and found.type != "declaration" else frozenset((found.type,))
    return like.words | like.sectors | like.named | kind


def _belongs(found: Sequence[Found], likes: Sequence[Likeness], group: Sequence[int], number: int) -> bool:
    if any(found[each].piece.number == found[number].piece.number for each in group):
        return False
    return any(same_document(found[each], found[number], likes[each], likes[number]) for each in group)
