"""`mou undo`: take changes back."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.calling import whole_number
from mou_cli.session import Session


def run(
    context: typer.Context,
    seq: Annotated[
        int | None,
        typer.Argument(
            metavar="[SEQ]",
            parser=whole_number,
            help="The number of an entry of the history; without it the last change.",
            autocompletion=options.complete("entry"),
            show_default=False,
        ),
    ] = None,
    last: Annotated[int, typer.Option("--last", "-n", metavar="N", help="Take the last N changes back.")] = 1,
    reason: options.Reason = "",
    yes: options.Yes = False,
) -> None:
    """Take changes back; what came later and is not in the way stays. Prints the references of what changed."""
    from mou_cli.desk.undoing import undo

    session: Session = context.obj.because(reason)
    undo(session, seq, last, yes=yes)
