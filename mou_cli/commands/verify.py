"""`mou verify`: whether history and agreements fit together."""

from typing import Annotated

import typer

from mou_cli.session import Session


def run(
    context: typer.Context,
    anchor: Annotated[
        bool, typer.Option("--anchor", help="Print the hash of the last entry and nothing else, without the check.")
    ] = False,
    expect: Annotated[
        str,
        typer.Option("--expect", metavar="HASH", help="Exit with 3 unless this is the last entry: 12 digits suffice."),
    ] = "",
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
) -> None:
    """Check that history, agreements and attached files fit together; exit with 3 and name the first that does not."""
    from mou_cli.desk.verifying import show_anchor, verify

    session: Session = context.obj
    if anchor:
        show_anchor(session, expect)
    else:
        verify(session, expect, form)
