"""The account of an occasion: what each source counted, what is recorded, and what lists of outlets name."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from mou_cli.agreement.likeness import ALIKE, similar
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.agreement.wording import said_by


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


class Listed(Struct, frozen=True):
    """What one file says: the documents that it names, and its counts with their words."""

    file: str
    documents: Sequence[Agreement]
    counts: Sequence[tuple[int, str]]


class Reckoning(Struct, frozen=True, kw_only=True):
    """An occasion's account: what was counted, what is recorded, and what the lists name."""

    occasion: str
    name: str
    announced: Sequence[Counted]
    recorded: int
    exact_titles: int
    placeholders: int
    drafts: int
    subjects: Sequence[Subject]
    uncovered: int


def reckon(occasion: RegisteredOccasion, recorded: Sequence[Registered], lists: Sequence[Listed]) -> Reckoning:
    """Return the account of an occasion at which `recorded` were signed, beside what `lists` name."""
    subjects = _subjects(recorded, lists)
    return Reckoning(
        occasion=occasion.occasion.ref,
        name=occasion.occasion.name,
        announced=_counted(occasion, len(recorded), lists),
        recorded=len(recorded),
        exact_titles=sum(_is_exact(each.agreement) for each in recorded),
        placeholders=sum(each.agreement.untitled for each in recorded),
        drafts=sum(len(each.documents) for each in lists),
        subjects=subjects,
        uncovered=sum(not each.number for each in subjects),
    )


def _counted(occasion: RegisteredOccasion, recorded: int, lists: Sequence[Listed]) -> list[Counted]:
    known = [(each.count, each.text, said_by(each.source)) for each in occasion.occasion.announced]
    known += [(count, text, each.file) for each in lists for count, text in each.counts]
    return [Counted(count, text, source, None if count is None else count - recorded) for count, text, source in known]


def _is_exact(agreement: Agreement) -> bool:
    titles = [source for source in agreement.sources if any(name.startswith("title") for name in source.fields)]
    return not agreement.untitled and any(source.certainty == "exact" for source in titles)


def _subjects(recorded: Sequence[Registered], lists: Sequence[Listed]) -> list[Subject]:
    """Lay the lists beside each other and beside the register: what is like enough is one document."""
    subjects: list[tuple[Agreement, dict[str, str]]] = []
    for each in lists:
        for document in each.documents:
            known = _nearest(document, [None if each.file in named else other for other, named in subjects])
            if known is None:
                subjects.append((document, {each.file: document.title}))
            else:
                subjects[known][1][each.file] = document.title
    return [_covered(document, named, recorded) for document, named in subjects]


def _covered(document: Agreement, named: Mapping[str, str], recorded: Sequence[Registered]) -> Subject:
    place = _nearest(document, [each.agreement for each in recorded])
    if place is None:
        return Subject(document.title, dict(named))
    return Subject(document.title, dict(named), recorded[place].number, recorded[place].agreement.ref)


def _nearest(one: Agreement, others: Sequence[Agreement | None]) -> int | None:
    """Return the place of what is most like it, None where nothing is like enough."""
    scored = [(_alike(one, other), -place) for place, other in enumerate(others) if other is not None]
    likeness, place = max(scored, default=(0.0, 0))
    return -place if likeness >= ALIKE else None


def _alike(one: Agreement, other: Agreement) -> float:
    likeness = similar(one, other)
    if likeness < ALIKE and not other.untitled and one.sectors and set(one.sectors) == set(other.sectors):
        # Outlets word one subject in their own ways and languages; parties and sectors stay the same.
        shared = {party.code for party in one.parties} & {party.code for party in other.parties}
        return ALIKE if len(shared) > 1 else likeness
    return likeness
