"""`mou open`: look at an attached file."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.attached import Wanted, open_attached
from mou_cli.session import Session


def run(
    context: typer.Context,
    ref: options.Ref,
    which: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]", help="Which file, by name or number; needed where there are several.", show_default=False
        ),
    ] = "",
    print_path: Annotated[bool, typer.Option("--print-path", help="Only print where its bytes lie.")] = False,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Copy it to FILE instead.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Open an attached file in the program for its kind; what was altered since it was attached is not opened."""
    session: Session = context.obj
    open_attached(session, ref, which, Wanted(print_path, output, force))
