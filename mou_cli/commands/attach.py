"""`mou attach`: keep files with an agreement."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.session import Session


def run(
    context: typer.Context,
    ref: options.Ref,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="What to attach.", show_default=False)
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What to call it; default: as FILE is.")] = "",
    media_type: Annotated[
        str, typer.Option("--media-type", metavar="TYPE", help="What it is: application/pdf; default: by its name.")
    ] = "",
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="NAME", help="Take a file off, by name or number, after asking."),
    ] = None,
    reason: options.Reason = "",
    yes: options.Yes = False,
) -> None:
    """Keep copies of files with an agreement, beside the registry; prints its reference."""
    from mou_cli.desk.attaching import Given, attach_or_detach

    session: Session = context.obj.because(reason)
    attach_or_detach(session, ref, Given(files or (), name, media_type), remove or (), yes=yes)
