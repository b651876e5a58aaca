"""Taking agreements and occasions out: after asking, and after naming what hangs on them."""

from collections.abc import Sequence
from itertools import islice

from mou_cli.agreement.query.query import parse_query
from mou_cli.agreement.registered import Registered, RegisteredOccasion
from mou_cli.desk.answering import answer
from mou_cli.errors import Conflict, Interrupted, NotFound, Usage
from mou_cli.render.console import say
from mou_cli.session import Session
from mou_cli.vocabulary.folding import fold

_NAMED = 8


def remove(session: Session, words: Sequence[str], *, yes: bool) -> None:
    """Take agreements out, after asking; raises Usage without a reason, or where nobody is there to be asked."""
    from mou_cli.desk.following import name_what_hangs

    _refuse_without_reason(session)
    found = _agreements(session, session.words(words))
    _refuse_without_answer(session, yes=yes)
    name_what_hangs(session, found)
    _agree(f"Remove {'; '.join(f'{each.number} {each.agreement.title}' for each in found)}?", yes=yes)
    with session.changing("remove") as change:
        present = change.get([str(each.number) for each in found])
        if [each.line for each in present] != [each.line for each in found]:
            raise Conflict("it was changed in the meantime", "look at it again: mou show")
        for number in {each.number for each in present}:
            change.remove(number)
    for each in found:
        answer(each.agreement.ref or each.number)


def remove_occasions(session: Session, words: Sequence[str], *, yes: bool) -> None:
    """Take occasions out, after asking; their agreements stay. Raises Usage as `remove` does."""
    _refuse_without_reason(session)
    found = list({each.number: each for each in map(session.registry.occasion, session.words(words))}.values())
    _refuse_without_answer(session, yes=yes)
    for each in found:
        _name_what_hangs(session, each)
    _agree(f"Remove {'; '.join(f'{each.occasion.ref} {each.occasion.name}' for each in found)}?", yes=yes)
    with session.changing("occasion remove") as change:
        for each in found:
            if change.occasion(str(each.number)).line != each.line:
                raise Conflict("it was changed in the meantime", "look at it again: mou occasion show")
            change.remove_occasion(each.number)
    for each in found:
        answer(each.occasion.ref or each.number)


def _refuse_without_reason(session: Session) -> None:
    if not session.reason:
        raise Usage("a reason is missing", 'say why: --reason "entered twice"')


def _refuse_without_answer(session: Session, *, yes: bool) -> None:
    if not yes and not session.can_ask:
        raise Usage("removing is asked about, and nobody is there to answer", "--yes removes without asking")


def _agree(question: str, *, yes: bool) -> None:
    from mou_cli.ask.confirm import confirm

    if not yes and not confirm(question):
        raise Interrupted("nothing was removed")


def _agreements(session: Session, words: Sequence[str]) -> list[Registered]:
    try:
        return session.registry.get(words)
    except NotFound:
        asked = {fold(word.strip()) for word in words}
        occasion = next((o.occasion.ref for o in session.registry.occasions() if fold(o.occasion.ref) in asked), "")
        if occasion:
            raise Usage(f"{occasion} is an occasion", f"mou occasion remove {occasion}") from None
        raise


def _name_what_hangs(session: Session, ending: RegisteredOccasion) -> None:
    """Name on stderr what was promised at an occasion, which goes with it, and its agreements, which stay."""
    occasion = ending.occasion
    promised = [
        f"{len(held):,} {thing}{'' if len(held) == 1 else 's'}"
        for held, thing in ((occasion.commitments, "commitment"), (occasion.targets, "target"))
        if held
    ]
    if promised:
        say(f"removed with {occasion.ref}: {' and '.join(promised)}")
    query = parse_query([f'occasion:"{occasion.ref}"'], session.context)
    signed = list(session.registry.find(query, session.moment)) if occasion.ref else []
    for each in islice(signed, _NAMED):
        ref = each.agreement.ref or each.number
        say(f"{ref} ({each.agreement.title}) names {occasion.ref}: see what becomes of that")
    if len(signed) > _NAMED:
        say(f"and {len(signed) - _NAMED:,} more: mou list occasion:{occasion.ref}")
