"""`mou restore`: back to what a backup holds."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="[FILE]", help="A backup; without it the backups are listed.", show_default=False),
    ] = "",
    dry_run: options.DryRun = False,
    form: options.ShortFormat = None,
    reason: options.Reason = "",
    yes: options.Yes = False,
) -> None:
    """Make the registry what a backup holds, after asking; what it replaces is kept, and undo takes it back.

    Prints the references of what changed. Without FILE: the backups there are, newest first, and how to restore each.
    """
    from mou_cli.desk.restoring import restore_or_list

    session: Session = context.obj.because(reason)
    restore_or_list(session, file, form, dry_run=dry_run, yes=yes)
