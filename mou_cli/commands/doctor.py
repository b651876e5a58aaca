"""`mou doctor`: all that is wrong with the registry."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Put right what is safe: files left over, layout, counters; never an agreement."),
    ] = False,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Record as an entry of the history what another program changed.")
    ] = False,
    reason: options.Reason = "",
    yes: options.Yes = False,
    form: options.ShortFormat = None,
) -> None:
    """Examine all agreements, history, attached files, backups and locks; exit with 3 where there are errors."""
    from mou_cli.desk.doctoring import Asked, examine

    session: Session = context.obj
    examine(session.because(reason), Asked(fix, adopt, yes, form))
