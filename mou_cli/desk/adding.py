"""`mou add`: from options, or from an interview, to an agreement in the registry."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from mou_cli.agreement.checks.finding import Finding, Surroundings, error
from mou_cli.agreement.context import Context
from mou_cli.agreement.dates.dates import parse_date
from mou_cli.agreement.published import published
from mou_cli.agreement.query.query import Query
from mou_cli.agreement.reading.assign import assign
from mou_cli.agreement.reading.reading_parties import read_parties, with_lead, with_signatory
from mou_cli.agreement.reading.reading_parts import read_source
from mou_cli.desk.answering import answer, answer_line
from mou_cli.desk.changing import add
from mou_cli.desk.keeping_answers import keeping
from mou_cli.desk.placeholders import add_placeholders
from mou_cli.errors import Interrupted, Usage
from mou_cli.registry.examination import examine
from mou_cli.render.console import say
from mou_cli.session import Session

# Enough of the register to know the desk's usual parties, people and places.
_REMEMBERED = 2000


class Given(NamedTuple):
    """What the options of `mou add` say; `single` maps dotted fields to their text, empty where not given."""

    single: Mapping[str, str]
    parties: Sequence[str] = ()
    sectors: Sequence[str] = ()
    tags: Sequence[str] = ()
    sources: Sequence[str] = ()
    signatories: Sequence[str] = ()
    lead: str = ""
    in_force: str = ""
    assignments: Sequence[str] = ()


def add_agreement(
    session: Session, given: Given, *, untitled: int | None, force: bool, dry_run: bool, as_json: bool
) -> None:
    """Record what is given, asking for it where no title is; prints the reference (or JSON) alone on stdout.

    `untitled` is a number of documents whose titles are not known: so many placeholders are recorded.
    """
    fields = fields_of(given, session.context)
    if untitled is not None:
        add_placeholders(session, untitled, fields, dry_run=dry_run)
        return
    if fields.get("title"):
        made = add(session, fields, force=force, dry_run=dry_run)
    else:
        fields = _asked(session, fields)
        with keeping(fields):
            made = add(session, fields, force=force, dry_run=dry_run)
    if as_json:
        answer_line(published(made, session.moment))
    elif dry_run:
        from mou_cli.desk.showing import show_card

        show_card(session, made)
    else:
        answer(made.agreement.ref)
    if dry_run:
        say("nothing was stored")


def fields_of(given: Given, context: Context) -> dict[str, Any]:
    """Return raw fields for what is given; raises Usage for a value that cannot be understood."""
    fields: dict[str, Any] = {}
    for assignment in _assignments(given):
        fields = assign(fields, assignment, context)
    parties = [party for text in given.parties for party in read_parties(text)]
    if parties:
        fields["parties"] = parties
    for text in given.signatories:
        fields = with_signatory(fields, text)
    if given.lead:
        fields = with_lead(fields, given.lead)
    if given.sources:
        fields["sources"] = [read_source(text) for text in given.sources]
    if given.in_force:
        fields["events"] = [{"kind": "in-force", "date": parse_date(given.in_force, context.moment.today)}]
    for assignment in given.assignments:
        fields = assign(fields, assignment, context)
    return fields


def _assignments(given: Given) -> Iterator[str]:
    yield from (f"{path}={text}" for path, text in given.single.items() if text.strip())
    yield from (f"sectors+={text}" for text in given.sectors)
    yield from (f"tags+={text}" for text in given.tags)


def _asked(session: Session, fields: dict[str, Any]) -> dict[str, Any]:
    if not session.can_ask:
        raise Usage("a title is missing", 'mou add "Memorandum on railways" --party KZ --party PK')
    from mou_cli.ask.interview import interview
    from mou_cli.ask.suggestions import gather
    from mou_cli.desk.showing import show_draft

    registry = session.registry
    agreements = (each.agreement for each in islice(registry.find(Query(), session.moment), _REMEMBERED))
    suggestions = gather(agreements, list(_occasions(session)), session.own)
    answered = interview(
        session.context,
        suggestions,
        fields,
        lambda so_far: show_draft(session, so_far),
        errors=lambda so_far: _errors(session, so_far),
    )
    if answered is None:
        raise Interrupted("nothing was recorded")
    return answered


def _errors(session: Session, fields: Mapping[str, Any]) -> list[Finding]:
    # Whether a reference is known makes a warning at most, and is not looked up at every answer.
    surroundings = Surroundings(session.context.sectors, lambda _: True, session.moment.today)
    try:
        # Without a title nothing else would be looked at; the question for it takes care of itself.
        found = examine({"title": "-", **fields}, surroundings).findings
    except Usage as fault:
        return [error("", fault.message)]
    return [each for each in found if each.severity == "error"]


def _occasions(session: Session) -> Iterator[tuple[str, str]]:
    for each in session.registry.occasions():
        yield each.occasion.ref, each.occasion.name
