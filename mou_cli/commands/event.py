"""`mou event`: the steps in an agreement's life."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.eventing import Step, list_events, record_event
from mou_cli.session import Session


def run(
    context: typer.Context,
    ref: options.Ref,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[KIND]",
            help="What happened: signed, ratified, notified, in-force, extended, notice-given, terminated, ...",
            autocompletion=options.complete("event"),
            show_default=False,
        ),
    ] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When; without it the day is unknown.")] = "",
    party: Annotated[
        str,
        typer.Option("--party", metavar="PARTY", help="Whose step it was.", autocompletion=options.complete("party")),
    ] = "",
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The last day in force, or of the suspension.")
    ] = "",
    adds: Annotated[str, typer.Option("--adds", metavar="PERIOD", help="By how much the term is longer: 5y.")] = "",
    known: Annotated[str, typer.Option("--known", metavar="DATE", help="Since when it is known, if later.")] = "",
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="REF",
            help="The agreement that supersedes, amends or extends it.",
            autocompletion=options.complete("ref"),
        ),
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Anything else.")] = "",
    dry_run: options.DryRun = False,
    form: options.ShortFormat = None,
    reason: options.Reason = "",
) -> None:
    """Record a step in an agreement's life and print its reference; without a kind, list what is recorded."""
    session: Session = context.obj.because(reason)
    if kind:
        record_event(session, ref, Step(kind, on, party, until, adds, known, by, note), dry_run=dry_run)
    else:
        list_events(session, ref, form)
