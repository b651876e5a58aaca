"""`mou parties`: states and organisations."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.counting import list_parties
from mou_cli.session import Session


def run(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Every state and organisation that is known.")] = False,
    form: options.ShortFormat = None,
) -> None:
    """The parties of the registry's agreements, with how many each has."""
    session: Session = context.obj
    list_parties(session, form, every=every)
