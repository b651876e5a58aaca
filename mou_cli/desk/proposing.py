"""Drafts beside what is recorded already: which of them are there, and which are like something that is."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from mou_cli.agreement.likeness import Lookout
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.registered import Registered
from mou_cli.errors import NotFound
from mou_cli.intake.as_agreement import Origin, agreement_fields
from mou_cli.intake.drafts import Draft, Intake
from mou_cli.session import Session

SAME, SIMILAR, PERHAPS = "same", "similar", "perhaps"


class Like(NamedTuple):
    """An agreement that is there: `same`, `similar` by its title, or `perhaps` by parties, day and sector."""

    kind: str
    number: int
    ref: str
    title: str


class Proposal(NamedTuple):
    """A draft with where it is from, the fields that it would have, and what it is like."""

    draft: Draft
    origin: Origin
    fields: dict[str, Any]
    likes: Sequence[Like] = ()

    def changed(self, draft: Draft) -> "Proposal":
        """Return it with another draft in the place of its own."""
        return self._replace(draft=draft, fields=agreement_fields(draft, self.origin))


def propose(found: Intake, origin: Origin) -> list[Proposal]:
    """Return what a text proposes."""
    return [Proposal(draft, origin, agreement_fields(draft, origin)) for draft in found.drafts]


def known_to(session: Session, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return proposals with what is in the registry already and the same, or like them; one pass for all."""
    news = [Registered.of(0, each.fields).agreement for each in proposals]
    lookouts = [Lookout(new) for new in news]
    likes: list[list[Like]] = [[] for _ in proposals]
    try:
        for other in session.registry.find(Query(), session.moment) if proposals else ():
            for place, lookout in enumerate(lookouts):
                kind = lookout.consider(other) or (PERHAPS if _perhaps(news[place], other) else "")
                if kind:
                    likes[place].append(Like(kind, other.number, other.agreement.ref, other.agreement.title))
    except NotFound:
        pass  # a text can be read before there is a registry
    return [each._replace(likes=_nearest(found)) for each, found in zip(proposals, likes, strict=True)]


def _perhaps(new: Any, other: Registered) -> bool:
    """Return whether two may be one though their titles share no word: in two languages, by parties, day and sector."""
    if not new.signed or len(new.signed) != 10 or f'"{new.signed}"'.encode() not in other.line:
        return False
    there = other.agreement
    sides = [{party.code or party.name for party in each.parties} for each in (new, there)]
    return (
        there.signed == new.signed
        and sides[0] == sides[1]
        and there.type == new.type
        and bool(set(there.sectors) & set(new.sectors))
        and not set(there.titles or {"en": ""}) & set(new.titles or {"en": ""})
    )


def _nearest(found: Sequence[Like]) -> list[Like]:
    order = (SAME, SIMILAR, PERHAPS)
    return sorted(found, key=lambda like: order.index(like.kind))[:3]
