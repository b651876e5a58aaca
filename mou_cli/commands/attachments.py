"""`mou attachments`: which files are attached."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    refs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REF]...",
            help="Agreements; without one, all. - reads them from standard input.",
            autocompletion=options.complete("ref"),
            show_default=False,
        ),
    ] = None,
    form: options.ShortFormat = None,
) -> None:
    """List the files attached to agreements; each is read, and one that is missing or altered is said to be."""
    from mou_cli.desk.attached import list_attached

    session: Session = context.obj
    list_attached(session, refs or (), form)
