"""`mou reconcile`: what was announced against what is recorded."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OCCASION] [FILE]...",
            help="An occasion, and texts whose lists are laid beside each other.",
            autocompletion=options.complete("occasion"),
            show_default=False,
        ),
    ] = None,
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="text, tsv or json.")] = None,
) -> None:
    """Lay what was announced beside what is recorded: counts, exact titles, and what no agreement covers."""
    from mou_cli.desk.reconciling import reconcile

    session: Session = context.obj
    reconcile(session, words or [], form)
