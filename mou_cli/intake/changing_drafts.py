"""What a person does with drafts: two become one, one becomes several."""

from collections.abc import Sequence

from msgspec.structs import asdict, replace

from mou_cli.intake.drafts import Draft


def joined(one: Draft, other: Draft) -> Draft:
    """Return two drafts as the one document that they are: what the first lacks is taken from the second."""
    filled = {name: value for name, value in asdict(other).items() if value and not getattr(one, name)}
    together = f"{one.title} and {other.title}"
    sectors = tuple(dict.fromkeys((*one.sectors, *other.sectors)))
    quote = one.quote if other.quote in one.quote else f"{one.quote} ... {other.quote}"
    return replace(one, **{**filled, "title": together, "sectors": sectors, "quote": quote})


def parted(draft: Draft, titles: Sequence[str]) -> list[Draft]:
    """Return a draft for each of the titles, all else as in `draft`."""
    return [replace(draft, title=title, full_title="") for title in titles]
