"""Documents that were announced and whose titles are not known yet: placeholders, taken one by one as titles come."""

from collections.abc import Mapping, Sequence
from typing import Any

from mou_cli.agreement.query.query import parse_query
from mou_cli.agreement.registered import Registered
from mou_cli.desk.answering import answer
from mou_cli.errors import Usage
from mou_cli.registry.protocol import Change
from mou_cli.render.console import say
from mou_cli.session import Session

MOST = 500  # at one time; no visit has announced so many


def add_placeholders(session: Session, count: int, fields: Mapping[str, Any], *, dry_run: bool) -> None:
    """Record `count` documents without titles, each with `fields`, in one change; prints their references.

    They were signed, on an unknown day unless `fields` says which. Raises Usage for a number that cannot be meant, and
    where they belong to no occasion.
    """
    from mou_cli.desk.changing import DryRun

    if not 0 < count <= MOST:
        raise Usage(f"{count} documents without titles cannot be meant", f"a number from 1 to {MOST}")
    alone = next((name for name in ("title", "ref") if fields.get(name)), "")
    if alone:
        raise Usage(f"documents without titles share no {alone}", "leave it out: mou set gives each its own later")
    if not fields.get("occasion"):
        raise Usage("documents without titles belong to an occasion", "--occasion names it")
    signed = {} if fields.get("signed") else {"events": [*fields.get("events", ()), {"kind": "signed"}]}
    refs: list[str] = []
    try:
        with session.changing("add") as change:
            first = 1 + _highest(placeholders(session, str(fields["occasion"])))
            for number in range(first, first + count):
                given = {**fields, **signed, "title": f"Title not known, document {number}", "untitled": True}
                refs.append(change.add(given, session.moment).agreement.ref)
            if dry_run:
                raise DryRun
    except DryRun:
        say("nothing was stored")
    for ref in refs:
        answer(ref)


def placeholders(session: Session, occasion: str) -> list[Registered]:
    """Return the placeholders of an occasion, named by its reference or in free words."""
    query = parse_query(["untitled:yes", f'occasion:"{occasion}"'], session.context)
    return list(session.registry.find(query, session.moment))


def _highest(found: Sequence[Registered]) -> int:
    numbers = [each.agreement.title.rpartition(" ")[2] for each in found]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def titled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a placeholder that has been given its title."""
    return {name: value for name, value in fields.items() if name != "untitled"}


def take_place(session: Session, change: Change, placeholder: Registered, fields: Mapping[str, Any]) -> Registered:
    """Put an agreement in the place of a placeholder.

    Number, reference and uid stay, and what was recorded of the placeholder where the agreement says nothing of it;
    sources are those of both.
    """
    known = {name: value for name, value in titled(placeholder.fields).items() if name not in ("title", "events")}
    sources = [*known.get("sources", ()), *fields.get("sources", ())]
    made: dict[str, Any] = {**known, **fields, **({"sources": sources} if sources else {})}
    made.update({name: placeholder.fields[name] for name in ("ref", "uid") if name in placeholder.fields})
    return change.replace(placeholder.number, _signed_once(made, placeholder.fields), session.moment)


def _signed_once(made: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with the events of both; where the day of signature is known, none says that it is not."""
    undated = {"kind": "signed"}
    events = [each for each in [*before.get("events", ()), *made.get("events", ())] if each != undated]
    if not made.get("signed"):
        events.insert(0, undated)
    return {
        **{name: value for name, value in made.items() if name != "events"},
        **({"events": events} if events else {}),
    }
