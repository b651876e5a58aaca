"""`mou set`: change fields."""

from typing import Annotated

import typer

from mou_cli import options
from mou_cli.desk.changing import set_fields
from mou_cli.session import Session


def run(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="REF... FIELD=VALUE...",
            help="Agreements, then changes: signed=2026-02-04 tags+=x sectors-=y term.notice=6m place=",
            autocompletion=options.complete("assignment"),
            show_default=False,
        ),
    ],
    dry_run: options.DryRun = False,
    reason: options.Reason = "",
) -> None:
    """Change fields of one or many agreements; prints the references of those that changed."""
    session: Session = context.obj.because(reason)
    set_fields(session, words, dry_run=dry_run)
