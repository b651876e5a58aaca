"""`mou backup`: a copy of the registry."""

from typing import Annotated

import typer

from mou_cli.session import Session


def run(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]",
            help="Where to; a name that ends in .zip makes one archive. Default: beside the registry, by the time.",
            show_default=False,
        ),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Copy the registry and its attached files as they are at one moment, check the copy, and print where it is."""
    from mou_cli.desk.backing_up import backup

    session: Session = context.obj
    backup(session, file, force=force)
