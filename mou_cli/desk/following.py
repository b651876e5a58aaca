"""What follows from a step in an agreement's life: how it stands now, who leaves it, and what hangs on it."""

from collections.abc import Sequence

from mou_cli.agreement.dates.dates import format_day
from mou_cli.agreement.family import Kin, hanging_on
from mou_cli.agreement.life.computed import Computed, compute
from mou_cli.agreement.life.life import OVER
from mou_cli.agreement.life.sides import sides
from mou_cli.agreement.registered import Registered
from mou_cli.render.console import say
from mou_cli.session import Session
from mou_cli.vocabulary.folding import fold
from mou_cli.vocabulary.statuses import status_label

_ENDING = ("terminated", "superseded", "notice-given")
_HANGS = {"under": "stands under", "converted-from": "was converted from"}
_NAMED = 8


def say_what_follows(session: Session, before: Registered, made: Registered, kind: str) -> None:
    """Say on stderr how an agreement stands after a step of such a kind, and what hangs on one that ends."""
    was, now = compute(before.agreement, session.moment), compute(made.agreement, session.moment)
    say(_status_words(was, now))
    if kind in _ENDING:
        _say_who_leaves(session, made)
    ended = now.status in OVER and (kind in _ENDING or was.status not in OVER)
    ending = kind in _ENDING and (now.status == "ending" or now.ceases_on != was.ceases_on)
    if ended or ending:
        name_what_hangs(session, [made])


def _say_who_leaves(session: Session, made: Registered) -> None:
    # Of many parties one can leave without an end for the others.
    if len(sides(made.agreement)) < 3:
        return
    from mou_cli.agreement.life.explain import explain

    for each in explain(made.agreement, session.moment):
        if each.party:
            day = f"through {format_day(each.date)}" if each.date else "no longer, since a day that is not known"
            say(f"for {each.party} it is in force {day}")


def _status_words(was: Computed, now: Computed) -> str:
    changed = was.status != now.status
    words = f"{'now' if changed else 'still'} {status_label(now.status)}"
    if now.status in ("in-force", "ending") and was.status not in ("in-force", "ending") and now.in_force_from:
        words += f" since {format_day(now.in_force_from)}"
    elif now.status in ("signed", "initialled", "draft") and now.in_force_from:
        words += f", in force from {format_day(now.in_force_from)}"
    elif now.status in ("signed", "initialled", "draft", "unknown") and now.missing:
        words += f": {now.missing[0]}"
    if now.ceases_on and (now.status == "ending" or now.ceases_on != was.ceases_on):
        words += f"{', ceased' if now.status in OVER else ', ceases'} on {format_day(now.ceases_on)}"
    elif was.ceases_on and not now.ceases_on and now.missing and now.missing[0] not in words:
        words += f": {now.missing[0]}"
    return words


def name_what_hangs(session: Session, ending: Sequence[Registered]) -> None:
    """Name on stderr the agreements that link to one which ends or is removed, but for those that do so themselves."""
    refs = [ref for each in ending for ref in (each.agreement.ref, *each.agreement.former_refs) if ref]
    if not refs:
        return
    spelled = sorted({word for ref in refs for word in (ref, ref.upper(), ref.lower())})
    others = [each.some for each in session.registry.skim(Kin, lambda kin: kin, spelled)]
    hanging = hanging_on(set(map(fold, refs)), others)
    for kin, link in hanging[:_NAMED]:
        ground = "it" if len(ending) == 1 else link.ref
        say(f"{kin.ref} ({kin.title}) {_HANGS.get(link.rel, link.rel)} {ground}: see what becomes of that")
    if len(hanging) > _NAMED:
        say(f"and {len(hanging) - _NAMED} more{f': mou show {refs[0]}' if len(ending) == 1 else ''}")
