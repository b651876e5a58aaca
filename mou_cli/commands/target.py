"""`mou target`: numbers that were to be reached, and how far they are."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.calling import Command, Group, whole_number
from mou_cli.desk.promise_lists import list_targets
from mou_cli.desk.promising import GivenTarget, add_target, observe
from mou_cli.desk.query_command import QueryCommand
from mou_cli.session import Session

app = typer.Typer(
    cls=Group,
    help="Numbers that were to be reached, and how far they are; REF may be an occasion's.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command("add", cls=Command)
def add_(
    context: typer.Context,
    ref: options.Ref,
    metric: Annotated[
        str, typer.Argument(metavar="METRIC", help="What is measured: bilateral trade.", show_default=False)
    ],
    value: Annotated[
        str, typer.Option("--value", metavar="NUMBER", help="What is to be reached: 1 billion, 250m.")
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="USD, tonnes, visitors a year.")] = "",
    baseline: Annotated[str, typer.Option("--baseline", metavar="NUMBER", help="What it started from.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="When the baseline was.")] = "",
    by: Annotated[
        list[str] | None,
        typer.Option("--by", metavar="DATE", help='By when; "2027-02 (Dawn)" says who gave that deadline.'),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="SOURCE", help='URL, or "Publisher: Title <URL>".')
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything else.")] = "",
    reason: options.Reason = "",
) -> None:
    """Record a number that is to be reached and print its own within the agreement or the occasion."""
    session: Session = context.obj.because(reason)
    add_target(session, ref, GivenTarget(metric, value, unit, baseline, since, by or (), source or (), note))


@app.command("observe", cls=Command)
def observe_(
    context: typer.Context,
    ref: options.Ref,
    number: Annotated[
        int,
        typer.Argument(metavar="ID", parser=whole_number, help="The target's number within it.", show_default=False),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What was measured: 420m.", show_default=False)],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When it was so; default: today.")] = "",
    source: Annotated[str, typer.Option("--source", metavar="SOURCE", help="Who says so.")] = "",
    reason: options.Reason = "",
) -> None:
    """Record what a target's measure stood at on a day."""
    session: Session = context.obj.because(reason)
    observe(session, ref, number, value, on, source)


@app.command("list", cls=QueryCommand)
def list_(
    context: typer.Context,
    query: options.Query = None,
    sector: options.SectorFilter = None,
    party: options.PartyFilter = None,
    type_: options.TypeFilter = None,
    status: options.StatusFilter = None,
    signed: options.SignedFilter = None,
    occasion: options.OccasionFilter = None,
    tag: options.TagFilter = None,
    form: options.ShortFormat = None,
) -> None:
    """List the targets, each against the straight line from its baseline to every deadline that was given."""
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
    list_targets(session, session.query(query, filters), form)
