"""The family of an agreement, gathered from the registry for its card."""

from collections.abc import Iterator, Sequence

from mou_cli.agreement.family import Kin, gather, ties_within, tree
from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.registered import Registered
from mou_cli.render.card import Block, Card
from mou_cli.render.family_tree import Member, family_block
from mou_cli.session import Session
from mou_cli.vocabulary.folding import fold

_REPLACED = "Links"


def with_family(session: Session, card: Card, registered: Registered) -> Card:
    """Return the card of an agreement with its family as a tree, in the place of its bare links."""
    found = _family(session, registered)
    if not found:
        return card
    place = next((at for at, each in enumerate(card.blocks) if each.label == _REPLACED), None)
    if place is None:
        after = ("Notes", "Sources", "Identifiers", "Formerly", "Languages", "Original", "Files")
        place = next((at for at, each in enumerate(card.blocks) if each.label in after), len(card.blocks))
        return card._replace(blocks=(*card.blocks[:place], *found, *card.blocks[place:]))
    return card._replace(blocks=(*card.blocks[:place], *found, *card.blocks[place + 1 :]))


def _family(session: Session, registered: Registered) -> list[Block]:
    own = registered.agreement
    if not own.ref:
        return []
    start = Kin(
        own.title,
        own.ref,
        own.former_refs,
        own.links,
        own.parties,
        own.signed,
        own.entry_into_force,
        own.term,
        own.events,
    )

    numbers = {fold(own.ref): registered.number}

    def near(refs: Sequence[str]) -> Iterator[Kin]:
        for number, kin, _ in session.registry.skim(Kin, lambda kin: kin, refs):
            numbers[fold(kin.ref)] = number
            yield kin

    kin = gather(start, near)
    spelled = {fold(link.ref): link.ref for each in kin.values() for link in each.links}
    spelled |= {fold(event.by): event.by for each in kin.values() for event in each.events if event.by}
    members = {ref: Member(name) for ref, name in spelled.items()}
    for ref, each in kin.items():
        members[ref] = Member(each.ref, each.title, compute(each.agreement, session.moment).status, numbers[ref])
    room = session.width if session.on_terminal else None
    return family_block(tree(fold(own.ref), ties_within(kin.values())), members, fold(own.ref), room)
