"""Agreements and occasions in full: as cards for people, as JSON for scripts."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mou_cli.agreement.life.computed import compute
from mou_cli.agreement.life.parting import partings
from mou_cli.agreement.published import published
from mou_cli.agreement.query.query import parse_query
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.desk.answering import answer_json
from mou_cli.desk.kinship import with_family
from mou_cli.errors import NotFound, Usage
from mou_cli.render.agreement_card import agreement_card
from mou_cli.render.card import Card
from mou_cli.render.card_text import cards_text
from mou_cli.render.console import page, wants_colour, width_of
from mou_cli.render.occasion_card import Signed, occasion_card
from mou_cli.session import Session

if TYPE_CHECKING:
    from mou_cli.agreement.life.explain import Explained


def show(session: Session, words: Sequence[str], form: str, *, explain: bool = False, at: str = "") -> None:
    """Show what the words name, in their order; raises NotFound or Ambiguous before anything is shown.

    With `explain`, each computed date of an agreement says how it follows. `at` is a day, such as `2026-02-04`: what is
    shown is what was recorded then.
    """
    _check_form(form)
    found = _found(session, words, at)
    if form == "json":
        answer_json([_data(session, each, explain=explain) for each in found])
        return
    _page_cards(session, [_card(session, each, explain=explain) for each in found])


def _found(session: Session, words: Sequence[str], at: str) -> Sequence[Registered | RegisteredOccasion]:
    if at:
        from mou_cli.desk.historying import recalled

        return [recalled(session, word, at) for word in words]
    if _any_occasion(words):
        return [_find(session, word) for word in words]
    return session.registry.get(words)


def show_occasion(session: Session, word: str, form: str) -> None:
    """Show one occasion."""
    _check_form(form)
    found = session.registry.occasion(word)
    if form == "json":
        answer_json([found.fields])
        return
    _page_cards(session, [_card(session, found)])


def card_of(session: Session, registered: Registered) -> Card:
    """Return the card of an agreement with all that the registry knows around it."""
    agreement = registered.agreement
    findings = session.registry.findings(registered.fields, session.moment)
    card = agreement_card(
        registered,
        compute(agreement, session.moment),
        session.context.sectors,
        today=session.moment.today,
        leaving=partings(agreement, session.moment),
        occasion=_occasion_name(session, agreement.occasion),
        titles={link.ref: _title(session, link.ref) for link in agreement.links},
        warnings=[f"{finding.field}: {finding.message}" for finding in findings],
    )
    return with_family(session, card, registered)


def show_card(session: Session, registered: Registered) -> None:
    """Write the card of an agreement to stdout."""
    _page_cards(session, [card_of(session, registered)])


def show_draft(session: Session, fields: Mapping[str, Any]) -> None:
    """Write the card of what an interview has so far to stderr, where the questions are."""
    card = card_of(session, Registered.of(0, fields))
    sys.stderr.write("\n" + cards_text([card], room=width_of(sys.stderr), colour=wants_colour(sys.stderr)) + "\n")


def _page_cards(session: Session, cards: Sequence[Card]) -> None:
    room = session.width if session.on_terminal else None
    page(cards_text(cards, room=room, colour=session.colour))


def _check_form(form: str) -> None:
    if form not in ("card", "json"):
        raise Usage(f"there is no format {form!r} to show an agreement in", "take card or json")


def _any_occasion(words: Sequence[str]) -> bool:
    return any(word.upper().startswith("OCC-") for word in words)


def _find(session: Session, word: str) -> Registered | RegisteredOccasion:
    if _any_occasion([word]):
        return session.registry.occasion(word)
    return session.registry.get([word])[0]


def _data(session: Session, found: Registered | RegisteredOccasion, *, explain: bool) -> object:
    if not isinstance(found, Registered):
        return found.fields
    data = published(found, session.moment)
    if explain:
        data["explain"] = _explained(session, found)
    return data


def _explained(session: Session, found: Registered) -> tuple["Explained", ...]:
    from mou_cli.agreement.life.explain import explain

    return explain(found.agreement, session.moment)


def _card(session: Session, found: Registered | RegisteredOccasion, *, explain: bool = False) -> Card:
    if isinstance(found, Registered):
        card = card_of(session, found)
        if not explain:
            return card
        from mou_cli.render.explained import explained_block

        return card._replace(blocks=(*card.blocks, *explained_block(_explained(session, found))))
    ref = found.occasion.ref
    signed = session.registry.find(parse_query([f'occasion:"{ref}"'], session.context), session.moment) if ref else ()
    rows = [Signed(s.number, s.agreement.title, compute(s.agreement, session.moment).status) for s in signed]
    return occasion_card(found.number, found.fields, rows, session.moment.today)


def _occasion_name(session: Session, word: str) -> str:
    occasions = session.registry.occasions() if word else ()
    return next((each.occasion.name for each in occasions if each.occasion.ref == word), "")


def _title(session: Session, ref: str) -> str:
    try:
        return session.registry.get([ref])[0].agreement.title
    except NotFound:
        return ""
