"""Drafts beside what is recorded already: which of them are there, and which are like something that is."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from mou_cli.agreement.likeness import ALIKE, Lookout, same, similar
from mou_cli.agreement.model import Agreement
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered
from mou_cli.agreement.tongues import one_in_two_languages
from mou_cli.errors import NotFound
from mou_cli.intake.as_agreement import Origin, agreement_fields, said
from mou_cli.intake.drafts import Draft, Intake
from mou_cli.session import Session

SAME, SIMILAR, PERHAPS = "same", "similar", "perhaps"
# Drafts that are held against the register one by one: more were never signed at a visit, and the work is a product.
MOST_COMPARED = 300
_NAMED = 3


class Like(NamedTuple):
    """What a draft is like: `same`, `similar` by its title, or `perhaps` by parties, sectors and day.

    `number` and `ref` are those of an agreement; of another draft the number is below 0 and the reference empty.
    """

    kind: str
    number: int
    ref: str
    title: str

    @property
    def name(self) -> str:
        """What it is called: by its reference, its number, or its place among the drafts."""
        return self.ref or (f"draft {-self.number}" if self.number < 0 else str(self.number))


class Proposal(NamedTuple):
    """A draft with where it is from, the fields that it would have, and what it is like.

    `edits` are the fields that a person has given another value; None stands for one that was taken out.
    """

    draft: Draft
    origin: Origin
    fields: dict[str, Any]
    likes: Sequence[Like] = ()
    edits: Mapping[str, Any] = {}

    def changed(self, draft: Draft, edits: Mapping[str, Any] | None = None) -> "Proposal":
        """Return it with another draft in the place of its own; what a person has edited stays, but for the title."""
        kept = self.edits if edits is None else edits
        return self._replace(
            draft=draft, fields=said({**agreement_fields(draft, self.origin), **kept}), likes=(), edits=kept
        )

    def edited(self, fields: Mapping[str, Any]) -> "Proposal":
        """Return it with the fields that a person has made of its own."""
        draft = replace(self.draft, title=str(fields.get("title") or self.draft.title))
        made = agreement_fields(draft, self.origin)
        names = [name for name in {**made, **fields} if name != "title" and fields.get(name) != made.get(name)]
        return self._replace(
            draft=draft, fields=dict(fields), likes=(), edits={name: fields.get(name) for name in names}
        )


def propose(found: Intake, origin: Origin) -> list[Proposal]:
    """Return what a text proposes."""
    return [Proposal(draft, origin, agreement_fields(draft, origin)) for draft in found.drafts]


def agreement_of(proposal: Proposal) -> Agreement:
    """Return the agreement that a proposal would be."""
    return Registered.of(0, proposal.fields).agreement


def known_to(session: Session, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return proposals with what in the registry, or among those of another text, is the same or like them.

    One pass over the register serves all; of more than MOST_COMPARED none is compared.
    """
    if not 0 < len(proposals) <= MOST_COMPARED:
        return list(proposals)
    news = [agreement_of(each) for each in proposals]
    likes: list[list[Like]] = [_among(place, news, proposals) for place in range(len(proposals))]
    lookouts = [Lookout(new) for new in news]
    try:
        for other in session.registry.find(Query(), session.moment):
            for place, lookout in enumerate(lookouts):
                kind = lookout.consider(other) or _across(news[place], lookout, other)
                if kind:
                    likes[place].append(Like(kind, other.number, other.agreement.ref, other.agreement.title))
    except NotFound:
        pass  # a text can be read before there is a registry
    return [each._replace(likes=_nearest(found)) for each, found in zip(proposals, likes, strict=True)]


def _across(new: Agreement, lookout: Lookout, other: Registered) -> str:
    if not all(f'"{code}"'.encode() in other.line for code in lookout.party_codes):
        return ""  # decoding a whole agreement costs more
    return PERHAPS if one_in_two_languages(new, other.agreement) else ""


def _among(place: int, news: Sequence[Agreement], proposals: Sequence[Proposal]) -> list[Like]:
    """Return which drafts of other texts, of those before, a draft is like."""
    found = []
    for earlier in range(place):
        kind = _kind(news[place], news[earlier]) if proposals[earlier].origin is not proposals[place].origin else ""
        if kind:
            found.append(Like(kind, -(earlier + 1), "", news[earlier].title))
    return found


def _kind(one: Agreement, other: Agreement) -> str:
    if same(one, other):
        return SAME
    if similar(one, other) >= ALIKE:
        return SIMILAR
    return PERHAPS if one_in_two_languages(one, other) else ""


def _nearest(found: Sequence[Like]) -> list[Like]:
    order = (SAME, SIMILAR, PERHAPS)
    return sorted(found, key=lambda like: order.index(like.kind))[:_NAMED]
