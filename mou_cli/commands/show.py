"""`mou show`: agreements in full."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    refs: options.Refs,
    form: options.ShowFormat = "card",
    at: Annotated[str, typer.Option("--at", metavar="DATE", help="As it was recorded when that day (UTC) ended.")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Say how each computed date follows.")] = False,
) -> None:
    """Show agreements in full: a card for each, or JSON; an occasion's reference shows the occasion."""
    from mou_cli.desk.showing import show

    session: Session = context.obj
    show(session, session.words(refs), form, explain=explain, at=at)
