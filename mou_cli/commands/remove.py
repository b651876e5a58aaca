"""`mou remove`: take agreements out."""

import typer

from mou_cli import options
from mou_cli.desk.removing import remove
from mou_cli.session import Session


def run(
    context: typer.Context,
    refs: options.Refs,
    reason: options.Reason = "",
    yes: options.Yes = False,
) -> None:
    """Take agreements out of the registry, after asking; prints their references."""
    session: Session = context.obj
    remove(session.because(reason), refs, yes=yes)
