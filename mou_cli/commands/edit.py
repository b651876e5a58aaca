"""`mou edit`: change an agreement in an editor."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.changing import edit
from mou_cli.session import Session


def run(
    context: typer.Context,
    ref: options.Ref,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON instead of TOML.")] = False,
    reason: options.Reason = "",
) -> None:
    """Change an agreement in $VISUAL or $EDITOR; what you typed is kept if anything goes wrong."""
    session: Session = context.obj.because(reason)
    edit(session, ref, "json" if as_json else "toml")
