"""`mou redo`: take an undo back."""

import typer

from mou_cli import options
from mou_cli.session import Session


def run(context: typer.Context, reason: options.Reason = "", yes: options.Yes = False) -> None:
    """Take the last undo back, if nothing else was changed since. Prints the references of what changed."""
    from mou_cli.desk.undoing import redo

    session: Session = context.obj.because(reason)
    redo(session, yes=yes)
