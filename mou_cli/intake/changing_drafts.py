"""What a person does with drafts: two become one, one becomes several."""

from collections.abc import Callable, Sequence

from msgspec.structs import asdict, replace

from mou_cli.intake.drafts import Draft

_AND = {"ru": " и ", "kk": " және ", "ar": " و", "ur": " اور ", "fr": " et "}
_UNITED = ("parties", "sectors", "signatories", "links", "remarks")


def joined(one: Draft, other: Draft, language: str = "en") -> Draft:
    """Return two drafts as the one document that they are, titled in the `language` of their text.

    What the first lacks is taken from the second; sectors, signatories and the like are those of both.
    """
    filled = {name: value for name, value in asdict(other).items() if value and not getattr(one, name)}
    both = {name: tuple(dict.fromkeys((*getattr(one, name), *getattr(other, name)))) for name in _UNITED}
    both["parties"] = one.parties or other.parties
    quote = one.quote if other.quote in one.quote else f"{one.quote} ... {other.quote}"
    title = _together(one.title, _as_in(other.title, other.quote), _AND.get(language, " and "))
    evidence = {**other.evidence, **one.evidence}
    return replace(one, **{**filled, **both, "title": title, "full_title": "", "quote": quote, "evidence": evidence})


def parted(draft: Draft, titles: Sequence[str], sectors: Callable[[str], Sequence[str]] = lambda _: ()) -> list[Draft]:
    """Return a draft for each of the titles, all else as in `draft`; `sectors` finds those that a title names."""
    return [
        replace(draft, title=title, full_title="", sectors=tuple(sectors(title)) or draft.sectors) for title in titles
    ]


def _together(one: str, other: str, joint: str) -> str:
    """Return two titles as one: what both begin with is said once."""
    if other.casefold() in one.casefold():
        return one
    if one.casefold() in other.casefold():
        return other
    words, others = one.split(), other.split()
    shared = 0
    while shared < min(len(words), len(others)) - 1 and words[shared].casefold() == others[shared].casefold():
        shared += 1
    return one + joint + " ".join(others[shared:])


def _as_in(title: str, quote: str) -> str:
    # The capital of a title is ours where the text has a small letter.
    small = title[:1].lower() + title[1:]
    return small if small in quote else title
