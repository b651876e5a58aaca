"""`mou history`: who changed what, when and why."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="[REF]",
            help="Only of this agreement or occasion, also of one that was removed.",
            autocompletion=options.complete("ref"),
            show_default=False,
        ),
    ] = "",
    actor: Annotated[str, typer.Option("--actor", metavar="NAME", help="Only what this person did.")] = "",
    op: Annotated[str, typer.Option("--op", metavar="OPERATION", help="Only this: add, set, event, undo, ...")] = "",
    on: Annotated[
        str,
        typer.Option("--on", metavar="DATES", help="Only of these days (UTC): 2026-02, 2026-01-05..2026-03."),
    ] = "",
    limit: options.Limit = None,
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="text, tsv, json or jsonl.")] = None,
) -> None:
    """Show who changed what, when and why, the latest last; on a terminal the last 50 entries."""
    from mou_cli.desk.historying import Asked, list_history

    session: Session = context.obj
    list_history(session, Asked(ref, actor, op, on, limit), form)
