"""The account of an occasion: what each source counted, what is recorded, and what lists of outlets name."""

from collections.abc import Sequence

from msgspec import Struct

from mou_cli.agreement.likeness import ALIKE, similar
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.agreement.tongues import one_in_two_languages
from mou_cli.agreement.wording import said_by

# Less than what is alike by its title, so that a title always goes first.
_IN_TWO_LANGUAGES, _OF_ONE_FIELD = 0.5, 0.4


class Counted(Struct, frozen=True):
    """What one source counted, and how many of that are not recorded (below 0: more are)."""

    count: int | None
    text: str
    source: str
    missing: int | None


class Subject(Struct, frozen=True):
    """A document as each list names it, by file, and the agreement that covers it: number 0 where there is none."""

    title: str
    named: dict[str, str]
    number: int = 0
    ref: str = ""


class Tally(Struct, frozen=True):
    """A count that a file gives: the number, its words, and the sentence that it stands in."""

    count: int
    text: str
    quote: str = ""


class Listed(Struct, frozen=True):
    """What one file says: the documents that it names, and its counts."""

    file: str
    documents: Sequence[Agreement]
    counts: Sequence[Tally]


class Reckoning(Struct, frozen=True, kw_only=True):
    """An occasion's account: what was counted, what is recorded, and what the lists name, `drafts` by file."""

    occasion: str
    name: str
    announced: Sequence[Counted]
    recorded: int
    exact_titles: int
    placeholders: int
    drafts: dict[str, int]
    subjects: Sequence[Subject]
    uncovered: int


def reckon(occasion: RegisteredOccasion, recorded: Sequence[Registered], lists: Sequence[Listed]) -> Reckoning:
    """Return the account of an occasion at which `recorded` were signed, beside what `lists` name."""
    subjects = _covered(_laid(lists), recorded)
    return Reckoning(
        occasion=occasion.occasion.ref,
        name=occasion.occasion.name,
        announced=_counted(occasion, len(recorded), lists),
        recorded=len(recorded),
        exact_titles=sum(_is_exact(each.agreement) for each in recorded),
        placeholders=sum(each.agreement.untitled for each in recorded),
        drafts={each.file: len(each.documents) for each in lists},
        subjects=subjects,
        uncovered=sum(not each.number for each in subjects),
    )


def _counted(occasion: RegisteredOccasion, recorded: int, lists: Sequence[Listed]) -> list[Counted]:
    announced = occasion.occasion.announced
    taken_in = {(each.count, each.source.quote) for each in announced if each.source and each.source.quote}
    known = [(each.count, each.text, said_by(each.source)) for each in announced]
    known += [
        (tally.count, tally.text, each.file)
        for each in lists
        for tally in each.counts
        if (tally.count, tally.quote) not in taken_in
    ]
    return [Counted(count, text, source, None if count is None else count - recorded) for count, text, source in known]


def _is_exact(agreement: Agreement) -> bool:
    titles = [source for source in agreement.sources if any(name.startswith("title") for name in source.fields)]
    return not agreement.untitled and any(source.certainty == "exact" for source in titles)


def _laid(lists: Sequence[Listed]) -> list[tuple[Agreement, dict[str, str]]]:
    """Lay the lists beside each other: each document with what each list calls it, by file."""
    laid: list[tuple[Agreement, dict[str, str]]] = []
    for each in lists:
        known = _paired(each.documents, [document for document, _ in laid])
        for place, document in enumerate(each.documents):
            if place in known:
                laid[known[place]][1][each.file] = document.title
            else:
                laid.append((document, {each.file: document.title}))
    return laid


def _covered(laid: Sequence[tuple[Agreement, dict[str, str]]], recorded: Sequence[Registered]) -> list[Subject]:
    known = _paired([document for document, _ in laid], [each.agreement for each in recorded])
    subjects = []
    for place, (document, named) in enumerate(laid):
        there = recorded[known[place]] if place in known else None
        subjects.append(
            Subject(document.title, named, there.number, there.agreement.ref)
            if there
            else Subject(document.title, named)
        )
    return subjects


def _paired(ones: Sequence[Agreement], others: Sequence[Agreement]) -> dict[int, int]:
    """Return which of `others` each of `ones` is, by place: one to one, the likest first."""
    scored = [(_alike(one, other), -a, -b) for a, one in enumerate(ones) for b, other in enumerate(others)]
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, a, b in sorted(scored, reverse=True):
        if likeness and -a not in paired and -b not in taken:
            paired[-a] = -b
            taken.add(-b)
    return paired


def _alike(one: Agreement, other: Agreement) -> float:
    """Return how like two are, 0 where they are not the same document."""
    likeness = similar(one, other)
    if likeness >= ALIKE:
        return likeness
    if one_in_two_languages(one, other):
        return _IN_TWO_LANGUAGES
    return _OF_ONE_FIELD if _of_one_field(one, other) else 0.0


def _of_one_field(one: Agreement, other: Agreement) -> bool:
    # Outlets word one subject in their own ways; its parties and sectors stay the same.
    if one.untitled or other.untitled or not one.sectors or set(one.sectors) != set(other.sectors):
        return False
    shared = {party.code for party in one.parties if party.code} & {party.code for party in other.parties}
    return len(shared) > 1
