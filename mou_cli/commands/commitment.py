"""`mou commitment`: what was promised, by whom and by when."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.calling import Command, Group, whole_number
from mou_cli.desk.promise_lists import list_commitments
from mou_cli.desk.promising import add_commitment, keep_commitment, update_commitment
from mou_cli.desk.query_command import QueryCommand
from mou_cli.session import Session

app = typer.Typer(
    cls=Group,
    help="What was promised, by whom and by when; REF may be an occasion's.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Number = Annotated[
    int,
    typer.Argument(metavar="ID", parser=whole_number, help="The commitment's number within it.", show_default=False),
]


@app.command("add", cls=Command)
def add_(
    context: typer.Context,
    ref: options.Ref,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What was promised.", show_default=False)],
    area: Annotated[str, typer.Option("--area", metavar="TEXT", help="What it is about.")] = "",
    lead: Annotated[
        str, typer.Option("--lead", metavar="WHO", help='Who answers for it: "PK: Planning Minister".')
    ] = "",
    counterpart: Annotated[str, typer.Option("--counterpart", metavar="WHO", help="Who on the other side.")] = "",
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="By when; the first time, where it repeats.")] = "",
    repeats: Annotated[
        str, typer.Option("--repeats", metavar="RULE", help="yearly, every 2 years, FREQ=MONTHLY;BYDAY=1MO (RFC 5545).")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything else.")] = "",
    reason: options.Reason = "",
) -> None:
    """Record what was promised and print its number within the agreement or the occasion."""
    session: Session = context.obj.because(reason)
    given = {"text": text, "area": area, "lead": lead, "counterpart": counterpart, "due": due, "repeats": repeats}
    add_commitment(session, ref, {**given, "note": note})


@app.command("update", cls=Command)
def update(
    context: typer.Context,
    ref: options.Ref,
    number: Number,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="open, started, done or dropped.")
    ] = None,
    progress: Annotated[str | None, typer.Option("--progress", metavar="TEXT", help="How far it is.")] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="What was promised.")] = None,
    area: Annotated[str | None, typer.Option("--area", metavar="TEXT", help="What it is about.")] = None,
    lead: Annotated[str | None, typer.Option("--lead", metavar="WHO", help="Who answers for it.")] = None,
    counterpart: Annotated[
        str | None, typer.Option("--counterpart", metavar="WHO", help="Who on the other side.")
    ] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when.")] = None,
    repeats: Annotated[str | None, typer.Option("--repeats", metavar="RULE", help="How it repeats.")] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Anything else.")] = None,
    reason: options.Reason = "",
) -> None:
    """Change a commitment and print its number; an empty text clears a field."""
    session: Session = context.obj.because(reason)
    given = {"status": status, "progress": progress, "text": text, "area": area, "lead": lead}
    more = {"counterpart": counterpart, "due": due, "repeats": repeats, "note": note}
    update_commitment(session, ref, number, {**given, **more})


@app.command("done", cls=Command)
def done(
    context: typer.Context,
    ref: options.Ref,
    number: Number,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When it was done; default: today.")] = "",
    reason: options.Reason = "",
) -> None:
    """Record that a commitment was kept; one that repeats is then due the next time."""
    session: Session = context.obj.because(reason)
    keep_commitment(session, ref, number, on)


@app.command("list", cls=QueryCommand)
def list_(
    context: typer.Context,
    query: options.Query = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only those still to be kept.")] = False,
    sector: options.SectorFilter = None,
    party: options.PartyFilter = None,
    type_: options.TypeFilter = None,
    status: options.StatusFilter = None,
    signed: options.SignedFilter = None,
    occasion: options.OccasionFilter = None,
    tag: options.TagFilter = None,
    form: options.ShortFormat = None,
) -> None:
    """List what was promised, by agreement and occasion; the filters are those of `mou list`."""
    session: Session = context.obj
    filters = {
        "sector": sector,
        "party": party,
        "type": type_,
        "status": status,
        "signed": signed,
        "occasion": occasion,
        "tag": tag,
    }
    list_commitments(session, session.query(query, filters), form, only_open=only_open)
